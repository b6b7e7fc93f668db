/*
 * 未写明的对照数: “8月到位43.2亿元，9月48.6亿元，环比增长12.5%”: the rate is over a figure that stands nearby and is not named as its base.
 *
 * Pairs are only tried where the words of time make one: two figures of one unit side by side, each with its own month, season or year; a figure told as
 * the former one (上年、上月、去年同期) before or behind. Lists of periods (三季度环比) are for series.ts. A pair that gives the rate the way the words say was meant. If a pair gives it to
 * the last digit but the other way round, the direction is asked about; 环比 with one pair only must also give the rate.
 *
 * 例：9月环比下降12.5%（43.2 → 48.6）。反例：签约48个，开工24个，开工同比下降50%（两个数不是前后两期）。
 */
import type { Fact } from "../../facts/fact.ts";
import { formerTime } from "../../facts/formertime.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { claim, gap, growth, type Observation, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

export function* impliedBases(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2 || !reading.facts.some(isMoved)) continue;
    for (const [index, moved] of reading.facts.entries())
      if (isMoved(moved) && !isBased(moved, reading)) yield* ofMoved(moved, pairsFor(moved, index, reading, text));
  }
}

const isMoved = ({ role, direction, hedge, unit }: Fact): boolean =>
  direction !== 0 && !hedge && (role === "change" || (role === "growth" && unit?.dimension === "percent"));

/** The base stands before it in its sentence: that is the comparison of growth.ts. */
function isBased(moved: Fact, { facts }: Reading): boolean {
  const before = facts.findLast(
    ({ index, sentence, role }) =>
      index < moved.index && sentence === moved.sentence && ["level", "base", "origin"].includes(role),
  );
  return before?.role === "base" || before?.role === "origin";
}

interface Pair {
  level: Fact;
  base: Fact;
}

function* ofMoved(moved: Fact, pairs: readonly Pair[]): Generator<Observation> {
  const said = (pair: Pair) =>
    moved.role === "growth"
      ? claim("growth-rate", moved, growth(pair.level, pair.base), "增长率与前后两数不符", false)
      : claim("difference", moved, gap(pair.level, pair.base), "增减额与前后两数不符", false);
  const exact = pairs.filter((pair) => isSound(said(pair)));
  const isOneWay = (pair: Pair) => Math.sign(pair.level.base - pair.base.base) === moved.direction;
  const right = exact.find(isOneWay);
  const [turned] = exact;
  if (right) yield said(right);
  else if (turned) yield wrongWay(moved, turned);
  else if (
    (/环比[^，。；]{0,8}$/.test(moved.lead) || (pairs[0]?.level.index ?? 0) > moved.index) &&
    pairs.length === 1 &&
    pairs[0]
  ) {
    const [pair] = pairs;
    yield said(pair);
    if (!isOneWay(pair)) yield wrongWay(moved, pair);
  }
}

const farBack = 12;
const time = /\d{1,2}月|[一二三四1-4]季度|20\d\d年|[上下]半年|上年|去年|上月|同期|年初|年末|本年|本月|当月/;
const formerFigure = new RegExp(`(?:${formerTime}|同期|年初)(?:度)?(?:同期|全年|末|底)?[^，。；、\\d]{0,10}$`);

