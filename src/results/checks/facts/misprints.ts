/*
 * 误印的样子: what a hand makes of a figure when it types it wrong: one digit wrong, two digits swapped, one digit carried elsewhere, left
 * out or typed twice, the point moved, 万元 for 亿元. Of a printed figure, what it may have been.
 */
import type { Fact } from "./fact.ts";

export type Misprint = keyof typeof misprints;

export const misprints = {
  swap: "两位数字前后颠倒",
  move: "一位数字错了位置",
  shift: "小数点错位",
  scale: "计量单位之差",
  length: "少一位或多一位数字",
  digit: "一位数字之差",
} as const;

export interface Guess {
  /** In base units. */
  value: number;
  kind: Misprint;
}

/** What the figure may have been, by value. */
export function guessesOf(fact: Fact): Guess[] {
  const sign = fact.value < 0 ? -1 : 1;
  const step = sign * ((fact.unit?.factor ?? 1) / 10 ** fact.places);
  const digits = fact.number.replaceAll(/\D/g, "").replace(/^0+/, "");
  const guesses = new Map<number, Guess>();
  const own = Number(digits);
  const add = (kind: Misprint, written: string | number) => {
    const value = Number(written);
    if (value !== own && value > 0 && !guesses.has(value)) guesses.set(value, { value: value * step, kind });
  };
  for (let at = 0; at < digits.length; at++) {
    for (let other = at + 1; other < digits.length; other++) add("swap", swapped(digits, at, other));
  }
  for (let at = 0; at < digits.length; at++)
    for (let to = 0; to < digits.length; to++) add("move", moved(digits, at, to));
  for (const power of [10, 100, 0.1, 0.01]) add("shift", own * power);
  if (fact.unit && fact.unit.factor >= 1e4) for (const power of [1e4, 1e-4]) add("scale", own * power);
  for (let at = 0; at <= digits.length; at++) {
    add("length", digits.slice(0, at) + digits.slice(at + 1));
    add("length", digits.slice(0, at) + (digits[at] ?? "") + digits.slice(at));
  }
  for (let at = 0; at < digits.length; at++)
    for (let digit = 0; digit < 10; digit++) add("digit", digits.slice(0, at) + digit + digits.slice(at + 1));
  return [...guesses.values()].sort((a, b) => a.value - b.value);
}

const swapped = (digits: string, a: number, b: number): string =>
  digits.slice(0, a) + digits[b] + digits.slice(a + 1, b) + digits[a] + digits.slice(b + 1);

function moved(digits: string, from: number, to: number): string {
  const rest = digits.slice(0, from) + digits.slice(from + 1);
  return rest.slice(0, to) + digits[from] + rest.slice(to);
}

/**
 * How likely a sum drawn at random comes as near to a guess of this kind, or of a likelier one: figures are about as often small as great. Round
 * figures meet round ones more often: 290.00 and 200.00 are two out of a hundred, not out of ten thousand.
 */
export function chanceOf({ kind, value }: Guess, guesses: readonly Guess[], width: number, fact: Fact): number {
  const many = guesses.filter((guess) => order.indexOf(guess.kind) <= order.indexOf(kind)).length;
  const grain = Math.min(grainOf(fact.base), grainOf(value));
  return Math.min(1, (many * Math.max(width, grain)) / (Math.abs(value) * Math.LN10));
}

/** The power of ten of its last digit that is not zero: 290.00 → 10. */
function grainOf(value: number): number {
  const digits = Math.abs(value).toPrecision(12).replace(/e.*$/, "").replace(".", "").replace(/^0+/, "");
  const power = Math.floor(Math.log10(Math.abs(value))) - (digits.replace(/0+$/, "").length - 1);
  return 10 ** power;
}

/** The guess that lies between the two, if any. */
export function guessWithin(guesses: readonly Guess[], low: number, high: number): Guess | null {
  let [from, to] = [0, guesses.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((guesses[middle]?.value ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  let best: Guess | null = null;
  for (let at = from; at < guesses.length; at++) {
    const guess = guesses[at];
    if (!guess || guess.value > high) break;
    if (!best || order.indexOf(guess.kind) < order.indexOf(best.kind)) best = guess;
  }
  return best;
}

const order = Object.keys(misprints) as Misprint[];
