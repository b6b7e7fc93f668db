import type { Fact } from "../../facts/fact.ts";
import { balance, same, type Sum, total } from "../../judgement/claim.ts";

/** One figure, or several that are added and taken away. */
export function sumOf(plus: Fact[], minus: Fact[] = []): Sum {
  const [only] = plus;
  if (minus.length > 0) return balance(plus, minus);
  return only && plus.length === 1 ? same(only) : total(plus);
}
