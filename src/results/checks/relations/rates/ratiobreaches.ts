/* 比率不符: which two figures a reader takes for those a rate is of, where no pair makes it right. */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { bareOf, isBeyond, levelsBefore, namesOf } from "../../facts/ratefigures.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import type { Claim } from "../../judgement/claim.ts";

/** A target or a budget may have been told at the beginning of the report. */
const fromTheBeginning = 400;

/**
 * The natural pair: the nearest figure of the rate's own clause group above, and below it the nearest earlier one of the same
 * unit in the sentence; where the sentence has only the upper one, the figure the rate's name asks for (执行率: a budget, 完成目标:
 * a target of the same words) said before.
 */
export function* breach(
  rate: Fact,
  own: Fact[],
  below: Fact[],
  text: Text,
  of: (top: Fact, bottom: Fact, isCertain: boolean) => Claim,
): Generator<Claim> {
  // 力争落地率达到75%: what is to come is of no figures said so far.
  if (ahead.test(rate.lead) && !/完成/.test(rate.lead)) return;
  if (
    /平均|综合|总体|同期|以上|不低于|不少于|目标|要求|标准/.test(rate.lead.slice(-12)) &&
    !/完成/.test(rate.lead) &&
    !ofGoal.test(rate.lead)
  )
    return;
  const beside = own.filter(
    (fact) =>
      !own.some((level) => isBeyond(fact, level) && level.unit?.dimension === fact.unit?.dimension) &&
      !/[；;]/.test(text.passages[rate.passage.index]?.plain.slice(fact.to, rate.from) ?? ""),
  );
  // 实现利润18.37亿元，下降3.2%；营业收入利润率为…: the figures of a rate by name may stand before its semicolon.
  const near =
    beside.length > 0 ? beside : own.filter((fact) => namesOf(rate).some((word) => fact.lead.includes(word)));
  const due = (part: Fact, whole: Fact): number => {
    const { sum } = of(part, whole, false);
    return sum.compute(sum.operands.map(({ base }) => base));
  };
  const isCalled = ({ lead, noun }: Fact) => namesOf(rate).some((word) => lead.includes(word) || noun.includes(word));
  const [nearest, second] = near;
  // 引进34个，目标30个，完成率…; 实际参会273家，应邀300家，到会率…: the goal was said last.
  const isLast =
    nearest &&
    second &&
    nearest.unit?.dimension === second.unit?.dimension &&
    ((/目标|计划|任务|满分/.test(nearest.lead) && /完成|得分/.test(rate.lead)) ||
      (/应|预算数/.test(nearest.lead) && !/应/.test(second.lead) && second.base <= nearest.base && !isCalled(nearest)));
  if (isLast) {
    yield of(second, nearest, true);
    return;
  }
  // 收回190份，其中满意152份、基本满意30份，回收率…: the part is the one the rate is named after.
  const top = near.find((fact) => isCalled(fact) && !whole.test(fact.lead)) ?? nearest;
  if (!top) return;
  const isNamed = isCalled(top);
  const isGoal = (fact: Fact) =>
    !/完成/.test(rate.lead) ||
    isOwnCompletion(rate, top) ||
    /目标|任务|计划|预算/.test(fact.lead) ||
    fact.role === "target";
  const bottom = own.find(
    (fact) =>
      fact.index < top.index &&
      fact.role !== "change" &&
      !isBeyond(fact, top) &&
      isGoal(fact) &&
      fact.unit?.dimension === top.unit?.dimension &&
      (fact.base >= top.base * 0.5 || isNamed),
  );
  if (bottom && (isNamed || near.length <= 3)) {
    // 办结率96.6%，满意度98.2%: the two figures have their rate already.
    if (isTaken(rate, due(top, bottom), text)) return;
    // Where no name says that the two belong to the rate, their quotient must: what is far off is another thing.
    if (isNamed || isPlausible(rate, due(top, bottom)) || areDueAndDone(near, top, bottom))
      yield of(top, bottom, isNamed && near.filter((fact) => areKin(fact.unit, top.unit)).length === 2);
    return;
  }
  const named = wholeNamed(rate, top, below);
  if (named) {
    yield of(top, named, false);
    return;
  }
  const asked = askedFor(
    rate,
    top,
    levelsBefore(rate, text, "document", fromTheBeginning).filter((fact) => fact.index < top.index),
  );
  if (asked) {
    yield of(top, asked, false);
    return;
  }
  const lent = lentBySentenceBefore(rate, near, below);
  if (lent) yield of(...lent, false);
}

/**
 * 年末常住人口46.82万人。其中，城镇25.93万人，城镇化率55.8%: one of the two stands in the sentence before. Nothing names the pair, so its
 * quotient must lie as near to the rate as one mistaken digit.
 */
