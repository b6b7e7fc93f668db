/* 算式: the sums that columns of tables are computed by, with their signs as tables print them. */
import type { Fact } from "../../facts/fact.ts";
import { balance, type Sum } from "../../judgement/claim.ts";

export const difference = (x: Fact, y: Fact): Sum => balance([x], [y]);

export const percentOf = (x: Fact, y: Fact): Sum => ({
  operands: [x, y],
  compute: ([a = 0, b = 0]) => (a / b) * 100,
  show: ([a, b]) => `${a} ÷ ${b}`,
  isAdditive: false,
});

/** With its sign, as tables print it: −9.9% */
export const signedGrowth = (x: Fact, y: Fact): Sum => ({
  operands: [x, y],
  compute: ([a = 0, b = 0]) => ((a - b) / b) * 100,
  show: ([a, b]) => `(${a} − ${b}) ÷ ${b}`,
  isAdditive: false,
});

/** How much less, without a sign: 比承诺提速 25%. */
export const decline = (x: Fact, y: Fact): Sum => ({
  operands: [x, y],
  compute: ([a = 0, b = 0]) => ((b - a) / b) * 100,
  show: ([a, b]) => `(${b} − ${a}) ÷ ${b}`,
  isAdditive: false,
});

/** a ÷ b in the figures as printed; units may differ by a power of ten (万元 over 亿元). */
export function ratioOf(x: Fact, y: Fact, scale: number, stated: Fact): Sum {
  const factor = ((stated.unit?.factor ?? 1) * (y.unit?.factor ?? 1)) / (x.unit?.factor ?? 1);
  return {
    operands: [x, y],
    compute: ([a = 0, b = 0]) => (a / b) * scale * factor,
    show: ([a, b]) => `${a} ÷ ${b}`,
    isAdditive: false,
  };
}

export const productOf = (x: Fact, y: Fact): Sum => ({
  operands: [x, y],
  compute: ([a = 0, b = 0]) => a * (b / (y.unit?.factor ?? 1)),
  show: ([a, b]) => `${a} × ${b}`,
  isAdditive: false,
});

export const partOfAll = (part: Fact, all: Fact[]): Sum => ({
  operands: [part, ...all.filter((fact) => fact !== part)],
  compute: (values) => ((values[0] ?? 0) / values.reduce((sum, value) => sum + value, 0)) * 100,
  show: (texts) => `${texts[0]} ÷ (${texts.length > 8 ? `各项之和` : texts.join(" + ")})`,
  isAdditive: false,
});

/** 满意 and 非常满意 over all. */
export const jointOf = (x: Fact, y: Fact, all: Fact): Sum => ({
  operands: [x, y, all],
  compute: ([one = 0, other = 0, whole = 1]) => ((one + other) / whole) * 100,
  show: ([one, other, whole]) => `(${one} + ${other}) ÷ ${whole}`,
  isAdditive: false,
});
