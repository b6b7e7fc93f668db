/*
 * 规模分档: classes told by their bounds. “亿元以上项目163个，其中10亿元以上37个，包括50亿元以上6个”: a higher bound leaves fewer. “50亿元以上2个、
 * 10亿元至50亿元14个、5亿元至10亿元38个、1亿元至5亿元91个。亿元以上共145个”: the classes above a bound add up to what stands above it.
 *
 * Bound and count stand in one clause, and all are read in one paragraph, of things counted alike. Fewer of the wider class is asked about where
 * both are said in one sentence; a sum only where its classes touch each other without a gap.
 *
 * 例：亿元以上52个，其中10亿元以上18个，30亿元以上25个。 反例：新签约亿元以上52个，开工亿元以上60个（两类项目）；比上年的亿元以上40个。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, same, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

interface Class {
  low: number;
  high: number;
  count: Fact;
  /** What else the clause says of it: 开工, 签约. */
  words: string;
}

export const thresholds = once((text: Text): Observation[] => [...foundThresholds(text)]);

function* foundThresholds(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3 || !/以[上下]|超|不足|不到|低于/.test(reading.passage.plain))
      continue;
    const classes = classesOf(reading);
    if (classes.length < 2) continue;
    yield* nested(classes);
    yield* summed(classes);
    yield* complete(classes, text);
  }
}

const bound =
  /(?<over>超过?|不足|不到|低于)?(?:(?<low>\d+(?:\.\d+)?)?\s*(?<lowScale>[百千万]*亿|[百千]?万)?元?\s*(?:\(含\))?\s*(?:[-—–~至到]+)\s*)?(?<high>\d+(?:\.\d+)?)?\s*(?<scale>[百千万]*亿|[百千]?万)元?(?:\([^()]{1,3}\))?(?<way>及?以[上下])?/g;
const scales: Record<string, number> = { 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 百亿: 1e10, 千亿: 1e11 };

/** The count of each clause that names a class before it. */
function classesOf({ passage: { plain }, facts }: Reading): Class[] {
  return facts.flatMap((count) => {
    if (count.unit?.factor !== 1 || !/^[个家项宗户]$/.test(count.unit.title)) return [];
    if (count.hedge || count.role !== "level") return [];
    const before = (/(?:\([^()]{1,4}\)|[^，,；;。、(:：\n]){0,30}$/.exec(
      plain.slice(Math.max(0, count.from - 60), count.from),
    ) ?? [""])[0]
      .replace(/^.*(?:其中|包括)/, "")
      // 十亿元以上的“顶梁柱”六个
      .replaceAll(/[一二两三四五六七八九十]+(?=百?[亿万])/g, (numeral) => String(parseNumeral(numeral) ?? numeral))
      .replaceAll(/的?“[^”]{1,12}”/g, "");
    const found = matchesOf(before, bound).at(-1);
    const { low, lowScale, high, scale = "", over, way = over } = found?.groups ?? {};
    const top = Number(high ?? 1) * (scales[scale] ?? 0);
    if (!found || top <= 0 || /比|较|上年|去年|每|均/.test(before)) return [];
    const words = before.slice(0, found.index) + before.slice(found.index + found[0].length);
    const one = {
      count,
      words: words.replaceAll(/进出口|投资|规模|营收|共计|共|有|合计|项目|企业|全市|全区|全县|[\s的为达]/g, ""),
    };
    if (way)
      return [/上|超/.test(way) ? { low: top, high: Number.POSITIVE_INFINITY, ...one } : { low: 0, high: top, ...one }];
    const floor = Number(low ?? Number.NaN) * (scales[lowScale ?? scale] ?? 0);
    return floor < top ? [{ low: floor, high: top, ...one }] : [];
  });
}

const isSameKind = (a: Class, b: Class): boolean =>
  a.count.unit?.title === b.count.unit?.title && (a.words === b.words || a.words === "" || b.words === "");

function* nested(classes: readonly Class[]): Generator<Claim> {
  for (const [index, inner] of classes.entries())
    for (const outer of classes.slice(Math.max(0, index - 2), index)) {
      const isInside =
        inner.low >= outer.low && inner.high <= outer.high && inner.low + inner.high !== outer.low + outer.high;
      if (!isInside && !(inner.low > outer.low && outer.high === inner.high)) continue;
      if (inner.count.sentence !== outer.count.sentence || !isSameKind(outer, inner)) continue;
      yield { ...claim("total-parts", inner.count, same(outer.count), "其中的一部分大于总数", false), relation: "≤" };
    }
}

/** 亿元以上共145个: classes that touch each other, from its bound to the open end. */
function* summed(classes: readonly Class[]): Generator<Claim> {
  for (const whole of classes) {
    if (whole.high !== Number.POSITIVE_INFINITY) continue;
    const parts = touching(
      classes.filter((each) => each !== whole && isSameKind(whole, each)),
      whole.low,
    );
    if (parts.length < 2) continue;
    const made = claim("total-parts", whole.count, total(parts.map(({ count }) => count)), "总数与分项之和不符", false);
    const off = Math.abs(whole.count.base - parts.reduce((sum, { count }) => sum + count.base, 0));
    if (isSound(made) || off <= whole.count.base) yield made;
  }
}

/** Classes from the open top to the open bottom leave nothing out: together they are the things told before. */
function* complete(classes: readonly Class[], { facts }: Text): Generator<Claim> {
  const parts = touching(classes, 0);
  const [first] = parts.map(({ count }) => count).toSorted((a, b) => a.index - b.index);
  if (parts.length < 3 || !first) return;
  const of = (whole: Fact): Claim =>
    claim("total-parts", whole, total(parts.map(({ count }) => count)), "总数与分项之和不符", false);
  const sum = parts.reduce((all, { count }) => all + count.base, 0);
  const wholes = facts
    .slice(Math.max(0, first.index - 40), first.index)
    .filter(
      ({ unit, role, hedge, passage, lead }) =>
        unit?.title === first.unit?.title &&
        role === "level" &&
        !hedge &&
        !passage.cell &&
        passage.index >= first.passage.index - 4 &&
        !/上年|去年|同期|平均|均|每/.test(lead),
    )
    .toReversed();
  const made = wholes.map(of);
  const meant = made.find(isSound) ?? made.find(({ stated }) => Math.abs(stated.base - sum) <= 0.15 * sum);
  if (meant) yield meant;
}

function touching(classes: readonly Class[], from: number): Class[] {
  const parts: Class[] = [];
  for (let low = from; low !== Number.POSITIVE_INFINITY && parts.length < 12; ) {
    const next =
      classes.find((each) => each.low === low && each.high !== Number.POSITIVE_INFINITY) ??
      classes.find((each) => each.low === low);
    if (!next || (next.low === from && next.high === Number.POSITIVE_INFINITY)) return [];
    parts.push(next);
    low = next.high;
  }
  return parts;
}
