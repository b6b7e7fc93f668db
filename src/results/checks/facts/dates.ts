/*
 * 日期: days and months a text names, 2023年12月31日、12月8日、2024年10月底、二〇二四年三月二十八日, so that they can be ordered.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export interface DateSaid {
  from: number;
  to: number;
  /** Null where the text leaves it out. */
  year: number | null;
  month: number;
  /** Null where only the month is said. */
  day: number | null;
  /** The first and last day it may be, as 20231231; of a date without a year, as 1231. */
  first: number;
  last: number;
}

const chineseDigits = "[〇○零一二三四五六七八九]";
const pattern = new RegExp(
  `(?:(?<!\\d)(?<year>(?:19|20)\\d{2})\\s*年\\s*|(?<![\\d.]))(?<month>\\d{1,2})\\s*月(?!度|均|份?度)(?:份)?\\s*(?:(?<day>\\d{1,2})\\s*(?:日|(?=(?:[-—–~]{1,2}|[至到])\\s*\\d{1,2}\\s*日))|(?<part>[底末初]|[上中下]旬))?|(?<cyear>二${chineseDigits}{3})年(?<cmonth>[一二三四五六七八九十]{1,2})月(?:(?<cday>[一二三四五六七八九十]{1,3})日)?`,
  "g",
);

/** Of 5月16日至19日 what follows the first day. */
const tail = /^(\s*(?:起\s*)?(?:[-—–~]{1,2}|[至到])\s*)(\d{1,2})\s*日(?![均元内])/;

export function datesOf(plain: string): DateSaid[] {
  if (!plain.includes("月")) return [];
  return datesIn(plain).flatMap((date) => [date, ...endOf(plain, date)]);
}

/** The last day of a range that leaves out its month. */
function endOf(plain: string, { to, day, year, month }: DateSaid): DateSaid[] {
  const match = day === null ? null : tail.exec(plain.slice(to, to + 12));
  if (!match) return [];
  const [all, before = "", digits] = match;
  const last = (year ?? 0) * 10_000 + month * 100 + Number(digits);
  return [{ from: to + before.length, to: to + all.length, year, month, day: Number(digits), first: last, last }];
}

function datesIn(plain: string): DateSaid[] {
  return matchesOf(plain, pattern).map((match) => {
    const { year, month, day, part = "", cyear, cmonth, cday } = match.groups ?? {};
    const y = year ? Number(year) : cyear ? parseNumeral(cyear) : null;
    const m = month ? Number(month) : (parseNumeral(cmonth ?? "") ?? 0);
    const d = day ? Number(day) : cday ? parseNumeral(cday) : null;
    const own = (y ?? 0) * 10_000 + m * 100;
    const [low, high] = d
      ? [d, d]
      : /[底末下]/.test(part)
        ? [21, 31]
        : /[初上]/.test(part)
          ? [1, 10]
          : part
            ? [11, 20]
            : [1, 31];
    return {
      from: match.index,
      to: match.index + match[0].length,
      year: y,
      month: m,
      day: d,
      first: own + low,
      last: own + high,
    };
  });
}

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 13月, 2月30日, and 2月29日 where the year is known not to have one. */
export function isPossible({ year, month, day }: DateSaid): boolean {
  const length = lengths[month - 1];
  if (length === undefined) return false;
  const isShort =
    month === 2 && day === 29 && year !== null && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return day === null || (day >= 1 && day <= length && !isShort);
}
