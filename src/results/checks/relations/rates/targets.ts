/*
 * 目标、完成与结论: a verdict must follow from the two figures, or from the rate of completion, it stands with.
 *
 * Most targets are floors; costs, times, errors and complaints are ceilings, and the words say so (不超过、≤、控制在…以内).
 * “部分完成” is right for what was begun and not reached; “基本完成” decides nothing.
 *
 * 例：目标 5000 人，实际 4500 人，该指标已完成 → 4500 < 5000。 反例：成本目标 ≤337.05，实际 310.42，已完成。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { isBeyond } from "../../facts/ratefigures.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* targets(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings)
    if (!passage.cell && facts.length > 0)
      for (const verdict of verdictsOf(passage.plain)) yield* ofVerdict({ ...verdict, passage }, facts);
}

interface Verdict {
  from: number;
  to: number;
  word: string;
  isMet: boolean;
  isExceeded: boolean;
}

const verdicts =
  /(?:该(?:项)?(?:指标|任务|目标|工作)[^，。；]{0,6}?|指标|任务|目标(?:任务)?|^|[，。；“"])(?<word>(?:均|全部|全面|已|如期|圆满|顺利)*(?<exceeded>超额)完成|(?<unmet>未能?完成|未达标|未达到(?:[一-龥]{0,4}(?:要求|标准|约定|规定))?(?:预期|年度|绩效)?(?:目标|指标|要求)?(?=[值。，；、“”(（]|$|预期|目标|指标|要求)|尚未完成|没有完成|部分完成)|(?<met>(?:已|应|均|全部|全面|如期|圆满|顺利|按期|已全部)(?:完成|达标|实现)|完成|达标|实现(?=了?(?:全年|年度|既定|预期|各项)*(?:目标|任务|计划))|已?达到了?[一-龥]{0,4}?(?:目标|指标|要求|标准|约定)))(?=了?(?:全年|年度|既定|各项)*(?:目标任务|目标|任务|计划|指标|要求)?值?(?:[。；，、（(”"]|$))/g;

function verdictsOf(plain: string): Verdict[] {
  return matchesOf(plain, verdicts).map((match) => {
    const { word = "", unmet, exceeded } = match.groups ?? {};
    const to = match.index + match[0].length;
    return { from: to - word.length, to, word, isMet: unmet === undefined, isExceeded: exceeded !== undefined };
  });
}

function* ofVerdict(verdict: Verdict & { passage: Stretch["passage"] }, facts: Fact[]): Generator<Observation> {
  const { passage, from, to, word } = verdict;
  const begin = Math.max(
    passage.plain.lastIndexOf("。", from - 1),
    passage.plain.lastIndexOf("；", from - 1),
    passage.plain.lastIndexOf(";", from - 1),
  );
  const said = facts.filter((fact) => fact.from > begin && fact.to <= from);
  const words = passage.plain.slice(begin + 1, from);
  // 确保如期完成: nothing is said to be done yet.
  if (/(?:确保|力争|争取|预计|有望|可望|保证)[^，。；]{0,16}$/.test(words)) return;
  const seen = completion(said) ?? spoken(words, passage, from) ?? byPoints(said, words) ?? comparison(said);
  if (!seen) return;
  const at = { passage, from, to };
  const isRight = verdict.isMet === seen.isMet && !(verdict.isExceeded && seen.isExact);
  if (isRight) yield { kind: "match", rule: "target-actual", at, because: seen.because, operands: seen.operands };
  else
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: seen.isCertain ? "error" : "warning",
      at,
      stated: word,
      expected: seen.isMet ? (seen.isExact ? "已完成" : "已完成（或超额完成）") : "未完成",
      because: seen.because,
      operands: seen.operands,
      message: "结论与目标值、完成值不符，请核对",
    };
}

interface Seen {
  isMet: boolean;
  isExact: boolean;
  isCertain: boolean;
  because: string;
  operands: Stretch[];
}

/** 低于目标值3.08个百分点，该指标…: the text has compared them itself. */
function spoken(words: string, passage: Stretch["passage"], from: number): Seen | null {
  const found = [
    ...matchesOf(
      words,
      /(?<met>高于|超过|超出|优于|多于)|(?<unmet>低于|未达到|未达|不及|少于)(?=[^，。；]{0,16}(?:目标|指标值|标准|计划|任务))/g,
    ),
  ];
  const last = found
    .filter((match) => /^[^，。；]{0,18}(?:目标|指标值|标准|计划|任务)/.test(words.slice(match.index)))
    .at(-1);
  if (!last || /以内|不超过|≤|成本|时限|差错|投诉/.test(words)) return null;
  const at = from - words.length + last.index;
  const isMet = last.groups?.met !== undefined;
  return {
    isMet,
    isExact: false,
    isCertain: true,
    because: `前文写“${passage.text.slice(at, at + last[0].length)}目标”`,
    operands: [{ passage, from: at, to: at + last[0].length }],
  };
}

