/*
 * 序时进度: whether a rate of completion is ahead of the time passed, as it is said: 占年度计划的52%，超时序进度2个百分点; 支出进度71.3%，未达到序时进度.
 *
 * The share of the year is the one printed with the word, else it follows from the months the passage or the title reports on. By how many points is
 * for percentpoints.ts; here it is only the word.
 *
 * 例：截至9月底，支出进度81.3%，未达到序时进度 → 81.3 > 75。反例：超过序时进度（没有月份）；全年（序时进度为 100%）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { isProgress, passedOf, progressWord } from "../../facts/progress.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";

export function* progress(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && reading.facts.length > 0 && /序时|时序|时间进度/.test(reading.passage.plain))
      yield* inPassage(reading, text);
}

const word = new RegExp(
  `(?<no>未达到?|未完成|未超过?|低于|慢于|落后于?|滞后于?|不及|没有达到|欠)|(?<yes>超额?过?|快于|高于|领先于?|优于|达到|好于)`,
  "g",
);
const phrase = new RegExp(`(?<verb>[一-龥]{1,5}?)了?(?:\\d[\\d.]{0,6}%的)?${progressWord}(?!率|表|要求)`, "g");

function* inPassage({ passage, facts }: Reading, text: Text): Generator<Observation> {
  for (const match of matchesOf(passage.plain, phrase)) {
    const verb = matchesOf(match.groups?.verb ?? "", word).at(-1);
    if (
      !verb ||
      /的(?:有|\d)|^的/.test(passage.plain.slice(match.index + match[0].length, match.index + match[0].length + 2))
    )
      continue;
    const rate = rateBefore(match.index, facts, passage.plain);
    if (!rate) continue;
    const own = facts.find((fact) => isProgress(fact) && fact.sentence === rate.sentence && fact !== rate);
    const passed = own?.base ?? passedOf(passage, text, match.index);
    if (passed === null || rate.base === 0) continue;
    const isAhead = verb.groups?.yes !== undefined;
    const isExact = Math.abs(rate.base - passed) < 0.01;
    const isRight = /达到/.test(verb[0]) && isExact ? isAhead : !isExact && isAhead === rate.base > passed;
    const at = { passage, from: match.index, to: match.index + match[0].length };
    const because = `${printed(rate)} ${rate.base > passed ? ">" : "<"} 序时进度 ${own ? printed(own) : `${rounded(passed, 2)}%`}`;
    const operands = [rate, ...(own ? [own] : [])].map(stretchOf);
    if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
    else
      yield {
        kind: "slip",
        rule: "comparison",
        severity: own ? "error" : "warning",
        at,
        stated: passage.text.slice(at.from, at.to),
        expected: rate.base > passed ? "超过序时进度" : "低于序时进度",
        because,
        operands,
        message: "与序时进度的比较不符，请核对",
      };
  }
}

/** 完成…的52%，超时序进度: the only rate of completion of the clauses right before. */
function rateBefore(at: number, facts: readonly Fact[], plain: string): Fact | null {
  const begin = Math.max(plain.lastIndexOf("。", at), plain.lastIndexOf("；", at), plain.lastIndexOf(";", at)) + 1;
  const rates = facts.filter(
    (fact) => fact.from >= begin && fact.to <= at && fact.unit?.title === "%" && !fact.hedge && !isProgress(fact),
  );
  const [rate] = rates;
  const isOne = rate && rates.length === 1 && at - rate.to < 30;
  const isRate = isOne && /完成|进度|执行率|占|支付率|支出率/.test(rate.lead.slice(-24));
  return isRate && rate.role !== "growth" && !/其余|其他|个县|家|\d个/.test(plain.slice(rate.to, at)) ? rate : null;
}
