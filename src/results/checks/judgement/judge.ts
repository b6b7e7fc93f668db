/*
 * 判断: does a claim hold?
 *
 * A printed figure is an interval: 9.3% may be anything from 9.25 to 9.35. In this order,
 *   1. the exact result, rounded as the stated figure is printed, is the stated figure         → it holds (核对通过)
 *   2. the operands, each within half of the finest step printed among them, can reach it      → note: rounding explains it
 *      (25 + 27.95: in this company 25 is read as 25.00); of a percentage the last figure may also be cut instead of rounded
 *   3. they reach it only if a figure was cut to fewer decimals than its neighbours            → warning
 *   4. they cannot                                                                            → error, or warning where the
 *      reading itself is not certain: by its words, or because the two are many times apart
 * (10.24 ÷ 10.96 = 93.43%, printed 93.45: from 10.235 ÷ 10.965 to 10.245 ÷ 10.955 lie 93.34 to 93.52, so it is a note.)
 */
import type { Fact } from "../facts/fact.ts";
import type { Severity } from "../words.ts";
import type { Claim, Sum } from "./claim.ts";

export interface Judgement {
  verdict: "holds" | Severity;
  expected: number;
}

export function judge(claim: Claim): Judgement {
  const { stated, sum, relation = "=" } = claim;
  const expected = sum.compute(sum.operands.map((fact) => fact.base));
  const beyond =
    claim.isCertain && isConceivable(stated.base, expected) && !isLoose(claim, expected) ? "error" : "warning";
  if (!Number.isFinite(expected)) return { verdict: "holds", expected };
  if (relation !== "=") {
    const fine = finestHalf([stated, ...sum.operands]);
    const gap = relation === "≤" ? stated.base - expected : expected - stated.base;
    return { verdict: gap <= slack(expected) + stepIn(stated, fine) * 2 ? "holds" : beyond, expected };
  }
  if (stated.hedge || sum.operands.some((fact) => fact.hedge)) {
    const [low, high] = reach(sum, boundsOf);
    return { verdict: touches(low, high, stated.low, stated.high) ? "holds" : beyond, expected };
  }
  const off = Math.abs(stated.base - expected);
  // A quotient printed as whole things (平均每月 103 家) was rounded; things that add up were not.
  const half = stated.half || (sum.isAdditive ? 0 : 0.5 * (stated.unit?.factor ?? 1));
  if (off <= half + slack(expected)) return { verdict: "holds", expected };
  const isRate = stated.unit?.dimension === "percent" || stated.unit?.dimension === "point";
  if (isRate && off <= stated.half * 2 + slack(expected))
    return { verdict: stated.places > 0 ? "note" : "warning", expected };
  if (off > stated.half + farthest(sum, expected)) return { verdict: beyond, expected };
  const fine = finestHalf([stated, ...sum.operands]);
  const own: [number, number] = [stated.base - stated.half, stated.base + stated.half];
  const near = reach(sum, (fact) => spread(fact, Math.min(fact.half, stepIn(fact, fine))));
  if (touches(...near, ...own)) return { verdict: isUnlikely(claim, off) ? "warning" : "note", expected };
  const far = reach(sum, (fact) => spread(fact, fact.half));
  return { verdict: touches(...far, ...own) ? "warning" : beyond, expected };
}

/** It holds, or rounding explains the rest: the reading a relation looks for among several. */
export const isSound = (each: Claim): boolean => ["holds", "note"].includes(judge(each).verdict);

/** 五项任务四项完成: numerals in words count many things; and parts that come to twice their whole were rather no parts of it. */
function isLoose({ stated, sum: { operands, isAdditive } }: Claim, expected: number): boolean {
  if (!isAdditive) return operands.some(({ isChinese, base }) => isChinese && base <= 10);
  const power = Math.log10(Math.abs(expected / stated.base));
  return (
    operands.length > 2 &&
    operands.every(({ passage }) => !passage.cell) &&
    power > Math.log10(2) &&
    Math.abs(power - Math.round(power)) > 0.02
  );
}

/** What is many times off, and by no power of ten, was rather read wrong than written wrong. */
function isConceivable(stated: number, expected: number): boolean {
  const power = Math.abs(Math.log10(Math.abs(stated) / Math.abs(expected)));
  return !Number.isFinite(power) || power < Math.log10(5) || Math.abs(power - Math.round(power)) < 0.02;
}

