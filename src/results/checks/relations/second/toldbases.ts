/*
 * 别处的起点: a figure told with its change, whose former value is not repeated: “规模提高到40亿元，较年末增加8亿元”, “再建标准厂房12万平方米，总面积达到48万平方米”. Figure and change
 * make out what it was before, and that is told somewhere under the same name, often many pages away.
 *
 * Looked for last, where no relation has settled the change. The names choose what it may have been (facts/measures.ts). If one is just that, it holds; if none is, and
 * one that is called alike lies a single slip of the hand away, it is asked about.
 *
 * 例：基金规模32亿元。……规模提高到40亿元，较年末增加6亿元 → 8。反例：比上年增加8亿元（上年的数文中没有）。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { calledSo } from "../../facts/measures.ts";
import { misprintOf } from "../../facts/misprints.ts";
import { once } from "../../facts/once.ts";
import { namedRates, ratesOf } from "../../facts/rates.ts";
import type { Text } from "../../facts/text.ts";
import { trackedAs, trackOf } from "../../facts/tracks.ts";
import { areKin, isCounted } from "../../facts/units.ts";
import { type Claim, claim, gap, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* toldBases(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2 || !guard.test(passage.plain)) continue;
    for (const [at, fact] of facts.entries()) {
      if (isSettled(fact)) continue;
      const made = ofMove(at, facts, text) ?? ofIncrement(at, facts, text);
      if (made) yield made;
    }
  }
}

const guard = /[比较]|达|增[至到加]|扩|再|新/;
const rates = once(ratesOf);

const isLevel = ({ unit, role, base }: Fact): boolean =>
  unit !== null && base > 0 && ["level", "target", "rate", "share"].includes(role) && unit.dimension !== "times";

/** 提高到40亿元，较2024年末增加8亿元: nothing but the time between the two. */
const thanThen = /^[^。；]{0,24}[比较](?!全[国省市]|[^，。；]{0,8}(?:平均|目标|任务|计划|预算|要求))[^，。；%]{1,16}$/;

function ofMove(at: number, facts: readonly Fact[], text: Text): Claim | null {
  const [level, moved] = [facts[at - 1], facts[at]];
  if (!level || !moved || moved.sentence !== level.sentence || !isLevel(level)) return null;
  if ((moved.role !== "change" && moved.role !== "point") || moved.direction === 0 || moved.base <= 0) return null;
  const isPoint = moved.role === "point";
  if (isPoint ? level.unit?.dimension !== "percent" : !areKin(level.unit, moved.unit)) return null;
  const between = level.passage.plain.slice(level.to, moved.from);
  if (!thanThen.test(between) || /其中|另/.test(between)) return null;
  const rule = isPoint ? "percent-point" : "difference";
  const of = (base: Fact): Claim =>
    claim(rule, bare(moved), gap(bare(level), base), "增减额与别处所说的起点不符", false);
  const due = level.base - moved.direction * moved.base;
  return choose(namesakes(level, isPoint, text), due, moved, level, of);
}

/** A goal of at least 80% that is 15 points more than now means 80 less 15. */
const bare = (fact: Fact): Fact =>
  fact.hedge === "least" || fact.hedge === "over" || fact.hedge === "most"
    ? { ...fact, hedge: null, low: fact.base - fact.half, high: fact.base + fact.half }
    : fact;

const closing =
  /(?:全年|年末|年底|届时|累计|总数|总量|总额|总规模|总面积|总人数|使|将|可)[^，。；\d]{0,14}$|(?:增至|增加到|扩大到|增到|达到?|升至)\s*$/;
const coming = /再|新(?!签|设|兴)|还将|预计|拟|计划|[二三四]季度|下半年|争取|力争|增派|增设|追加|加上/;

/** 再建12万平方米，年末总面积达到48万平方米: what there is now is told elsewhere. */
function ofIncrement(at: number, facts: readonly Fact[], text: Text): Claim | null {
  const end = facts[at];
  if (!end || end.role !== "level" || !closing.test(end.lead) || end.unit === null || end.base <= 0) return null;
  const { plain } = end.passage;
  const added = facts
    .slice(Math.max(0, at - 3), at)
    .findLast(
      (fact) =>
        fact.sentence === end.sentence &&
        areKin(fact.unit, end.unit) &&
        fact.base < end.base &&
        (fact.role === "level" || (fact.role === "change" && fact.direction > 0)) &&
        coming.test(plain.slice(Math.max(0, fact.from - 20), fact.from)),
    );
  if (!added || end.from - added.to > 30 || /占|其中|比|较/.test(plain.slice(added.to, end.from))) return null;
  const of = (base: Fact): Claim =>
    claim("total-parts", bare(end), total([base, bare(added)]), "原有与新增之和与合计不符", false);
  const found = [...namesakes(end, false, text), ...namesakes(added, false, text)];
  return choose(found, end.base - added.base, end, added, of);
}

interface Namesake {
  fact: Fact;
  likeness: number;
}

const nameWords =
  /(?:比|较|力争|争取|确保|推动|使|将|全年|年末|年底|届时|再|新增|新建|增派|预计|提高|扩大|增加|增)+|[到至达为]+$/g;

function namesakes(fact: Fact, isPoint: boolean, text: Text): Namesake[] {
  const name = fact.lead.replaceAll(/\s|^.*[，；：、]/g, "").replaceAll(nameWords, "");
  const isOther = (other: Fact): boolean =>
    other.index !== fact.index &&
    !(other.passage === fact.passage && other.sentence === fact.sentence) &&
    /平均/.test(other.lead) === /平均/.test(fact.lead);
  if (isPoint) {
    const noun = /[一-龥]{0,6}(?:率|占比|比重|满意度|进度|比例)/.exec(name)?.[0] ?? "";
    if (noun.length < 2) return [];
    return namedRates(noun.slice(-4), fact, rates(text))
      .filter((other) => isOther(other) && other.role !== "growth")
      .map((other) => ({ fact: other, likeness: other.passage.cell ? 0.8 : likenessOf(noun, other.lead) }));
  }
  const own = trackOf(fact, text)?.core ?? "";
  const tracked = trackedAs(own, fact, text)
    .filter(({ when }) => when !== "goal" && when !== "due")
    .map(({ fact: other, core }) => ({ fact: other, likeness: core === own ? 1 : 0.9 }));
  return [...tracked, ...calledSo(name + fact.noun, fact, text, 0.5)].filter(({ fact: other }) => isOther(other));
}

/** One that makes it right was meant; else the one called most alike, if a single slip lies between. */
function choose(
  found: readonly Namesake[],
  due: number,
  stated: Fact,
  other: Fact,
  of: (base: Fact) => Claim,
): Claim | null {
  const right = found.map(({ fact }) => of(fact)).find(isSound);
  if (right) return right;
  const [first] = found.toSorted((a, b) => b.likeness - a.likeness);
  if (!first || first.likeness < 0.7 || due <= 0) return null;
  const best = found.filter(({ likeness }) => likeness >= first.likeness - 1e-9);
  if (new Set(best.map(({ fact }) => fact.base)).size > 2) return null;
  for (const { fact } of best) {
    const made = of(fact);
    const value = made.sum.compute(made.sum.operands.map(({ base }) => base));
    const isWhole = stated.unit !== null && isCounted(stated.unit);
    if (value > 0 && misprintOf(stated, value) && (isWhole || value < stated.base * 12) && fact.base !== other.base)
      return made;
  }
  return null;
}
