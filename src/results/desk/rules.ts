import { addWorkdays, calendarProblem, type YearCalendar } from "#kit/base/calendar.ts";
import { addDays, daysBetween } from "#kit/base/dates.ts";
import type { DeskLight } from "./words.ts";

const soon = 2;
export const lightRule = `过了期限为红灯，还剩 ${soon} 天以内为黄灯，其余为绿灯`;

export interface Light {
  state: DeskLight;
  text: string;
  rule: string | null;
}

/** 亮灯 by the due day alone. */
export function lightOf(dueOn: string | null, today: string): Light {
  if (dueOn === null) return { state: "none", text: "", rule: null };
  const left = daysBetween(today, dueOn);
  if (left < 0) return { state: "red", text: `超期 ${-left} 天`, rule: lightRule };
  const text = left === 0 ? "今天到期" : `还剩 ${left} 天`;
  return { state: left <= soon ? "yellow" : "green", text, rule: lightRule };
}

/** 上一个工作日, so that a Monday tells of Friday too. Without a calendar of the year, yesterday. */
export function changesSince(today: string, calendars: readonly YearCalendar[]): string {
  const longest = addDays(today, -31);
  return calendarProblem(longest, today, calendars) ? addDays(today, -1) : addWorkdays(today, -1, calendars);
}

interface Dated {
  dueOn: string | null;
  count: number;
}

/** What is due comes first, by its day; then what waits without one, the larger heap first. */
export function byDueDay(a: Dated, b: Dated): number {
  if (a.dueOn !== b.dueOn) return (a.dueOn ?? "9999") < (b.dueOn ?? "9999") ? -1 : 1;
  return b.count - a.count;
}

/** The same days one year earlier: to today in the running year, else the whole of it. */
export function yearBefore(year: number, today: string): { from: string; to: string } {
  const before = year - 1;
  const isRunning = today.startsWith(`${year}-`);
  const day = today.slice(5) === "02-29" ? "02-28" : today.slice(5);
  return { from: `${before}-01-01`, to: isRunning ? `${before}-${day}` : `${before}-12-31` };
}
