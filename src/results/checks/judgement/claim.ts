/*
 * 断言: a relation between printed figures that a reader can recompute, and a slip that needs no sum.
 *
 * A relation file only finds claims; whether one holds, and how grave a breach is, is decided in one place (judge.ts).
 * A sum is computed over base units (元, %, each), so figures of different print (亿元 and 万元) meet without further ado.
 */
import type { Fact } from "../facts/fact.ts";
import type { Passage } from "../facts/passages.ts";
import type { Rule, Severity } from "../words.ts";

export interface Sum {
  operands: Fact[];
  compute: (values: number[]) => number;
  /** The sum in print, given the operands in print. */
  show: (texts: string[]) => string;
  /** Every operand counts once and with its sign only: rounding errors of the operands then add up. */
  isAdditive: boolean;
}

export interface Claim {
  kind: "claim";
  rule: Rule;
  stated: Fact;
  sum: Sum;
  /** = unless said otherwise: a part is at most (≤) its whole. */
  relation?: "=" | "≤" | "≥";
  /** Beyond rounding: a contradiction whatever the reading (错误), or something a person must look at (疑点). */
  isCertain: boolean;
  message: string;
  cause?: string;
}

/** Characters of a passage. */
export interface Stretch {
  passage: Passage;
  from: number;
  to: number;
}

export interface Slip {
  kind: "slip";
  rule: Rule;
  severity: Severity;
  at: Stretch;
  stated: string | null;
  expected: string | null;
  because: string;
  operands: Stretch[];
  message: string;
  cause?: string;
}

/** 核对通过 without a sum: a verdict, a number of items, a rank. */
export interface Match {
  kind: "match";
  rule: Rule;
  at: Stretch;
  because: string;
  operands: Stretch[];
}

export type Observation = Claim | Slip | Match;

const plus = (texts: string[]) => texts.join(" + ").replaceAll("+ -", "− ");

export const total = (parts: Fact[]): Sum => ({
  operands: parts,
  compute: (values) => values.reduce((sum, value) => sum + value, 0),
  show: plus,
  isAdditive: true,
});

/** The last `minus.length` operands are taken away. */
export const balance = (plusses: Fact[], minuses: Fact[]): Sum => ({
  operands: [...plusses, ...minuses],
  compute: (values) => values.reduce((sum, value, index) => sum + (index < plusses.length ? value : -value), 0),
  show: (texts) => [plus(texts.slice(0, plusses.length)), ...texts.slice(plusses.length)].join(" − "),
  isAdditive: true,
});

/** |a − b|: a change is printed without its sign. */
export const gap = (a: Fact, b: Fact): Sum => ({
  operands: a.base >= b.base ? [a, b] : [b, a],
  compute: ([x = 0, y = 0]) => x - y,
  show: ([x, y]) => `${x} − ${y}`,
  isAdditive: true,
});

/** |a − b| ÷ b, in percent */
export const growth = (a: Fact, b: Fact): Sum => ({
  operands: [a, b],
  compute: ([x = 0, y = 0]) => (Math.abs(x - y) / Math.abs(y)) * 100,
  show: ([x, y]) => (a.base >= b.base ? `(${x} − ${y}) ÷ ${y}` : `(${y} − ${x}) ÷ ${y}`),
  isAdditive: false,
});

/** change ÷ (a ∓ change): the growth where the text does not repeat the base. */
export const growthByChange = (a: Fact, change: Fact, direction: -1 | 1): Sum => ({
  operands: [change, a],
  compute: ([c = 0, x = 0]) => (c / Math.abs(x - direction * c)) * 100,
  show: ([c, x]) => `${c} ÷ (${x} ${direction > 0 ? "−" : "+"} ${c})`,
  isAdditive: false,
});

export const percentage = (part: Fact, whole: Fact): Sum => ({
  operands: [part, whole],
  compute: ([x = 0, y = 0]) => (x / y) * 100,
  show: ([x, y]) => `${x} ÷ ${y}`,
  isAdditive: false,
});

export const quotient = (a: Fact, b: Fact): Sum => ({
  operands: [a, b],
  compute: ([x = 0, y = 0]) => x / y,
  show: ([x, y]) => `${x} ÷ ${y}`,
  isAdditive: false,
});

/** Points that can be had are set, not measured: 10 分 is 10.00. */
export const given = (fact: Fact): Fact => (fact.hedge ? fact : { ...fact, half: 0, low: fact.base, high: fact.base });

/** Points of which all are printed whole were not rounded. */
export const exact = (facts: Fact[]): Fact[] =>
  facts.every(({ unit, places }) => unit?.dimension === "score" && places === 0) ? facts.map(given) : facts;

export const same = (fact: Fact): Sum => ({
  operands: [fact],
  compute: ([value = 0]) => value,
  show: ([text = ""]) => text,
  isAdditive: true,
});

export const claim = (rule: Rule, stated: Fact, sum: Sum, message: string, isCertain = true): Claim => ({
  kind: "claim",
  rule,
  stated,
  sum,
  message,
  isCertain,
});

export const stretchOf = (fact: Fact): Stretch => ({ passage: fact.passage, from: fact.from, to: fact.to });
