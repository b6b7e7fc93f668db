/*
 * 增减与增幅: a change told with its rate, and the figure that changed told before: “招商引资专项860万元、外资专项540万元……与上年相比，招商引资专项增加60万元，增长7.5%”. Change and
 * rate make out what it was; the figure of that name must be so much more or less than that.
 *
 * Looked for last, where no relation has settled one of the two. Any figure of the unit in the paragraph, and any that is called so, that makes the two agree was meant; if none does, the
 * one called so is asked about where a single slip of the hand parts the three.
 *
 * 例：专项860万元……专项增加90万元，增长7.5% → 60。反例：利润增加60万元，增长7.5%（没有说利润多少）。
 */
import type { Fact } from "../../facts/fact.ts";
import { calledSo } from "../../facts/measures.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, growthByChange, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";

export function* movedLevels(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const [at, change] of facts.entries()) {
      const rate = facts[at + 1];
      if (!rate || !isMove(change, rate) || (isSettled(change) && isSettled(rate))) continue;
      const made = ofMove(change, rate, facts, text);
      if (made) yield made;
    }
  }
}

const isMove = (change: Fact, rate: Fact): boolean =>
  change.role === "change" &&
  change.direction !== 0 &&
  change.hedge === null &&
  change.base > 0 &&
  rate.role === "growth" &&
  rate.hedge === null &&
  rate.unit?.dimension === "percent" &&
  rate.sentence === change.sentence &&
  rate.from - change.to < 12;

const near = 12;

function ofMove(change: Fact, rate: Fact, facts: readonly Fact[], text: Text): Claim | null {
  const direction = change.direction > 0 ? 1 : -1;
  const ofLevel = (level: Fact): Claim =>
    claim("growth-rate", rate, growthByChange(level, change, direction), "增长率与增减额、所说的数不符", false);
  const ofBase = (base: Fact): Claim =>
    claim("growth-rate", rate, percentage(change, base), "增长率与增减额、原数不符", false);
  const isLevel = (fact: Fact): boolean =>
    fact !== change &&
    areKin(fact.unit, change.unit) &&
    fact.base > 0 &&
    ["level", "base", "target"].includes(fact.role);
  const around = facts.filter((fact) => isLevel(fact) && Math.abs(fact.index - change.index) <= near);
  const name = nameOf(change);
  const called =
    name.length < 3
      ? []
      : calledSo(name, change, text, 0.7)
          .filter(({ fact }) => isLevel(fact) && fact.base > change.base && !/上年|去年|同期/.test(fact.lead))
          .slice(0, 6);
  const all = [...new Set([...around, ...called.map(({ fact }) => fact)])];
  const right = all.flatMap((fact) => [ofLevel(fact), ofBase(fact)]).find(isSound);
  if (right) return right;
  const [first] = called;
  if (
    !first ||
    new Set(called.filter(({ likeness }) => likeness === first.likeness).map(({ fact }) => fact.base)).size > 1
  )
    return null;
  const made = ofLevel(first.fact);
  return isOneSlipAway(made) ? made : null;
}

/** 招商引资专项增加, 到位资金比上年净增 → what has changed. */
const nameOf = ({ lead }: Fact): string =>
  lead
    .replaceAll(/\s|^.*[，；：、]/g, "")
    .replace(
      /(?:同比|[比较](?:上年|去年|同期|20\d\d年|年初|预算)?[^，。；]{0,6})?(?:净|共|略)?(?:增加|增长|减少|下降|增|减|多|少|压减|提高)[^，。；]{0,3}$/,
      "",
    );
