/*
 * 两方的比率: two rates that are told apart by who has them (乙片…增长5.9%，乙片收入增速快于甲片…), or by goal and result (全年目标98%，上半年为98.31%，高于目标…).
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";
import { isPercent } from "./rates.ts";
import { signOf } from "./ratesigns.ts";

interface PartyPair {
  level: Fact;
  base: Fact;
  constant: null;
  sign: -1 | 0 | 1;
  isCertain: false;
  isGuessed?: true;
}

const parties =
  /(?:^|[，；。])(?:其中|而|但|使)?(?<own>[一-龥]{2})[一-龥]{0,10}?(?:(?:[比较](?<other>[一-龥]{2})[一-龥]{0,8}?[高低快慢]出?)|(?:[高低快慢]于|超过|落后于|领先)(?<than>[一-龥]{2})[一-龥]{0,8})\s*$/;

/** 甲片…增长4.1%；乙片…增长5.9%，乙片收入增速快于甲片…: each rate stands in the part of the sentence that begins with its party. */
export function ofParties(fact: Fact, { facts, passage: { plain } }: Reading): PartyPair | null {
  const words = plain.slice(Math.max(0, fact.from - 36), fact.from);
  const { own = "", other, than } = parties.exec(words)?.groups ?? {};
  const against = other ?? than ?? "";
  if (own === "" || against === "" || /上年|去年|同期|全[国省市区县]|年初|目标|平均|时序|序时/.test(against + own))
    return null;
  const called = (name: string, not: string): Fact[] =>
    facts.filter((each) => {
      if (each.index >= fact.index || !isPercent(each) || each.hedge) return false;
      const part = plain.slice(
        Math.max(plain.lastIndexOf("。", each.from) + 1, plain.lastIndexOf("；", each.from) + 1, each.from - 80),
        each.from,
      );
      return part.includes(name) && !part.includes(not);
    });
  for (const level of called(own, against).reverse())
    for (const base of called(against, own).reverse())
      if (Math.abs(Math.abs(level.base - base.base) - fact.base) < 1e-6 && level.base !== base.base)
        return { level, base, constant: null, sign: signOf(words), isCertain: false, isGuessed: true };
  return null;
}

/** 全年目标98%，上半年为98.31%，高于目标0.31个百分点: the goal was said right before what was reached. */
export function goalFirst(before: readonly Fact[], words: string): PartyPair | null {
  const [goal, level] = before.slice(-2);
  if (
    !goal ||
    !level ||
    level.sentence !== goal.sentence ||
    !/(?:目标|指标|任务)值?(?:为|是|不低于)?\s*$/.test(goal.lead.slice(-10))
  )
    return null;
  if (
    !/^[，,]\s*(?:[高低]于|超过|超出)(?:年度|全年)?(?:目标|指标|任务)值?\s*$/.test(words) ||
    /目标|任务/.test(level.lead.slice(-10))
  )
    return null;
  return { level, base: goal, constant: null, sign: signOf(words), isCertain: false };
}

/** Nothing between the rate and the words of the difference names another rate. */
export const isOwn = (last: Fact, words: string): boolean => {
  // 39%的完成率低于时序进度…
  if (/^的[一-龥]{0,6}(?:率|占比|比重|进度|满意度)(?:比|较|[快慢高低]于|超)/.test(words)) return true;
  const noun = /([一-龥]{2}(?:率|占比|比重|满意度|进度))(?:比|较|同比|快于|慢于|高于|低于)/.exec(words)?.[1] ?? "";
  return noun === "" || last.lead.includes(noun.slice(-3)) || (/占比|比重/.test(noun) && last.role === "share");
};
