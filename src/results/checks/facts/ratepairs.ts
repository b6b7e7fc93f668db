/*
 * 两个比率: which two rates a difference in the text (“提高2.66个百分点”) is the difference of, and which way its words say.
 */
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Reading } from "./quantities.ts";
import { isPercent, namedRates, nearbyRates, overallRates, type Rates } from "./rates.ts";
import { passedOf, progressWord } from "./progress.ts";
import { signOf } from "./ratesigns.ts";
import { type ListedPoint, listedPoint } from "./pointlists.ts";
import { isGoalFirst, signed, withoutBases } from "./ratesbefore.ts";
import { rowPairOf } from "./rowpairs.ts";
import { goalFirst, isOwn, ofParties } from "./rateparties.ts";
import { twoNamed } from "./twonames.ts";

export interface Pair {
  level: Fact;
  /** The rate it is compared with; null where that is a constant. */
  base: Fact | null;
  constant: { value: number; print: string } | null;
  /** Which way the words say: 1 the level is higher, −1 lower, 0 not said (相差). */
  sign: -1 | 0 | 1;
  /** Both rates stand right beside the difference. */
  isCertain: boolean;
  /** Taken because the difference is right, or by the names of two rows. */
  isGuessed?: boolean;
}

const rateNoun =
  /([一-龥]{0,8}(?:率|占比|比重|比例|份额|进度|满意度|增速|增幅))(?=\s*(?:为|达|达到|是|仅|只有|约|，)?\s*$)/;
const comparing = /(?<!占)比(?!重|例)|较|高于|低于|超过|超出|超(?=[序时计目进任])|快于|慢于|优于|领先|落后于/;

export function pairOf(fact: Fact, reading: Reading, rates: Rates): Pair | null {
  const { plain } = reading.passage;
  const sentence = reading.facts.filter((each) => each.sentence === fact.sentence && isPercent(each) && !each.hedge);
  const before = withoutBases(
    sentence.filter((each) => each.index < fact.index && fact.from - each.to < 120),
    plain,
  );
  const last = before.at(-1);
  const words = plain.slice(Math.max(last?.to ?? 0, fact.from - 60), fact.from);
  // 三年提高5.3个百分点，年均提高1.8个百分点: a part of the difference.
  if (/[年月季]均|平均每[年月]/.test(words)) return null;
  if (/[首尾末]{2}|极差|最[高大][^，。；]{0,4}最[低小]/.test(words))
    return extremes(before.map(signed), plain, fact) ?? ofRows(fact, "", rates);
  if (/相差|差距|之差/.test(words)) return apart(before.map(signed), plain, fact) ?? ofRows(fact, "", rates);
  const listed = listedPoint(fact, reading);
  if (listed !== undefined) return listed && ofList(fact, listed, plain, rates);
  return (
    goalFirst(before, words) ??
    behind(fact, reading, before, words) ??
    reaching(fact, reading, before, words) ??
    afterFormer(before, words, plain) ??
    byNames(fact, reading) ??
    ofParties(fact, reading) ??
    between(fact, reading, before) ??
    (last && isOwn(last, words) ? againstConstant(fact, last, words, rates) : null) ??
    elsewhere(fact, last ?? null, rates) ??
    ofRows(fact, words, rates)
  );
}

function ofRows(fact: Fact, words: string, rates: Rates): Pair | null {
  const rows = rowPairOf(fact, rates.text);
  return rows && { ...rows, constant: null, sign: signOf(words), isCertain: false, isGuessed: true };
}

/** 分别比时序进度低0.6个、1.0个和3.0个百分点: each has its own word, or that of the first. */
function ofList(fact: Fact, { level, base }: ListedPoint, plain: string, rates: Rates): Pair | null {
  const words = plain.slice(level.to, fact.from);
  const part = base ? null : constantIn(words, fact, rates);
  return base || part ? { level, base, constant: part, sign: signOf(words), isCertain: false } : null;
}

/** 序时进度, where it is only named. */
function constantIn(words: string, fact: Fact, { text }: Rates): Pair["constant"] {
  const part = new RegExp(progressWord).test(words) ? passedOf(fact.passage, text, fact.from) : null;
  return part ? { value: part, print: `${Math.round(part * 100) / 100}%` } : null;
}

