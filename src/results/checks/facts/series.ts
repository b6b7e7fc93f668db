/*
 * 数列: figures of one unit that belong to periods one after another, told by position (四个季度分别为 12、15、9 和 14 个；2021—2023年
 * 依次为…) or each by its name (一季度 12 个，二季度 15 个). What is said of them afterwards – 上半年, 环比, 比2021年 – can then be
 * looked up by its name.
 *
 * A period is a stretch of months of a year, or of years: so 上半年 is the first two quarters, or the first six months.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Reading } from "./quantities.ts";
import { sentenceStart } from "./sentences.ts";

export interface Span {
  axis: "month" | "year";
  from: number;
  to: number;
}

export interface Named {
  span: Span;
  at: number;
  to: number;
}

export interface Series {
  parts: Fact[];
  spans: Span[];
  /** The words that say what is measured, from the beginning of the sentence. */
  opening: string;
}

const spanPattern =
  /第?(?<first>[一1])(?:季度)?\s*[-—–~至到]+\s*第?(?<last>[二三四2-4])季度|前(?<quarters>[二两三23])个?季度|(?<quarter>第?[一二三四1-4])季度|(?<half>[上下])半年|(?<year>20\d{2})(?:\s*年)?(?:\s*[-—–~至到]+\s*(?<until>20\d{2}))?(?=\s*年|(?<=年)|[、和及])|(?<month>(?<!\d)(?:1[0-2]|[1-9]))(?:\s*月)?(?:\s*[-—–~至到]+\s*(?<end>1[0-2]|[1-9]))?\s*月(?!均)|前(?<months>[二两三四五六七八九十]{1,2}|\d{1,2})个月|(?<all>全年)/g;

const numberOf = (text: string | undefined): number => parseNumeral((text ?? "").replace("第", "")) ?? 0;
const months = (from: number, to: number): Span => ({ axis: "month", from, to });

function spanOf(groups: Record<string, string | undefined>): Span {
  const { last, quarters, quarter, half, year, until, month, end } = groups;
  if (last) return months(1, numberOf(last) * 3);
  if (quarters) return months(1, numberOf(quarters) * 3);
  if (quarter) return months(numberOf(quarter) * 3 - 2, numberOf(quarter) * 3);
  if (half) return half === "上" ? months(1, 6) : months(7, 12);
  if (year) return { axis: "year", from: Number(year), to: Number(until ?? year) };
  if (month) return months(Number(month), Number(end ?? month));
  return groups.months ? months(1, numberOf(groups.months)) : months(1, 12);
}

/** Every period that words name, in order. */
export const spansIn = (words: string): Named[] =>
  matchesOf(words, spanPattern).map((match) => ({
    span: spanOf(match.groups ?? {}),
    at: match.index,
    to: match.index + match[0].length,
  }));

/** The parts that make up a period, all of it; none where the series does not tell them. */
export function partsIn({ parts, spans }: Series, { axis, from, to }: Span): Fact[] {
  const inside = spans.flatMap((span, index) =>
    span.axis === axis && span.from >= from && span.to <= to ? [{ span, part: parts[index] }] : [],
  );
  const length = inside.reduce((sum, { span }) => sum + span.to - span.from + 1, 0);
  return length === to - from + 1 ? inside.flatMap(({ part }) => part ?? []) : [];
}

/** The whole that a series tells. */
export const wholeOf = ({ spans }: Series): Span => ({
  axis: spans[0]?.axis ?? "month",
  from: spans[0]?.from ?? 0,
  to: spans.at(-1)?.to ?? 0,
});

export function seriesOf(reading: Reading, reporting: number | null): Series[] {
  if (!/季度|月|年/.test(reading.passage.plain)) return [];
  return [...byPosition(reading, reporting), ...byName(reading)].sort(
    (a, b) => (a.parts[0]?.from ?? 0) - (b.parts[0]?.from ?? 0),
  );
}

/** A sentence that introduces a series says so within this. */
const longestHead = 160;

function* byPosition({ passage, facts }: Reading, reporting: number | null): Generator<Series> {
  let group: Fact[] = [];
  for (const fact of [...facts, null]) {
    const last = group.at(-1);
    if (last && fact && last.unit?.title === fact.unit?.title && isNextTo(passage.plain.slice(last.to, fact.from))) {
      group.push(fact);
      continue;
    }
    const [first] = group;
    if (first?.unit && group.length > 1) {
      const begin = Math.max(sentenceStart(passage.plain, first.from), first.from - longestHead);
      const opening = passage.plain.slice(begin, first.from);
      const spans = headOf(opening, group.length, reporting);
      if (spans) yield { parts: group, spans, opening };
    }
    group = fact ? [fact] : [];
  }
}

