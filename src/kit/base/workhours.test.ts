import { describe, expect, test } from "vitest";
import { knownCalendars } from "./calendars.ts";
import { workMinutes, writeMinutes } from "./workhours.ts";

const hours = [
  ["08:30", "12:00"],
  ["13:30", "18:00"],
] as const;
const between = (from: string, to: string) => workMinutes(`${from}+08:00`, `${to}+08:00`, hours, knownCalendars);

describe("工作时间", () => {
  test.each([
    ["当天之内扣除午休", "2026-03-05T09:00:00", "2026-03-05T14:00:00", 210],
    ["下班后收到，次日上班才开始计", "2026-03-05T20:00:00", "2026-03-06T09:30:00", 60],
    ["周末不计", "2026-03-06T17:00:00", "2026-03-09T09:30:00", 120],
    ["国庆长假不计，节前节后照计", "2025-09-30T17:00:00", "2025-10-09T08:45:00", 75],
    ["调休上班的周日照计", "2025-09-28T08:30:00", "2025-09-28T18:00:00", 480],
    ["倒过来是零", "2026-03-06T09:00:00", "2026-03-05T09:00:00", 0],
  ])("%s", (_, from, to, minutes) => {
    expect(between(from, to)).toBe(minutes);
  });

  test("没有当年日历就不猜", () => {
    expect(workMinutes("2099-03-05T01:00:00Z", "2099-03-06T01:00:00Z", hours, knownCalendars)).toBeNull();
  });

  test("写成小时和分", () => {
    expect([0, 59, 60, 200].map(writeMinutes)).toEqual(["0 分钟", "59 分钟", "1 小时", "3 小时 20 分"]);
  });
});
