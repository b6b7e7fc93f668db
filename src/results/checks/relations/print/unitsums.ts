/*
 * 计量单位之三: a whole and its parts whose digits add up, while one of them is printed in another scale: 厂房12.5亿平方米，其中一期7.2万平方米、二期5.3万平方米.
 *
 * Figures of one dimension in one sentence, the whole before its parts or behind them; three digits at least, so that it is no chance.
 *
 * 反例：总投资3亿元，其中一期1.2亿元、二期1.8亿元（单位相同）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { significant } from "../../facts/typos.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import { numberOf, printed } from "../../judgement/print.ts";
import { unitSlip } from "./units.ts";

export function* unitSums(text: Text): Generator<Slip> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    for (const figures of sentencesOf(reading)) yield* oddOne(figures);
  }
}

/** Of each sentence the levels that are scaled by 万 or 亿, by dimension. */
function sentencesOf({ facts }: Reading): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.role !== "level" || fact.hedge || !/[万亿]/.test(fact.unit?.title ?? "")) continue;
    const key = `${fact.sentence} ${fact.unit?.dimension}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()].filter(
    (group) => group.length > 2 && group.length < 16 && new Set(group.map(({ unit }) => unit?.factor)).size === 2,
  );
}

function* oddOne(figures: Fact[]): Generator<Slip> {
  for (const [index, whole] of figures.entries()) {
    const sides = [figures.slice(index + 1), figures.slice(0, index).reverse()];
    for (const side of sides)
      for (let count = 2; count <= side.length; count++) {
        const all = [whole, ...side.slice(0, count)];
        const odd = addsUp(whole, side.slice(0, count)) ? oddIn(all) : null;
        if (!odd) continue;
        yield told(odd, all);
        return;
      }
  }
}

const addsUp = ({ value, number }: Fact, parts: Fact[]): boolean =>
  significant(number) >= 2 &&
  parts.some((part) => significant(part.number) >= 2) &&
  Math.abs(parts.reduce((sum, part) => sum + part.value, 0) - value) < 1e-6 * value;

function oddIn(figures: Fact[]): Fact | null {
  const titled = (fact: Fact) => figures.filter(({ unit }) => unit?.factor === fact.unit?.factor).length;
  const odd = figures.filter((fact) => titled(fact) === 1);
  return odd.length === 1 ? (odd[0] ?? null) : null;
}

function told(odd: Fact, all: Fact[]): Slip {
  const others = all.filter((fact) => fact !== odd);
  const title = others[0]?.unit?.title ?? "";
  const because = `${all.slice(1).map(numberOf).join(" + ")} = ${numberOf(all[0] ?? odd)}，只有 ${printed(odd)} 不以 ${title} 计`;
  return unitSlip(odd, "warning", numberOf(odd) + title, because, others, "数字相加相符而计量单位不同");
}
