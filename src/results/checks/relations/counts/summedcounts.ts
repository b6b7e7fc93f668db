/*
 * 几项合计: how many were summed, told before their sum: 扣0.6分；……扣0.9分，……扣0.7分，……扣0.9分，四项合计扣3.1分.
 *
 * The figures of that unit right before it are added from the nearest on; where so many make the sum to the last digit, that many were summed, whatever else
 * stands between them. Where no number of them does, nothing is told: partlists.ts and totals.ts look at sums.
 *
 * 例：0.6、0.9、0.7、0.9，三项合计3.1。反例：两项合计（只有一个数在前）；三项合计约3万元。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* summedCounts({ readings }: Text): Generator<Slip | Match> {
  for (const { passage, facts } of readings) {
    if (passage.cell || facts.length < 3 || !/[合共总]计/.test(passage.plain)) continue;
    for (const { index, 0: words, 1: count = "" } of matchesOf(passage.plain, pattern)) {
      const told = parseNumeral(count) ?? Number(count);
      const end = index + words.length;
      const sum = facts.find(({ from }) => from >= end);
      if (!sum || sum.from - end > 8 || sum.hedge || sum.unit === null || !(told > 1)) continue;
      const parts = addedUp(
        sum,
        facts.filter(({ to }) => to <= index),
      );
      if (!parts) continue;
      const at = { passage, from: index, to: end };
      const because = `${parts.map(printed).join(" + ")} = ${printed(sum)}`;
      const operands = [...parts, sum].map(stretchOf);
      if (parts.length === told) yield { kind: "match", rule: "item-count", at, because, operands };
      else if (parts.length > 2)
        yield {
          kind: "slip",
          rule: "item-count",
          severity: "warning",
          at,
          stated: count,
          expected: String(parts.length),
          because,
          operands,
          message: "合计的项数与所加各数不符，请核对",
        };
    }
  }
}

const pattern = /(?<![\d第前后其])([两二三四五六七八九]|[2-9])(?:项|者|类|个[一-龥]{1,4}|部分|方面)(?:合计|共计|总计)/g;

/** The nearest figures of the unit that make the sum to the last digit. */
function addedUp(sum: Fact, before: readonly Fact[]): Fact[] | null {
  const kin = before.filter(({ unit, hedge, role }) => unit?.title === sum.unit?.title && !hedge && role !== "base");
  const parts: Fact[] = [];
  let made = 0;
  for (const part of kin.slice(-10).reverse()) {
    parts.unshift(part);
    made += part.base;
    if (Math.abs(made - sum.base) <= Math.abs(sum.base) * 1e-9) return parts.length > 1 ? parts : null;
    if (made > sum.base) return null;
  }
  return null;
}
