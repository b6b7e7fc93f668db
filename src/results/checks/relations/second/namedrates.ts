/*
 * 率名所指: a rate whose name says what it is of: 抽查凭证312份，抽查率按全部凭证390份计为80%; 办结613件，办结率97.0%. The part is the figure of its sentence or the one before that is
 * called by the same verb, the whole another of its unit.
 *
 * Looked for last, where no relation has settled the rate. Any whole of the two sentences that makes it right was meant; else the one that a single slip of the hand parts from it.
 *
 * 反例：办结率比上年提高（没有件数）；城镇登记失业率（不是此处两数之比）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";

export function* namedRatesSaid(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !passage.plain.includes("率")) continue;
    for (const rate of facts) {
      if (
        rate.unit?.dimension !== "percent" ||
        rate.base === 100 ||
        rate.role === "growth" ||
        rate.hedge ||
        isSettled(rate)
      )
        continue;
      const made = rateOf(rate, facts);
      if (made) yield made;
    }
  }
}

const rateName = /([一-龥]{2,6})率(?:仅|按[^，。；]{2,14}计)?(?:约|达到?|为|是)*\s*$/;
/** Rates of time, of change, of what is not counted here. */
const never = /增长|下降|失业|利|汇|税|差异|变动|增|准确|目标|标准|要求|任务/;

const isAmount = ({ unit, role, hedge, base }: Fact): boolean =>
  unit !== null &&
  hedge === null &&
  base > 0 &&
  role === "level" &&
  !["percent", "point", "times"].includes(unit.dimension);

function rateOf(rate: Fact, facts: readonly Fact[]): Claim | null {
  const { plain } = rate.passage;
  const words = plain.slice(Math.max(0, rate.from - 34), rate.from).replace(/^.*[，。；、]/s, "");
  const name = rateName.exec(words)?.[1]?.replace(/^(?:项目|资金|问题|其|总|平均)/, "") ?? "";
  if (name.length < 2 || never.test(words)) return null;
  const pool = facts.filter(
    (fact) => isAmount(fact) && fact.sentence <= rate.sentence && fact.sentence >= rate.sentence - 1,
  );
  const verb = [name.slice(-2)];
  const part = pool.findLast(
    ({ lead, noun, index }) =>
      index < rate.index && verb.some((each) => (lead.slice(-10) + noun).includes(each)) && !/未|没/.test(lead),
  );
  if (!part || part.sentence !== rate.sentence) return null;
  const wholes = pool.filter(
    (fact) => fact !== part && areKin(fact.unit, part.unit) && fact.unit?.title === part.unit?.title,
  );
  const of = (whole: Fact): Claim => claim("ratio", rate, percentage(part, whole), "比率与其名所指两数不符", false);
  const right = wholes.map(of).find(isSound);
  if (right) return right;
  const nearest = wholes.toReversed().filter(({ index }) => index < part.index || index === part.index + 1);
  const [only] = nearest;
  if (!only || nearest.length > 2) return null;
  const made = of(only);
  return isOneSlipAway(made) ? made : null;
}
