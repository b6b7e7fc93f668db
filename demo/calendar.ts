import { isWorkday } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays, daysBetween, weekdayOf, yearOf } from "#kit/base/dates.ts";
import type { Draw } from "./draw.ts";

/** How many companies enter in each month of the year before the published one, and of that year. */
const yearBefore = [1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1];
const publishedYear = [2, 1, 3, 3, 3, 3, 2, 2, 4, 3, 2, 2];
/** How many from then until now, evenly; and how many in the last weeks, so that this month has something to show. */
const since = 14;
const lately = 6;

/** 机构建立: the first working days of the year before the published one. */
export const openingOf = (year: number): string => `${year - 1}-01-04T09:00:00+08:00`;

/** 入库日, earliest first, none later than `last`. */
export function entryDays(draw: Draw, year: number, last: string): string[] {
  const inYear = (of: number, months: number[]) =>
    months.flatMap((count, index) =>
      Array.from({ length: count }, () => {
        const month = String(index + 1).padStart(2, "0");
        return workingDay(`${of}-${month}-${draw.between(11, 28)}`);
      }),
    );
  const start = `${year + 1}-01-11`;
  const span = Math.max(0, daysBetween(start, last) - 42);
  const later = Array.from({ length: since }, (_, index) => {
    const [from, to] = [(span * index) / since, (span * (index + 1)) / since];
    return workingDay(addDays(start, draw.between(Math.ceil(from), Math.floor(to))));
  });
  const recent = Array.from({ length: lately }, (_, index) =>
    workingDay(addDays(last, -draw.between(index * 6, index * 6 + 5))),
  );
  const days = [...inYear(year - 1, yearBefore), ...inYear(year, publishedYear), ...later, ...recent];
  return days.filter((day) => day <= last).sort();
}

/** A working day some time after another, or null where there is none yet. */
export function dayAfter(draw: Draw, day: string, last: string, least: number, most: number): string | null {
  const wanted = workingDay(addDays(day, draw.between(least, most)));
  return wanted > day && wanted <= last ? wanted : null;
}

/** During office hours. */
export function momentOn(draw: Draw, day: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day}T${two(draw.between(9, 16))}:${two(draw.between(0, 59))}:${two(draw.between(0, 59))}+08:00`;
}

/** Some minutes later, for what is typed in one sitting. */
export const minutesAfter = (moment: string, minutes: number): string =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();

/** The day itself where it is worked, else the last working day before it. */
export function workingDay(day: string): string {
  let each = day;
  while (!isWorked(each)) each = addDays(each, -1);
  return each;
}

/** A year whose holidays are not known to this version is taken as Monday to Friday: it is only a demo. */
function isWorked(day: string): boolean {
  const isKnown = knownCalendars.some(({ year }) => year === yearOf(day));
  return isKnown ? isWorkday(day, knownCalendars) : weekdayOf(day) <= 5;
}
