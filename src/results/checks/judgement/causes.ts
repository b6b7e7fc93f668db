/*
 * 可能的原因: what a wrong sum most often comes from: one item left out or counted twice, a decimal point or unit moved,
 * two digits swapped, one digit mistyped. Found by looking, said as a guess.
 */
import type { Fact } from "../facts/fact.ts";
import { areKin } from "../facts/units.ts";
import type { Claim } from "./claim.ts";
import { expectation, inUnit, numberOf, printed } from "./print.ts";

/** Figures by what they are worth, so that a gap finds its like in one step. */
export type Worth = ReadonlyMap<string, readonly Fact[]>;

export function worthOf(facts: readonly Fact[]): Worth {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    const alike = found.get(worth(fact.base));
    if (alike) alike.push(fact);
    else found.set(worth(fact.base), [fact]);
  }
  return found;
}

const worth = (base: number): string => base.toPrecision(10);

export function causeOf(claim: Claim, expected: number, facts: Worth): string | null {
  const { stated, sum } = claim;
  if (claim.cause) return claim.cause;
  const scale = Math.abs(expected) / Math.abs(stated.base);
  for (const power of [10, 100, 1000, 1e4, 1e8])
    if (isNear(scale, power) || isNear(scale, 1 / power))
      return power >= 1e4 ? `恰差 ${power} 倍，请核对计量单位` : `恰差 ${power} 倍，请核对小数点`;
  const slip = digitSlip(numberOf(stated), expectation(claim, expected).replace(/[^\d.,-]+$/, ""));
  if (slip) return slip;
  if (!sum.isAdditive) return null;
  return gapCause(claim, Math.abs(stated.base - expected), facts);
}

/** “相差 313.00，恰为第⑤项”: a figure, or a pair of the operands, equal to the gap. */
function gapCause({ stated, sum }: Claim, gap: number, facts: Worth): string | null {
  const said = `相差 ${inUnit(gap, stated.unit, Math.max(stated.places, ...sum.operands.map((fact) => fact.places)))}`;
  const isGap = (value: number) => Math.abs(value - gap) <= gap * 1e-9 + 1e-9;
  const own = sum.operands.findIndex((fact) => isGap(fact.base));
  if (own >= 0) return `${said}，恰为第 ${own + 1} 项 ${printedAt(sum.operands[own])}，请核对是否重计或漏计`;
  const small = sum.operands.slice(0, 40);
  for (const [index, a] of small.entries())
    for (const b of small.slice(index + 1))
      if (isGap(a.base + b.base)) return `${said}，恰为 ${printedAt(a)} 与 ${printedAt(b)} 之和，请核对是否重计或漏计`;
  if (gap < 3 && !stated.places) return said;
  const other = nearest(
    (facts.get(worth(gap)) ?? []).filter((fact) => areKin(fact.unit, stated.unit) && fact !== stated),
    stated,
  );
  return other ? `${said}，恰等于别处的 ${printedAt(other)}，请核对是否与它有关` : said;
}

function nearest(facts: Fact[], to: Fact): Fact | null {
  const [first] = facts.toSorted((a, b) => Math.abs(a.index - to.index) - Math.abs(b.index - to.index));
  return first ?? null;
}

const printedAt = (fact: Fact | undefined): string =>
  fact ? `${fact.subject ? `“${fact.subject.slice(-16)}”` : ""}${printed(fact)}` : "";

const isNear = (a: number, b: number): boolean => Math.abs(a / b - 1) < 1e-6;

/** 12.85 for 18.25: two digits swapped; 9.14 for 8.14: one digit mistyped. */
function digitSlip(stated: string, expected: string): string | null {
  const [a, b] = [stated.replaceAll(",", ""), expected.replaceAll(",", "")];
  if (a.length !== b.length || a === b || a.length < 3) return null;
  const differ = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  const [x = 0, y = 0] = differ;
  if (differ.length === 1) return `只差一位数字（${a[x]} 与 ${b[x]}），可能是录入之误`;
  const isSwap = differ.length === 2 && a[x] === b[y] && a[y] === b[x];
  return isSwap ? `两位数字（${a[x]}、${a[y]}）前后颠倒，可能是录入之误` : null;
}
