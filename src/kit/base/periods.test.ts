import { expect, test } from "vitest";
import { halfPeriod, isWithin, monthPeriod, periodOf, quarterPeriod, yearPeriod, yearToDate } from "./periods.ts";

test.each([
  [yearPeriod(2023), "2023-01-01", "2023-12-31", "2023年"],
  [yearPeriod(2199), "2199-01-01", "2199-12-31", "2199年"],
  [halfPeriod(2023, 1), "2023-01-01", "2023-06-30", "2023年上半年"],
  [halfPeriod(2023, 2), "2023-07-01", "2023-12-31", "2023年下半年"],
  [quarterPeriod(2023, 1), "2023-01-01", "2023-03-31", "2023年第一季度"],
  [quarterPeriod(2023, 4), "2023-10-01", "2023-12-31", "2023年第四季度"],
  [monthPeriod(2024, 2), "2024-02-01", "2024-02-29", "2024年2月"],
  [periodOf("2023-06-30", "half"), "2023-01-01", "2023-06-30", "2023年上半年"],
  [periodOf("2023-07-01", "half"), "2023-07-01", "2023-12-31", "2023年下半年"],
  [periodOf("2023-09-30", "quarter"), "2023-07-01", "2023-09-30", "2023年第三季度"],
  [periodOf("2023-02-10", "month"), "2023-02-01", "2023-02-28", "2023年2月"],
  [periodOf("2023-02-10", "year"), "2023-01-01", "2023-12-31", "2023年"],
  [yearToDate("2023-03-05"), "2023-01-01", "2023-03-05", "2023年1月1日至3月5日"],
])("%j", (period, from, to, title) => expect(period).toEqual({ from, to, title }));

test("首尾两天都在期内", () => {
  const march = monthPeriod(2023, 3);
  expect(["2023-02-28", "2023-03-01", "2023-03-31", "2023-04-01"].map((date) => isWithin(date, march))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test.each([
  [() => quarterPeriod(2023, 5)],
  [() => monthPeriod(2023, 13)],
  [() => monthPeriod(2023, 0)],
  [() => yearPeriod(1899)],
])("没有的期间属程序错误 %#", (fault) => expect(fault).toThrow(RangeError));
