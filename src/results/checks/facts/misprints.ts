/*
 * 误印的样子: what a hand makes of a figure when it types it wrong: two digits swapped, one carried elsewhere, the point moved, 万元 for 亿元, a digit
 * wrong, one left out or typed twice. Listed from the most telling to the least.
 */
import type { Fact } from "./fact.ts";

export const misprints = {
  swap: "两位数字前后颠倒",
  move: "一位数字错了位置",
  shift: "小数点错位",
  scale: "计量单位之差",
  digit: "一位数字之差",
  length: "少一位或多一位数字",
} as const;
export type Misprint = keyof typeof misprints;

/** What slip makes `due` (in base units) the figure that is printed, if any. */
export function misprintOf(fact: Fact, due: number): Misprint | null {
  const step = (fact.unit?.factor ?? 1) / 10 ** fact.places;
  const [own, other] = [digitsOf(fact.base / step), digitsOf(due / step)];
  if (own === other || own.length > 15) return null;
  if (own.length === other.length) return betweenAlike(own, other);
  if (own.replace(/0+$/, "") === other.replace(/0+$/, "")) {
    const power = Math.abs(own.length - other.length);
    return power <= 2 ? "shift" : power === 4 && (fact.unit?.factor ?? 1) >= 1e4 ? "scale" : null;
  }
  const [short, long] = own.length < other.length ? [own, other] : [other, own];
  return long.length - short.length === 1 && isWithout(long, short) ? "length" : null;
}

/** Near enough to have been meant, or one digit away however far: 6.94 for 1.94. */
export const isNearOrMistyped = (fact: Fact, due: number): boolean =>
  Math.abs(fact.base - due) <= 0.5 * Math.min(Math.abs(due), Math.abs(fact.base)) || misprintOf(fact, due) !== null;

const digitsOf = (steps: number): string => String(Math.round(Math.abs(steps)));

function betweenAlike(a: string, b: string): Misprint | null {
  let [first, last, count] = [-1, -1, 0];
  for (let at = 0; at < a.length; at++)
    if (a[at] !== b[at]) {
      if (first < 0) first = at;
      last = at;
      count += 1;
    }
  if (count === 1) return "digit";
  if (count === 2 && a[first] === b[last] && a[last] === b[first]) return "swap";
  const [own, other] = [a.slice(first, last + 1), b.slice(first, last + 1)];
  const isMoved = own.slice(1) + own[0] === other || other.slice(1) + other[0] === own;
  return isMoved ? "move" : null;
}

function isWithout(long: string, short: string): boolean {
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  return long.slice(at + 1) === short.slice(at);
}

/**
 * How likely a sum drawn at random makes such a slip or a likelier one: so many figures are a slip away, and figures are about as often small as
 * great. Round amounts meet round sums more often (290.00 and 200.00 are two out of a hundred, not out of ten thousand); quotients are seldom round.
 */
export function chanceOf(kind: Misprint, fact: Fact, due: number, width: number, isSum: boolean): number {
  const digits = fact.number.replaceAll(/\D/g, "").replace(/^0+/, "").length;
  const swaps = (digits * (digits - 1)) / 2;
  const many = {
    swap: swaps,
    move: 2 * swaps,
    shift: 2 * swaps + 4,
    scale: 2 * swaps + 6,
    digit: 2 * swaps + 6 + 9 * digits,
    length: 2 * swaps + 6 + 20 * digits + 10,
  };
  const grain = isSum ? Math.max(width, Math.min(grainOf(fact.base), grainOf(due))) : width;
  return (many[kind] * grain) / (Math.abs(due) * Math.LN10);
}

/** The power of ten of its last digit that is not zero: 290.00 → 10. */
function grainOf(value: number): number {
  const [digits = "", power = "0"] = Math.abs(value).toExponential(11).split("e");
  return 10 ** (Number(power) - digits.replace(/\.?0+$/, "").replace(".", "").length + 1);
}
