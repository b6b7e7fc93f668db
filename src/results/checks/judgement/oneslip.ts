/*
 * 一笔之差: would a single slip of the hand in any one of its figures make a broken sum hold? A contradiction is as a rule one wrong figure; where the reading
 * itself is a guess and no change of one digit, no swap, no moved point would mend it, the guess is wrong rather than the text.
 */
import type { Fact } from "../facts/fact.ts";
import { misprintOf } from "../facts/misprints.ts";
import type { Claim } from "./claim.ts";
import { isSound } from "./judge.ts";

export function isOneSlipAway(claim: Claim): boolean {
  const { stated, sum } = claim;
  if (isMuddled(stated, sum.compute(sum.operands.map(({ base }) => base)))) return true;
  for (const base of variantsOf(stated)) if (isSound({ ...claim, stated: at(stated, base) })) return true;
  for (const [index, fact] of sum.operands.entries())
    for (const base of variantsOf(fact)) {
      const operands = sum.operands.map((each, other) => (other === index ? at(fact, base) : each));
      // Of a gap the larger stands first, whichever that is after the change.
      if (isSound({ ...claim, sum: { ...sum, operands } })) return true;
      if (operands.length === 2 && isSound({ ...claim, sum: { ...sum, operands: operands.toReversed() } })) return true;
    }
  return false;
}

/** One figure of a sum with a wrong digit, two swapped or a moved point: a digit more or less explains too much. */
export function isMistypedSum({ stated, sum }: Claim): boolean {
  const off = stated.base - sum.compute(sum.operands.map(({ base }) => base));
  const isTyped = (fact: Fact, due: number): boolean => {
    const kind = due > 0 ? misprintOf(fact, due) : null;
    return kind !== null && kind !== "length";
  };
  return (
    stated.base > 2 &&
    (isTyped(stated, stated.base - off) || sum.operands.some((fact) => isTyped(fact, fact.base + off)))
  );
}

/** 14.99 for 19.44: the same figures in another order; 1.05 for 10.55; 95.00 for 105.00: near enough to have been meant. */
function isMuddled(stated: Fact, due: number): boolean {
  const step = (stated.unit?.factor ?? 1) / 10 ** stated.places;
  const [own, other] = [stated.base, due].map((base) => String(Math.round(Math.abs(base) / step)));
  if (own === undefined || other === undefined || own.length < 3) return false;
  const isReordered = own.length === other.length && [...own].sort().join("") === [...other].sort().join("");
  const power = Math.log10(Math.abs(due / stated.base));
  const isShifted = Math.abs(power) > 0.9 && Math.abs(power - Math.round(power)) < 0.01;
  return isReordered || isShifted || Math.abs(due / stated.base - 1) < 0.11;
}

const at = (fact: Fact, base: number): Fact => ({
  ...fact,
  base,
  low: base + (Number.isFinite(fact.low) ? fact.low - fact.base : 0),
  high: base + (Number.isFinite(fact.high) ? fact.high - fact.base : 0),
});

const powers = [10, 0.1, 100, 0.01, 1000, 0.001, 1e4, 1e-4];

/** What it may have been meant to be, in base units. */
function variantsOf(fact: Fact): number[] {
  const step = (fact.unit?.factor ?? 1) / 10 ** fact.places;
  const digits = String(Math.round(Math.abs(fact.base) / step));
  if (digits.length > 15) return [];
  const found = new Set<string>();
  for (let from = 0; from < digits.length; from++) {
    for (let digit = 0; digit <= 9; digit++) found.add(`${digits.slice(0, from)}${digit}${digits.slice(from + 1)}`);
    for (let to = from + 1; to < digits.length; to++)
      found.add(
        `${digits.slice(0, from)}${digits[to]}${digits.slice(from + 1, to)}${digits[from]}${digits.slice(to + 1)}`,
      );
    found.add(`${digits.slice(0, from)}${digits.slice(from + 1)}`);
  }
  // 10 for 8: a number of one digit may become one of two.
  if (digits.length === 1) for (let more = 10; more < 20; more++) found.add(String(more));
  const bases = [...found].map((each) => Number(each || "0") * step).filter((base) => base !== fact.base);
  return [...bases, ...powers.map((power) => fact.base * power)];
}
