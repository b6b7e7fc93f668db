/*
 * 比率: 执行率、完成率、办结率、到位率…, 完成目标的…%: one figure over another, both said nearby.
 *
 * The sentence usually brings both (受理 214 件，按期办结 206 件，办结率 96.26%); the one below may have been said a few lines
 * earlier (全年预算 … 。全年执行 … ，执行率 …). So pairs are tried, nearest first, and one that makes the rate right was meant; of
 * a rate that adds two (优良率: 优 and 良) also pairs of figures over one. Only when no pair does is the natural pair reported:
 * the figure printed in the phrase (完成计划 24 场的 108.3%), else the two figures before the rate in its own sentence.
 *
 * 例：全年预算 120.00，执行 118.36，执行率 98.63%。 反例：增长率、占比（各有其文件）；执行率比上年提高（百分点）。
 */
import type { Fact } from "../../facts/fact.ts";
import { beyondWords, isBeyond, levelsBefore, namesOf } from "../../facts/ratefigures.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, growth, type Observation, percentage, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, rounded } from "../../judgement/print.ts";
import type { Rule } from "../../words.ts";
import { gradeRate } from "./graderates.ts";
import { called } from "./calledrates.ts";
import { isFarFetched, ownPair } from "./ownpairs.ts";
import { breach } from "./ratiobreaches.ts";
import { figuresBehind, isOpposite, isThatIs, rest } from "./ratioforms.ts";
import { severalOver } from "../shares/severalparts.ts";

export function* ratios(text: Text): Generator<Observation> {
  for (const rate of text.facts) if (isRate(rate)) yield* ofRate(rate, text);
}

const isRate = ({ role, unit, passage, lead, tail, hedge }: Fact): boolean =>
  unit?.title === "%" &&
  passage.cell === null &&
  hedge === null &&
  !/(?:增速|增幅)(?:比|较)[^，。；]{0,12}的\s*$/.test(lead) &&
  !/^的?(?:年度|全年)?(?:目标|要求|标准|任务|序时)|^以上|^以下/.test(tail) &&
  (role === "rate" ||
    (role === "level" &&
      /(?:率|度|进度|比例|面|相当于|达到|为|的|仅|仅为)(?:\([^()]{0,16}\))?\s*[^\s，。；]{0,4}$/.test(lead)) ||
    (role === "growth" && /(?:节约|节支|结余|压减|核减)率\s*(?:为|达)?\s*$/.test(lead)) ||
    isExcess(lead));

/** 超额完成12.5%: what goes beyond the whole. */
const isExcess = (lead: string): boolean => /超额(?:完成)?\s*$/.test(lead);

function* ofRate(rate: Fact, text: Text): Generator<Observation> {
  const phrase = inPhrase(rate, text);
  // 一次性解决, 一站式: a one in words is no amount.
  const own = levelsBefore(phrase ?? rate, text, "sentence").filter(({ isChinese, base }) => !isChinese || base > 1);
  const { rule, message } = namedAs(`${phrase?.lead ?? ""}${rate.lead}`);
  const of = (sum: Sum, isCertain: boolean): Claim => claim(rule, rate, sum, message, isCertain);
  const sumOf = (top: Fact, bottom: Fact): Sum =>
    isExcess(rate.lead) ? excess(top, bottom) : isOpposite(rate, top) ? rest(top, bottom) : percentage(top, bottom);
  const behind = phrase ? null : behindOf(rate, text);
  if (behind) {
    const tops = own.filter((fact) => fact.unit?.dimension === behind.unit?.dimension);
    const top = tops.find((fact) => isSound(of(sumOf(fact, behind), true))) ?? tops[0];
    if (top) yield of(sumOf(top, behind), false);
    return;
  }
  if (phrase) {
    const tops = own.filter((fact) => areKin(fact.unit, phrase.unit));
    const top = tops.find((fact) => isSound(of(sumOf(fact, phrase), true)));
    const several = top ? null : severalOver(tops, phrase, (sum) => of(sum, false));
    const direct = top || several ? undefined : measureBefore(phrase, text);
    if (several) yield several;
    else if (direct) yield* overSame(direct, text, (sum) => of(sum, false));
    else if (top ?? tops[0]) {
      const [nearest] = tops;
      const meant = (top ?? nearest) as Fact;
      yield of(sumOf(meant, phrase), meant.unit?.dimension === phrase.unit?.dimension);
    } else {
      const next = text.facts[rate.index + 1];
      if (next && isThatIs(rate, next) && areKin(next.unit, phrase.unit)) yield of(percentage(next, phrase), false);
    }
    return;
  }
  const told = own.length === 0 ? figuresBehind(rate, text, (top, bottom) => of(percentage(top, bottom), false)) : null;
  if (told) {
    yield told;
    return;
  }
  const below = levelsBefore(rate, text, "document");
  if (/调整率|变动率|偏差率|差异率/.test(rate.lead)) {
    yield* moved(below, of);
    return;
  }
  const first = firstHeld(rate, own, below, of, sumOf) ?? firstPair(rate, own, below, of);
  const nearer = first && isFarFetched(first, rate) ? ownPair(rate, own, of) : null;
  const held = nearer ?? first;
  const meant = held
    ? null
    : (gradeRate(rate, text, of) ??
      byExcess(rate, own, of) ??
      byNames(rate, own, of) ??
      mistypedPair(rate, own, below, of));
  if (held) yield held;
  else if (meant) yield meant;
  else {
    const told = [
      ...breach(rate, own, below, text, (top, bottom, isCertain) =>
        of(sumOf(top, bottom), isCertain && !isOpposite(rate, top)),
      ),
    ];
    const far = told.length === 0 || !told.some(({ isCertain }) => isCertain) ? called(rate, text, of) : null;
    if (far && (told.length === 0 || isSound(far))) yield far;
    else yield* told;
  }
}

