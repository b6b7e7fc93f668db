import { describe, expect, test } from "vitest";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays } from "#kit/base/dates.ts";
import { clocksOf, lateBefore, quietFor, takesOf, termOf, urgentOf, whyNotTaken } from "./rules.ts";

const packed = [
  { code: "answer", title: "答复", days: 1, expertDays: null, counts: "workdays", isRepeated: false },
  { code: "screen", title: "研判", days: 3, expertDays: 5, counts: "workdays", isRepeated: false },
  { code: "feedback", title: "反馈", days: 7, expertDays: null, counts: "days", isRepeated: false },
  { code: "report", title: "报告", days: 14, expertDays: null, counts: "days", isRepeated: true },
] as const;
const on = (today: string) => ({ today, calendars: knownCalendars });

describe("线索时限的规则", () => {
  test("国庆前接到的，一个工作日跨过长假", () => {
    const [answer] = clocksOf(packed, "2025-09-30", [], on("2025-10-08"));
    expect(answer).toMatchObject({ dueOn: "2025-10-09", light: "yellow", text: "还剩 1 天" });
  });

  test("转专家研判，研判放宽到五个工作日", () => {
    const experts = [{ step: "experts", happenedOn: "2026-03-03" }] as const;
    expect(termOf(packed[1], experts).text).toBe("5 个工作日内（专家研判）");
    expect(clocksOf(packed, "2026-03-02", experts, on("2026-03-05"))[1]?.dueOn).toBe("2026-03-09");
  });

  test("跟进报告从上一次起再算两周，从不办结", () => {
    const steps = [
      { step: "report", happenedOn: "2026-02-10" },
      { step: "report", happenedOn: "2026-02-20" },
    ] as const;
    expect(clocksOf(packed, "2026-01-05", steps, on("2026-03-05"))[3]).toMatchObject({
      dueOn: "2026-03-06",
      doneOn: "2026-02-20",
      isOpen: true,
    });
  });

  test("没有公布的年份不猜", () => {
    const clocks = clocksOf(packed, "2126-03-02", [], on("2126-03-05"));
    expect(clocks[0]).toMatchObject({ dueOn: null, light: "none" });
    expect(quietFor("2126-01-01", 10, on("2126-03-05"))).toBeNull();
  });

  test("两年里每一天：筛选用的日子与期限说的是一回事", () => {
    for (let back = 0; back < 40; back++)
      for (let day = 0; day < 700; day += 41) {
        const today = addDays("2025-12-31", -day);
        const receivedOn = addDays(today, -back);
        for (const [at, clock] of packed.entries()) {
          const isLate = clocksOf(packed, receivedOn, [], on(today))[at]?.light === "red";
          const before = lateBefore(termOf(clock, []), on(today));
          expect([today, receivedOn, clock.code, isLate]).toEqual([
            today,
            receivedOn,
            clock.code,
            before !== null && receivedOn < before,
          ]);
        }
      }
  });

  test("最急的一项说在前面，其余超期的说个数", () => {
    expect(urgentOf(clocksOf(packed, "2026-02-02", [], on("2026-03-05"))).lightText).toMatch(
      /^答复超期 \d+ 个工作日，另有 3 项超期$/,
    );
  });

  test("办理一次的不再列出；做完研判不再转专家", () => {
    expect(takesOf([{ step: "screen", happenedOn: "2026-03-05" }])).toEqual(["answer", "feedback", "report"]);
  });

  test.each([
    ["answer", "2026-03-06", "leadSteps.future"],
    ["answer", "2026-03-01", "leadSteps.early"],
    ["answer", "2026-03-03", "leadSteps.officer"],
    ["screen", "2026-03-03", "leadSteps.twice"],
    ["experts", "2026-03-03", "leadSteps.experts"],
    ["report", "2026-03-03", null],
  ] as const)("%s 于 %s：%s", (step, happenedOn, code) => {
    const lead = { stage: "lead", standing: "ongoing", receivedOn: "2026-03-02", officerId: null } as const;
    const steps = [{ step: "screen", happenedOn: "2026-03-02" }] as const;
    expect(whyNotTaken({ step, happenedOn }, lead, steps, "2026-03-05")?.code ?? null).toBe(code);
  });
});
