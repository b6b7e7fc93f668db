import { describe, expect, test } from "vitest";
import { demoAgencies } from "#demo/agencies.ts";
import { publishedFigures } from "#demo/figures.ts";
import { peopleOf } from "#demo/people.ts";
import { planOf, type Step } from "#demo/plan.ts";

/* 公开数字: what counts rows of events and intermediaries comes out as published. */

const stepsOf = (code: string): Step[] => {
  const agency = demoAgencies.find((each) => each.code === code);
  if (!agency) throw new Error(`no demo agency ${code}`);
  return planOf(agency, peopleOf(agency, 0), "2026-03-04");
};
const figure = (id: string) => publishedFigures.flatMap(({ figures }) => figures).find((each) => each.id === id)?.value;

/** Events of a kind that were held in the year, as the plan enters them. */
function heldIn(steps: Step[], year: number, kind: string): number {
  const held = new Set(steps.flatMap((step) => (step.does === "hold" ? [step.event] : [])));
  return steps.filter(
    (step) =>
      step.does === "plan" &&
      held.has(step.key) &&
      step.sent.kind === kind &&
      step.sent.fromOn.startsWith(String(year)),
  ).length;
}

describe("活动与中介的公开数字", () => {
  test("示例戊县：推介 10 场、产业招商活动 22 场", () => {
    const steps = stepsOf("shili-e");
    expect(heldIn(steps, 2023, "promotion")).toBe(figure("004-C054"));
    expect(heldIn(steps, 2023, "industryInvestment")).toBe(figure("004-C055"));
  });

  test("示例乙区：推介 16 场；签约中介 143 家，另有一家声明关联而没有委托", () => {
    const steps = stepsOf("shili-b");
    expect(heldIn(steps, 2023, "promotion")).toBe(figure("001-C332"));
    const mandated = steps.flatMap((step) =>
      step.does === "mandate" && step.sent.fromOn <= "2023-12-31" && step.sent.toOn >= "2023-12-31"
        ? [step.intermediary]
        : [],
    );
    expect(new Set(mandated).size).toBe(figure("001-C324"));
    expect(steps.filter((step) => step.does === "declare" && step.isExcluded)).toHaveLength(1);
  });

  test("五个机构都有活动、答卷和中介，名称各不相同", () => {
    for (const { code } of demoAgencies) {
      const steps = stepsOf(code);
      const names = steps.flatMap((step) => (step.does === "mediate" ? [step.sent.name] : []));
      expect(new Set(names).size).toBe(names.length);
      for (const does of ["hold", "answer", "mandate", "station"])
        expect([code, does, steps.some((step) => step.does === does)]).toEqual([code, does, true]);
    }
  });
});
