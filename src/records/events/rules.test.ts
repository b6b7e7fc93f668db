import { describe, expect, test } from "vitest";
import { nodesOf } from "./follows/rules.ts";
import { lightOf, missingOf, whyNotEvent, whyNotMovedDay, whyNotPeriod } from "./rules.ts";
import { whyNotStop } from "./stops/rules.ts";
import { isSatisfiedBy, whyNotAnswer, whyNotQuestions } from "./surveys/rules.ts";

const today = "2026-03-05";
const event = { name: "示例推介会", state: "planned" as const, fromOn: "2026-03-05" };

describe("活动的步骤", () => {
  test.each([
    ["hold", { ...event, fromOn: "2026-03-06" }, "events.hold.early"],
    ["hold", event, null],
    ["hold", { ...event, state: "held" as const }, "events.hold.held"],
    ["cancel", { ...event, state: "held" as const }, "events.cancel.held"],
    ["update", { ...event, state: "cancelled" as const }, "events.update.cancelled"],
    ["reopen", event, "events.reopen.planned"],
    ["reopen", { ...event, state: "held" as const }, null],
  ] as const)("%s %o → %s", (step, standing, code) => {
    expect(whyNotEvent(step, standing, today)?.code ?? null).toBe(code);
  });

  test("日期：结束不早于开始，一场不过六十天，已举办的不改到将来", () => {
    expect(whyNotPeriod({ fromOn: "2026-03-05", toOn: "2026-03-04" })?.code).toBe("events.period.order");
    expect(whyNotPeriod({ fromOn: "2026-01-01", toOn: "2026-03-02" })?.code).toBe("events.period.long");
    expect(whyNotPeriod({ fromOn: "2026-01-01", toOn: "2026-03-01" })).toBeNull();
    expect(whyNotMovedDay("held", "2026-03-06", today)?.code).toBe("events.update.future");
  });

  test("还差什么：会前三项，会后再加三项，取消的不问", () => {
    const bare = { place: "", budgetLine: "", plannedCost: null, actualCost: null, headcount: null, report: "" };
    expect(missingOf({ ...bare, state: "planned" })).toHaveLength(3);
    expect(missingOf({ ...bare, state: "held" })).toHaveLength(6);
    expect(missingOf({ ...bare, state: "cancelled" })).toEqual([]);
  });

  test("亮灯、跟进节点、行程日期", () => {
    expect(lightOf("2026-03-04", today)).toEqual({ state: "red", text: "超期 1 天" });
    expect(lightOf("2026-03-05", today).state).toBe("yellow");
    expect(lightOf("2026-03-09", today).state).toBe("green");
    expect(nodesOf("2026-03-05", [90, 30, 30]).map(({ dueOn }) => dueOn)).toEqual(["2026-04-04", "2026-06-03"]);
    const trip = { kind: "outboundTrip" as const, fromOn: "2026-03-01", toOn: "2026-03-03" };
    expect(whyNotStop("2026-03-04", trip)?.code).toBe("tripStops.day");
    expect(whyNotStop("2026-03-01", { ...trip, kind: "siteVisit" })?.code).toBe("tripStops.kind");
  });
});

describe("满意度问卷", () => {
  const score = { kind: "score10" as const, text: "总体", options: [], isRequired: false, isOverall: true };
  const choice = { kind: "choice" as const, text: "渠道", options: ["甲", "乙"], isRequired: false, isOverall: false };
  test("须有一道、且只有一道打分题作总体满意度；单选至少两个选项", () => {
    expect(whyNotQuestions([choice])?.code).toBe("surveys.questions.overall");
    expect(whyNotQuestions([{ ...choice, isOverall: true }])?.code).toBe("surveys.questions.overallKind");
    expect(whyNotQuestions([score, { ...choice, options: ["甲", "甲"] }])?.code).toBe("surveys.questions.options");
    expect(whyNotQuestions([score, choice])).toBeNull();
  });
  test("总体满意度必答，分数与选项不能越界；八成起算满意", () => {
    expect(whyNotAnswer([score, choice], [null, "甲"])?.code).toBe("surveys.answer.missing");
    expect(whyNotAnswer([score, choice], ["11", null])?.code).toBe("surveys.answer.value");
    expect(whyNotAnswer([score, choice], ["8", "丙"])?.code).toBe("surveys.answer.value");
    expect(whyNotAnswer([score, choice], ["8", null])).toBeNull();
    expect([isSatisfiedBy([score], ["8"], 80), isSatisfiedBy([score], ["7"], 80)]).toEqual([true, false]);
  });
});
