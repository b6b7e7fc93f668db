/*
 * 均值: 户均、人均、车均、亩均、平均每个…: one figure over another.
 *
 * What is shared out has the unit of the average (万元); what it is shared among is said by the average's own words: 户 and 家 are
 * firms, 车 vehicles, 亩 land, 每批次 batches. Both stand in the sentence as a rule, or one of them was said before. So every
 * pair is tried, nearest first, and one that holds was meant. Only when none holds is the natural pair reported: as an error
 * where the sentence has exactly one figure of either kind and the words of the average name what is shared out, as something
 * to look at where the pair is near and comes close to the average or is off by a power of ten.
 *
 * 月均 and 日均 are over a time (timeaverages.ts).
 *
 * 例：兑现 3,650 万元，惠及企业 42 家，户均 86.90 万元 → 3650 ÷ 42 = 86.90。
 * 反例：全省人均 GDP（没有分子、分母）；平均年龄 41 岁；人均预算控制标准 8 万元。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isCounted } from "../../facts/units.ts";
import { significant } from "../../facts/typos.ts";
import { type Claim, claim, type Observation } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";
import { numberOf } from "../../judgement/print.ts";
import { isMistyped, isPlausible, isPowerOff, type Pair, quotientBy, scaleOf } from "./averagescale.ts";
import { isOfOneTime, overOf, type Over } from "./averagewords.ts";
import { timeAverage } from "./timeaverages.ts";

export function* averages(text: Text): Generator<Observation> {
  for (const stated of text.facts) {
    const { passage, unit, role, lead } = stated;
    // 户均增收1,890元 is an average of what was added.
    if (
      passage.cell ||
      !unit ||
      (notShared.has(role) && !(role === "change" && /[户人亩家]均[净新]?增[收产效][^，。；]{0,2}$/.test(lead)))
    )
      continue;
    const over = overOf(stated);
    if (!over) continue;
    if (!over.times) yield* ofPairs(stated, over, text);
    else {
      // 剩余任务44个，按月均11个的速度: what is left is not what was done by the month.
      const tops = near(stated, text).filter(
        (fact) => isTop(fact, stated) && fact.role !== "base" && !/剩余|余下|尚需|还需|还差|缺口/.test(fact.lead),
      );
      yield* timeAverage(stated, over, tops);
    }
  }
}

const notShared = new Set<Fact["role"]>(["growth", "point", "base", "share", "rate", "change"]);
/** How many figures back the two may have been said. */
const reach = 60;

function* ofPairs(stated: Fact, over: Over, text: Text): Generator<Observation> {
  const said = near(stated, text);
  const tops = said.filter((fact) => isTop(fact, stated));
  const bottoms = calledSo(over.among, [
    ...said.filter((fact) => isBottom(fact, over)),
    ...farBottoms(stated, over, text),
  ]);
  const of = ({ top, bottom }: Pair, isCertain: boolean): Claim =>
    claim("average", stated, quotientBy(top, bottom, over.factor), "均值与前后两数不符", isCertain);
  const held = [...pairsOf(tops, bottoms, stated, over)].find(
    (pair) => Math.abs(scaleOf(pair, stated, over) - 1) < 0.3 && isSound(of(pair, true)),
  );
  if (held) {
    yield of(held, true);
    return;
  }
  if (
    /标准|上限|控制|不超过|不低于|不少于|目标|力争|要求|最高|最低|全国|全省/.test(stated.lead) ||
    /^的?(?:控制标准|上限|目标)/.test(stated.tail) ||
    stated.role === "target"
  )
    return;
  const pair = natural(tops, bottoms, stated, over);
  if (pair && isOfOneTime(pair, stated)) yield of(pair, pair.isCertain);
}

/**
 * Figures of the sentence before the average and right behind it (人均4家，共联系1,460家), then those said earlier, nearest first;
 * those of the total rows of tables last.
 */
