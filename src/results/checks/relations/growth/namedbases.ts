/*
 * 指名的对照数: “决算 40.37 万元，……比预算减少 11.63 万元”: what is compared with is not repeated but named, and was said before;
 * or said of the former year elsewhere: “出口 267.3 亿元，增长 10.5%……上年出口 241.8 亿元”.
 *
 * A base is recognized by its name (年初预算, 目标, 上年末) in the words of an earlier figure of the paragraph, or by the former
 * year and the same subject. One that makes the change right was meant. A breach is told when the name fits one figure only.
 *
 * 反例：比上年增长 5%（上年的数文中没有）；比全国平均高 2 个百分点。
 */
import { type Comparison, comparisonsOf } from "../../facts/comparisons.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { planYearsOf } from "../../facts/plans.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, growth, type Observation, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { periodSlip } from "../time/periodparts.ts";
import { turned } from "../../judgement/turned.ts";

export function* namedBases(text: Text): Generator<Observation> {
  const plans = text.year === null ? new Map<number, number>() : planYearsOf(text, text.year);
  for (const reading of text.readings) {
    if (reading.passage.cell) continue;
    for (const comparison of comparisonsOf(reading))
      if (!comparison.base) {
        const planned = plans.has(reading.passage.index) ? [...ofPlan(comparison, text, plans)] : [];
        yield* planned.length > 0 ? planned : ofComparison(comparison, text);
        if (!comparison.level) yield* ofYears(comparison, reading);
      }
  }
}

const ofYear = /(20\d{2})年度?(?:比|较)(20\d{2})年度?[^，。；\d]{0,8}$/;

/** …2022年4650万元、2023年5130万元…。2023年比2022年增加480万元，增长10.32%: each figure stood right behind its year. */
function* ofYears(comparison: Comparison, { facts, passage }: Reading): Generator<Observation> {
  const moved = comparison.change ?? comparison.growth;
  if (!moved || moved.hedge) return;
  const [, now, then] = ofYear.exec(passage.plain.slice(Math.max(0, moved.from - 30), moved.from)) ?? [];
  const unit = comparison.change?.unit;
  const said = (year: string | undefined) =>
    facts.filter(
      ({ index, lead, role, ...fact }) =>
        index < moved.index &&
        role === "level" &&
        // 2022年、2023年分别安排800万元、1000万元: the year right before the first is that of the last.
        !/分别|依次/.test(lead) &&
        new RegExp(`${year}年度?[^，。；比较\\d]{0,8}$`).test(lead) &&
        (!unit || areKin(fact.unit, unit)),
    );
  const [level, ...more] = said(now);
  const [base, ...others] = said(then);
  if (!level || !base || more.length + others.length > 0 || !areKin(level.unit, base.unit)) return;
  for (const each of claimsOf(comparison, level, base)) yield { ...each, isCertain: false };
  if (moved.direction !== 0 && level.base !== base.base)
    yield isDirected(moved, level, base) ? directed(moved, level, base) : misdirected(moved, level, base);
}

/**
 * 2024年计划签约140个，比2023年多13个: what is planned is compared with what the report tells of its own year, without naming it there. Where
 * the year that is named is another, and the difference is just right over the report's own, the year is asked about.
 */
function* ofPlan(comparison: Comparison, text: Text, plans: ReadonlyMap<number, number>): Generator<Observation> {
  const { change, levels } = comparison;
  const moved = change ?? comparison.growth;
  const due = (plans.get(moved?.passage.index ?? -1) ?? 0) - 1;
  if (!moved || moved.hedge || moved.unit?.dimension === "times" || due !== text.year) return;
  const name = nameOf(moved);
  const named = Number(/^(20\d{2})年/.exec(name)?.[1] ?? due);
  if (!/^20\d{2}年|^(?:上|去)年/.test(name)) return;
  for (const planned of levels.filter((each) => !change || areKin(each.unit, change.unit)).slice(0, 3)) {
    const level = { ...planned, hedge: null };
    const bases = text.facts
      .slice(Math.max(0, level.index - farthestPlan), level.index)
      .filter((fact) => !plans.has(fact.passage.index) && isToldOf(due, fact) && isSameGoal(fact, level));
    const base = bases.find(
      (each) => claimsOf(comparison, level, each).every(isSound) && isDirected(moved, level, each),
    );
    if (!base) continue;
    if (named === due) {
      for (const each of claimsOf(comparison, level, base)) yield each;
      return;
    }
    const at = moved.from - moved.lead.length + moved.lead.lastIndexOf(String(named));
    if (named < due && change && base.value >= 10 && moved.lead.includes(String(named)))
      yield {
        ...periodSlip(
          moved.passage,
          at,
          at + 5,
          due,
          `与 ${due} 年的${printed(base)}相比，才是${printed(moved)}`,
          "warning",
          "对照的年度与数字不符，请核对",
        ),
        operands: [stretchOf(base)],
      };
    return;
  }
}