const isNextTo = (between: string): boolean => /^\s*(?:[、，,]\s*)?(?:和|及|与|以及)?\s*$/.test(between);

/** 四个季度…分别为, 2021年、2022年和2023年…依次是, 1—6月各月, 近三年…分别 */
function headOf(words: string, count: number, reporting: number | null): Span[] | null {
  if (!/分别|依次|顺次|各(?:季|月|年|为)|逐[季月年]/.test(words) || /增速|增幅|增长率?分别/.test(words.slice(-12)))
    return null;
  const names = spansIn(words);
  const listed = names.slice(-count);
  const isList =
    listed.length === count &&
    listed.every(
      ({ at, span }, index) =>
        index === 0 ||
        (/^\s*年?(?:、|和|及|与|以及)\s*$/.test(words.slice(listed[index - 1]?.to ?? 0, at)) &&
          follows(listed[index - 1]?.span, span)),
    );
  if (isList) return listed.map(({ span }) => span);
  const range = names.findLast(({ span }) => span.to > span.from);
  if (range) {
    const { axis, from, to } = range.span;
    const size = (to - from + 1) / count;
    const step = axis === "year" ? 1 : /季度/.test(words.slice(range.at, range.to)) ? 3 : size === 3 ? 3 : 1;
    if (size === step) return evenly(axis, from, count, step);
  }
  if (/(?:四个?|各|分|每个?|前?三个)季度/.test(words) && (count === 4 || (count === 3 && /三个季度/.test(words))))
    return evenly("month", 1, count, 3);
  if (/上、?下半年/.test(words) && count === 2) return evenly("month", 1, 2, 6);
  if (/各月|逐月|每月/.test(words) && names.length === 0 && count === 12) return evenly("month", 1, 12, 1);
  const [, years = ""] = /([两二三四五六])年/.exec(words) ?? [];
  if (numberOf(years) === count && names.length === 0)
    return evenly("year", (reporting ?? count) - count + 1, count, 1);
  return null;
}

const evenly = (axis: Span["axis"], from: number, count: number, step: number): Span[] =>
  Array.from({ length: count }, (_, index) => ({ axis, from: from + index * step, to: from + (index + 1) * step - 1 }));

const follows = (a: Span | undefined, b: Span): boolean =>
  a !== undefined && a.axis === b.axis && a.to + 1 === b.from && a.to - a.from === b.to - b.from;

const moved = /比|较|占|累计|平均|均|最|增|减|升|降|计划|目标|预算/;

/** 一季度12个，二季度15个，三季度9个: each with its own name. */
function* byName({ passage, facts }: Reading): Generator<Series> {
  let open: Series | null = null;
  for (const fact of facts) {
    if (fact.role !== "level" || !fact.unit || moved.test(fact.lead)) continue;
    const [name, other] = spansIn(fact.lead);
    const last = open?.parts.at(-1);
    if (!name || other || fact.lead.slice(name.to).length > 12) continue;
    const isNext =
      open !== null &&
      last !== undefined &&
      last.unit?.title === fact.unit.title &&
      fact.from - last.to <= 60 &&
      follows(open.spans.at(-1), name.span) &&
      isSameMeasure(fact.lead.slice(name.to), open.opening);
    if (open && isNext) {
      open.parts.push(fact);
      open.spans.push(name.span);
      continue;
    }
    if (open && isLong(open)) yield open;
    const begin = Math.max(sentenceStart(passage.plain, fact.from), fact.from - longestHead);
    open = { parts: [fact], spans: [name.span], opening: passage.plain.slice(begin, fact.from) };
  }
  if (open && isLong(open)) yield open;
}

const isSameMeasure = (words: string, opening: string): boolean => {
  const rest = words.replaceAll(/[为是达到有约共年度份的，,\s]/g, "");
  return rest === "" || opening.includes(rest);
};

/** Two quarters or halves are enough; two years are a plain comparison. */
const isLong = ({ parts, spans }: Series): boolean => {
  const [first] = spans;
  return parts.length > 2 || (parts.length === 2 && first?.axis === "month" && first.to > first.from);
};