function near(stated: Fact, { facts, tables }: Text): Fact[] {
  const before = facts.slice(Math.max(0, stated.index - reach), stated.index).reverse();
  const own = before.filter((fact) => isIn(fact, stated));
  const isFirst = own.every(({ unit, value }) => value === 1 || unit === null);
  const behind = facts
    .slice(stated.index + 1, stated.index + (isFirst ? 5 : 3))
    .filter(
      (fact) => isIn(fact, stated) && (isFirst || /共|合计|总|惠及|涉及|联系|服务|拉动|带动|累计/.test(fact.lead)),
    );
  const earlier = before.filter((fact) => !isIn(fact, stated));
  return [
    ...own,
    ...behind,
    ...earlier.filter(({ passage }) => !passage.cell),
    ...earlier.filter((fact) => isTotal(fact, tables)),
  ];
}

const isTotal = ({ passage: { cell } }: Fact, tables: Table[]): boolean =>
  cell !== null && /合计|总计|全年|全[市区县州省]/.test(tables[cell.table]?.rowTitle(cell.row) ?? "");
const isIn = (fact: Fact, stated: Fact): boolean =>
  fact.passage === stated.passage && fact.sentence === stated.sentence;

function isTop(fact: Fact, { unit, base, numberTo }: Fact): boolean {
  if (fact.numberTo === numberTo || !fact.unit || !unit || fact.base <= 0 || base <= 0) return false;
  const own = unit.dimension.replace(/\/.*$/, "");
  const isKind = fact.unit.dimension === own || kinOf(own).includes(fact.unit.dimension);
  return isKind && !/均[^，。；]{0,6}$/.test(fact.lead) && ["level", "target", "base", "change"].includes(fact.role);
}

/** 平均每次5.4个: 43个, also 43项 and 43件. */
const things = "个 家 户 项 件 条 份 次 occasion visit".split(" ");
const kinOf = (dimension: string): string[] =>
  things.includes(dimension) ? [...things, ...(dimension === "occasion" ? ["attendance", "session"] : [])] : [];

const isBottom = (fact: Fact, { dimensions, titles, among }: Over): boolean =>
  fact.unit !== null &&
  fact.base > 1 &&
  ["level", "target", "base"].includes(fact.role) &&
  (dimensions.includes(fact.unit.dimension) ||
    titles.includes(fact.unit.title) ||
    (dimensions[0] === "" &&
      isCounted(fact.unit) &&
      (likenessOf(among, fact.lead + fact.noun) >= 0.3 ||
        (among.length === 1 && fact.unit.title.startsWith(among))))) &&
  !fact.hedge;

/** 参展企业平均: of all the firms those that were called 参展企业, where some were. */
function calledSo(among: string, bottoms: Fact[]): Fact[] {
  if (among.length < 2) return bottoms;
  const likeness = bottoms.map((fact) => likenessOf(among, fact.lead.slice(-16) + fact.noun));
  const best = Math.max(0, ...likeness);
  return best < 0.3 ? bottoms : bottoms.filter((_, index) => likeness[index] === best);
}

const farthest = 600;

/** 按展览总面积计算，每平方米…: what is called so by its whole name may stand far above. */
function farBottoms(stated: Fact, over: Over, { facts }: Text): Fact[] {
  const found: Fact[] = [];
  if (over.among.length < 4) return found;
  const last = Math.max(0, stated.index - farthest);
  for (let index = stated.index - reach - 1; index >= last && found.length < 2; index--) {
    const fact = facts[index];
    if (fact && !fact.passage.cell && fact.lead.includes(over.among) && isBottom(fact, over)) found.unshift(fact);
  }
  return found;
}

