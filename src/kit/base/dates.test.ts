import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  compareDates,
  dayOf,
  daysBetween,
  daysInMonth,
  isDate,
  monthOf,
  parseDate,
  quarterOf,
  today,
  weekdayOf,
  writeDate,
  yearOf,
} from "./dates.ts";

const dates = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays("1900-01-01", days));

test.each([
  ["2023-03-05", true],
  ["2024-02-29", true],
  ["2000-02-29", true],
  ["1900-01-01", true],
  ["2199-12-31", true],
  ["2023-02-29", false],
  ["2100-02-29", false],
  ["2023-02-30", false],
  ["2023-04-31", false],
  ["2023-13-01", false],
  ["2023-00-10", false],
  ["2023-01-00", false],
  ["1899-12-31", false],
  ["2200-01-01", false],
  ["2023-3-5", false],
  ["2023-03-05T00:00:00Z", false],
  ["2023-03-05\n", false],
  ["２０２３-03-05", false],
  ["", false],
])("%j 是日期：%s", (text, expected) => expect(isDate(text)).toBe(expected));

describe("读人填的日期", () => {
  test.each([
    ["2023-03-05", "2023-03-05"],
    ["2023年3月5日", "2023-03-05"],
    ["2023 年 3 月 5 日", "2023-03-05"],
    ["2023年3月5号", "2023-03-05"],
    ["2023年3月5", "2023-03-05"],
    ["2023/3/5", "2023-03-05"],
    ["2023.03.05", "2023-03-05"],
    ["2023. 3. 5", "2023-03-05"],
    ["20230305", "2023-03-05"],
    ["２０２３／３／５", "2023-03-05"],
    ["二〇二三年三月五日", "2023-03-05"],
    ["二零二三年十二月三十一日", "2023-12-31"],
    ["2023/3/5 0:00", "2023-03-05"],
    ["2023-03-05 13:45:00.000", "2023-03-05"],
    ["45000", "2023-03-15"],
    ["45000.75", "2023-03-15"],
    [45_000, "2023-03-15"],
    [20_230_305, "2023-03-05"],
    [" 2023-03-05 ", "2023-03-05"],
  ])("%s → %s", (typed, date) => expect(parseDate(typed)).toEqual({ date }));

  test.each([
    ["", "date.empty"],
    ["　", "date.empty"],
    ["2023", "date.incomplete"],
    [2023, "date.incomplete"],
    ["2023年", "date.incomplete"],
    ["2023年3月", "date.incomplete"],
    ["2023-03", "date.incomplete"],
    ["202303", "date.incomplete"],
    ["5/3/2023", "date.order"],
    ["23-3-5", "date.order"],
    ["23年3月5日", "date.year"],
    ["0203-03-05", "date.year"],
    ["2320-03-05", "date.year"],
    ["2023年13月5日", "date.month"],
    ["2023-0-5", "date.month"],
    ["2023-02-29", "date.day"],
    ["20230431", "date.day"],
    ["2023-1-0", "date.day"],
    ["2023-3/5", "date.unreadable"],
    ["2023-03-05T00:00:00Z", "date.unreadable"],
    ["今天", "date.unreadable"],
    ["元月一日", "date.unreadable"],
    [Number.NaN, "date.unreadable"],
    [-45_000, "date.unreadable"],
    ["2".repeat(100_000), "date.unreadable"],
  ])("%.20s 被拒绝：%s", (typed, code) => {
    expect(parseDate(typed)).toMatchObject({ code, message: expect.stringMatching(/^.{1,80}$/) });
  });

  test("不存在的日子说出该月有几天", () => {
    expect(parseDate("2023年2月29日")).toMatchObject({ message: "“2023年2月29日”不存在：2023年2月只有 28 天" });
  });

  test("写出来的都能读回去", () => {
    fc.assert(
      fc.property(dates, (date) => {
        for (const written of [date, writeDate(date), date.replaceAll("-", ""), date.replaceAll("-", "/")]) {
          expect(parseDate(written)).toEqual({ date });
        }
      }),
    );
  });
});

describe("日期推算", () => {
  test.each([
    ["2023-01-31", 1, "2023-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2023-03-31", -1, "2023-02-28"],
    ["2023-01-15", -1, "2022-12-15"],
    ["2023-11-30", 3, "2024-02-29"],
    ["2023-05-05", 0, "2023-05-05"],
    ["2023-05-05", -29, "2020-12-05"],
  ])("%s 加 %i 个月 = %s", (date, months, expected) => expect(addMonths(date, months)).toBe(expected));

  test("拆解", () => {
    expect([yearOf, monthOf, dayOf, quarterOf, weekdayOf].map((of) => of("2023-03-05"))).toEqual([2023, 3, 5, 1, 7]);
    expect([weekdayOf("1900-01-01"), weekdayOf("1970-01-01"), weekdayOf("2026-05-01")]).toEqual([1, 4, 5]);
    expect([daysInMonth(2024, 2), daysInMonth(2100, 2), daysInMonth(2023, 12)]).toEqual([29, 28, 31]);
  });

  test("加天数与天数差互逆，次序与比较一致", () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(compareDates(a, b)).toBe(Math.sign(daysBetween(b, a)) + 0);
      }),
    );
  });

  test.each([
    [() => addDays("2199-12-31", 1)],
    [() => yearOf("2023-2-30")],
    [() => addDays("2023-01-01", Number.NaN)],
    [() => writeDate("")],
  ])("越界和畸形属程序错误 %#", (fault) => expect(fault).toThrow(RangeError));
});

test.each([
  ["2023-12-31T15:59:59Z", "Asia/Shanghai", "2023-12-31"],
  ["2023-12-31T16:00:00Z", "Asia/Shanghai", "2024-01-01"],
  ["2023-12-31T16:00:00Z", "UTC", "2023-12-31"],
])("%s 在 %s 是 %s", (moment, zone, expected) => expect(today(new Date(moment), zone)).toBe(expected));