/** 最高100.00%，最低59.75%，两者相差…: the two nearest, nothing else between them. */
function apart(before: readonly Fact[], plain: string, fact: Fact): Pair | null {
  const [level, base] = before.slice(-2);
  if (!level || !base || before.length > 2 || /其他|均/.test(plain.slice(base.to, fact.from))) return null;
  return { level, base, constant: null, sign: 0, isCertain: true };
}

/** 98.0%居首位，…95.5%…，80.5%居末位，首尾相差…: the highest and the lowest of the sentence, where it says that they are. */
function extremes(before: readonly Fact[], plain: string, fact: Fact): Pair | null {
  const [first] = before;
  const [level, base] = [before.toSorted((a, b) => b.base - a.base)[0], before.toSorted((a, b) => a.base - b.base)[0]];
  if (!first || !level || !base || level === base) return null;
  const told = plain.slice(Math.max(0, first.from - 40), fact.from);
  const isTold =
    before.length === 2 || (/最高|首位|第一|居首|领先/.test(told) && /最低|末位|最后|垫底|末尾/.test(told));
  const isRight = Math.abs(level.base - base.base - fact.base) <= fact.half + level.half * 2;
  return isTold || isRight ? { level, base, constant: null, sign: 0, isCertain: isTold && before.length < 4 } : null;
}