/** Both in the sentence; then one of them; then two that stand in one sentence before; nearest first in each. */
function* pairsOf(tops: Fact[], bottoms: Fact[], stated: Fact, { name, among }: Over): Generator<Pair> {
  const lacks = (facts: Fact[]) => !facts.some((fact) => isIn(fact, stated));
  const isCalled = ({ top, bottom }: Pair) =>
    among.length > 1 &&
    likenessOf(among, bottom.lead.slice(-16) + bottom.noun) >= 0.6 &&
    (name.length < 2 || likenessOf(name, top.lead) >= 0.5);
  const isAsked = ({ top, bottom }: Pair, level: number) =>
    level === 0 ||
    (level === 1
      ? top.passage === bottom.passage || lacks(tops) || lacks(bottoms)
      : isRightBefore({ top, bottom }, stated) ||
        isCalled({ top, bottom }) ||
        (lacks(tops) && lacks(bottoms) && (areTogether({ top, bottom }) || top.passage === stated.passage)));
  const all = tops.slice(0, 24).flatMap((top) =>
    bottoms
      .slice(0, 24)
      .filter((bottom) => bottom !== top && !isOfOtherYear(top, bottom, bottoms))
      .map((bottom) => ({ top, bottom })),
  );
  const rank = ({ top, bottom }: Pair) => (isIn(top, stated) ? 0 : 1) + (isIn(bottom, stated) ? 0 : 1);
  for (const level of [0, 1, 2]) for (const pair of all) if (rank(pair) === level && isAsked(pair, level)) yield pair;
}

/** 48个，比上年的40个增加8个；总投资192亿元: what there is now is not shared among those of the year before. */
const isOfOtherYear = (top: Fact, bottom: Fact, bottoms: Fact[]): boolean =>
  bottom.role === "base" &&
  top.role === "level" &&
  bottoms.some(
    ({ role, passage, sentence, unit }) =>
      role === "level" && passage === bottom.passage && sentence === bottom.sentence && areKin(unit, bottom.unit),
  );