/** 与要求的92%相比，低1.5个百分点; 距80%的目标还差1.6个百分点: by how much, and which way. */
function byPoints(said: Fact[], words: string): Seen | null {
  const last = said.at(-1);
  const [, way] = /(高出?|超出?|超过|多|低于?|差|少)\s*$/.exec(last?.lead ?? "") ?? [];
  if (last?.unit?.dimension !== "point" || way === undefined) return null;
  if (!/要求|目标|标准|约定|指标值|计划|任务/.test(words)) return null;
  if (/以内|不超过|≤|成本|时限|差错|投诉|上年|去年|同期|上升|下降|提高|空置|逾期|不良/.test(words)) return null;
  const isMet = /高|超|多/.test(way);
  const because = `前文写“${way}${printed(last)}”`;
  return { isMet, isExact: false, isCertain: false, because, operands: [stretchOf(last)] };
}

/** 完成目标的107.80%，该指标… */
function completion(said: Fact[]): Seen | null {
  const rate = said.findLast(
    (fact) =>
      fact.unit?.title === "%" &&
      /(?:完成[^，。；]{0,20}的|完成率[^，。；]{0,4})\s*$/.test(fact.lead + (fact.lead.endsWith("的") ? "" : "")),
  );
  const last = said.at(-1);
  if (!rate || !last || rate.clause < last.clause - 3) return null;
  return {
    isMet: rate.base >= 100,
    isExact: rate.base === 100,
    isCertain: true,
    because: `完成 ${printed(rate)}，${rate.base >= 100 ? "不低于" : "低于"} 100%`,
    operands: [stretchOf(rate)],
  };
}

const ceiling = /不超过|不高于|不大于|小于等于|≤|以内|控制在|少于等于|不多于/;
const floor = /不少于|不低于|不小于|大于等于|≥|达到|以上/;
const named = /目标|指标值|任务|计划|原定|预定|约定/;
const reached = /实际|完成值|完成数|实现|达到?|为|完成/;

/** 控制在500万元以内: a bound that is set is a goal. */
const isBound = ({ lead, tail }: Fact): boolean =>
  /(?:控制在|不超过|不高于|≤)\s*$/.test(lead) && !/实际/.test(lead) && /^\s*(?:以内|以下|[，；。、(])/.test(tail);

/** 目标值…，实际…，该指标… : exactly one target and one result of its kind. */
function comparison(said: Fact[]): Seen | null {
  const goals = said.filter(
    (fact) =>
      fact.role === "target" ||
      isBound(fact) ||
      (named.test(fact.lead) && fact.role !== "change" && !isBeyond(fact) && !/实际|完成(?:值|数)/.test(fact.lead)),
  );
  const [goal] = goals;
  if (!goal || goals.length !== 1) return null;
  const results = said.filter(
    (fact) =>
      fact !== goal &&
      areKin(fact.unit, goal.unit) &&
      fact.role !== "change" &&
      fact.role !== "base" &&
      fact.role !== "point",
  );
  const alike = results.filter(({ unit }) => unit?.title === goal.unit?.title);
  const actual =
    (alike.length > 0 ? alike : results).find((fact) => /实际|完成/.test(fact.lead)) ??
    (alike.length === 1 ? alike[0] : undefined) ??
    (results.length === 1 ? results[0] : undefined);
  if (!actual || !(goal.index < actual.index ? reached.test(actual.lead) || actual.role === "rate" : true)) return null;
  const words = goal.lead + goal.tail.slice(0, 4);
  const isCeiling = ceiling.test(words) && !floor.test(words);
  const isMet = isCeiling ? actual.base <= goal.base : actual.base >= goal.base;
  return {
    isMet,
    isExact: actual.base === goal.base,
    isCertain: goal.unit?.title === actual.unit?.title && (isCeiling || floor.test(words) || named.test(words)),
    because: `${printed(actual)} ${actual.base === goal.base ? "=" : actual.base > goal.base ? ">" : "<"} ${printed(goal)}${isCeiling ? "（不得超过）" : ""}`,
    operands: [stretchOf(goal), stretchOf(actual)],
  };
}
