import { describe, expect, test } from "vitest";
import { knownCalendars } from "#kit/base/calendars.ts";
import { byDueDay, changesSince, lightOf, yearBefore } from "./rules.ts";

describe("亮灯", () => {
  test.each([
    ["2026-03-04", "red", "超期 1 天"],
    ["2026-03-05", "yellow", "今天到期"],
    ["2026-03-07", "yellow", "还剩 2 天"],
    ["2026-03-08", "green", "还剩 3 天"],
    [null, "none", ""],
  ])("期限 %s：%s，%s", (dueOn, state, text) => {
    expect(lightOf(dueOn, "2026-03-05")).toMatchObject({ state, text });
  });
});

describe("上一个工作日以来", () => {
  test.each([
    ["平日说昨天", "2026-03-05", "2026-03-04"],
    ["周一从周五说起", "2026-03-09", "2026-03-06"],
    ["国庆之后从节前最后一天说起", "2025-10-09", "2025-09-30"],
  ])("%s", (_, today, since) => {
    expect(changesSince(today, knownCalendars)).toBe(since);
  });

  test("没有当年的日历，就说昨天", () => {
    expect(changesSince("2026-03-09", [])).toBe("2026-03-08");
  });
});

test("先办快到期的，再办不限期里件数多的", () => {
  const todos = [
    { dueOn: null, count: 2 },
    { dueOn: "2026-03-09", count: 1 },
    { dueOn: null, count: 30 },
    { dueOn: "2026-03-01", count: 1 },
  ];
  expect(todos.sort(byDueDay).map(({ dueOn, count }) => dueOn ?? count)).toEqual(["2026-03-01", "2026-03-09", 30, 2]);
});

test.each([
  ["当年比到今天", 2026, "2026-03-05", { from: "2025-01-01", to: "2025-03-05" }],
  ["往年比全年", 2023, "2026-03-05", { from: "2022-01-01", to: "2022-12-31" }],
  ["闰日比到 28 日", 2024, "2024-02-29", { from: "2023-01-01", to: "2023-02-28" }],
])("去年同期：%s", (_, year, today, period) => {
  expect(yearBefore(year, today)).toEqual(period);
});