/** 6个项目投资31.5亿元，占96个项目的8.75%: the share is of money, and the things in the phrase only name whose. */
function measureBefore(phrase: Fact, { facts }: Text): Fact | undefined {
  const fact = facts[phrase.index - 1];
  const isNext = fact?.passage === phrase.passage && /^[，,]\s*占/.test(fact.tail) && fact.role === "level";
  return isNext && !areKin(fact.unit, phrase.unit) ? fact : undefined;
}

function* overSame(part: Fact, { facts }: Text, of: (sum: Sum) => Claim): Generator<Observation> {
  const whole = facts
    .slice(Math.max(0, part.index - 200), part.index)
    .findLast((fact) => areKin(fact.unit, part.unit) && fact.role === "level" && isSound(of(percentage(part, fact))));
  if (whole) yield of(percentage(part, whole));
}

function namedAs(words: string): { rule: Rule; message: string } {
  if (/占/.test(words)) return { rule: "share", message: "占比与前后两数不符" };
  if (/率/.test(words) || !/完成|目标|任务|计划/.test(words)) return { rule: "ratio", message: "比率与前后两数不符" };
  return { rule: "target-actual", message: "完成比例与前后两数不符" };
}

/** “完成年度目标24场的108.3%”: the figure whose words run straight into the rate. */
function inPhrase(rate: Fact, text: Text): Fact | null {
  const fact = text.facts[rate.index - 1];
  const isJoined =
    fact?.passage === rate.passage &&
    /^[^，。；、]{0,14}的\s*$/.test(rate.passage.plain.slice(fact.to, rate.from).replace(/\s*[)]/, ""));
  return fact && isJoined && fact.unit?.dimension !== "percent" ? fact : null;
}

