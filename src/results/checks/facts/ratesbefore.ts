/* 差之前的比率: the rates said before a difference, as they count for it. */
import type { Fact } from "./fact.ts";

/** 62.0%，比目标58%高出4个百分点，比上年的51.3%提高…: the goal was compared with already, and is the level of nothing more. */
export function withoutBases(before: readonly Fact[], plain: string): Fact[] {
  return before.filter((each, index) => {
    const next = before[index + 1];
    return (
      !next ||
      !/(?<!占)[比较](?!重|例)[^，。；%]{1,14}$/.test(each.lead) ||
      !/^[^，。；%]{0,8}(?:高|低|快|慢|提|升|降|增|减)[^，。；%]{0,4}\d[\d.]*个?百?分?点?[，,]/.test(
        plain.slice(each.to, next.from),
      )
    );
  });
}

/** 增速最低，为-6.3%; 下降2.4%: below nothing, where two rates are set apart. */
export function signed(fact: Fact): Fact {
  const isBelow =
    fact.base > 0 &&
    (fact.role === "growth"
      ? fact.direction < 0
      : /[^\d\s]\s*[-−–]$/.test(fact.passage.plain.slice(fact.from - 3, fact.from)));
  return isBelow ? { ...fact, value: -fact.value, base: -fact.base, low: -fact.high, high: -fact.low } : fact;
}

export const isGoalFirst = (first: Fact, second: Fact): boolean =>
  /目标|要求|计划|任务/.test(first.lead.slice(-10)) && /^[，,]?\s*实际/.test(second.lead);
