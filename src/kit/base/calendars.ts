import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import type { YearCalendar } from "./calendar.ts";

const source = "chinese-days 1.5.7（按国务院办公厅历年节假日安排通知整理）";

/** The kept calendar of a year, or null: a year that was not yet announced is not guessed. */
export const calendarOf = (year: number): YearCalendar | null =>
  knownCalendars.find((each) => each.year === year) ?? null;

/** A year counts as announced once its 国庆节 is listed; stray days of 元旦 belong to the notice of the year after. */
export const knownCalendars: readonly YearCalendar[] = Object.entries(published.holidays)
  .filter(([date, words]) => date.endsWith("-10-01") && words.includes("国庆节"))
  .map(([date]) => date.slice(0, 4))
  .toSorted()
  .map((year) => ({
    year: Number(year),
    holidays: daysOf(year, published.holidays),
    makeupWorkdays: daysOf(year, published.workdays),
    source,
  }));

function daysOf(year: string, days: Record<string, string>): string[] {
  return Object.keys(days)
    .filter((date) => date.startsWith(year))
    .toSorted();
}
