/*
 * 时间均值: 月均、日均、平均每季度: an amount over a time that is named, not printed as a figure: 上半年 has six months, 5月16日至19日 four days. What
 * times a text names stands in facts/spans.ts; the one said nearest is natural, a month's average without any is of a year.
 *
 * 例：四季度计划完成81亿元，月均27亿元 → 81 ÷ 3。 反例：每月召开一次例会；日均客流不低于2万人次（目标）。
 */
import type { Fact } from "../../facts/fact.ts";
import { type Claim, claim, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import type { Over } from "./averagewords.ts";

/** `tops`: what may be shared out, nearest first. */
export function* timeAverage(stated: Fact, { times, isTimeSaid }: Over, tops: Fact[]): Generator<Claim> {
  const of = (top: Fact, time: number, isCertain: boolean): Claim =>
    claim("average", stated, byTime(top, time), "均值与前后两数不符", isCertain);
  const tries = (facts: Fact[]) => facts.flatMap((top) => (times ?? []).map((time) => ({ top, time })));
  const held = tries(tops.filter((fact) => fact.passage === stated.passage).slice(0, 10)).find(({ top, time }) =>
    isSound(of(top, time, true)),
  );
  if (held) {
    yield of(held.top, held.time, true);
    return;
  }
  if (stated.role === "target") return;
  const own = tops.filter(
    ({ passage, sentence, index, role }) =>
      passage === stated.passage && sentence === stated.sentence && index < stated.index && role !== "change",
  );
  const isPlain = own.length === 1 && isTimeSaid;
  const told = tries(own).find(({ top, time }) => isNearTime(top.base / time, stated, isPlain));
  if (told) yield of(told.top, told.time, isPlain && !stated.hedge);
}

/** A slip leaves the average near what is due, or moves its point; where one amount and one time are said, it may be far off. */
function isNearTime(due: number, stated: Fact, isPlain: boolean): boolean {
  const scale = due / stated.base;
  const power = Math.round(Math.log10(scale));
  const isOff = power !== 0 && Math.abs(scale / 10 ** power - 1) < 0.006;
  return isOff || (scale > (isPlain ? 0.2 : 0.6) && scale < (isPlain ? 5 : 1.7));
}

const byTime = (top: Fact, over: number): Sum => ({
  operands: [top],
  compute: ([value = 0]) => value / over,
  show: ([text]) => `${text} ÷ ${over}`,
  isAdditive: false,
});
