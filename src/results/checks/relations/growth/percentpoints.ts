/*
 * 百分点: the difference of two rates is said in 个百分点, and is their difference.
 *
 * The two rates stand before the difference (执行率97.01%，较上年的94.35%提高2.66个百分点；由41.30%提高到59.43%，提高…), in a bracket or the
 * next words behind it (提高5.06个百分点（上年为60.18%）), or one of them is a fixed one: 100% for 超额, the part of the year for 序时进度.
 * Which way the words say must be the way the rates went.
 *
 * A difference printed with % is asked about only where it is the difference and not the growth of the rate: from 85% to 90%
 * “提高5%” should be 5个百分点 (or 5.88%). A rate of its own (评优率76.92个百分点) or the growth of an amount (增长19.3个百分点) is in %.
 *
 * 反例：拉动增长7.76个百分点（贡献，不是差）；满意度提高5.88%（相对增长，正确）；执行率由85%提高到90%（没有写差）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, type Match, type Slip, type Sum, stretchOf } from "../../judgement/claim.ts";
import { inUnit, printed } from "../../judgement/print.ts";
import { asPoint } from "../../facts/pointlists.ts";
import { type Pair, pairOf } from "../../facts/ratepairs.ts";
import { type Rates, ratesOf } from "../../facts/rates.ts";

export function* percentPoints(text: Text): Generator<Claim | Slip | Match> {
  const rates = ratesOf(text);
  for (const reading of text.readings) {
    if (reading.passage.cell) continue;
    const hasPoints = reading.passage.plain.includes("百分点");
    for (const each of reading.facts) {
      const fact = (hasPoints && asPoint(each, reading)) || each;
      if (fact.unit?.dimension === "point") yield* pointsOf(fact, reading, rates);
      else if (fact.unit?.dimension === "percent" && isDifference(fact)) yield* percentOf(fact, reading, rates);
    }
  }
}

const isContribution = (fact: Fact): boolean => /拉动|贡献|下拉|上拉|影响|拉低|拉高|权重/.test(fact.lead);
/** 提高5%, 高5%, 快于…5%: as a difference would be written. */
const isDifference = (fact: Fact): boolean =>
  fact.role === "growth" || differenceWord.test(fact.passage.plain.slice(Math.max(0, fact.from - 24), fact.from));
/** 超序时进度（75%）2.5%: what it is compared with may stand in between, in a bracket. */
const differenceWord = /(?:高|低|快|慢|相差|超|领先|落后)[^，。；%]{0,10}(?:\([^()]{0,12}\))?\s*$/;

function* pointsOf(fact: Fact, reading: Reading, rates: Rates): Generator<Claim | Slip | Match> {
  if (isContribution(fact)) return;
  const found = pairOf(fact, reading, rates);
  // 未达到75%的序时进度，差2个百分点: one rate is no pair.
  const isOne = found !== null && (found.base?.base ?? found.constant?.value) === found.level.base;
  const pair = isOne ? null : found;
  if (isOne) return;
  if (pair) {
    yield { ...claim("percent-point", fact, sumOf(pair), "百分点与两个比率之差不符", pair.isCertain) };
    yield* direction(fact, pair);
  } else if (isOwnRate(fact)) yield wrongUnit(fact, "%", "比率本身用 % 表示，个百分点只用于两个比率之差");
  else yield* growthInPoints(fact, reading);
}

/** 评优率76.92个百分点, 占24个百分点: no word of a change before it. */
const isOwnRate = ({ lead, direction }: Fact): boolean =>
  direction === 0 &&
  !/[高低快慢差升降增减超]|落后|领先/.test(lead.slice(-8)) &&
  !/[高低快慢优多少]于|高出|超过|超出|落后|领先|相差|(?<!占)比(?!重|例)|较/.test(lead.slice(-24)) &&
  /(?:[^增减]率|占比|比重|满意度|份额|占[^，。；\d]{1,14}的?)(?:为|达到?|约|是)?\s*$/.test(lead);

/** |a − b|, also where b is a constant such as 100% or the part of the year. */
const sumOf = ({ level, base, constant }: Pair): Sum =>
  base
    ? gap(level, base)
    : {
        operands: [level],
        compute: ([value = 0]) => Math.abs(value - (constant?.value ?? 0)),
        show: ([value]) =>
          level.base >= (constant?.value ?? 0) ? `${value} − ${constant?.print}` : `${constant?.print} − ${value}`,
        isAdditive: true,
      };

