/*
 * 时段: how long the time is that words speak of: 四天, 5月16日至19日, 1—8月, 2023年11月至2024年2月, 四季度, 前四年. What a 日均 or 月均 is over.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export type Step = "day" | "week" | "month" | "quarter" | "year";

interface Span {
  at: number;
  days: number[];
  months: number | null;
  years: number | null;
}

type Groups = Record<string, string | undefined>;
type Length = Omit<Span, "at">;

const year = [365, 366];
const inMonths = (months: number, days: number[] = []): Length => ({ days, months, years: months / 12 });
const lengths: Record<string, (count: number) => Length> = {
  天: (count) => ({ days: [count], months: null, years: null }),
  工作日: (count) => ({ days: [count], months: null, years: null }),
  周: (count) => ({ days: [count * 7], months: null, years: null }),
  月: (count) => inMonths(count, [count * 30]),
  季度: (count) => inMonths(count * 3),
  年: (count) => inMonths(count * 12, count === 1 ? year : []),
};
const number = "[一二两三四五六七八九十]{1,3}";
const to = "\\s*(?:至|到|[-—–~]{1,2})\\s*";
const readers: readonly [RegExp, (groups: Groups) => Length | null][] = [
  [
    new RegExp(
      `(?:(?<y>\\d{4})年)?(?<m>\\d{1,2})月(?<d>\\d{1,2})日?${to}(?:(?<z>\\d{4})年)?(?:(?<n>\\d{1,2})月)?(?<e>\\d{1,2})日`,
      "g",
    ),
    datesOf,
  ],
  [
    new RegExp(`(?:(?<y>\\d{4})年)?(?<m>\\d{1,2})(?:月份?)?${to}(?:(?<z>\\d{4})年)?(?<n>\\d{1,2})月(?!\\d)`, "g"),
    monthsOf,
  ],
  [
    new RegExp(
      `(?<![\\d.第])(?<count>\\d{1,3}|${number})\\s*(?:(?<unit>个?工作日|天|周(?![岁年])|(?<!\\d)年(?!级|度))|个(?<long>月|季度))`,
      "g",
    ),
    spokenOf,
  ],
  [/前三季度/g, () => inMonths(9, [273, 274])],
  [/[上下]半年/g, () => inMonths(6, [181, 182, 184])],
  [/第?[一二三四]季度/g, () => inMonths(3, [90, 91, 92])],
  [/全年|年度|(?:20\d\d|去|上|今|本|当)年(?!\d{1,2}月)/g, () => inMonths(12, year)],
  [/(?<![\d—–~至到-])(?<m>\d{1,2})月(?:份|当月|全月)/g, ({ m }) => inMonths(1, daysOf(Number(m)))],
];

function datesOf({ y, m, d, z, n, e }: Groups): Length | null {
  const from = Date.UTC(Number(y ?? 2023), Number(m) - 1, Number(d));
  const until = Date.UTC(Number(z ?? y ?? 2023), Number(n ?? m) - 1, Number(e));
  const days = Math.round((until - from) / 86_400_000) + 1;
  return days > 1 ? { days: [days], months: null, years: null } : null;
}

function monthsOf({ y, m, z, n }: Groups): Length | null {
  const months = (Number(z ?? y ?? 0) - Number(y ?? z ?? 0)) * 12 + Number(n) - Number(m) + 1;
  return months > 1 && months < 121 ? inMonths(months) : null;
}

function spokenOf({ count = "", unit = "", long = "" }: Groups): Length | null {
  const value = parseNumeral(count);
  return value && value > 0 ? (lengths[(unit || long).replace("个", "")]?.(value) ?? null) : null;
}

const daysOf = (month: number): number[] => (month === 2 ? [28, 29] : [4, 6, 9, 11].includes(month) ? [30] : [31]);

const counts: Record<Step, (span: Span) => number[]> = {
  day: ({ days }) => days,
  week: ({ days }) => days.map((each) => each / 7),
  month: ({ months }) => (months === null ? [] : [months]),
  quarter: ({ months }) => (months === null ? [] : [months / 3]),
  year: ({ years }) => (years === null ? [] : [years]),
};

/** How many of a step the times that are named have, the one named last first. */
export function spansIn(words: string, step: Step): number[] {
  if (!/[年月日天周季]/.test(words)) return [];
  const found: Span[] = readers.flatMap(([pattern, read]) =>
    matchesOf(words, pattern).flatMap(({ index, groups = {} }) => {
      const length = read(groups);
      return length ? [{ at: index, ...length }] : [];
    }),
  );
  const all = found.sort((a, b) => b.at - a.at).flatMap(counts[step]);
  return [...new Set(all)].filter((count) => count > 1);
}