const farthestPlan = 400;

const isToldOf = (year: number, { year: own, period, passage, role }: Fact): boolean =>
  !passage.cell && role === "level" && (own === year || (own === null && period === ""));

/** 计划新签约项目140个 and 新签约项目127个 */
function isSameGoal(fact: Fact, level: Fact): boolean {
  const bare = ({ lead, noun }: Fact) =>
    (
      lead.replaceAll(
        /\s|^.*[，。；：、]|20\d{2}年|计划|力争|争取|确保|预计|全[区市县省州年]|达到?|实现|完成|不少于|[为共]|以上$/g,
        "",
      ) + noun
    ).slice(-12);
  const [a, b] = [bare(fact), bare(level)];
  if (!areKin(fact.unit, level.unit) || Math.min(a.length, b.length) < 3) return false;
  return a.endsWith(b) || b.endsWith(a) || likenessOf(b, a) >= 0.8;
}

function* ofComparison(comparison: Comparison, text: Text): Generator<Observation> {
  const { change, growth: rate, levels } = comparison;
  const moved = change ?? rate;
  if (!moved || moved.hedge || rate?.unit?.dimension === "times") return;
  const kin = levels.filter((level) => !change || areKin(level.unit, change.unit)).slice(0, 3);
  const candidates = kin.flatMap((level) => basesOf(moved, level, text).map((base) => ({ level, ...base })));
  const right = candidates.find(
    ({ level, base }) => claimsOf(comparison, level, base).every(isSound) && isDirected(moved, level, base),
  );
  const sure = candidates.filter(({ isSure }) => isSure);
  // One name, one value, wherever it was said: 年初预算 of a report on one program.
  const isAlone =
    candidates.length > 0 &&
    (nameOf(moved).length > 2 || /^[年期]初/.test(nameOf(moved))) &&
    new Set(candidates.map(({ base }) => base.base)).size === 1;
  const meant = right ?? (sure.length === 1 ? sure[0] : isAlone ? candidates[0] : undefined);
  if (!meant) return;
  const { level, base } = meant;
  for (const each of claimsOf(comparison, level, base)) yield right ? each : { ...each, isCertain: false };
  if (moved.direction !== 0 && level.base !== base.base)
    yield isDirected(moved, level, base) ? directed(moved, level, base) : misdirected(moved, level, base);
}

const isDirected = (moved: Fact, level: Fact, base: Fact): boolean =>
  moved.direction === 0 || moved.direction === Math.sign(level.base - base.base);

function claimsOf({ change, growth: rate }: Comparison, level: Fact, base: Fact): Claim[] {
  const found: Claim[] = [];
  if (change) found.push(claim("difference", change, gap(level, base), "增减额与前后两数不符"));
  if (rate && base.base !== 0) found.push(claim("growth-rate", rate, growth(level, base), "增长率与前后两数不符"));
  return found;
}

interface Base {
  base: Fact;
  /** Its name fits to the letter, or it is the only one of the former year with the same subject in the paragraph. */
  isSure: boolean;
}

const farBack = 80;

