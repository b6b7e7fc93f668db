import { describe, expect, test } from "vitest";
import { divisionThen, guestsOf, nextLight, titleOf, whyNotHeld, whyNotMet, whyNotNext } from "./rules.ts";

const first = { divisionId: "一", divisionName: "一科", fromOn: "2024-01-01", toOn: "2025-06-30" };
const second = { divisionId: "二", divisionName: "二科", fromOn: "2025-09-01", toOn: "2026-01-31" };
const now = { divisionId: "三", divisionName: "三科" };

describe("对接的规则", () => {
  test.each([
    ["2024-01-01", "一科", false],
    ["2025-06-30", "一科", false],
    ["2025-09-01", "二科", false],
    ["2023-05-05", "一科", false],
    ["2025-07-15", "三科", true],
    ["2026-02-01", "三科", true],
  ])("%s 在%s", (day, divisionName, isAway) => {
    expect(divisionThen([second, first], now, day)).toMatchObject({ divisionName, isAway });
  });

  test("没有任职经历的按现在的科室", () => {
    expect(divisionThen([], now, "2020-01-01")).toEqual({ divisionId: "三", divisionName: "三科", isAway: false });
  });

  test.each([
    ["王示例 总经理、李示例", ["王示例/总经理", "李示例/"]],
    ["王示例  副 总裁；李示例", ["王示例/副 总裁", "李示例/"]],
    ["", []],
    ["、，", []],
  ])("对方人员 %j", (text, wanted) => {
    expect(guestsOf(text).map(({ name, position }) => `${name}/${position}`)).toEqual(wanted);
  });

  test("时间线上说单位和地点，不说人名", () => {
    expect(titleOf("visit", { companyNames: "示例云帆", place: "上海" })).toBe("走访：示例云帆（上海）");
    expect(titleOf("call", { companyNames: "", place: "" })).toBe("电话");
  });

  test("没到的日子、没有对象、半个下一步", () => {
    expect(whyNotHeld("2026-03-06", "2026-03-05")?.code).toBe("encounters.future");
    expect(whyNotMet({ companyIds: [], projectIds: [], counterpart: "" })?.message).toContain("请选择企业或项目");
    const next = { nextStep: "", nextDueOn: null, nextOwnerId: null };
    expect(whyNotNext(next, "2026-03-05")).toBeNull();
    expect(whyNotNext({ ...next, nextDueOn: "2026-03-06" }, "2026-03-05")?.code).toBe("encounters.next.step");
    expect(whyNotNext({ ...next, nextStep: "约谈" }, "2026-03-05")?.code).toBe("encounters.next.due");
  });

  test.each([
    ["2026-03-04", "red", "超期 1 天"],
    ["2026-03-05", "yellow", "今天到期"],
    ["2026-03-08", "yellow", "还剩 3 天"],
    ["2026-03-09", "green", "还剩 4 天"],
  ])("期限 %s 亮%s", (dueOn, state, text) => {
    expect(nextLight(dueOn, "2026-03-05")).toEqual({ state, text });
  });
});
