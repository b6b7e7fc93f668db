/*
 * 计量单位: 万 for 亿 or the other way round. A relation that fails by just 10 000 says so itself (the judge's causes); here are the figures that
 * stand in no sum but cannot be meant.
 *
 * - 亿元以上项目 whose number times the threshold is more than their investment (亿元以上项目27个，总投资2.5亿元)
 * - a figure and the one it is compared with, hundreds of times apart and of one size in one unit (比上年1,386.60亿元)
 * - one member of a list, the only one with its unit, that is beyond all others ten-thousandfold and falls among them in theirs
 * - 人均、户均、件均 of more than a hundred million; the area of a building in 平方公里
 * Two signs must agree, so that a large project among small ones is left alone. All 疑点 but the first.
 *
 * 反例：投资15.2亿元，兑现奖励12.5万元、8.3万元；人均GDP 12.8万元；88万平方米、88公顷。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { unitNamed } from "../../facts/units.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { inUnit, numberOf, printed } from "../../judgement/print.ts";

export function* unitSlips(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings) {
    if (reading.facts.length === 0) continue;
    yield* thresholds(reading);
    yield* belowThreshold(reading);
    if (!reading.passage.cell) {
      yield* outliers(reading);
      yield* besideLevel(reading);
    }
    for (const fact of reading.facts) yield* absurd(fact, reading);
  }
}

export const isMoney = (fact: Fact): boolean => ["yuan", "usd"].includes(fact.unit?.dimension ?? "");
const threshold =
  /(?<number>\d{1,6}(?:\.\d{1,4})?)?\s?(?<unit>[十百千]?[万亿]元)(?:[(（]含[)）])?(?:及?以上|级)[^，。；\d]{0,14}$/;

/** 亿元以上项目27个，总投资2.5亿元 */
function* thresholds({ facts, passage }: Reading): Generator<Slip | Match> {
  for (const [index, count] of facts.entries()) {
    const money = facts[index + 1];
    if (
      !money ||
      !isMoney(money) ||
      !["个", "项", "家", "宗"].includes(count.unit?.title ?? "") ||
      count.base === 0 ||
      count.isChinese
    )
      continue;
    if (money.sentence !== count.sentence || money.from - count.to > 20 || money.role !== "level") continue;
    const before = passage.plain.slice(Math.max(0, count.from - 40), count.from);
    const match = threshold.exec(before);
    if (!match || /以下|[-—至到]\s*$/.test(before.slice(0, match.index).slice(-4))) continue;
    const between = passage.plain.slice(count.to, money.from);
    if (
      !/(?:总投资|协议投资|计划投资|投资总额|投资额|合同投资|金额)/.test(between) ||
      /到位|完成|年度|当年|已|平均|户均|其中|奖|补/.test(between)
    )
      continue;
    const unit = unitNamed(match.groups?.unit ?? "");
    const least = Number(match.groups?.number ?? 1) * (unit?.factor ?? 1) * count.base;
    if (!unit || unit.dimension !== money.unit?.dimension) continue;
    const because = `${printed(count)} 每个不低于 ${match[0].replace(/(?:及?以上|级).*$/, "").trim()}，合计至少 ${inUnit(least, money.unit, money.places)}`;
    if (money.high >= least * 0.999)
      yield { kind: "match", rule: "unit-slip", at: stretchOf(money), because, operands: [stretchOf(count)] };
    else
      yield unitSlip(
        money,
        "error",
        `不少于 ${inUnit(least, money.unit, money.places)}`,
        because,
        [count],
        "投资额小于项目数与投资门槛之积",
      );
  }
}

