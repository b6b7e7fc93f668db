/*
 * 比本届、比本次、比现在: a plan compared with what the report tells of its own time, in another part of it: “下届展览面积52,800平方米，比本届增长10.0%；参展企业达到700家，
 * 增加60家”. The words after a semicolon go on comparing with the same.
 *
 * What is compared is of the same unit and called alike (参展企业 … 参展企业640家). One that makes the sentence true was meant; where none does, it is asked
 * about only if all that are called so have one value.
 *
 * 例：本届480个，下届计划540个，比本届增长1.25%。反例：比上届增长（文中没有）；本届与上届相比（已是本届的数）。
 */
import { type Comparison, comparisonsOf } from "../../facts/comparisons.ts";
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import type { Reading } from "../../facts/quantities.ts";
import { plansOf } from "../../facts/plans.ts";
import { reportSpanOf } from "../../facts/reportspan.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, gap, growth, growthByChange, type Claim, type Observation } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { turned } from "../../judgement/turned.ts";

const named =
  /[比较与](?:(?:本|这|今)(?:届|次|期|轮|批|年度?|季度?|月)|现在|现有|目前|当前|20\d\d年(?!度?(?:末|底|初|同期|[第上下前]|\d)))/;
/** In a plan the year just reported (比2023年多16个) is the report's own time. */
const year = /[比较与](20\d\d)年/;

export function* laterBases(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2 || !named.test(reading.passage.plain)) continue;
    for (const comparison of comparisonsOf(reading))
      if (!comparison.base && isOfOwnTime(comparison, reading, text)) yield* ofComparison(comparison, text);
  }
}

/** 比本届增长10.0%；参展企业达到700家，增加60家: said in its own words, or earlier in the sentence with nothing else compared since. */
function isOfOwnTime({ change, growth: rate, level }: Comparison, { passage }: Reading, text: Text): boolean {
  const moved = change ?? rate;
  if (!moved || !level || moved.hedge) return false;
  const sentence = passage.plain.slice(Math.max(0, moved.from - 160), moved.from).replace(/^.*。/s, "");
  const last = sentence.search(/[比较与](?![比较与]|.*[比较与][一-龥\d])[一-龥\d]/);
  const words = last < 0 ? "" : sentence.slice(last, last + 8);
  if (!named.test(words)) return false;
  const own = year.exec(words)?.[1];
  // 24场，其中自办10场、参展14场，比2024年增加3场: of the whole, which stands farther off.
  return (
    own === undefined ||
    (!sentence.includes("其中") && Number(own) === reportSpanOf(text)?.year && plansOf(text).has(passage.index))
  );
}

const farBack = 400;

function* ofComparison(comparison: Comparison, text: Text): Generator<Observation> {
  const { level, change, growth: rate } = comparison;
  const moved = change ?? rate;
  if (!level || !moved || (change && !areKin(level.unit, change.unit))) return;
  const [name, noun] = [nameOf(level), level.noun.slice(0, 4)];
  const kin: { fact: Fact; score: number }[] = [];
  for (let index = Math.max(0, level.index - farBack); index < level.index; index++) {
    const fact = text.facts[index];
    if (!fact || fact.role !== "level" || (fact.sentence === level.sentence && fact.passage === level.passage))
      continue;
    if (fact.unit?.dimension !== level.unit?.dimension || former.test(fact.lead)) continue;
    const words = fact.passage.cell ? "" : `${fact.lead.slice(-14)}${fact.noun}`;
    const score = Math.max(longestShared(words, name), noun ? longestShared(words, noun) : 0);
    if (score > 1) kin.push({ fact, score });
  }
  const said = (base: Fact): Claim[] => [
    ...(change ? [claim("difference", change, gap(level, base), "增减额与前文所说的数不符", false)] : []),
    ...(rate?.unit?.dimension === "percent" && base.base !== 0
      ? [claim("growth-rate", rate, growth(level, base), "增长率与前文所说的数不符", false)]
      : []),
  ];
  // 增加60家，增长9.4%: the two alone may say that they agree.
  const own =
    change && rate && moved.direction
      ? claim("growth-rate", rate, growthByChange(level, change, moved.direction || 1), "")
      : null;
  const isDirected = (base: Fact): boolean => Math.sign(level.base - base.base) * moved.direction >= 0;
  const rights = kin.toSorted((a, b) => b.score - a.score).filter(({ fact }) => said(fact).every(isSound));
  const right = (rights.find(({ fact }) => isDirected(fact)) ?? rights[0])?.fact;
  const most = Math.max(...kin.map(({ score }) => score));
  const alike = kin.filter(({ score }) => score === most).map(({ fact }) => fact);
  const isOne = new Set(alike.map(({ base }) => base)).size === 1 && (!own || !isSound(own));
  const base = right ?? (isOne ? alike[0] : undefined);
  if (!base) return;
  yield* said(base);
  if (isDirected(base)) return;
  yield turned(moved, level, base, "增减方向与前文所说的数不符，请核对");
}

const nameOf = ({ lead }: Fact): string =>
  lead
    .replaceAll(/\s|^.*[，。；：、]/g, "")
    .replace(/(?:计划|预计|拟|将|力争|争取)?(?:扩大|增加|提高|提升|达|增)?(?:[到至为])?$/, "")
    .slice(-8);
