import { describe, expect, test } from "vitest";
import { whyNotMeet } from "../conditions/rules.ts";
import type { DiligencePack } from "./pack.ts";
import {
  type FindingState,
  kindsFor,
  leftOf,
  missingDiligence,
  requirementText,
  stateOf,
  whyNotConclude,
  whyNotConcluded,
  whyNotOpen,
  whyNotVerify,
} from "./rules.ts";
import type { DiligenceState } from "./words.ts";

const pack: DiligencePack = {
  from: "2026-01-01",
  document: "示例",
  stage: "signed",
  capital: ["domestic"],
  bands: [
    { atLeast: "100000000", kinds: ["qualification"] },
    { atLeast: "500000000", kinds: ["qualification", "credit"] },
  ],
  sources: [],
};
const project = {
  track: "service",
  capital: "domestic",
  investorKind: null,
  totalInvestment: "300000000",
} as const;
const finding = (more: Partial<FindingState> = {}): FindingState => ({
  id: "1",
  kind: "qualification",
  risk: "low",
  lookedOn: "2026-03-01",
  byId: "甲",
  verifiedAt: "2026-03-02",
  voidedAt: null,
  ...more,
});

describe("尽职调查的规则", () => {
  test.each([
    ["3 亿元内资", {}, ["qualification"]],
    ["5 亿元取更高的一档", { totalInvestment: "500000000" }, ["qualification", "credit"]],
    ["不到起点的不要求", { totalInvestment: "99999999.99" }, null],
    ["金额未定的不要求", { totalInvestment: null }, null],
    ["外资不在适用范围", { capital: "foreign" as const }, null],
    ["内外资没填的不在适用范围", { capital: null }, null],
  ])("须查哪些：%s", (_, more, wanted) => {
    expect(kindsFor(pack, { ...project, ...more })).toEqual(wanted);
  });

  test("要求写成话；只有核验过、没有更正掉的发现才算查过", () => {
    expect(requirementText(pack, project)).toBe("计划总投资 3.00亿元，自2026年1月1日起，签约前须查：主体资格");
    expect(leftOf(["qualification", "credit"], [finding()])).toEqual(["credit"]);
    expect(leftOf(["qualification"], [finding({ verifiedAt: null })])).toEqual(["qualification"]);
    expect(leftOf(["qualification"], [finding({ voidedAt: "2026-03-03" })])).toEqual(["qualification"]);
  });

  test.each<[string, Parameters<typeof stateOf>[0], DiligenceState]>([
    ["没有结论", { findings: [finding()], conclusions: [], conditions: [] }, "open"],
    ["通过", { findings: [finding()], conclusions: [{ id: "2", outcome: "passed" }], conditions: [] }, "passed"],
    [
      "结论之后又有发现",
      { findings: [finding({ id: "3" })], conclusions: [{ id: "2", outcome: "passed" }], conditions: [] },
      "outdated",
    ],
    [
      "条件没有落实",
      {
        findings: [finding()],
        conclusions: [{ id: "2", outcome: "conditional" }],
        conditions: [{ conclusionId: "2", metOn: null }],
      },
      "waiting",
    ],
    [
      "条件都落实了；前一次结论的条件不再等",
      {
        findings: [finding()],
        conclusions: [
          { id: "2", outcome: "conditional" },
          { id: "4", outcome: "conditional" },
        ],
        conditions: [
          { conclusionId: "2", metOn: null },
          { conclusionId: "4", metOn: "2026-03-05" },
        ],
      },
      "passed",
    ],
    [
      "不建议",
      { findings: [finding()], conclusions: [{ id: "2", outcome: "advisedAgainst" }], conditions: [] },
      "advisedAgainst",
    ],
  ])("状态：%s", (_, held, state) => {
    expect(stateOf(held)).toBe(state);
  });

  test("核验和结论都要另一人", () => {
    expect(whyNotVerify(finding({ verifiedAt: null }), "甲")?.message).toContain("请由另一人核验");
    expect(whyNotVerify(finding({ verifiedAt: null }), "乙")).toBeNull();
    expect(whyNotVerify(finding(), "乙")?.code).toBe("diligences.verify.done");
    const held = { annulledAt: null, findings: [finding()] };
    expect(whyNotConclude(held, ["qualification"], "甲")?.message).toContain("请由另一人作出");
    expect(whyNotConclude(held, ["qualification"], "乙")).toBeNull();
    expect(whyNotConclude(held, ["qualification", "credit"], "乙")?.message).toBe("还没有查：信用与涉诉");
    expect(whyNotConclude({ ...held, findings: [finding({ verifiedAt: null })] }, [], "乙")?.message).toContain(
      "还有 1 条发现没有核验",
    );
    expect(whyNotConclude({ ...held, findings: [] }, [], "乙")?.code).toBe("diligences.conclude.empty");
  });

  test.each([
    ["高风险不能直接通过", "passed", [], "high", "diligences.conclude.high"],
    ["附条件要写条件", "conditional", [], "low", "diligences.conclude.conditions"],
    ["通过不带条件", "passed", [{ dueOn: "2026-04-01" }], "low", "diligences.conclude.surplus"],
    ["条件期限不早于结论", "conditional", [{ dueOn: "2026-03-03" }], "low", "diligences.conclude.due"],
  ] as const)("结论：%s", (_, outcome, conditions, risk, code) => {
    const held = { openedOn: "2026-03-01", findings: [finding({ risk })] };
    const said = { outcome, concludedOn: "2026-03-04", conditions };
    expect(whyNotConcluded(said, held, "2026-03-05")?.code).toBe(code);
  });

  test("结论不早于最后一次查询；条件不早于结论落实；同一家不重复开始", () => {
    const held = { openedOn: "2026-02-01", findings: [finding({ lookedOn: "2026-03-04" })] };
    const said = { outcome: "passed", concludedOn: "2026-03-03", conditions: [] } as const;
    expect(whyNotConcluded(said, held, "2026-03-05")?.code).toBe("diligences.conclude.order");
    expect(
      whyNotMeet("diligences", { metOn: null }, "2026-03-02", { concludedOn: "2026-03-04", today: "2026-03-05" })
        ?.message,
    ).toContain("早于结论日期");
    expect(whyNotOpen("示例", [{ companyName: "示例", annulledAt: null }])?.code).toBe("diligences.open.twice");
    expect(whyNotOpen("示例", [{ companyName: "示例", annulledAt: "2026-03-01" }])).toBeNull();
  });

  test("关口：不到那个阶段不问；要求了没有做、做了没有结论、条件没落实都拦住，落实了放行", () => {
    const asked = { ...project, projectId: "p", on: "2026-03-05", isReached: true };
    expect(missingDiligence({ ...asked, isReached: false }, [], pack)).toEqual([]);
    expect(missingDiligence({ ...asked, on: "2025-12-31" }, [], pack)).toEqual([]);
    expect(missingDiligence(asked, [], pack).map(({ message }) => message)).toEqual([
      "这类项目须先作尽职调查，请登记查询情况并作出结论",
    ]);
    const told = (state: DiligenceState) =>
      missingDiligence(asked, [{ companyName: "示例", state, openCount: 2 }], pack).map(({ message }) => message);
    expect(told("open")).toEqual(["“示例”的尽职调查还没有结论"]);
    expect(told("waiting")).toEqual(["“示例”的尽调条件还有 2 项没有落实"]);
    expect(told("outdated")[0]).toContain("请重新作结论");
    expect(told("advisedAgainst")[0]).toContain("不建议");
    expect(told("passed")).toEqual([]);
  });
});
