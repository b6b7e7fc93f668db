/*
 * 邻近的算式: the sums that figures near a figure suggest for it, the most natural first: what follows or precedes it added up, the rest of its
 * list taken from the whole, the gap of two neighbors, one over another. No word is looked at: position and unit are all there is.
 */
import type { Fact } from "../facts/fact.ts";
import type { Text } from "../facts/text.ts";
import { areKin, isAdded } from "../facts/units.ts";
import { balance, gap, growth, growthByChange, percentage, quotient, type Sum, total } from "../judgement/claim.ts";
import type { Rule } from "../words.ts";

export interface Suggestion {
  rule: Rule;
  sum: Sum;
}

/** Figures that stand near enough to belong together. */
const passagesAround = 2;
const mostNear = 40;

export function* suggestionsFor(fact: Fact, text: Text): Generator<Suggestion> {
  const near = nearOf(fact, text);
  const dimension = fact.unit?.dimension ?? null;
  if (dimension === "percent") yield* ofRate(fact, near);
  else if (dimension === "point") yield* ofPoints(fact, near);
  else {
    const next = text.facts[fact.index + 1];
    // 27个，占总数的18%: what stands right behind says most.
    if (next?.role === "share" && next.passage === fact.passage && next.from - fact.to < 16)
      yield* ofProportion(fact, near);
    if (isAdded(fact.unit)) yield* ofAmount(fact, near);
    yield* ofAverage(fact, near);
    yield* ofProportion(fact, near);
  }
}

/** In the order of the text, itself among them. */
function nearOf(fact: Fact, text: Text): Fact[] {
  const { index } = fact.passage;
  const isNear = (other: Fact | undefined): boolean =>
    other !== undefined &&
    Math.abs(other.passage.index - index) <= passagesAround &&
    !other.passage.cell &&
    text.section[other.passage.index] === text.section[index];
  let [from, to] = [fact.index, fact.index];
  while (fact.index - from < mostNear && isNear(text.facts[from - 1])) from -= 1;
  while (to - fact.index < mostNear && isNear(text.facts[to + 1])) to += 1;
  return text.facts.slice(from, to + 1);
}

const isPlain = ({ role, hedge, isChinese, base }: Fact): boolean =>
  hedge === null && !(isChinese && base <= 1) && ["level", "target", "base", "origin"].includes(role);

function* ofAmount(fact: Fact, near: readonly Fact[]): Generator<Suggestion> {
  const alike = near.filter(
    (other) =>
      other === fact || (other.unit?.dimension === fact.unit?.dimension && (isPlain(other) || other.role === "change")),
  );
  const at = alike.indexOf(fact);
  if (fact.role !== "change")
    yield* ofRuns(fact, bySentence(alike.filter((other) => other === fact || isPlain(other))));
  // 比上年增加: what two before it differ by, or the two around it.
  for (const [a, b] of pairsNear(alike, at, 4)) {
    yield { rule: "difference", sum: gap(a, b) };
    if (fact.role !== "change") yield { rule: "total-parts", sum: total([a, b]) };
  }
}

function bySentence(facts: readonly Fact[]): Fact[][] {
  const sentences: Fact[][] = [];
  for (const fact of facts) {
    const last = sentences.at(-1)?.at(-1);
    if (last && last.passage === fact.passage && last.sentence === fact.sentence) sentences.at(-1)?.push(fact);
    else sentences.push([fact]);
  }
  return sentences;
}

/** 合计 = 各项: its sentence or the next is the list it totals, or it is one item of its sentence. */
function* ofRuns(fact: Fact, sentences: readonly Fact[][]): Generator<Suggestion> {
  const here = sentences.findIndex((sentence) => sentence.includes(fact));
  const own = sentences[here] ?? [];
  const at = own.indexOf(fact);
  const [before, after] = [own.slice(0, at), own.slice(at + 1)];
  const [next, previous] = [sentences[here + 1] ?? [], sentences[here - 1] ?? []];
  for (const parts of [after, before, next, previous]) if (parts.length > 1) yield sumOf(parts);
  for (let count = 2; count < after.length; count++) yield sumOf(after.slice(0, count));
  for (let count = 2; count < before.length; count++) yield sumOf(before.slice(-count));
  // The whole may open the sentence, close it, or stand before it.
  const [first, last] = [own[0], own.at(-1)];
  if (first && first !== fact && own.length > 2) yield restOf(first, own.slice(1), fact);
  if (last && last !== fact && own.length > 2) yield restOf(last, own.slice(0, -1), fact);
  for (const whole of [previous.at(-1), previous[0], next[0]])
    if (whole && own.length > 1) yield restOf(whole, own, fact);
  for (let from = 1; from < at; from++) {
    const whole = own[from];
    if (whole) yield restOf(whole, own.slice(from + 1), fact);
  }
  for (let end = at + 2; end < own.length && first !== fact; end++) {
    if (first) yield restOf(first, own.slice(1, end), fact);
  }
  for (const parts of [previous, next])
    for (let count = 2; count < parts.length; count++) yield sumOf(parts.slice(0, count));
}

const sumOf = (parts: Fact[]): Suggestion => ({ rule: "total-parts", sum: total(parts) });
const restOf = (whole: Fact, parts: readonly Fact[], fact: Fact): Suggestion => ({
  rule: "total-parts",
  sum: balance(
    [whole],
    parts.filter((part) => part !== fact),
  ),
});