/**
 * Five figures of one print may be two and a half steps off in all, but their roundings cancel out: beyond 2.2 standard deviations (a rounding has a
 * twelfth of its step squared) it is rather a slip, or a list read too short.
 */
function isUnlikely({ stated, sum: { operands, isAdditive } }: Claim, off: number): boolean {
  const step = stated.half * 2;
  if (!isAdditive || operands.length < 4 || step === 0) return false;
  if (operands.some(({ half }) => Math.abs(half - stated.half) > 1e-9 * stated.half)) return false;
  return off > (2.2 * Math.sqrt(operands.length / 12) + 0.5) * step;
}

const slack = (value: number): number => Math.abs(value) * 1e-9 + 1e-9;
/**
 * Farther off than this no rounding of the operands reaches, so the exact corners need not be tried: most pairs that a relation
 * tries on its way are plainly wrong. A quotient moves by the relative errors of its operands, a growth by those of the quotient.
 */
function farthest({ operands, isAdditive }: Sum, expected: number): number {
  let [halves, relative] = [0, 0];
  for (const { base, half } of operands) {
    halves += half;
    relative += base === 0 ? 1 : half / Math.abs(base);
  }
  if (isAdditive) return halves + slack(expected);
  return relative > 0.05 ? Number.POSITIVE_INFINITY : (Math.abs(expected) + 100) * relative * 8 + slack(expected);
}

/** ≥13 as an operand is the 13 that is printed: it must not make every sum right. */
const boundsOf = (fact: Fact): [number, number] =>
  Number.isFinite(fact.low) && Number.isFinite(fact.high) ? [fact.low, fact.high] : spread(fact, fact.half);
const spread = (fact: Fact, half: number): [number, number] => [fact.base - half, fact.base + half];
const touches = (low: number, high: number, from: number, to: number): boolean =>
  low <= to + slack(to) && high >= from - slack(from);

/** The finest half step among figures that are measured, in parts of their own unit. */
function finestHalf(facts: Fact[]): number {
  const halves = facts.filter((fact) => fact.half > 0).map((fact) => fact.half / (fact.unit?.factor ?? 1));
  return halves.length > 0 ? Math.min(...halves) : 0;
}

const stepIn = (fact: Fact, fine: number): number => fine * (fact.unit?.factor ?? 1);

/** Between which values the sum lies: exactly, by its corners; where every operand counts once, by adding up. */
function reach(sum: Sum, spreadOf: (fact: Fact) => [number, number]): [number, number] {
  const spreads = sum.operands.map(spreadOf);
  const middle = sum.operands.map((fact) => fact.base);
  const isEven = spreads.every(([from, to], index) => Math.abs(from + to - 2 * (middle[index] ?? 0)) <= slack(to));
  if (sum.isAdditive && isEven) {
    const value = sum.compute(middle);
    const width = spreads.reduce((all, [from, to]) => all + (to - from) / 2, 0);
    return [value - width, value + width];
  }
  if (sum.isAdditive) {
    const value = sum.compute(middle);
    const [below, above] = spreads.reduce(
      ([low, high], [from, to], index) => {
        const at = middle[index] ?? 0;
        const sign = sum.compute(middle.map((each, other) => (other === index ? each + 1 : each))) >= value ? 1 : -1;
        return sign > 0 ? [low + (at - from), high + (to - at)] : [low + (to - at), high + (at - from)];
      },
      [0, 0],
    );
    return [value - below, value + above];
  }
  const values = corners(spreads)
    .map((corner) => sum.compute(corner))
    .filter((value) => !Number.isNaN(value));
  return [Math.min(...values), Math.max(...values)];
}

const corners = (spreads: [number, number][]): number[][] =>
  spreads.reduce<number[][]>(
    (found, [low, high]) =>
      found.flatMap((corner) => [
        [...corner, low],
        [...corner, high],
      ]),
    [[]],
  );

/** How wide the rounding of its operands leaves the result; at least a last step of the stated figure. */
export function widthOf(sum: Sum, stated: Fact): number {
  const step = (stated.unit?.factor ?? 1) / 10 ** stated.places;
  if (sum.isAdditive) return step;
  const [low, high] = reach(sum, (fact) => spread(fact, fact.half));
  return Math.max(step, high - low);
}
