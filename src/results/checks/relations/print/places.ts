/*
 * 小数位数: in a report all amounts of one unit are printed with two decimals, and one with three: the point was moved (64.00 → 6.400).
 *
 * Fewer decimals say nothing, people drop zeros. More than all others have, once or twice in a document that prints many, do.
 *
 * 例：四十处“万元”都是两位小数，一处 11.832 万元。 反例：汇率 7.1217 元、单价与系数；文中半数是三位小数。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

const fewest = 16;
const printedToScale = new Set(["万元", "亿元", "万美元", "亿美元", "%", "个百分点", "分"]);

export function* oddPlaces(text: Text, isSettled: (fact: Fact) => boolean): Generator<Observation> {
  const byUnit = new Map<string, Fact[]>();
  for (const fact of text.facts) {
    const title = fact.unit?.title ?? "";
    if (!printedToScale.has(title) || fact.isChinese) continue;
    const known = byUnit.get(title);
    if (known) known.push(fact);
    else byUnit.set(title, [fact]);
  }
  for (const facts of byUnit.values()) {
    const usual = usualPlaces(facts);
    const odd = usual === null ? [] : facts.filter(({ places }) => places > usual);
    // 0.15% beside 47.3%: with fewer decimals nothing would be left of it.
    for (const fact of odd)
      if (!isSettled(fact) && !isPrice(fact) && fact.value >= 1)
        yield slipOf(fact, usual ?? 0, facts.length - odd.length);
  }
}

/** How many decimals the figures of a unit have at most, but for one or two among many; null where that cannot be said. */
function usualPlaces(facts: readonly Fact[]): number | null {
  if (facts.length < fewest) return null;
  const most = Math.max(...facts.map(({ places }) => places));
  const others = facts.filter(({ places }) => places < most).map(({ places }) => places);
  const usual = Math.max(0, ...others);
  const isRare = facts.length - others.length <= facts.length / 40 + 0.6;
  const isUsual = 2 * others.filter((places) => places === usual).length >= facts.length;
  return usual > 0 && isRare && isUsual ? usual : null;
}

const isPrice = ({ lead }: Fact): boolean => /汇率|单价|系数|每|均/.test(lead);

const slipOf = (fact: Fact, usual: number, others: number): Observation => ({
  kind: "slip",
  rule: "number-format",
  severity: "warning",
  at: stretchOf(fact),
  stated: printed(fact),
  expected: null,
  because: `全文其余 ${others} 处“${fact.unit?.title}”至多 ${usual} 位小数，此处 ${fact.places} 位`,
  operands: [],
  message: "小数位数与全文不一致，可能是小数点错位，请核对",
});