function natural(tops: Fact[], bottoms: Fact[], stated: Fact, over: Over): (Pair & { isCertain: boolean }) | null {
  const levels = tops.filter(({ role }) => role === "level" || role === "target");
  const own = tops.filter((fact) => isIn(fact, stated));
  // What follows 其中 is a part; the average is of the whole.
  const whole = own.filter(
    (fact) =>
      !/其中/.test(stated.passage.plain.slice(Math.max(0, stated.from - 200), fact.from).replace(/^.*[。；]/, "")),
  );
  const ownTops = whole.length > 0 ? whole : own;
  const ownBottoms = bottoms.filter((fact) => isIn(fact, stated));
  const [top] = ownTops;
  const [bottom] = ownBottoms;
  if (top && bottom && ownTops.length === 1 && ownBottoms.length === 1 && !over.isLoose) {
    const isFree =
      !stated.hedge && !/其中|剔除|扣除/.test(stated.passage.plain.slice(Math.min(top.from, bottom.from), stated.from));
    const isNamed = over.name.length < 2 || likenessOf(over.name, top.lead + top.noun) >= 0.5;
    if (!isNamed && /收入|工资|薪|消费|生产总值|产值|GDP|寿命/.test(over.name))
      return /消费/.test(over.name) && isMistyped({ top, bottom }, stated, over)
        ? { top, bottom, isCertain: false }
        : null;
    const scale = scaleOf({ top, bottom }, stated, over);
    return scale > 0.09 && scale < 11
      ? { top, bottom, isCertain: isNamed && isFree && stated.clause - Math.min(top.clause, bottom.clause) <= 3 }
      : powerPair();
  }
  function powerPair(): (Pair & { isCertain: boolean }) | null {
    const both = (pairs: Pair[]) => {
      const likely = pairs.filter((pair) => isPlausible(pair, stated, over));
      return likely.find((pair) => isMistyped(pair, stated, over)) ?? likely[0] ?? null;
    };
    const isNear = (fact: Fact) => fact.passage === stated.passage;
    const tries = [
      cross(
        named(over.name, ownTops.length > 0 ? ownTops : levels),
        ownBottoms.length > 0 ? ownBottoms : bottoms.filter((fact) => isNear(fact) || over.isRare),
      ),
      cross(ownTops, ownBottoms),
      over.isLoose
        ? []
        : cross(
            ownTops.length > 0 ? ownTops : levels.filter(isNear),
            ownBottoms.length > 0 ? ownBottoms : bottoms.filter(isNear),
          ),
    ];
    const found =
      tries.map(both).find((pair) => pair !== null) ??
      besideBefore() ??
      (over.isLoose ? null : moved()) ??
      counted() ??
      called();
    return found ? { ...found, isCertain: false } : null;
  }
  /** 38批次 said paragraphs before, 平均每批次1.75万元: what is counted by so rare a word, told only of a slip. */
  function counted(): Pair | null {
    const isLong = significant(numberOf(stated)) > 2;
    const values = new Set(bottoms.map(({ base }) => base));
    if (stated.hedge) return null;
    const here = bottoms.filter(({ passage }) => passage === stated.passage);
    const often = bottoms.filter(({ base }, at) => bottoms.findIndex((other) => other.base === base) !== at);
    const tried =
      over.isRare && values.size <= (isLong ? 24 : 6) ? bottoms : here.length > 0 ? here : over.isRare ? often : [];
    if (new Set(tried.map(({ base }) => base)).size > (isLong || over.isRare ? 24 : 4)) return null;
    return (
      cross(ownTops, tried).find((pair) => isMistyped(pair, stated, over) && isPlausible(pair, stated, over)) ?? null
    );
  }
  /** 按展览总面积计算，每平方米投入…: over what is called by its name, told of a moved point only. */
  function called(): Pair | null {
    const far = over.among.length > 3 ? bottoms.filter((fact) => likenessOf(over.among, fact.lead) === 1) : [];
    return cross(levels, far).find((pair) => isPowerOff(pair, stated, over)) ?? null;
  }
  /** 为1850名学生发放370万元。人均2000元: the sentence before has one figure of either kind, and this one none. */
  function besideBefore(): Pair | null {
    if (ownTops.length + ownBottoms.length > 0 || over.isLoose) return null;
    const isBefore = ({ passage, sentence }: Fact): boolean =>
      passage === stated.passage && sentence === stated.sentence - 1;
    const pairs = cross(levels.filter(isBefore), bottoms.filter(isBefore));
    const [only] = pairs;
    return only && pairs.length === 1 && isPlausible(only, stated, over) ? only : null;
  }
  /** A point moved: two figures of one sentence, or one of this sentence, that make the average but for its point. */
  function moved(): Pair | null {
    const said = cross(
      levels.filter(({ passage }) => !passage.cell).slice(0, 12),
      bottoms.filter(({ passage }) => !passage.cell).slice(0, 12),
    );
    return said.find((pair) => (isIn(pair.top, stated) || areTogether(pair)) && isPowerOff(pair, stated, over)) ?? null;
  }
  return powerPair() ?? beside();
  /** 接待4944人次，平均每次9人次: the nearest of either kind in the sentence, where one wrong digit parts them. */
  function beside(): (Pair & { isCertain: boolean }) | null {
    if (over.isLoose || stated.hedge) return null;
    const said = ownTops.length > 0 ? ownTops : tops.filter((top) => isRightBefore({ top, bottom: top }, stated));
    const [amount, other] = said.filter(({ role }) => role === "level");
    if (ownTops.length === 0 && other) return null;
    const [count] = ownBottoms.filter(({ lead }) => !/均|每/.test(lead));
    if (!amount || !count) return null;
    const made = claim("average", stated, quotientBy(amount, count, over.factor), "", false);
    return isOneSlipAway(made) ? { top: amount, bottom: count, isCertain: false } : null;
  }
}

const cross = (tops: Fact[], bottoms: Fact[]): Pair[] =>
  tops.flatMap((top) => bottoms.filter((bottom) => bottom !== top).map((bottom) => ({ top, bottom })));
/** Both in the sentence before, whatever this one compares them with (与上年的215个、826亿元相比，…). */
const isRightBefore = ({ top, bottom }: Pair, { passage, sentence }: Fact): boolean =>
  [top, bottom].every((fact) => fact.passage === passage && fact.sentence === sentence - 1);
const areTogether = ({ top, bottom }: Pair): boolean =>
  top.passage === bottom.passage && top.sentence === bottom.sentence;

/** 人均公用经费: the figure that was called 公用经费. */
const named = (name: string, tops: Fact[]): Fact[] =>
  name.length < 2 ? [] : tops.filter((fact) => likenessOf(name, fact.lead + fact.noun) >= 0.6).slice(0, 1);