/** 亿元以上项目：甲0.8亿元、乙2亿元: a member of the list below the threshold that the list is named by. */
function* belowThreshold({ facts, passage }: Reading): Generator<Slip> {
  for (const match of matchesOf(
    passage.plain,
    /(?<![\d.])(?<number>\d{1,6}(?:\.\d{1,4})?)?\s?(?<unit>[十百千]?[万亿]元)(?:[(（]含[)）])?及?以上[^，。；：:\d]{0,10}项目[^，。；：:]{0,8}(?:[：:]|(?:分别为|分别是|包括|主要有))/g,
  )) {
    const unit = unitNamed(match.groups?.unit ?? "");
    const begin = match.index + match[0].length;
    const end = begin + (/[。\n]/.exec(passage.plain.slice(begin))?.index ?? passage.plain.length);
    const least = Number(match.groups?.number ?? 1) * (unit?.factor ?? 1);
    const items = facts.filter(
      (fact) =>
        fact.from >= begin && fact.to <= end && fact.unit?.dimension === unit?.dimension && fact.role === "level",
    );
    for (const fact of items) {
      if (
        fact.high >= least ||
        /到位|完成|年度|当年|税|注册|奖|补|费|以上|面积/.test(fact.lead + fact.tail.slice(0, 4))
      )
        continue;
      const isInvestment = /投资[额为约\s]*$/.test(fact.lead);
      yield unitSlip(
        fact,
        isInvestment ? "error" : "warning",
        `不少于 ${inUnit(least, fact.unit, 0)}`,
        `列在“${match[0].replace(/[：:]$/, "").trim()}”之下`,
        [],
        "列举的项目低于所说的投资门槛",
      );
    }
  }
}