/** Pairs of figures before and after, nearest first. */
function* pairsNear(alike: readonly Fact[], at: number, most: number): Generator<[Fact, Fact]> {
  const near = alike
    .map((fact, index) => ({ fact, far: Math.abs(index - at) }))
    .filter(({ far }) => far > 0 && far <= most)
    .sort((a, b) => a.far - b.far)
    .map(({ fact }) => fact);
  for (let far = 1; far < near.length; far++)
    for (let other = 0; other < far; other++) {
      const [a, b] = [near[other], near[far]];
      if (a && b) yield [a, b];
    }
}

const mostPairs = 5;

function* ofRate(fact: Fact, near: readonly Fact[]): Generator<Suggestion> {
  const amounts = near.filter(
    (other) => other.unit && !["percent", "point", "times"].includes(other.unit.dimension) && other.base > 0,
  );
  const at = amounts.findLastIndex((other) => other.index < fact.index) + 0.5;
  const change = amounts[at - 0.5];
  // 比去年计划增加18亿元，增长7.5%: the change is there, what has changed was said somewhat before.
  if (fact.role === "growth" && change?.role === "change" && change.sentence === fact.sentence) {
    for (const level of amounts.slice(Math.max(0, at - 12.5), at - 0.5).reverse())
      if (level.role === "level" && level.unit?.dimension === change.unit?.dimension && level.base > change.base)
        yield { rule: "growth-rate", sum: growthByChange(level, change, fact.direction > 0 ? 1 : -1) };
  }
  for (const [a, b] of pairsNear(amounts, at, mostPairs)) {
    if (!areKin(a.unit, b.unit)) continue;
    if (fact.role === "growth") {
      if (a.unit?.dimension !== b.unit?.dimension) continue;
      const change = [a, b].find(({ role }) => role === "change");
      const level = [a, b].find(({ role }) => role === "level");
      if (change && level)
        yield { rule: "growth-rate", sum: growthByChange(level, change, fact.direction > 0 ? 1 : -1) };
      const [later, earlier] = fact.direction > 0 === a.base > b.base ? [a, b] : [b, a];
      yield { rule: "growth-rate", sum: growth(later, earlier) };
      continue;
    }
    const [part, whole] = a.base <= b.base ? [a, b] : [b, a];
    yield { rule: fact.role === "share" ? "share" : "ratio", sum: percentage(part, whole) };
    if (fact.role === "rate") {
      yield { rule: "ratio", sum: percentage(whole, part) };
      // 差异率, 变动率
      if (a.unit?.dimension === b.unit?.dimension) yield { rule: "ratio", sum: growth(a, b) };
    }
  }
}

function* ofPoints(fact: Fact, near: readonly Fact[]): Generator<Suggestion> {
  const rates = near.filter((other) => other.unit?.dimension === "percent");
  const at = rates.findLastIndex((other) => other.index < fact.index) + 0.5;
  for (const [a, b] of pairsNear(rates, at, 3)) yield { rule: "percent-point", sum: gap(a, b) };
}

/** 平均每个: an amount over a number of things. */
function* ofAverage(fact: Fact, near: readonly Fact[]): Generator<Suggestion> {
  if (!/均|每/.test(fact.lead)) return;
  const plain = near.filter(
    (other) => other !== fact && isPlain(other) && other.base > 0 && other.unit?.dimension !== "percent",
  );
  const at = plain.findLastIndex((other) => other.index < fact.index) + 0.5;
  for (const [a, b] of pairsNear(plain, at, 6)) {
    if (areKin(a.unit, b.unit)) continue;
    const [amount, things] = areKin(a.unit, fact.unit) ? [a, b] : [b, a];
    if (areKin(amount.unit, fact.unit)) yield { rule: "average", sum: quotient(amount, things) };
  }
}

/** The part of a whole, or the whole of a part, by the share that is printed beside it. */
function* ofProportion(fact: Fact, near: readonly Fact[]): Generator<Suggestion> {
  const rates = near.filter(
    (other) =>
      other.unit?.dimension === "percent" &&
      other.hedge === null &&
      other.base > 0 &&
      other.sentence === fact.sentence &&
      other.passage === fact.passage &&
      Math.abs(other.index - fact.index) <= 3,
  );
  const alike = near.filter((other) => other !== fact && areKin(other.unit, fact.unit) && isPlain(other));
  const at = alike.findLastIndex((other) => other.index < fact.index) + 0.5;
  const behind = rates.filter(({ index }) => index > fact.index);
  for (const rate of [...behind, ...rates.filter((each) => !behind.includes(each)).reverse()].slice(0, 2))
    for (const other of alike.filter((_, index) => Math.abs(index - at) < 3)) {
      if (rate.role === "growth") {
        yield { rule: "growth-rate", sum: grown(other, rate) };
        continue;
      }
      yield { rule: rate.role === "share" ? "share" : "ratio", sum: partBy(other, rate) };
      yield { rule: rate.role === "share" ? "share" : "ratio", sum: wholeBy(other, rate) };
    }
}

export const partBy = (whole: Fact, rate: Fact): Sum => ({
  operands: [whole, rate],
  compute: ([x = 0, y = 0]) => (x * y) / 100,
  show: ([x, y]) => `${x} × ${y}`,
  isAdditive: false,
});
const wholeBy = (part: Fact, rate: Fact): Sum => ({
  operands: [part, rate],
  compute: ([x = 0, y = 0]) => (x / y) * 100,
  show: ([x, y]) => `${x} ÷ ${y}`,
  isAdditive: false,
});
const grown = (earlier: Fact, rate: Fact): Sum => ({
  operands: [earlier, rate],
  compute: ([x = 0, y = 0]) => x * (1 + (rate.direction * y) / 100),
  show: ([x, y]) => `${x} × (1 ${rate.direction > 0 ? "+" : "−"} ${y})`,
  isAdditive: false,
});
