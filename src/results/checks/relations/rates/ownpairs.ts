/*
 * 本句两数: a rate whose name says what it is of, and whose sentence has that figure and one other of its unit: 新建项目13个已开工9个，开工率69.2%. Nothing else is meant, whatever figure
 * somewhere else makes it right by chance; told where one slip of the hand would make it so.
 *
 * 例：新建项目13个，已开工9个，开工率6.92%（前文恰有一数的36倍）。反例：签约9个、开工5个，履约率98%（名字与两数都不合）。
 */
import type { Fact } from "../../facts/fact.ts";
import { type Claim, percentage, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";

/** What made the rate right stands in another paragraph, or is counted otherwise than what it is of. */
export function isFarFetched(held: Claim, rate: Fact): boolean {
  const [top, bottom] = held.sum.operands;
  return (
    bottom !== undefined &&
    top !== undefined &&
    (bottom.passage !== rate.passage || bottom.sentence < rate.sentence - 1)
  );
}

export function ownPair(rate: Fact, own: readonly Fact[], of: (sum: Sum, isCertain: boolean) => Claim): Claim | null {
  const name = /([一-龥]{2})率(?:约|达到?|为|是)*\s*$/.exec(rate.lead.replaceAll(/\s/g, ""))?.[1];
  const tops = name ? own.filter(({ lead, noun }) => (lead + noun).includes(name) && !/[未没不]/.test(lead)) : [];
  const [top] = tops;
  if (!top || tops.length > 1) return null;
  const wholes = own.filter(
    (fact) => fact !== top && fact.unit?.title === top.unit?.title && fact.role === "level" && fact.index < top.index,
  );
  const [whole] = wholes;
  if (!whole || wholes.length > 1) return null;
  const made = of(percentage(top, whole), false);
  return !isSound(made) && isOneSlipAway(made) ? made : null;
}
