import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addWorkdays, calendarProblem, isWorkday, nextWorkday, workdayFrom, workdaysBetween } from "./calendar.ts";
import { calendarOf, knownCalendars } from "./calendars.ts";
import { addDays, weekdayOf, yearOf } from "./dates.ts";

describe("工作日", () => {
  test.each([
    ["2026-04-30", true, "星期四"],
    ["2026-05-01", false, "劳动节"],
    ["2026-05-09", true, "星期六调休上班"],
    ["2026-05-10", false, "星期日"],
    ["2024-02-04", true, "春节前的星期日上班"],
    ["2024-02-09", true, "除夕在 2024 年不放假"],
    ["2020-01-31", false, "延长的春节假期"],
    ["2023-12-31", false, "星期日"],
  ])("%s：%s（%s）", (date, expected) => expect(isWorkday(date, knownCalendars)).toBe(expected));

  test("4月30日收到，三个工作日，第一天是5月6日，5月8日到期", () => {
    expect(nextWorkday("2026-04-30", knownCalendars)).toBe("2026-05-06");
    expect(addWorkdays("2026-04-30", 3, knownCalendars)).toBe("2026-05-08");
    expect(addWorkdays("2026-05-08", -3, knownCalendars)).toBe("2026-04-30");
    expect(workdaysBetween("2026-04-30", "2026-05-08", knownCalendars)).toBe(3);
  });

  test("跨年推算", () => expect(addWorkdays("2024-12-31", 1, knownCalendars)).toBe("2025-01-02"));
  test("期限落在假日顺延，落在工作日不动", () => {
    expect(workdayFrom("2026-05-02", knownCalendars)).toBe("2026-05-06");
    expect(workdayFrom("2026-05-09", knownCalendars)).toBe("2026-05-09");
  });

  test("推算与计数互逆，推到的总是工作日", () => {
    const dates = fc.nat(3650).map((days) => addDays("2010-01-01", days));
    fc.assert(
      fc.property(dates, fc.integer({ min: -400, max: 400 }), (date, count) => {
        const reached = addWorkdays(date, count, knownCalendars);
        expect(workdaysBetween(date, reached, knownCalendars)).toBe(count);
        expect(count === 0 ? date : isWorkday(reached, knownCalendars)).toBe(count === 0 ? reached : true);
      }),
    );
  });
});

describe("没有日历的年份用中文拒绝", () => {
  const message = expect.stringContaining("没有 2027 年的工作日历");
  test.each([
    ["判断", () => isWorkday("2027-03-01", knownCalendars)],
    ["推算越过年底", () => addWorkdays("2026-12-30", 5, knownCalendars)],
    ["计数越过年底", () => workdaysBetween("2026-12-30", "2027-01-05", knownCalendars)],
  ])("%s", (_, ask) =>
    expect(ask).toThrow(expect.objectContaining({ kind: "refused", code: "calendar.missing", message })),
  );

  test("先问再算", () => {
    expect(calendarProblem("2026-12-30", "2027-01-05", knownCalendars)).toMatchObject({
      code: "calendar.missing",
      message,
    });
    expect(calendarProblem("2027-01-05", "2026-12-30", knownCalendars)).toMatchObject({
      code: "calendar.missing",
      message,
    });
    expect(calendarProblem("2025-12-30", "2026-01-05", knownCalendars)).toBeNull();
    expect(calendarProblem("2026-01-05", "2026-01-05", [])).toMatchObject({ code: "calendar.missing" });
  });
});

describe("收录的日历", () => {
  test("没有公布的年份没有日历", () => {
    expect(calendarOf(2026)?.year).toBe(2026);
    expect([calendarOf(2003), calendarOf(2027), calendarOf(Number.NaN)]).toEqual([null, null, null]);
  });

  test("年份连续，日期属于本年，调休日都在周末，与放假日不重", () => {
    expect(knownCalendars.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    for (const { year, holidays, makeupWorkdays } of knownCalendars) {
      expect([...holidays, ...makeupWorkdays].every((date) => yearOf(date) === year)).toBe(true);
      expect(makeupWorkdays.filter((date) => weekdayOf(date) <= 5 || holidays.includes(date))).toEqual([]);
    }
  });

  test("写明的来源版本就是所装的版本", () => {
    const { version } = JSON.parse(readFileSync("node_modules/chinese-days/package.json", "utf8")) as {
      version: string;
    };
    expect(knownCalendars[0]?.source).toContain(`chinese-days ${version}`);
  });
});
