import { addDays, compareDates, weekdayOf, yearOf } from "./dates.ts";
import { Failure, type Refusal } from "./errors.ts";

/**
 * 工作日历: working days by the yearly notice of the State Council, with 调休 (weekends that are worked).
 * It is passed in as rows, one per year. A year without a row is refused in words, never taken as Monday to Friday.
 */
export interface YearCalendar {
  year: number;
  /** Days off by the notice; weekends need not be listed. */
  holidays: readonly string[];
  /** 调休上班: weekend days that are worked. */
  makeupWorkdays: readonly string[];
  source: string;
}

export function isWorkday(date: string, calendars: readonly YearCalendar[]): boolean {
  const { holidays, makeupWorkdays } = calendarFor(yearOf(date), calendars);
  return makeupWorkdays.includes(date) || (weekdayOf(date) <= 5 && !holidays.includes(date));
}

/**
 * The n-th working day after a date (before it, when `count` is negative); the date itself is never counted.
 * Received on Thu 30 Apr 2026 with a limit of 3: day one is Wed 6 May, due is Fri 8 May.
 */
export function addWorkdays(date: string, count: number, calendars: readonly YearCalendar[]): string {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isWorkday(day, calendars)) left -= 1;
  }
  return day;
}

export const nextWorkday = (date: string, calendars: readonly YearCalendar[]): string =>
  addWorkdays(date, 1, calendars);

/** 顺延: the date itself if it is worked, else the next working day. A term that ends on a holiday ends on this day. */
export const workdayFrom = (date: string, calendars: readonly YearCalendar[]): string =>
  isWorkday(date, calendars) ? date : nextWorkday(date, calendars);

/** How many working days lie after `from`, up to and including `to`; negative when `to` is earlier. It undoes `addWorkdays`. */
export function workdaysBetween(from: string, to: string, calendars: readonly YearCalendar[]): number {
  const step = compareDates(to, from);
  let count = 0;
  for (let day = from; day !== to; ) {
    day = addDays(day, step);
    if (isWorkday(day, calendars)) count += step;
  }
  return count;
}

/** Why working days cannot be counted from one date to another, or null. Screens ask this before they count. */
export function calendarProblem(from: string, to: string, calendars: readonly YearCalendar[]): Refusal | null {
  const years = [yearOf(from), yearOf(to)];
  for (let year = Math.min(...years); year <= Math.max(...years); year++) {
    if (!calendars.some((each) => each.year === year)) return missing(year);
  }
  return null;
}

function calendarFor(year: number, calendars: readonly YearCalendar[]): YearCalendar {
  const calendar = calendars.find((each) => each.year === year);
  if (calendar) return calendar;
  const { code, message } = missing(year);
  throw new Failure("refused", code, message);
}

const missing = (year: number): Refusal => ({
  code: "calendar.missing",
  message: `没有 ${year} 年的工作日历，无法推算工作日：请先登记国务院办公厅公布的当年节假日和调休安排`,
});
