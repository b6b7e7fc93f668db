import type { Fact } from "../facts/fact.ts";
import { balance, type Claim, same, type Sum, total } from "../judgement/claim.ts";
import { judge } from "../judgement/judge.ts";

/** One figure, or several that are added and taken away. */
export function sumOf(plus: Fact[], minus: Fact[] = []): Sum {
  const [only] = plus;
  if (minus.length > 0) return balance(plus, minus);
  return only && plus.length === 1 ? same(only) : total(plus);
}

/** Holds, to the last figure or by rounding. */
export const isSound = (each: Claim): boolean => ["holds", "note"].includes(judge(each).verdict);