function lentBySentenceBefore(rate: Fact, near: Fact[], below: Fact[]): [Fact, Fact] | null {
  const before = below.filter(({ passage, sentence }) => passage === rate.passage && sentence === rate.sentence - 1);
  const pairs = near.slice(0, 2).flatMap((own) =>
    before.flatMap((other): [Fact, Fact][] => [
      [own, other],
      [other, own],
    ]),
  );
  const off = ([top, bottom]: [Fact, Fact]) => Math.abs((top.base / bottom.base) * 100 - rate.base) / rate.base;
  const [best] = pairs
    .filter(
      ([top, bottom]) =>
        top.unit?.dimension === bottom.unit?.dimension && isPlausible(rate, (top.base / bottom.base) * 100),
    )
    .toSorted((a, b) => off(a) - off(b));
  return best && off(best) <= 0.12 ? best : null;
}

/** 签约项目中，已注册51个，注册率87.9%: the sentence begins with what all of them are, said and counted before. */
function wholeNamed(rate: Fact, top: Fact, below: Fact[]): Fact | undefined {
  const { plain } = rate.passage;
  const start = Math.max(plain.lastIndexOf("。", rate.from), plain.lastIndexOf("\n", rate.from)) + 1;
  const [, name = ""] = /^\s*(?:\([^()]{1,3}\))?([一-龥]{2,10})中[，,]/.exec(plain.slice(start, start + 20)) ?? [];
  if (name.length < 3) return undefined;
  return below.find(
    (fact) =>
      fact.index < top.index &&
      fact.base >= top.base &&
      fact.unit?.dimension === top.unit?.dimension &&
      likenessOf(name, fact.lead.replaceAll(/\s/g, "") + fact.noun) >= 0.99,
  );
}

/** What there should be: 应签到320人, 计划覆盖500户. */
const whole = /(?:^|[一-龥])(?:应|计划|目标|任务|规划)/;

/** 应签到320人，实到304人，出勤率…: only these two, one what should be and the other what is. */
const areDueAndDone = (near: Fact[], top: Fact, bottom: Fact): boolean =>
  whole.test(bottom.lead) &&
  /实|已/.test(top.lead) &&
  near.length === 2 &&
  top.base <= bottom.base &&
  top.clause === bottom.clause + 1;

const ahead = /力争|争取|确保|预计|努力|拟/;

/** Another rate of the sentence is that of the two figures. */
function isTaken(rate: Fact, due: number, { facts }: Text): boolean {
  return facts
    .slice(Math.max(0, rate.index - 4), rate.index)
    .some(
      ({ passage, sentence, unit, base, half }) =>
        passage === rate.passage &&
        sentence === rate.sentence &&
        unit?.dimension === "percent" &&
        Math.abs(base - due) <= half * 1.01,
    );
}

/** 整改完成率 of 整改18项: of all there were, which are no goal. */
const isOwnCompletion = (rate: Fact, top: Fact): boolean => {
  const [, what = ""] = /([一-龥]{2})完成率[^，。；]{0,4}$/.exec(rate.lead) ?? [];
  return what !== "" && !/目标|任务|计划|指标|预算/.test(what) && `${top.lead}${top.noun}`.includes(what);
};

const ofGoal = /(?:目标|计划|任务|指标)[值数]?的\s*$/;

/** A slip moves a digit; 2.8% is no slip of 44%, nor 100% of both 40 and 90. */
const isPlausible = (rate: Fact, expected: number): boolean =>
  expected > rate.base * 0.7 &&
  expected < rate.base * 1.4 &&
  !(rate.base <= 100 && expected > 103) &&
  rate.base !== 100;

function askedFor(rate: Fact, top: Fact, earlier: Fact[]): Fact | null {
  if (/执行率|执行进度|支出进度/.test(rate.lead)) {
    const name = bareOf(top.subject);
    const budgets = earlier.filter(
      (fact) => /预算|指标/.test(fact.lead) && !/年初/.test(fact.lead) && fact.unit?.dimension === top.unit?.dimension,
    );
    const meant = budgets.find((fact) => (name === "" ? bareOf(fact.subject) === "" : fact.lead.includes(name)));
    return meant && meant.base >= top.base * 0.4 && meant.base <= top.base * 5 ? meant : null;
  }
  if (!/完成/.test(rate.lead) && !ofGoal.test(rate.lead)) return null;
  const words = /目标|任务|计划|不少于|不低于/;
  const name = bareOf(top.subject).slice(-8);
  const scored = earlier
    .filter(
      (fact) =>
        areKin(fact.unit, top.unit) &&
        fact.unit?.dimension === top.unit?.dimension &&
        (words.test(fact.lead) || fact.role === "target"),
    )
    .map((fact) => ({ fact, likeness: name.length > 1 ? likenessOf(name, fact.lead + fact.noun) : 0 }))
    .filter(({ likeness }) => likeness >= 0.6)
    .sort((a, b) => b.likeness - a.likeness || b.fact.index - a.fact.index);
  return scored[0]?.fact ?? null;
}