function* direction(fact: Fact, pair: Pair): Generator<Slip | Match> {
  const { level, base, constant, sign } = pair;
  const other = base?.base ?? constant?.value ?? 0;
  const difference = level.base - other;
  // Only where the difference itself is right is it sure that these two rates are meant.
  if (sign === 0 || difference === 0 || Math.abs(Math.abs(difference) - fact.base) > fact.half + level.half * 2 + 0.011)
    return;
  const rose = difference > 0 ? 1 : -1;
  const because = `${printed(level)} ${rose > 0 ? ">" : "<"} ${base ? printed(base) : constant?.print}`;
  const operands = [level, ...(base ? [base] : [])].map(stretchOf);
  if (rose === sign) return;
  yield {
    kind: "slip",
    rule: "percent-point",
    severity: pair.isGuessed ? "warning" : "error",
    at: stretchOf(fact),
    stated: sign > 0 ? "高" : "低",
    expected: rose > 0 ? "高" : "低",
    because,
    operands,
    message: "高低（升降）的方向与两个比率不符，请核对",
  };
}

/** 提高5% between two rates whose difference is 5. */
function* percentOf(fact: Fact, reading: Reading, rates: Rates): Generator<Slip> {
  const pair = pairOf(fact, reading, rates);
  if (!pair || pair.constant?.print === "100%") return;
  const other = pair.base?.base ?? pair.constant?.value ?? 0;
  const difference = Math.abs(pair.level.base - other);
  const growth = other === 0 ? 0 : (difference / other) * 100;
  const slack = fact.half + 1e-9;
  if (Math.abs(difference - fact.base) > slack || Math.abs(growth - fact.base) <= slack || fact.base === 0) return;
  yield {
    ...wrongUnit(
      fact,
      "个百分点",
      `${sumOf(pair).show([printed(pair.level), pair.base ? printed(pair.base) : ""])} = ${inUnit(difference, null, fact.places)} 个百分点；按增长率应为 ${inUnit(growth, null, 2)}%`,
    ),
    operands: [pair.level, ...(pair.base ? [pair.base] : [])].map(stretchOf),
  };
}

/** 签约68个，比上年57个增长19.3个百分点: an amount grows by percent. */
function* growthInPoints(fact: Fact, { facts }: Reading): Generator<Slip> {
  if (!/(?:同比|环比|比|较)[^，。；\d]{0,20}(?:增长|下降|增加|减少)\s*$/.test(fact.lead) && fact.role !== "growth") {
    const before = facts.filter((each) => each.sentence === fact.sentence && each.index < fact.index);
    const [base, level] = [
      before.findLast((each) => each.role === "base"),
      before.find((each) => each.role === "level"),
    ];
    if (!base || !level || !areKin(base.unit, level.unit) || level.unit?.dimension === "percent" || base.base === 0)
      return;
    const growth = (Math.abs(level.base - base.base) / base.base) * 100;
    if (Math.abs(growth - fact.base) > fact.half * 2) return;
    yield { ...wrongUnit(fact, "%", "数额的增长用 % 表示"), operands: [level, base].map(stretchOf) };
    return;
  }
  const before = facts.findLast((each) => each.index < fact.index && each.sentence === fact.sentence);
  const words = before ? fact.passage.plain.slice(before.from, fact.from) : "";
  const isAmount = before && before.unit && !["percent", "point", "score", "times"].includes(before.unit.dimension);
  if (!isAmount || /率|比重|占比|比例|增速|增幅|份额|进度|满意度|[一二三四五六七八九]成/.test(fact.lead + words))
    return;
  yield {
    ...wrongUnit(fact, "%", "数额的增减幅度用 % 表示，个百分点只用于两个比率之差"),
    operands: [stretchOf(before)],
  };
}

const wrongUnit = (fact: Fact, unit: string, because: string): Slip => ({
  kind: "slip",
  rule: "percent-point",
  severity: "warning",
  at: stretchOf(fact),
  stated: printed(fact),
  expected: `${printed(fact).replace(/(?:%|个百分点|百分点|个点)$/, "")}${unit}`,
  because,
  operands: [],
  message: unit === "%" ? "此处应写 %，不是个百分点，请核对" : "两个比率之差应写个百分点，不是 %，请核对",
});
