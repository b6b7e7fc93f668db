import { groupThousands } from "#kit/base/decimals.ts";
import type { Fact } from "../facts/fact.ts";
import { withoutSpaces } from "../facts/passages.ts";
import type { Unit } from "../facts/units.ts";
import type { Claim } from "./claim.ts";

/** The number as printed, without its unit and inner spaces. */
export const numberOf = ({ number }: Fact): string => number;
/** Number and unit as printed, white space inside removed. */
export const printed = (fact: Fact): string => {
  const own = withoutSpaces(fact.passage.plain.slice(fact.from, fact.to));
  // 四分之一 is a share as it stands.
  return own === numberOf(fact) && fact.unit && !/[之成半]/.test(own) ? own + fact.unit.title : own;
};

/** The result in the unit and with the decimals of the stated figure; with more where that would hide the difference. */
export function expectation(claim: Claim, expected: number): string {
  const { stated, sum } = claim;
  const kin = sum.operands.filter((fact) => fact.unit?.title === stated.unit?.title);
  let places = Math.max(stated.places, ...(sum.isAdditive ? kin.map((fact) => fact.places) : []));
  const factor = stated.unit?.factor ?? 1;
  while (places < 6 && rounded(expected / factor, places) === rounded(stated.base / factor, places)) places += 1;
  const number = rounded(expected / factor, places);
  return (numberOf(stated).includes(",") ? groupThousands(number) : number) + (stated.unit?.title ?? "");
}

/** 四舍五入, with a touch that keeps 8.185 from being 8.18499999. */
export function rounded(value: number, places: number): string {
  const nudged = value * (1 + 1e-12 * (value === 0 ? 0 : 1));
  const text = (Math.sign(nudged) * Math.round((Math.abs(nudged) + Number.EPSILON) * 10 ** places)) / 10 ** places;
  return text.toFixed(places);
}

/** (101.93 − 94.21) ÷ 94.21 = 8.19% */
export function sumInPrint(claim: Claim, expected: number): string {
  const [only, ...others] = claim.sum.operands;
  const shown = sumAlone(claim);
  // A figure that should equal another one is no sum.
  return only && others.length === 0 && shown === printed(only) ? shown : `${shown} = ${expectation(claim, expected)}`;
}

/** (101.93 − 94.21) ÷ 94.21 */
export function sumAlone({ sum }: Claim): string {
  const units = new Set(sum.operands.map((fact) => fact.unit?.title));
  const write = units.size > 1 ? printed : numberOf;
  const shown = sum.show(sum.operands.map(write));
  const [only] = sum.operands;
  return only && sum.operands.length === 1 && shown === write(only) ? printed(only) : shown;
}

/** A value of the text's own money or things, in a unit it is printed in. */
export const inUnit = (base: number, unit: Unit | null, places: number): string =>
  rounded(base / (unit?.factor ?? 1), places) + (unit?.title ?? "");