/** Two figures of one unit that the words of time set against each other. */
function pairsFor(moved: Fact, at: number, reading: Reading, text: Text): Pair[] {
  const { facts, passage } = reading;
  const named = /([一二三四1-4]季度|\d{1,2}月)[^，。；]{0,8}环比/.exec(moved.lead)?.[1] ?? "";
  const isFigure = ({ role, unit }: Fact) =>
    (role === "level" || role === "base") &&
    unit !== null &&
    (moved.role === "growth" ? unit.dimension !== "percent" : unit.dimension === moved.unit?.dimension);
  // 净增18家，总数达到236家，上年末为218家: both come behind.
  const [next, after] = facts.slice(at + 1, at + 3);
  if (
    next &&
    after &&
    /^[，,]\s*(?:总[数量额]|累计|已)?达(?:到)?[一-龥]?$/.test(passage.plain.slice(moved.to, next.from).trim())
  )
    return isFigure(next) && isFigure(after) && isFormer(after) && next.unit?.title === after.unit?.title
      ? [{ level: next, base: after }]
      : [];
  const before = facts.slice(Math.max(0, at - farBack), at).filter(isFigure);
  // What is compared is what the clause names (兑现资金同比增长), else what is said last, in this sentence or right before it.
  const name = /([一-龥]{2,8})(?:同比|比上年|较上年|比去年|较去年)[^，。；]{0,6}$/.exec(moved.lead)?.[1] ?? "";
  const called = name
    ? before.findLast((fact) => !isFormer(fact) && !isOfFormer(fact) && fact.lead.includes(name.slice(0, 2)))
    : null;
  const last = called ?? before.findLast((fact) => !isFormer(fact));
  if (named && !last?.lead.includes(named)) return [];
  if (!last || last.sentence < moved.sentence - (called ? 2 : 1)) return [];
  const kin = before.filter((fact) => fact !== last && fact.unit?.title === last.unit?.title);
  const beside = kin.at(-1);
  const pairs: Pair[] = [];
  if (beside && isTimed(beside, last, passage.plain))
    pairs.push(isLater(beside, last) ? { level: beside, base: last } : { level: last, base: beside });
  const behind = facts.slice(at + 1, at + 4).filter((fact) => isFigure(fact) && fact.unit?.title === last.unit?.title);
  const earlier = (text.readings[passage.index - 1]?.facts ?? []).slice(-farBack).filter(isFigure);
  for (const base of [...kin.toReversed(), ...behind, ...earlier])
    if (
      (isFormer(base) || (called && isOfFormer(base))) &&
      base.unit?.title === last.unit?.title &&
      isAlike(base, last)
    )
      pairs.push({ level: last, base });
  return pairs;
}

/** 上年兑现1120万元，惠及企业80家: the second is of last year as well. */
const isOfFormer = ({ period }: Fact): boolean => /^(?:上|去)年/.test(period);
const isFormer = (fact: Fact): boolean => formerFigure.test(fact.lead);

/** 8月份…，9月份…: each with its own time; 7月、8月、9月分别为…: times listed before the figures. */
function isTimed(a: Fact, b: Fact, plain: string): boolean {
  if (a.sentence !== b.sentence || isFormer(a)) return false;
  const [own, other] = [timeOf(b.lead), timeOf(a.lead)];
  if (own !== "" && other !== "") return own !== other;
  const [said, earlier] = [timeOf(b.period), timeOf(a.period)];
  if (own !== "" && said !== earlier && said !== "" && earlier !== "") return true;
  const between = plain.slice(a.to, b.from);
  const head = plain.slice(Math.max(0, a.from - 60), a.from);
  return (
    /^\s*[、和及与]\s*$/.test(between) &&
    /(?:分别|依次)[^，。；]*$/.test(plain.slice(Math.max(0, a.from - 90), a.from)) &&
    time.test(head)
  );
}

/** 三季度42个，二季度为35个: the later of two seasons or months may be told first. */
function isLater(a: Fact, b: Fact): boolean {
  const [own, other] = [a, b].map(({ lead, period }) => timeOf(lead) || timeOf(period));
  if (isOfFormer(b)) return !isOfFormer(a);
  const rank = (words = ""): number => "一二三四".indexOf(words[0] ?? "-") + 1 || Number(/^\d+/.exec(words)?.[0] ?? 0);
  return own !== undefined && other !== undefined && own.slice(-1) === other.slice(-1) && rank(own) > rank(other);
}

const timeOf = (lead: string): string => time.exec(lead)?.[0] ?? "";

/** 上年接待客商 and 接待客商; a former figure that names nothing is of what was said last. */
function isAlike(base: Fact, level: Fact): boolean {
  const bare = ({ lead }: Fact) =>
    lead.replaceAll(
      /\s|^.*[，。；：、]|20\d\d年|今年|本年|上年|去年|上月|上季度?|同期|全年|当月|[为是共达]|\d{1,2}月份?|\(/g,
      "",
    );
  const [a, b] = [bare(base), bare(level)];
  return a.length < 2 || b.includes(a) || a.slice(-2) === b.slice(-2) || a.slice(0, 2) === b.slice(0, 2);
}

const wrongWay = (moved: Fact, { level, base }: Pair): Observation => ({
  kind: "slip",
  rule: "direction",
  severity: "warning",
  at: stretchOf(moved),
  stated: moved.direction > 0 ? "增加" : "减少",
  expected: moved.direction > 0 ? "减少" : "增加",
  because: `${printed(base)} → ${printed(level)}`,
  operands: [level, base].map(stretchOf),
  message: "增减方向与前后两期的数不符，请核对",
});