function basesOf(moved: Fact, level: Fact, text: Text): Base[] {
  const name = nameOf(moved);
  const found: Base[] = [];
  const isFormer = /^(?:上|去|前)年|^同期|^$/.test(name) || /^20\d{2}年/.test(name);
  for (let index = level.index - farBack; index < Math.min(text.facts.length, level.index + 16); index++) {
    const fact = text.facts[index];
    if (!fact || fact === level || fact === moved || fact.passage.cell || !areKin(fact.unit, level.unit)) continue;
    if (fact.role !== "level" && fact.role !== "target" && fact.role !== "base") continue;
    const isHere = fact.passage === level.passage;
    if (/^(?:年初|期初|上年末|上年底)(?:数|余额)?$/.test(name)) {
      if (new RegExp(`${name.slice(0, 2)}`).test(fact.lead) && isOpeningOf(fact, level))
        found.push({ base: fact, isSure: isHere });
    } else if (isFormer) {
      if (isOfFormerYear(fact, level, text) && sameThing(fact, level))
        found.push({ base: fact, isSure: isHere && level.subject.length > 1 });
    } else if (
      index < moved.index &&
      likenessOf(name, fact.lead.replaceAll(/\s/g, "")) >= 0.99 &&
      !fact.lead.includes("比")
    ) {
      found.push({ base: fact, isSure: isHere && fact.sentence === level.sentence });
    }
  }
  return found.sort((a, b) => Math.abs(a.base.index - level.index) - Math.abs(b.base.index - level.index));
}

/** 年初结转和结余 of 年末结转和结余: the same words but for the time. */
function isOpeningOf(fact: Fact, level: Fact): boolean {
  const nameless = ({ lead }: Fact) =>
    lead.replaceAll(
      /\s|20\d{2}年|\d{1,2}月|年初|期初|上年末|上年底|年末|年底|期末|(?:余额|数额?)?[为共是有达]?$|^.*[，。；：、.]/g,
      "",
    );
  // 86家，较年初净增14家；年初为72家: right behind it nothing else can be meant.
  const isBehind = fact.passage === level.passage && fact.index === level.index + 2 && nameless(fact).length < 2;
  return isBehind || (nameless(level).length > 1 && nameless(fact) === nameless(level));
}

/** 比预算减少 → 预算; 比2023年年初预算增加 → 年初预算; 同比增长 → nothing but the former year. */
function nameOf({ lead, passage, from }: Fact): string {
  const words =
    lead.includes("比") || lead.includes("较") ? lead : passage.plain.slice(Math.max(0, from - lead.length - 16), from);
  const [, name = ""] =
    /(?:比|较|高于|低于|超过)([^，。；比较]{2,14}?)(?:数|相比)?(?:有所|净|略)?(?:增|减|上|下|提|降|多|少|高|低|缩|压|扩|回|$)/.exec(
      words,
    ) ?? [];
  return name.replaceAll(/\s|^(?:20\d{2}年度?)?(?=年初)/g, "");
}

function isOfFormerYear(fact: Fact, level: Fact, text: Text): boolean {
  if (/^\s*(?:上|去)年/.test(fact.period) || /(?:上年|去年)[^，。；]{0,8}$/.test(fact.lead)) return true;
  const year = level.year ?? text.year;
  return year !== null && fact.year === year - 1;
}

/** 进出口总值 and 上年进出口总值 speak of one thing; 出口 and 进口 do not. */
function sameThing(fact: Fact, level: Fact): boolean {
  const [a, b] = [bareOf(fact), bareOf(level)];
  return (
    a.length > 1 && b.length > 1 && (a === b || (Math.min(a.length, b.length) >= 4 && (a.endsWith(b) || b.endsWith(a))))
  );
}

const bareOf = ({ subject, noun }: Fact): string =>
  (subject + noun).replaceAll(/上年|去年|同期|全年|本年|年度|[“”"]/g, "");

const directed = (moved: Fact, level: Fact, base: Fact): Observation => ({
  kind: "match",
  rule: "direction",
  at: stretchOf(moved),
  because: `${printed(level)} ${level.base > base.base ? ">" : "<"} ${printed(base)}`,
  operands: [stretchOf(level), stretchOf(base)],
});

const misdirected = (moved: Fact, level: Fact, base: Fact): Observation =>
  turned(moved, level, base, "增减方向与所指的对照数不符，请核对");
