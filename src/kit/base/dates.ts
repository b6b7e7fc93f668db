import type { Refusal } from "./errors.ts";
import { parseNumeral } from "./numerals.ts";
import { halfWidth, quoted } from "./text.ts";

/**
 * A date is the string 'YYYY-MM-DD' and nothing else: it sorts as text, travels as text, and has no time zone to slip in.
 * `Date` objects live only inside this file, always in UTC. Years 1900 to 2199; outside, a date is a slip of the hand.
 */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < firstDay || text > lastDay) return false;
  return !Number.isNaN(Date.parse(text)) && fromDays(Date.parse(text) / day) === text;
}

const firstDay = "1900-01-01";
const lastDay = "2199-12-31";
const day = 86_400_000;

/** The calendar day it is at this moment in the agency's time zone (a setting, Asia/Shanghai). */
export function today(now: Date, timeZone = "Asia/Shanghai"): string {
  const minute = Math.floor(now.getTime() / 60_000);
  if (last.minute === minute && last.timeZone === timeZone) return last.day;
  last = { minute, timeZone, day: dayAt(now, timeZone) };
  return last.day;
}

/** Every operation asks for today, and a day never ends within a minute. */
let last = { minute: Number.NaN, timeZone: "", day: "" };

function dayAt(now: Date, timeZone: string): string {
  const parts = clockOf(timeZone).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The hour of the day, 0 to 23, there. */
export const hourOf = (now: Date, timeZone = "Asia/Shanghai"): number =>
  Number(new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one costs more than a query, and every operation asks for today. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  clocks.set(timeZone, made);
  return made;
}

/** 2023年3月5日 */
export const writeDate = (date: string): string => `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;

export const yearOf = (date: string): number => Number(asDate(date).slice(0, 4));
export const monthOf = (date: string): number => Number(asDate(date).slice(5, 7));
export const dayOf = (date: string): number => Number(asDate(date).slice(8));
export const quarterOf = (date: string): number => Math.ceil(monthOf(date) / 3);
/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: string): number => ((((toDays(date) + 3) % 7) + 7) % 7) + 1;

export const compareDates = (a: string, b: string): -1 | 0 | 1 => (asDate(a) < asDate(b) ? -1 : a > b ? 1 : 0);
export const addDays = (date: string, days: number): string => asDate(fromDays(toDays(date) + days));
/** How many days `to` lies after `from`. */
export const daysBetween = (from: string, to: string): number => toDays(to) - toDays(from);

/** The same day some months on, or the last of the month where there is none: 31 January and one month is 28 February. */
export function addMonths(date: string, months: number): string {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return makeDate(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Reads a date as people type it or as Excel hands it over (2023年3月5日、2023/3/5、20230305、45000). */
export function parseDate(typed: string | number): { date: string } | Refusal {
  const text = halfWidth(String(typed)).trim();
  if (text === "") return { code: "date.empty", message: "没有填写日期" };
  if (text.length > 40) return unreadable(text);
  const bare = text.replace(/ \d{1,2}:\d\d(:\d\d(\.\d+)?)?$/, "").replace(/ ?([年月日号./-]) ?/g, "$1");
  const serial = /^([1-9]\d{4})(\.\d+)?$/.exec(bare);
  // Excel counts days from 1899-12-30; five digits (1927 to 2173) cannot be mistaken for a year or for 20230305.
  if (serial) return { date: fromDays(toDays(firstDay) - 2 + Number(serial[1])) };
  const match = chinese.exec(bare) ?? separated.exec(bare) ?? joined.exec(bare);
  const { y = "", m = "", d = "" } = match?.groups ?? {};
  const [year, month, dayOfMonth] = [parseNumeral(y), parseNumeral(m), parseNumeral(d)];
  if (year === null || month === null || dayOfMonth === null) return unreadable(text);
  return dayProblem(text, year, month, dayOfMonth) ?? { date: makeDate(year, month, dayOfMonth) };
}

const chinese = /^(?<y>[^年月日号]{1,4})年(?<m>[^年月日号]{1,3})月(?<d>[^年月日号]{1,3})[日号]?$/;
const separated = /^(?<y>\d{4})([-/.])(?<m>\d{1,2})\2(?<d>\d{1,2})$/;
const joined = /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/;

function unreadable(text: string): Refusal {
  if (/^\d{4}(年|[-/.]?\d{1,2}月?|年\d{1,2}月?)?$/.test(text)) {
    return { code: "date.incomplete", message: `${quoted(text)}没有写到日：请填写完整日期，例如 2023-03-05` };
  }
  if (/^\d{1,2}([-/.])\d{1,2}\1(\d{1,2}|\d{4})$/.test(text)) {
    return {
      code: "date.order",
      message: `${quoted(text)}分不清年月日：请按年、月、日的顺序填写，年份写四位，例如 2023-03-05`,
    };
  }
  return { code: "date.unreadable", message: `看不懂日期${quoted(text)}：请按 2023-03-05 或 2023年3月5日 填写` };
}

function dayProblem(text: string, year: number, month: number, dayOfMonth: number): Refusal | null {
  if (year < 100)
    return {
      code: "date.year",
      message: `${quoted(text)}的年份只有两位：请写四位年份，例如 20${String(year).padStart(2, "0")}`,
    };
  if (year < 1900 || year > 2199)
    return { code: "date.year", message: `${quoted(text)}的年份应在 1900 年至 2199 年之间` };
  if (month < 1 || month > 12) return { code: "date.month", message: `${quoted(text)}的月份应在 1 至 12 之间` };
  const last = daysInMonth(year, month);
  if (dayOfMonth >= 1 && dayOfMonth <= last) return null;
  return { code: "date.day", message: `${quoted(text)}不存在：${year}年${month}月只有 ${last} 天` };
}

function makeDate(year: number, month: number, dayOfMonth: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return asDate(`${year}-${two(month)}-${two(dayOfMonth)}`);
}

/** The date itself, proven. A malformed one is a fault of the program: what people type goes through `parseDate`. */
export function asDate(date: string): string {
  if (!isDate(date)) throw new RangeError(`not a date between ${firstDay} and ${lastDay}: ${date.slice(0, 20)}`);
  return date;
}

const toDays = (date: string): number => Date.parse(asDate(date)) / day;
const fromDays = (days: number): string => new Date(days * day).toISOString().slice(0, 10);
