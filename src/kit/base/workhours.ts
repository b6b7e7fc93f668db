import { isWorkday, type YearCalendar } from "./calendar.ts";
import { addDays, today } from "./dates.ts";

/** 办公时间: stretches of a working day, `["08:30", "12:00"]`. */
export type OfficeHours = readonly (readonly [string, string])[];

/** China keeps one time, without summer time. */
const offset = 8 * 60;

/**
 * 工作时间: minutes of office hours between two moments. Null where a year between has no calendar yet: it is not guessed.
 */
export function workMinutes(
  from: string,
  to: string,
  hours: OfficeHours,
  calendars: readonly YearCalendar[],
): number | null {
  const [first, last] = [new Date(from), new Date(to)];
  if (last <= first) return 0;
  const [start, end] = [today(first), today(last)];
  let minutes = 0;
  for (let day = start; day <= end; day = addDays(day, 1)) {
    if (!calendars.some(({ year }) => year === Number(day.slice(0, 4)))) return null;
    if (!isWorkday(day, calendars)) continue;
    const earliest = day === start ? minuteOf(first) : 0;
    const latest = day === end ? minuteOf(last) : 24 * 60;
    for (const [opens, closes] of hours)
      minutes += Math.max(0, Math.min(latest, clock(closes)) - Math.max(earliest, clock(opens)));
  }
  return minutes;
}

const minuteOf = (moment: Date): number => (Math.floor(moment.getTime() / 60_000) + offset) % (24 * 60);
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** 3 小时 20 分 */
export function writeMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}
