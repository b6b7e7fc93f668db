/*
 * 某与某共几: things of two or three kinds counted together, in one clause: 14个部门和6个县区共20家单位; 图文132篇、短视频48条，合计180条（篇）.
 *
 * The units differ, so no list of one unit shows them. Looked for last, where no relation has settled the whole.
 *
 * 例：14个部门和6个县区共50家单位。 反例：3个组和20名队员共走访50家（不是它们的和）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isCounted } from "../../facts/units.ts";
import { type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";

export function* jointSums(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/共|合计/.test(passage.plain)) continue;
    for (const [at, whole] of facts.entries()) {
      if (!isWhole(whole) || isSettled(whole)) continue;
      const parts = partsBefore(at, facts);
      if (parts.length < 2) continue;
      const made = claim("total-parts", whole, total(parts), "合计与前面两类之和不符", false);
      if (isSound(made) || isOneSlipAway(made)) yield made;
    }
  }
}

const isThing = ({ unit, hedge, role, isChinese }: Fact): boolean =>
  unit !== null && isCounted(unit) && hedge === null && role === "level" && !isChinese;

const isWhole = (fact: Fact): boolean =>
  isThing(fact) && /^\s*(?:[一-龥]{1,8})?[，,]?\s*(?:共|合计|共计)(?:有|为)?\s*$/.test(fact.lead);

/** Right before it, with a name and a joint between. */
function partsBefore(at: number, facts: readonly Fact[]): Fact[] {
  const whole = facts[at] as Fact;
  const parts: Fact[] = [];
  for (let index = at - 1; index >= Math.max(0, at - 3); index--) {
    const fact = facts[index] as Fact;
    const next = facts[index + 1] as Fact;
    const between = fact.passage.plain.slice(fact.to, next.from);
    const isNext =
      next === whole
        ? between.length <= 14 && !/[。；其]/.test(between)
        : /^[^，。；]{0,10}[和与及、][^，。；]{0,8}$/.test(between);
    if (!isNext || fact.sentence !== whole.sentence || !isThing(fact) || !areKin(fact.unit, whole.unit)) break;
    if (fact.base >= whole.base * 10) break;
    parts.unshift(fact);
  }
  const isMixed = new Set([...parts, whole].map(({ unit }) => unit?.title)).size > 1;
  return isMixed && !/其中|比|较|每/.test(whole.passage.plain.slice(parts[0]?.from ?? whole.from, whole.to))
    ? parts
    : [];
}
