import { asDate, daysInMonth, monthOf, quarterOf, writeDate, yearOf } from "./dates.ts";
import { writeOrdinal } from "./numerals.ts";

/** A span of days, both ends included, with the name a report calls it by. */
export interface Period {
  from: string;
  to: string;
  title: string;
}

export const periodKinds = { year: "年度", half: "半年", quarter: "季度", month: "月度" } as const;
export type PeriodKind = keyof typeof periodKinds;

export const yearPeriod = (year: number): Period => months(year, 1, 12, `${year}年`);
export const halfPeriod = (year: number, half: 1 | 2): Period =>
  months(year, half * 6 - 5, 6, `${year}年${half === 1 ? "上" : "下"}半年`);
export const quarterPeriod = (year: number, quarter: number): Period =>
  months(year, quarter * 3 - 2, 3, `${year}年${writeOrdinal(quarter)}季度`);
export const monthPeriod = (year: number, month: number): Period => months(year, month, 1, `${year}年${month}月`);

/** The period of that kind in which a date lies. */
export function periodOf(date: string, kind: PeriodKind): Period {
  const year = yearOf(date);
  if (kind === "year") return yearPeriod(year);
  if (kind === "half") return halfPeriod(year, monthOf(date) <= 6 ? 1 : 2);
  return kind === "quarter" ? quarterPeriod(year, quarterOf(date)) : monthPeriod(year, monthOf(date));
}

/** 累计: from the first of January through the date. */
export const yearToDate = (date: string): Period => ({
  from: yearPeriod(yearOf(date)).from,
  to: date,
  title: `${yearOf(date)}年1月1日至${writeDate(date).slice(5)}`,
});

export const isWithin = (date: string, { from, to }: Pick<Period, "from" | "to">): boolean =>
  from <= date && date <= to;

function months(year: number, first: number, count: number, title: string): Period {
  const start = (month: number) => `${year}-${String(month).padStart(2, "0")}`;
  const last = first + count - 1;
  return { from: asDate(`${start(first)}-01`), to: asDate(`${start(last)}-${daysInMonth(year, last)}`), title };
}