/** 提高5.06个百分点（上年为60.18%）; …提高3个百分点。去年这个占比是19%. */
function behind(fact: Fact, { facts, passage }: Reading, before: readonly Fact[], words: string): Pair | null {
  const base = facts.find((each) => each.index > fact.index && isPercent(each));
  const level = before.at(-1);
  if (!base || !level || base.from - fact.to > 40 || !isOwn(level, words)) return null;
  const told = passage.plain.slice(fact.to, base.from);
  const isTold =
    /^\s*[(（，,。；;][^%；;]{0,20}?(?:上年|去年|上期|上月|上季|上半年|年初|同期|目标|平均|(?:19|20)\d\d年)[^，。；%\d]{0,16}$/.test(
      told,
    );
  if (!isTold || /增|降|减|升/.test(told)) return null;
  return { level, base, constant: null, sign: signOf(words), isCertain: /^\s*[(（]/.test(told) };
}

/** 较上年的3.1%下降1.1个百分点，降至2.0%: what it became is told behind. */
function reaching(fact: Fact, { facts, passage }: Reading, before: readonly Fact[], words: string): Pair | null {
  const [base, level] = [before.at(-1), facts[facts.indexOf(fact) + 1]];
  if (!base || base.role !== "base" || !level || !isPercent(level) || level.sentence !== fact.sentence) return null;
  const isReached = /^[，,]?\s*(?:[一-龥]{0,3}[降升增减落高]|回落|达|提高|提升)(?:低|长|加|少)?(?:至|到|为)\s*$/.test(
    passage.plain.slice(fact.to, level.from),
  );
  return isReached && words.length < 12 ? { level, base, constant: null, sign: signOf(words), isCertain: true } : null;
}

/** 甲类项目执行率95.20%，乙类项目执行率88.60%，甲类比乙类高6.60个百分点 */
function byNames(fact: Fact, reading: Reading): Pair | null {
  const pair = twoNamed(fact, reading, (each) => isPercent(each) && each.role !== "growth" && !each.hedge);
  return pair && { ...pair, constant: null, isCertain: false };
}

/** 91.30%，上年为89.10%，提高2.20个百分点: the former rate is told as one, right before. */
function afterFormer(before: readonly Fact[], words: string, plain: string): Pair | null {
  const [level, base] = before.slice(-2);
  if (!level || !base || !/^\s*[)）]?[，,]\s*(?:同比)?[一-龥]{2,4}$/.test(words)) return null;
  const isFormer = /^[，,(（]\s*(?:而)?(?:上年|去年|上期|上月|20\d\d年)(?:同期|度)?[为是]?\s*$/.test(
    plain.slice(level.to, base.from),
  );
  return isFormer ? { level, base, constant: null, sign: signOf(words), isCertain: true } : null;
}

/** 97.01%，较上年的94.35%提高…; 由41.30%提高到59.43%，提高…; 12.3%，增速比全省平均（10.2%）高…; 63%，超过40%任务指标…. */
function between(fact: Fact, reading: Reading, before: readonly Fact[]): Pair | null {
  const { plain } = reading.passage;
  const [first, second] = [before.at(-2), before.at(-1)];
  if (!second) return null;
  if (
    first &&
    /(?:由|从)[^，。；由从]{0,24}$/.test(plain.slice(Math.max(0, first.from - 26), first.from)) &&
    /(?:到|至|为)[^，。；]{0,14}$/.test(plain.slice(first.to, second.from))
  ) {
    const tail = plain.slice(second.to, fact.from);
    // 提高3.4个百分点，高于年初目标0.6个百分点: set apart from something that is named.
    if (/(?:[高低快慢]于|超过|超出|优于)[^，。；]{2,}$/.test(tail)) return null;
    if (tail.length > 24 || /[；;]/.test(tail) || rateNoun.test(tail.replace(/(?:提高|下降|上升|提升|降低)\s*$/, "")))
      return null;
    return { level: second, base: first, constant: null, sign: signOf(tail), isCertain: true };
  }
  const tail = plain.slice(second.to, fact.from);
  if (tail.length > 24 || /[，。；;]/.test(tail.replace(/^[)）]?\s*，/, ""))) return null;
  const begin = Math.max(first?.to ?? 0, second.from - 40, sentenceStart(plain, second.from));
  const lead = plain.slice(begin, second.from);
  const compared = matchesOf(lead, new RegExp(comparing, "g")).at(-1);
  if (!compared) return null;
  const noun = rateNoun.exec(lead.slice(0, compared.index))?.[1] ?? "";
  const sign = signOf(tail) || signOf(compared[0]);
  const level = levelFor(noun, first, second, reading);
  // 目标不低于82.0%，实际81.4%，低于目标0.6个百分点: the goal was said first.
  if (level && level === first && isGoalFirst(first, second) && /目标|要求|计划|任务/.test(tail))
    return { level: second, base: first, constant: null, sign: signOf(tail), isCertain: false };
  if (!level) return guessed(fact, second, sign, reading);
  return { level, base: second, constant: null, sign, isCertain: level === first && second.from - level.to < 40 };
}

/** 占预算的63.0%…。拨付比例比去年（58.4%）高4.6个百分点: no rate is called so, but one before differs by just as much. */
function guessed(fact: Fact, base: Fact, sign: Pair["sign"], { facts }: Reading): Pair | null {
  const level = facts.findLast(
    (each) =>
      each.index < base.index &&
      isPercent(each) &&
      fact.base > 0 &&
      Math.abs(Math.abs(each.base - base.base) - fact.base) < 1e-6,
  );
  return level ? { level, base, constant: null, sign, isCertain: false, isGuessed: true } : null;
}

/** The rate of that name: the one before, or one earlier in the passage: 注册率83.9%…。注册率比上年（80.5%）提高…. */
function levelFor(noun: string, first: Fact | undefined, second: Fact, { facts }: Reading): Fact | null {
  const name = noun.slice(-3);
  const isNamed = (fact: Fact): boolean =>
    fact.lead.includes(name) ||
    (/占比|比重/.test(name) && fact.role === "share") ||
    (name.includes("增") && fact.role === "growth");
  if (first && (name === "" || isNamed(first))) return first;
  if (
    first &&
    name !== "" &&
    /^占比$|比重$/.test(name) === false &&
    !facts.some((each) => each !== first && each.index < second.index && isPercent(each) && isNamed(each))
  )
    return null;
  if (name === "") return null;
  return (
    facts.findLast(
      (each) => each.index < second.index && isPercent(each) && each.lead.slice(-16).includes(noun.slice(-4) || name),
    ) ?? null
  );
}

/** 超额3.2个百分点 over 100%; 快于序时进度5.08个百分点; 高于目标值1.26个百分点, where the goal stands elsewhere. */
function againstConstant(fact: Fact, level: Fact, words: string, rates: Rates): Pair | null {
  const sign = signOf(words);
  const with_ = (constant: Pair["constant"], base: Fact | null = null): Pair => ({
    level,
    base,
    constant,
    sign,
    isCertain: false,
  });
  if (/^[，,\s]*(?:超额|超序时|超出?目标|超过目标|超任务)(?:任务)?(?:完成)?(?:了)?\s*$/.test(words) && level.base > 100)
    return with_({ value: 100, print: "100%" });
  if (new RegExp(progressWord).test(words)) {
    const constant = constantIn(words, fact, rates);
    return constant && with_(constant);
  }
  if (/目标|指标值|任务/.test(words)) {
    const goal = goalFor(level, fact, rates);
    return goal ? with_(null, goal) : null;
  }
  return null;
}

/** The one goal of that name in the text: 按期办结率不低于95%. */
function goalFor(level: Fact, fact: Fact, rates: Rates): Fact | null {
  const noun = rateNoun.exec(level.lead)?.[1]?.slice(-5) ?? "";
  if (noun.length < 3) return null;
  const spoken = nearbyRates(fact, rates).filter(
    (each) =>
      each !== level && each !== fact && (each.hedge === "least" || each.role === "target") && each.lead.includes(noun),
  );
  const isGoal = (each: Fact): boolean => /^\s*(?:≥|>=|不低于)/.test(each.passage.plain);
  const tabled = rates.tabled.filter(({ row }) => row.includes(noun)).map((each) => each.fact);
  const goals = spoken.length > 0 ? spoken : tabled.filter(isGoal);
  const [goal] = goals;
  if (!goal || !goals.every((each) => each.base === goal.base)) return null;
  return { ...goal, hedge: null, low: goal.base - goal.half, high: goal.base + goal.half };
}

/**
 * The other rate stands somewhere else: 低于全市平均4.1个百分点, 投产率比开工率低…. Many rates may be meant, so a pair is taken only
 * where the difference is just right: it can confirm, and tell which way, but never refute.
 */
function elsewhere(fact: Fact, last: Fact | null, rates: Rates): Pair | null {
  const { plain } = fact.passage;
  const clause = /[^，。；;]{0,40}$/.exec(plain.slice(Math.max(0, fact.from - 40), fact.from))?.[0] ?? "";
  const [, , reference = ""] =
    /(比|较|高于|低于|高出|快于|慢于|超过)([^，。；]{0,16}?)(?:提高|上升|提升|下降|降低|回落|[高低快慢多少])?(?:出|了)?\s*$/.exec(
      clause,
    ) ?? [];
  const own =
    rateNoun.exec(
      clause
        .slice(0, clause.search(/比|较|高于|低于|高出|快于|慢于|超过|提高|上升|提升|下降|降低|回落/) + 1 || undefined)
        .slice(0, -1),
    )?.[1] ?? "";
  const lastNoun = last ? (rateNoun.exec(last.lead)?.[1] ?? "") : "";
  // 丙项低于全部项目总体支付率…: the rate is named by what it is compared with.
  const overall = /(?:平均|总体|整体|全[省市州区县国])(?:的|水平)?([一-龥]{1,8}率)/.exec(reference)?.[1] ?? "";
  const noun = (own || lastNoun || overall).slice(-6);
  const other = /(?:平均|总体|整体|全[省市州区县国])/.test(reference)
    ? noun
    : (/[一-龥]{2,8}(?:率|满意度|进度|占比|比重)/.exec(reference)?.[0].slice(-6) ?? noun);
  // 好评率比上年的93.3%下降…: what stands before the difference is the base; the rate itself was said before.
  const isLastBase =
    last !== null &&
    own !== "" &&
    /(?<!占)比(?!重|例)[^，。；]{0,20}$|较[^，。；]{0,20}$/.test(last.lead) &&
    !/(?<!占)比(?!重|例)|较|[高低快慢]于/.test(plain.slice(last.to, fact.from));
  const levels =
    last && !isLastBase && (own === "" || last.lead.includes(own.slice(-3))) ? [last] : namedRates(noun, fact, rates);
  const bases = last && levels[0] !== last ? [last] : namedRates(other, fact, rates);
  const isOverall = /(?:平均|总体|整体|全[省市州区县国])/.test(reference);
  const sign = reference === "" && !isLastBase ? 0 : signOf(clause);
  let found: Pair | null = null;
  for (const level of levels)
    for (const base of [...bases, ...(isOverall ? overallRates(rates) : [])]) {
      const rise = level.base - base.base;
      if (base === level || fact.base === 0 || Math.abs(Math.abs(rise) - fact.base) >= 1e-6) continue;
      const pair: Pair = { level, base, constant: null, sign, isCertain: false, isGuessed: true };
      // Two rates that go the way the words say were meant, whatever others differ by as much.
      if (sign * rise >= 0) return pair;
      found ??= pair;
    }
  return found;
}

const sentenceStart = (plain: string, at: number): number =>
  Math.max(0, plain.lastIndexOf("。", at) + 1, plain.lastIndexOf("；", at) + 1);
