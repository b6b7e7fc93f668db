/*
 * 远处的算式: the sums that the names about a figure suggest, wherever in the document the others stand: the whole a share names (占到位资金总额的),
 * the part a printed share is of, the rate a difference is from (开工率比目标低), what a mean is per (人均). Names choose what is tried (facts/measures.ts),
 * so only few are; what comes of it is weighed like the sums of the neighbors (misprints.ts).
 *
 * 例：到位资金180.00亿元。……（另起一段）省外资金53.10亿元，占到位资金总额的75% → 135.10。反例：占全省的三分之一（文中没有全省的数）。
 */
import { domainOf } from "../facts/domains.ts";
import type { Fact } from "../facts/fact.ts";
import { isGoal } from "../facts/goals.ts";
import { calledSo } from "../facts/measures.ts";
import { once } from "../facts/once.ts";
import { namedRates, ratesOf } from "../facts/rates.ts";
import { wholeNameOf } from "../facts/sharewholes.ts";
import type { Text } from "../facts/text.ts";
import { areKin } from "../facts/units.ts";
import { gap, percentage, quotient } from "../judgement/claim.ts";
import { partBy, type Suggestion } from "./neighbors.ts";

const rates = once(ratesOf);
const mostParts = 4;
const mostWholes = 6;

export function* farSuggestionsFor(fact: Fact, text: Text): Generator<Suggestion> {
  const dimension = fact.unit?.dimension;
  if (dimension === "percent") yield* ofRate(fact, text);
  else if (dimension === "point") yield* ofPoints(fact, text);
  else {
    yield* ofPart(fact, text);
    yield* ofAverage(fact, text);
    yield* ofRest(fact, text);
  }
}

const isAmount = ({ unit, hedge, role, base }: Fact): boolean =>
  unit !== null &&
  hedge === null &&
  base > 0 &&
  (role === "level" || role === "target") &&
  !["percent", "point", "times", "score"].includes(unit.dimension);

/** Of its sentence, nearest first. */
function amountsBefore(fact: Fact, { facts }: Text): Fact[] {
  const found: Fact[] = [];
  for (let index = fact.index - 1; index >= Math.max(0, fact.index - 8); index--) {
    const other = facts[index];
    if (!other || other.passage !== fact.passage || other.sentence !== fact.sentence) break;
    if (isAmount(other)) found.push(other);
  }
  return found.slice(0, mostParts);
}

/** 占到位资金总额的75%, 完成全年目标的52%, 在签约项目中…开工率: what the rate is of. */
function wholeWordsOf(rate: Fact): string {
  if (rate.role === "share") return wholeNameOf(rate);
  const [, of = ""] = /(?:完成|为|达到?|相当于|占)([一-龥“”]{3,16})的\s*$/.exec(rate.lead) ?? [];
  return of || domainOf(rate);
}

function* ofRate(rate: Fact, text: Text): Generator<Suggestion> {
  if (rate.role === "growth") return;
  const words = wholeWordsOf(rate);
  const rule = rate.role === "share" ? "share" : "ratio";
  if (rate.role === "share") yield* overWholes(rate, text);
  if (words.length < 3) return;
  for (const part of amountsBefore(rate, text))
    for (const { fact } of calledSo(words, part, text, 0.6).slice(0, mostWholes))
      if (fact.base > part.base * 0.5) yield { rule, sum: percentage(part, fact) };
}

/** 占全部投资的47.3%: whatever the whole is called, it is said more than once, or is the total of a list. */
function* overWholes(rate: Fact, text: Text): Generator<Suggestion> {
  const [part] = amountsBefore(rate, text);
  if (!part) return;
  const times = mentions(text);
  const wholes = new Map<number, Fact>();
  for (const fact of text.facts.slice(Math.max(0, rate.index - 300), rate.index).reverse())
    if (
      fact.unit?.dimension === part.unit?.dimension &&
      isAmount(fact) &&
      fact.base > part.base &&
      !wholes.has(fact.base)
    )
      wholes.set(fact.base, fact);
  const isOften = (fact: Fact): boolean => (times.get(keyOf(fact)) ?? 0) > 1;
  const all = [...wholes.values()];
  for (const whole of [...all.filter(isOften), ...all.filter((fact) => !isOften(fact))].slice(0, 2 * mostWholes))
    yield { rule: "share", sum: percentage(part, whole) };
}

