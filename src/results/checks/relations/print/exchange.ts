/*
 * 折算汇率: one amount in two currencies, “35.39亿美元，折合人民币247.73亿元”, tells the rate it was converted at.
 *
 * Where the text names its rate (按1美元兑7.05元, 按1:7.05, 汇率7.05), the product must be right. Else the implied rate must lie in the band of
 * the last ten years, widely drawn: outside it is a 疑点, since contracts may fix any rate. Two conversions of one currency that differ by
 * more than 3 % cannot both be of one report's year: a 疑点 at the later one.
 *
 * 例：35.39亿美元，折合人民币247.73亿元 → 7.00；61,600万美元，按 7.1217 折合 43.87 亿元。
 * 反例：外资1.28亿美元，内资158.62亿元（没有“折合”）；“折合0.365亿元”（同一币种换单位）。
 */
import { bands, type Conversion, conversionsIn, impliedBy, type Rate, ratesIn } from "../../facts/currencies.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { claim, type Claim, type Match, type Slip, stretchOf, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, printed, rounded } from "../../judgement/print.ts";

export function* exchanges(text: Text): Generator<Claim | Slip | Match> {
  const rates = text.readings.flatMap((reading) => ratesIn(reading));
  const first = new Map<string, Conversion>();
  for (const reading of text.readings) {
    if (rates.length > 0) yield* fromAfar(reading, rates);
    for (const conversion of conversionsIn(reading)) {
      const { foreign, yuan } = conversion;
      const currency = foreign.unit?.dimension ?? "";
      const own = rates.filter((rate) => rate.currency === currency);
      const near = own.findLast((rate) => rate.price.passage.index <= yuan.passage.index) ?? own[0];
      const known = first.get(currency);
      if (near) yield byRate(conversion, near);
      else if (known) yield agreeing(conversion, known);
      else {
        first.set(currency, conversion);
        yield plausible(conversion, bands[currency] ?? [0, Number.POSITIVE_INFINITY]);
      }
    }
  }
}

/** Of several amounts of the sentence the one that was converted. */
function meantIn(conversion: Conversion, { price, per }: Rate): Conversion {
  const foreign = conversion.others.find(
    (each) => Math.abs((each.base * price.base) / per / conversion.yuan.base - 1) < 0.005,
  );
  return foreign ? { ...conversion, foreign } : conversion;
}

/** A rate in the sentence of the two amounts is the one they were converted at; one said elsewhere may have been another. */
function byRate(conversion: Conversion, rate: Rate): Claim {
  const { foreign, yuan, others } = meantIn(conversion, rate);
  const { price, per } = rate;
  const isOwn =
    others.length < 2 &&
    price.passage === yuan.passage &&
    price.sentence === yuan.sentence &&
    foreign.sentence === yuan.sentence;
  return claim(
    "exchange-rate",
    yuan,
    {
      operands: [foreign, price],
      compute: ([amount = 0, each = 0]) => (amount * each) / per,
      show: ([amount, each]) => `${amount} × ${each}${per === 1 ? "" : ` ÷ ${per}`}`,
      isAdditive: false,
    },
    "折算金额与所写汇率不符",
    isOwn,
  );
}

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
  if (Math.abs(rate / other - 1) <= 0.03 && !isMistyped(conversion.yuan, conversion.foreign.base * other))
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
    message: "两处折算所用的汇率不一致，请核对",
  };
}

/** 6.21 where the rate of the other conversion makes 6.12: near enough for another day's rate, though one slip of the hand away. */
const isMistyped = (yuan: Fact, due: number): boolean =>
  significant(numberOf(yuan)) > 2 && isTypo(numberOf(yuan), rounded(due / (yuan.unit?.factor ?? 1), yuan.places), true);

/** 按…1美元兑7.05元折算，贸易总额约29.7亿美元: the amount in yuan was said some sentences before. */
function* fromAfar(reading: Reading, rates: Rate[]): Generator<Claim> {
  for (const rate of rates) {
    const { price, per, currency } = rate;
    if (price.passage !== reading.passage) continue;
    const begin = sentenceStart(reading.passage.plain, price.from);
    const own = reading.facts.filter(({ from, to }) => from >= begin && (to <= price.from || from >= price.to));
    const foreign = own.filter(({ unit, base }) => unit?.dimension === currency && base > 1000);
    const [stated] = foreign;
    const isAlone = foreign.length === 1 && !own.some(({ unit, base }) => unit?.dimension === "yuan" && base > 1000);
    if (
      !stated ||
      !isAlone ||
      stated.from < price.to ||
      !/折|换算/.test(reading.passage.plain.slice(begin, stated.from))
    )
      continue;
    const amounts = reading.facts.filter(
      ({ from, unit, base }) => from < begin && unit?.dimension === "yuan" && base > 0,
    );
    const made = amounts.map((amount) =>
      claim("exchange-rate", stated, over(amount, price, per), "折算金额与所写汇率不符", false),
    );
    const meant = made.find(isSound) ?? made.find((each) => isMistyped({ ...stated, hedge: null }, dueOf(each)));
    if (meant) yield meant;
  }
}

const dueOf = ({ sum }: Claim): number => sum.compute(sum.operands.map(({ base }) => base));

const over = (amount: Fact, price: Fact, per: number): Sum => ({
  operands: [amount, price],
  compute: ([yuan = 0, each = 1]) => (yuan * per) / each,
  show: ([yuan, each]) => `${yuan} ÷ ${each}${per === 1 ? "" : ` × ${per}`}`,
  isAdditive: false,
});
