/*
 * 折算汇率: one amount in two currencies, “35.39亿美元，折合人民币247.73亿元”, tells the rate it was converted at.
 *
 * Where the text names its rate (按1美元兑7.05元), the product must be right. Else the implied rate must lie in the band of the
 * last ten years, widely drawn: outside it is a 疑点, since contracts may fix any rate. Two conversions of one currency that differ by more
 * than 3 % cannot both be of one report's year: a 疑点 at the later one.
 *
 * 例：35.39亿美元，折合人民币247.73亿元 → 7.00；61,600万美元，按 7.1217 折合 43.87 亿元。
 * 反例：外资1.28亿美元，内资158.62亿元（没有“折合”）；“折合0.365亿元”（同一币种换单位）。
 */
import type { Fact } from "../facts/fact.ts";
import type { Reading } from "../facts/quantities.ts";
import type { Text } from "../facts/text.ts";
import { claim, type Claim, type Match, type Slip, stretchOf } from "../judgement/claim.ts";
import { numberOf, printed } from "../judgement/print.ts";

/** Yuan for one, 2014 to 2025, with room. */
const bands: Record<string, readonly [low: number, high: number]> = {
  usd: [6.0, 7.6],
  eur: [6.8, 8.6],
  hkd: [0.77, 0.98],
  jpy: [0.04, 0.07],
};

interface Conversion {
  foreign: Fact;
  yuan: Fact;
}

export function* exchanges(text: Text): Generator<Claim | Slip | Match> {
  const rates = new Map<string, Fact>();
  for (const reading of text.readings)
    for (const rate of ratesIn(reading)) rates.set(rate.foreign.unit?.dimension ?? "", rate.yuan);
  const first = new Map<string, Conversion>();
  for (const reading of text.readings)
    for (const conversion of conversionsIn(reading)) {
      const currency = conversion.foreign.unit?.dimension ?? "";
      const rate = rates.get(currency);
      const known = first.get(currency);
      if (rate) yield byRate(conversion, rate);
      else if (known) yield agreeing(conversion, known);
      else {
        first.set(currency, conversion);
        yield plausible(conversion, bands[currency] ?? [0, Number.POSITIVE_INFINITY]);
      }
    }
}

/** 按1美元兑7.05元人民币折算: one of the foreign unit is so many yuan. */
function* ratesIn({ facts, passage }: Reading): Generator<Conversion> {
  for (const [index, foreign] of facts.entries()) {
    const yuan = facts[index + 1];
    if (foreign.base !== 1 && foreign.base !== 100) continue;
    if (!isForeign(foreign) || yuan?.unit?.dimension !== "yuan" || yuan.unit.factor !== 1) continue;
    if (
      /^\s*(?:兑换?|对|折合?|合|约合|等于|=|[:：])?(?:人民币)?\s*(?:约)?$/.test(
        passage.plain.slice(foreign.to, yuan.from),
      )
    )
      yield { foreign, yuan };
  }
}

const isForeign = (fact: Fact): boolean => (fact.unit?.dimension ?? "") in bands;
const converted =
  /^[，,、\s]*[(（]?\s*(?:[^，。；()（）\d]{0,6})?(?:折合|约合|折算|合|相当于|折)(?:成|为|约|人民币|美元|当时|约为|\s){0,4}$/;
const inBracket = /^\s*[(（]\s*(?:约|即|人民币){0,2}\s*$/;

/** The two amounts side by side; or 折合人民币 at a distance, behind the rate in the same passage. */
function* conversionsIn({ facts, passage }: Reading): Generator<Conversion> {
  for (const [index, fact] of facts.entries()) {
    const next = facts[index + 1];
    if (!next) continue;
    const between = passage.plain.slice(fact.to, next.from);
    const isConverted =
      converted.test(between) || (inBracket.test(between) && /^\s*[)）]/.test(passage.plain.slice(next.to)));
    if (isConverted && isAmount(fact) && isAmount(next)) {
      if (isForeign(fact) && next.unit?.dimension === "yuan") yield { foreign: fact, yuan: next };
      if (isForeign(next) && fact.unit?.dimension === "yuan") yield { foreign: next, yuan: fact };
    } else if (
      fact.unit?.dimension === "yuan" &&
      fact.unit.factor === 1 &&
      next.unit?.dimension === "yuan" &&
      /折合|约合/.test(between)
    ) {
      const foreign = facts
        .slice(0, index - 1)
        .find(
          (each) => isForeign(each) && isAmount(each) && each.role === "level" && each.sentence >= fact.sentence - 1,
        );
      if (foreign && isForeign(facts[index - 1] ?? fact)) yield { foreign, yuan: next };
    }
  }
}

const isAmount = (fact: Fact): boolean => fact.base > 1000;

const byRate = ({ foreign, yuan }: Conversion, rate: Fact): Claim => ({
  ...claim(
    "exchange-rate",
    yuan,
    {
      operands: [foreign, rate],
      compute: ([amount = 0, price = 0]) => amount * price,
      show: ([amount, price]) => `${amount} × ${price}`,
      isAdditive: false,
    },
    "折算金额与所写汇率不符",
    false,
  ),
});

function plausible(conversion: Conversion, [low, high]: readonly [number, number]): Slip | Match {
  const rate = impliedBy(conversion);
  const because = `${printed(conversion.yuan)} ÷ ${printed(conversion.foreign)} = ${rate.toFixed(4)}`;
  const operands = [stretchOf(conversion.foreign)];
  if (rate >= low && rate <= high)
    return { kind: "match", rule: "exchange-rate", at: stretchOf(conversion.yuan), because, operands };
  return {
    kind: "slip",
    rule: "exchange-rate",
    severity: "warning",
    at: stretchOf(conversion.yuan),
    stated: printed(conversion.yuan),
    expected: `汇率在 ${low} 至 ${high} 之间`,
    because,
    operands,
    message: "两种货币的金额折算不合常理，请核对",
    ...causeOf(rate, low, high),
  };
}

function causeOf(rate: number, low: number, high: number): { cause?: string } {
  const power = [10, 100, 1000, 1e4, 1e8, 0.1, 0.01, 1e-3, 1e-4, 1e-8].find(
    (each) => rate * each >= low && rate * each <= high,
  );
  return power ? { cause: power >= 1e4 || power <= 1e-4 ? "像是计量单位（万、亿）写错" : "像是小数点错位" } : {};
}

function agreeing(conversion: Conversion, known: Conversion): Slip | Match {
  const [rate, other] = [impliedBy(conversion), impliedBy(known)];
  const because = `此处 ${printed(conversion.yuan)} ÷ ${printed(conversion.foreign)} = ${rate.toFixed(4)}，前面 ${numberOf(known.yuan)} ÷ ${numberOf(known.foreign)} 合 ${other.toFixed(4)}`;
  const operands = [conversion.foreign, known.yuan, known.foreign].map(stretchOf);
  if (Math.abs(rate / other - 1) <= 0.03)
    return { kind: "match", rule: "exchange-rate", at: stretchOf(conversion.yuan), because, operands };
  return {
    kind: "slip",
    rule: "exchange-rate",
    severity: "warning",
    at: stretchOf(conversion.yuan),
    stated: printed(conversion.yuan),
    expected: null,
    because,
    operands,
    message: "两处折算所用的汇率相差超过 3%，请核对",
  };
}

const impliedBy = ({ foreign, yuan }: Conversion): number => yuan.base / foreign.base;