const keyOf = ({ unit, base }: Fact): string => `${unit?.dimension ?? ""}${base}`;
const mentions = once((text: Text) => {
  const times = new Map<string, number>();
  for (const fact of text.facts) times.set(keyOf(fact), (times.get(keyOf(fact)) ?? 0) + 1);
  return times;
});

/** The part of a share that is printed right behind it. */
function* ofPart(fact: Fact, text: Text): Generator<Suggestion> {
  const rate = text.facts[fact.index + 1];
  if (rate?.unit?.title !== "%" || rate.passage !== fact.passage || rate.sentence !== fact.sentence || rate.hedge)
    return;
  if (rate.from - fact.to > 24 || rate.role === "growth") return;
  const words = wholeWordsOf(rate);
  if (words.length < 3) return;
  for (const { fact: whole } of calledSo(words, fact, text, 0.6).slice(0, mostWholes))
    yield { rule: rate.role === "share" ? "share" : "ratio", sum: partBy(whole, rate) };
}

/** 距离目标尚差4.15个百分点, 比上年提高2.72个百分点: between two rates of one name. */
function* ofPoints(fact: Fact, text: Text): Generator<Suggestion> {
  const { plain } = fact.passage;
  const words = plain.slice(Math.max(0, plain.lastIndexOf("。", fact.from - 1) + 1, fact.from - 60), fact.from);
  const nouns = [...words.matchAll(/[一-龥]{1,5}(?:率|占比|比重|满意度|进度)/g)].map(([noun]) => noun.slice(-4));
  const noun = nouns.at(-1);
  if (!noun) return;
  const named = namedRates(noun, fact, rates(text))
    .filter(({ hedge, role }) => hedge !== "range" && role !== "growth")
    .slice(0, 10);
  for (const [index, a] of named.entries())
    for (const b of named.slice(0, index)) if (a.base !== b.base) yield { rule: "percent-point", sum: gap(a, b) };
}

const perThing: Record<string, string> = {
  人: "person",
  户: "户",
  家: "家",
  场: "session",
  项: "个",
  件: "件",
  亩: "squareMeter",
  辆: "vehicle",
};

/** 人均公用经费1.86万元: an amount of its name or of its sentence over a number of 人 said anywhere. */
function* ofAverage(fact: Fact, text: Text): Generator<Suggestion> {
  const [, per = "", name = ""] = /([人户家场项件亩辆])均([一-龥]{0,10})\s*$/.exec(fact.lead) ?? [];
  const dimension = perThing[per];
  if (!dimension) return;
  const things = text.facts.filter(
    (other) => other.unit?.dimension === dimension && isAmount(other) && Math.abs(other.index - fact.index) < 200,
  );
  const amounts = [
    ...calledSo(name, fact, text, 0.6)
      .slice(0, 3)
      .map((called) => called.fact),
    ...amountsBefore(fact, text).filter(({ unit, lead }) => areKin(unit, fact.unit) && lead.includes(name.slice(-2))),
  ].filter(({ base }) => base > fact.base);
  const near = things.toSorted((a, b) => Math.abs(a.index - fact.index) - Math.abs(b.index - fact.index)).slice(0, 8);
  for (const amount of new Set(amounts))
    for (const count of near) yield { rule: "average", sum: quotient(amount, count) };
}

const due =
  /(?:还需|尚需|仍需|还要|还差|尚差|仍差|缺口|余下|剩余|其余|下半年(?:需|再|还)?[一-龥]{0,6}|[二三四]季度(?:需|再|还)[一-龥]{0,6})[^，。；\d]{0,10}$/;

/** 下半年再使用外资1640万美元，确保完成全年任务: what a goal leaves. */
function* ofRest(fact: Fact, text: Text): Generator<Suggestion> {
  if (!due.test(fact.lead)) return;
  const alike = calledSo(fact.lead.replace(due, "") + fact.lead.slice(-8) + fact.noun, fact, text, 0.25).slice(0, 8);
  for (const { fact: whole } of alike) {
    if (!isGoal(whole) && !/目标|任务|计划|总/.test(whole.lead) && whole.role !== "target") continue;
    for (const { fact: part } of alike)
      if (part !== whole && part.base < whole.base) yield { rule: "difference", sum: gap(whole, part) };
  }
}
