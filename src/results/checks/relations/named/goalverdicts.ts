/*
 * 已达、未达: what the text says of a goal beside the rate that decides it: 完成目标的92.4%，未达目标; 办结率比目标低1个百分点，已完成年度目标; 快于时间进度 of less.
 *
 * Only the clauses right before the verdict count, and only one rate in them. Rates of things that should be low (投诉率) are left out. Always a 疑点.
 *
 * 例：完成全年任务的71%，已达到全年任务。反例：完成92%，预计年底可完成目标；完成80%，已提前完成阶段性目标。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt, sentenceStart } from "../../facts/namedclauses.ts";
import { once } from "../../facts/once.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* goalVerdicts(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings)
    if (!reading.passage.cell && reading.facts.length > 0 && /目标|任务|计划|进度/.test(reading.passage.plain))
      yield* inPassage(reading, text);
}

const pattern =
  /(?:(?<not>未能?|没有|尚未|仍未|还未)|(?<done>已经?|均已|如期|顺利|圆满))(?:全部|全面|超额)?(?:完成|达到?|实现)(?:了|到)?(?:(?<pace>时间|时序|序时)进度|(?:年度|全年|年初|预期|既定)?(?:目标|任务|计划)(?:任务|要求|值)?)(?=[，。；、）)]|要求|$)/g;

/** 时间进度（75%）, as the text says it. */
const paceOf = once((text: Text): Fact | null => {
  const said = text.facts.filter(
    ({ unit, passage: { cell, plain }, from, tail }) =>
      unit?.dimension === "percent" &&
      !cell &&
      (/(?:时间|序时|时序)进度[为是应达(（：\s]{0,3}$/.test(plain.slice(Math.max(0, from - 8), from)) ||
        /^的?(?:时间|序时|时序)进度/.test(tail)),
  );
  const [first] = said;
  return first && said.every(({ base }) => base === first.base) ? first : null;
});

function* inPassage({ passage, facts }: Reading, text: Text): Generator<Slip | Match> {
  const { plain } = passage;
  for (const { index, 0: word, groups = {} } of matchesOf(plain, pattern)) {
    const clause = clauseAt(plain, index);
    const start = sentenceStart(plain, index);
    const said = facts.filter(
      ({ from, to, unit }) => from >= Math.max(start, clause.from - 40) && to <= index && unit !== null,
    );
    const rate = said.at(-1);
    if (!rate || rate.hedge || index - rate.to > 12 || /[；。]/.test(plain.slice(rate.to, index))) continue;
    const before = plain.slice(Math.max(start, rate.from - 24), rate.from).replace(/^.*[；。]/s, "");
    if (/投诉|差错|能耗|成本|上年|去年|同期|阶段|力争|预计/.test(before + plain.slice(rate.to, index))) continue;
    const meets = metBy(rate, before, groups.pace ? paceOf(text) : null, groups.pace !== undefined);
    if (meets === null) continue;
    const isDone = groups.not === undefined;
    const at = { passage, from: index, to: index + word.length };
    const operands = [stretchOf(rate)];
    if (meets === isDone) yield { kind: "match", rule: "target-actual", at, because: printed(rate), operands };
    else
      yield {
        kind: "slip",
        rule: "target-actual",
        severity: "warning",
        at,
        stated: word,
        expected: meets ? "已达" : "未达",
        because: printed(rate),
        operands,
        message: "是否达到目标的说法与所列比率不符，请核对",
      };
  }
}

/** Does the rate meet the goal? Null where it does not say. */
function metBy(rate: Fact, before: string, pace: Fact | null, isPace: boolean): boolean | null {
  const isRate =
    rate.unit?.dimension === "percent" &&
    /(?:完成|达到|[为是])[^，。；]{0,16}(?:目标|任务|计划)[^，。；]{0,14}$|完成率[^，。；]{0,4}$/.test(before);
  if (isPace) return pace && isRate ? rate.base >= pace.base : null;
  if (isRate) return rate.base >= 100;
  const [, low, high] =
    /[比较](?:[^，。；]{0,10})(?:目标|任务|计划)[^，。；]{0,6}?(?:(低|少|差)|(高|多|超))[^，。；]{0,4}$/.exec(before) ??
    [];
  return low ? false : high ? true : null;
}
