/*
 * 逾期与提前: by how many days or months something came late or early, told with the day it was due and the day it was done: “应于6月30日前交付，实际于7月28日交付，逾期
 * 28天”; or with two lengths of time: “建设工期18个月，比合同工期20个月提前2个月”.
 *
 * Of the dates the two last of the sentence before the words are taken; a day more or less is a way of counting. Working days are at most the days.
 *
 * 例：6月30日前交付，7月28日交付，逾期38天 → 28。反例：提前15天完成（没有日期）；比承诺时限（20天）提前。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

const late =
  /(?<word>逾期|延期|超期|延误|推迟|延迟|滞后|延后|晚|提前|提早|早)了?\s*(?<count>\d{1,3})\s*(?<unit>个?工作日|天|日|个月)/g;
const lengths =
  /(?<a>\d{1,3})\s*(?<unit>个?工作日|天|个月)(?:完成|完工|建成)?[，,]?\s*[比较][^，。；\d]{0,12}(?<b>\d{1,3})\s*(?<same>个?工作日|天|个月)(?:的?[一-龥]{0,4})?(?<word>逾期|延期|超期|推迟|滞后|延长|超出?|提前|缩短|减少|压缩)了?\s*(?<c>\d{1,3})\s*(?<last>个?工作日|天|个月)/g;

export function* lateness({ passages }: Text): Generator<Slip | Match> {
  for (const passage of passages) {
    const { plain } = passage;
    if (!/[期前后误迟晚早短长]了?\s*\d/.test(plain)) continue;
    for (const match of matchesOf(plain, lengths)) yield* ofLengths(passage, match);
    if (!plain.includes("月")) continue;
    const found = matchesOf(plain, late);
    const said = found.length > 0 ? datesOf(plain).filter(isPossible) : [];
    for (const match of found) yield* ofDates(passage, match, said);
  }
}

const at = (match: RegExpExecArray) => ({ from: match.index, to: match.index + match[0].length });
const isLate = (word: string): boolean => !/提前|提早|早|缩短|减少|压缩/.test(word);

function* ofLengths(passage: Passage, match: RegExpExecArray): Generator<Slip | Match> {
  const { a = "", b = "", c = "", unit, same, last, word = "" } = match.groups ?? {};
  if (unit !== same || same !== last) return;
  const due = Number(a) - Number(b);
  const isRight = due === (isLate(word) ? 1 : -1) * Number(c);
  yield told(passage, match, isRight, `${a} − ${b} = ${due} ${unit}`, []);
}

function* ofDates(passage: Passage, match: RegExpExecArray, said: readonly DateSaid[]): Generator<Slip | Match> {
  const start = sentenceStart(passage.plain, match.index);
  const [due, done, ...more] = said.filter((date) => date.from >= start && date.to <= match.index);
  if (!due || !done || more.length > 0 || match.index - done.to > 24) return;
  const between = passage.plain.slice(due.to, done.from);
  const isDue =
    /^\s*(?:之?前|以前|底前|止|到期|截止)/.test(between) ||
    /应|约定|规定|要求|计划|原定|期限|截止|承诺/.test(passage.plain.slice(start, due.from));
  if (!isDue || /\d/.test(passage.plain.slice(done.to, match.index))) return;
  const { count = "", unit = "", word = "" } = match.groups ?? {};
  const sign = isLate(word) ? 1 : -1;
  const year = due.year ?? done.year ?? 2023;
  const doneYear = done.year ?? (done.month < due.month && sign > 0 ? year + 1 : year);
  if (unit === "个月") {
    const months = ((doneYear - year) * 12 + done.month - due.month) * sign;
    yield told(passage, match, Math.abs(months - Number(count)) <= 1, `相隔 ${months} 个月`, [due, done]);
    return;
  }
  if (due.day === null || done.day === null) return;
  const days =
    ((Date.UTC(doneYear, done.month - 1, done.day) - Date.UTC(year, due.month - 1, due.day)) / 86_400_000) * sign;
  const isRight = unit.endsWith("工作日")
    ? Number(count) <= days + 1 && days >= 0
    : Math.abs(days - Number(count)) <= 1;
  yield told(passage, match, isRight, `两个日期相隔 ${days} 天`, [due, done]);
}

function told(
  passage: Passage,
  match: RegExpExecArray,
  isRight: boolean,
  because: string,
  dates: readonly DateSaid[],
): Slip | Match {
  const operands = dates.map(({ from, to }) => ({ passage, from, to }));
  if (isRight) return { kind: "match", rule: "period", at: { passage, ...at(match) }, because, operands };
  return {
    kind: "slip",
    rule: "period",
    severity: "warning",
    at: { passage, ...at(match) },
    stated: match[0],
    expected: null,
    because,
    operands,
    message: "提前或逾期的时间与起止不符，请核对",
  };
}
