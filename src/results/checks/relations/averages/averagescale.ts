/*
 * How an average compares with what a pair of figures makes of it.
 */
import type { Fact } from "../../facts/fact.ts";
import { isTypo } from "../../facts/typos.ts";
import type { Sum } from "../../judgement/claim.ts";
import { numberOf, rounded } from "../../judgement/print.ts";
import type { Over } from "./averagewords.ts";

export interface Pair {
  top: Fact;
  bottom: Fact;
}

/** The land or the people the bottom counts are taken in the unit the average is over: 亩, 人. */
export const quotientBy = (top: Fact, bottom: Fact, factor: number): Sum => ({
  operands: [top, bottom],
  compute: ([a = 0, b = 0]) => a / (b / factor),
  show: ([a, b]) => `${a} ÷ ${b}`,
  isAdditive: false,
});

export const scaleOf = ({ top, bottom }: Pair, stated: Fact, { factor }: Over): number =>
  top.base / (bottom.base / factor) / stated.base;

/** A pair that was not meant is off by anything; a slip leaves the average within its half and double, or moves the point. */
export function isPlausible(pair: Pair, stated: Fact, over: Over): boolean {
  const scale = scaleOf(pair, stated, over);
  return (scale > 0.4 && scale < 2.5) || isPowerOff(pair, stated, over);
}

/** The quotient in print is the average but for one digit or a swap. */
export function isMistyped(pair: Pair, stated: Fact, over: Over): boolean {
  const due = rounded((scaleOf(pair, stated, over) * stated.base) / (stated.unit?.factor ?? 1), stated.places);
  return isTypo(numberOf(stated), due, true);
}

export function isPowerOff(pair: Pair, stated: Fact, over: Over): boolean {
  const power = Math.round(Math.log10(scaleOf(pair, stated, over)));
  const off = Math.abs(scaleOf(pair, stated, over) / 10 ** power - 1);
  return power !== 0 && Math.abs(power) < 6 && off < 0.006;
}