/** 完成目标的115%（目标40条次）: what it is a rate of is said in a bracket right behind it. */
function behindOf(rate: Fact, text: Text): Fact | null {
  const fact = text.facts[rate.index + 1];
  const isNext =
    fact?.passage === rate.passage &&
    /^\s*\(\s*(?:(?:全年|年度)?(?:目标|任务|计划|预算|应)|以)[^，。；()]{0,10}$/.test(
      rate.passage.plain.slice(rate.to, fact.from),
    );
  return isNext && fact.unit && fact.unit.dimension !== "percent" && fact.base > 0 ? fact : null;
}

/** 515个，比目标多15个，完成率103%: the goal is what is left without the excess. */
function byExcess(rate: Fact, own: Fact[], of: Of): Claim | null {
  if (!/完成|达成|实现/.test(rate.lead)) return null;
  const excess = own.find((fact) => isBeyond(fact));
  const level = own.find(
    (fact) => excess && fact.index < excess.index && fact.unit?.dimension === excess.unit?.dimension,
  );
  const isParted = own.some(({ index, role }) => excess && index > excess.index && role === "level");
  if (isParted || !excess || !level || level.role === "base" || !isBeyond(excess, level)) return null;
  const { up, more } = beyondWords.exec(excess.lead)?.groups ?? {};
  const sign = up || more ? 1 : -1;
  return of(
    {
      operands: [level, excess],
      compute: ([x = 0, y = 0]) => (x / (x - sign * y)) * 100,
      show: ([x, y]) => `${x} ÷ (${x} ${sign > 0 ? "−" : "+"} ${y})`,
      isAdditive: false,
    },
    false,
  );
}

/** 追加部分相当于年初批复的24%: both are named, and each name was given one figure of the sentence. */
function byNames(rate: Fact, own: Fact[], of: Of): Claim | null {
  const [, part = "", whole = ""] =
    /([一-龥“”]{2,10}?)(?:部分|资金|金额|额|数)?(?:相当于|约?为|是|达到?|仅为)([一-龥“”]{2,10})的\s*$/.exec(
      rate.lead,
    ) ?? [];
  if (part === "" || /率$|完成$|实现$/.test(part)) return null;
  const called = (name: string): Fact[] => own.filter(({ lead }) => lead.replaceAll(/\s/g, "").includes(name));
  const [tops, bottoms] = [called(part), called(whole)];
  const [top, bottom] = [tops[0], bottoms[0]];
  if (!top || !bottom || top === bottom || tops.length + bottoms.length > 2) return null;
  return areKin(top.unit, bottom.unit) ? of(percentage(top, bottom), false) : null;
}

/** 预算调整率: (全年 − 年初) ÷ 年初. */
function* moved(below: Fact[], of: Of): Generator<Observation> {
  for (const now of below.slice(0, 8))
    for (const before of below.slice(0, 12)) {
      if (now === before || !areKin(now.unit, before.unit)) continue;
      const meant = of(growth(now, before), true);
      if (!isSound(meant)) continue;
      yield meant;
      return;
    }
  const [now, before] = [
    below.find(({ lead }) => /全年|调整后|决算/.test(lead)),
    below.find(({ lead }) => /年初/.test(lead)),
  ];
  if (now && before && now.passage === before.passage) yield of(growth(now, before), false);
}

type Of = (sum: Sum, isCertain: boolean) => Claim;

/** 4 of 5 is 80% of anything: two small counts that the rate does not name agree by chance. */
function isChance(rate: Fact, top: Fact, bottom: Fact): boolean {
  if (bottom.base >= 30 || top.half > 0 || rate.places > 0) return false;
  return !namesOf(rate).some((word) => (top.lead + top.noun + bottom.lead + bottom.noun).includes(word));
}

function firstHeld(
  rate: Fact,
  own: Fact[],
  below: Fact[],
  of: Of,
  sumOf: (top: Fact, bottom: Fact) => Sum,
): Claim | null {
  for (const top of own.slice(0, 6))
    for (const bottom of below) {
      // Far off, only what is counted alike: 受理 and 办结 in 件, not 13 villages.
      const isNear = bottom.passage === top.passage && bottom.sentence >= top.sentence - 1;
      if (bottom === top || !(isNear ? areKin(top.unit, bottom.unit) : top.unit?.dimension === bottom.unit?.dimension))
        continue;
      const meant = [sumOf(top, bottom), percentage(top, bottom)].map((sum) => of(sum, true)).find(isSound);
      if (meant && !isChance(rate, top, bottom)) return meant;
    }
  return null;
}

/** 优良率, 满意和基本满意: two figures over one. */
function firstPair(rate: Fact, own: Fact[], below: Fact[], of: Of): Claim | null {
  if (!/优良|满意|合计|两项|通过/.test(rate.lead)) return null;
  for (const [index, top] of own.slice(0, 5).entries())
    for (const second of own.slice(index + 1, 5))
      for (const bottom of below) {
        if ([top, second].includes(bottom) || ![top, second].every((fact) => areKin(fact.unit, bottom.unit))) continue;
        const meant = of(pair(top, second, bottom), true);
        if (isSound(meant)) return meant;
      }
  return null;
}

/** 满意率94.04% where (90 + 28) ÷ 125 is 94.40%: two of the answers over all of them, one slip away. */
function mistypedPair(rate: Fact, own: Fact[], below: Fact[], of: Of): Claim | null {
  if (!/优良|满意/.test(rate.lead) || significant(numberOf(rate)) < 3) return null;
  const tops = own.filter(({ lead }) => /(?<!不)满意|优|良/.test(lead)).slice(0, 5);
  const all = own.filter(({ unit }) => areKin(unit, tops[0]?.unit ?? null));
  for (const [index, top] of tops.entries())
    for (const second of tops.slice(index + 1)) {
      const wholes = below
        .slice(0, 12)
        .filter((fact) => fact.base >= top.base + second.base && areKin(fact.unit, top.unit));
      const sums = [...wholes.map((whole) => pair(top, second, whole)), partOfAll(top, second, all)];
      const meant = sums.find((sum) => {
        const due = rounded(sum.compute(sum.operands.map(({ base }) => base)), rate.places);
        return isTypo(numberOf(rate), due, true);
      });
      if (meant) return of(meant, false);
    }
  return null;
}

/** (满意 + 基本满意) over the sum of all answers. */
const partOfAll = (a: Fact, b: Fact, all: Fact[]): Sum => ({
  operands: [a, b, ...all.filter((fact) => fact !== a && fact !== b)],
  compute: (values) => (((values[0] ?? 0) + (values[1] ?? 0)) / values.reduce((sum, value) => sum + value, 0)) * 100,
  show: (texts) => `(${texts.slice(0, 2).join(" + ")}) ÷ (${texts.join(" + ")})`,
  isAdditive: false,
});

const pair = (a: Fact, b: Fact, whole: Fact): Sum => ({
  operands: [a, b, whole],
  compute: ([x = 0, y = 0, z = 0]) => ((x + y) / z) * 100,
  show: ([x, y, z]) => `(${x} + ${y}) ÷ ${z}`,
  isAdditive: false,
});

const excess = (top: Fact, bottom: Fact): Sum => ({
  operands: [top, bottom],
  compute: ([x = 0, y = 0]) => ((x - y) / y) * 100,
  show: ([x, y]) => `(${x} − ${y}) ÷ ${y}`,
  isAdditive: false,
});