/** A figure in 亿元 among figures in 万元 of one list, parted by 、 和 or ；, that would fit in 万元. */
function* outliers({ facts, passage }: Reading): Generator<Slip> {
  for (const list of listsOf(facts.filter(isMoney), passage.plain)) {
    const titles = new Map<string, number>();
    for (const fact of list) titles.set(fact.unit?.title ?? "", (titles.get(fact.unit?.title ?? "") ?? 0) + 1);
    const odd = list.filter((fact) => titles.get(fact.unit?.title ?? "") === 1);
    const others = list.filter((fact) => !odd.includes(fact));
    const [fact] = odd;
    const factor = others[0]?.unit?.factor ?? 1;
    // 平均1元消费券带动…: the one of an average.
    if (fact?.value === 1 && /(?:每[一-龥]{0,6}|平均)$/.test(fact.lead)) continue;
    if (odd.length !== 1 || !fact || others.length < 2 || titles.size !== 2 || fact.base === 0) continue;
    const values = others.map((other) => Math.abs(other.base)).filter((value) => value > 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const isFar = fact.base > high * 100 || fact.base < low / 100;
    const meant = fact.value * factor;
    if (isFar && meant >= low / 20 && meant <= high * 20)
      yield unitSlip(
        fact,
        "warning",
        numberOf(fact) + (others[0]?.unit?.title ?? ""),
        `同一列举中其他 ${others.length} 项都以 ${others[0]?.unit?.title ?? ""} 计`,
        others.slice(0, 4),
        "与同类数字相差悬殊，像是计量单位有误",
      );
  }
}

function listsOf(facts: readonly Fact[], plain: string): Fact[][] {
  const lists: { facts: Fact[]; isByCommas: boolean | null }[] = [];
  for (const fact of facts) {
    const list = lists.at(-1);
    const last = list?.facts.at(-1);
    const between = last ? plain.slice(last.to, fact.from) : "";
    const isByCommas = /^\s*(?:[(（][^()（）]{0,20}[)）])?\s*，(?!其中)[一-龥]{2,10}\s*$/.test(between);
    const isNext =
      last?.role === fact.role &&
      between.length < 30 &&
      (isByCommas || /^\s*(?:[(（][^()（）]{0,20}[)）])?\s*[、；;和及]/.test(between));
    // 投资15.2亿元，奖励12.5万元、8.3万元: the comma parts what 、 joins.
    if (list && isNext && (list.isByCommas ?? isByCommas) === isByCommas) {
      list.facts.push(fact);
      list.isByCommas = isByCommas;
    } else lists.push({ facts: [fact], isByCommas: null });
  }
  return lists.map((list) => list.facts).filter((list) => list.length > 2);
}

/** Money, or anything that is counted in 万 and 亿: 0.8亿吨标准煤. */
const isScaled = (fact: Fact): boolean => isMoney(fact) || /[万亿]/.test(fact.unit?.title ?? "");

const isDifference = (fact: Fact): boolean =>
  ["change", "base", "origin"].includes(fact.role) ||
  /(?:超额|扩大|缩小|尚差|还差|差额|节约|结余)了?\s*$/.test(fact.lead);

/** 支出1,502.00万元，比上年1,386.60亿元增加…: a figure and what it is compared with, hundreds of times apart, and close in one unit. */
function* besideLevel({ facts }: Reading): Generator<Slip> {
  for (const fact of facts) {
    if (!isScaled(fact) || !isDifference(fact) || fact.base === 0 || /均|每/.test(fact.lead)) continue;
    const isLevel = (each: Fact) => each.sentence === fact.sentence && isScaled(each) && !isDifference(each);
    const level =
      facts.findLast((each) => each.index < fact.index && isLevel(each)) ??
      // 由42.6亿元增加到48.9万元
      (fact.role === "origin" ? facts.find((each) => each.index > fact.index && isLevel(each)) : undefined);
    if (!level?.unit || !fact.unit || level.unit.dimension !== fact.unit.dimension || level.base === 0) continue;
    const times = Math.abs(level.base / fact.base);
    const alike = Math.abs(level.value / fact.value);
    if (level.unit.title === fact.unit.title || (times < 300 && times > 1 / 300) || alike > 200 || alike < 1 / 20)
      continue;
    const expected = numberOf(fact) + level.unit.title;
    const because = `所对照的 ${printed(level)} 以 ${level.unit.title} 计，两者相差几百倍以上`;
    yield unitSlip(fact, "warning", expected, because, [level], "与对照的数字相差悬殊，像是计量单位有误");
  }
}

/** 人均 and the like beyond any measure; a building's area in 平方公里. */
function* absurd(fact: Fact, reading: Reading): Generator<Slip> {
  const average = /(?:人均|户均|件均|车均|每人|平均每人|每户|单车)[^，。；]{0,14}$/.exec(fact.lead)?.[0];
  if (average && fact.unit?.dimension === "yuan") {
    const most = /GDP|生产总值|产值|税收|营收|收入|投资/.test(average)
      ? 1e8
      : /户均|每户|件均/.test(average) && !/增收|收入|补[贴助]/.test(average)
        ? 1e8
        : 1e6;
    if (fact.base >= most && !/企业|项目|规上|产出|利润/.test(average) && !isAccountedFor(fact, average, reading))
      yield unitSlip(
        fact,
        "warning",
        null,
        `${average.trim()} ${inUnit(fact.base, null, 0)} 元`,
        [],
        "平均数大得不合常理，像是计量单位有误",
      );
  }
  const building = /(?:建筑面积|标准厂房|厂房|办公用房|楼宇|展厅|展位|建筑总面积)[^，。；]{0,8}$/.test(fact.lead);
  if (building && fact.unit?.dimension === "squareMeter" && fact.unit.title === "平方公里" && fact.base >= 1e5)
    yield unitSlip(fact, "warning", null, "建筑面积通常以平方米或万平方米计", [], "面积大得不合常理，像是计量单位有误");
}

/** 5个项目投资60亿元，户均12亿元: it follows from two figures of its sentence, or firms invest as much. */
function isAccountedFor(fact: Fact, average: string, { facts, passage }: Reading): boolean {
  const own = facts.filter((each) => each.index < fact.index && each.sentence === fact.sentence);
  const sums = own.filter((each) => each.unit?.dimension === fact.unit?.dimension);
  const counts = own.filter((each) => each.unit?.factor === 1 && !isMoney(each) && each.base > 1);
  const isQuotient = sums.some((sum) =>
    counts.some((count) => Math.abs(sum.base / count.base / fact.base - 1) < 0.005 + fact.half / fact.base),
  );
  const before = passage.plain.slice(Math.max(0, fact.from - 80), fact.from).replace(/^.*[。；]/, "");
  return isQuotient || (/户均|每户|件均/.test(average) && /投资|项目|签约|引资/.test(before));
}

export const unitSlip = (
  fact: Fact,
  severity: Slip["severity"],
  expected: string | null,
  because: string,
  operands: Fact[],
  message: string,
): Slip => ({
  kind: "slip",
  rule: "unit-slip",
  severity,
  at: stretchOf(fact),
  stated: printed(fact),
  expected,
  because,
  operands: operands.map(stretchOf),
  message: `${message}，请核对`,
});
