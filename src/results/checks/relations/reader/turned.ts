/*
 * 说反了: 多 for 少, 延长 for 缩短, 未完成 for 完成. The figure beside the word is right, and so are the two it lies between; only which of them is the larger is told the wrong way round.
 *
 * What has moved and what it is compared with are found by name and time (facts/identity.ts), wherever they stand; the gap between them must be the one that is printed, so that no
 * chance pair is taken for them. A verdict on a goal needs the figure before it and one goal of its name.
 *
 * 例：年末结转586万元，比年初减少126万元（年初结转460万元）；目标45个，……签约52个，未完成年度目标。 反例：比年初减少126万元（年初多少没有说）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import { type Frame, frameOf } from "../../facts/frames.ts";
import { coreOf, farIdentities, identitiesOf, type Identity, likeness } from "../../facts/identity.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Slip, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* turned(text: Text): Generator<Slip> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0) continue;
    for (const fact of facts) {
      const frame = frameOf(fact);
      if (frame && frame.compared !== null && frame.kind !== "growth") yield* turnedAround(fact, frame, facts, text);
    }
    if (/完成|达到?|超过|达标/.test(passage.plain)) yield* verdicts(passage, text);
    yield* allOf(passage, facts);
    if (/过半/.test(passage.plain)) yield* halfDone(passage, facts);
  }
}

const goalWord = /目标|任务|计划|预算|承诺|要求|标准|预期|合同|约定/;
const timeWord = /20\d\d年|[一二三四]季度|[上下]半年|\d{1,2}月/;

function* turnedAround(fact: Fact, frame: Frame, facts: readonly Fact[], text: Text): Generator<Slip> {
  const { begin, compared, comparand, direction } = frame;
  if (compared === null || fact.hedge === "range" || direction === 0) return;
  const own = identitiesOf(text)[fact.passage.index] ?? [];
  const isKin = (other: Fact): boolean =>
    fact.unit?.dimension === "point" ? other.unit?.dimension === "percent" : areKin(other.unit, fact.unit);
  const inSubject = own.findLast((each) => each.fact.from >= begin && each.fact.to <= compared && isKin(each.fact));
  const subject = coreOf(frame.subject);
  const before = own.findLast(
    (each) =>
      each.fact.index < fact.index &&
      each.fact.sentence === fact.sentence &&
      each.when !== "former" &&
      isKin(each.fact) &&
      each.fact.to <= begin,
  );
  const now =
    inSubject ?? (before && (subject.length < 2 || likeness(subject, before.name) >= 0.75) ? before : undefined);
  if (!now) return;
  const inCompared = facts.filter((other) => other.from >= compared && other.to <= fact.from && isKin(other));
  if (inCompared.length > 0) return;
  const then = comparedWith(comparand, now, text).filter((each) => isKin(each.fact) && each.fact !== now.fact);
  const isGap = (each: Identity): boolean =>
    Math.abs(Math.abs(now.fact.base - each.fact.base) - fact.base) <=
    fact.half + now.fact.half + each.fact.half + 1e-9 * now.fact.base;
  const meant = then.filter(isGap);
  const [first] = meant;
  if (!first || meant.some((each) => now.fact.base > each.fact.base === direction > 0)) return;
  yield {
    kind: "slip",
    rule: "direction",
    severity: "warning",
    at: stretchOf(fact),
    stated: frame.word + printed(fact),
    expected: null,
    because: `${printed(now.fact)} ${now.fact.base > first.fact.base ? ">" : "<"} ${printed(first.fact)}`,
    operands: [stretchOf(now.fact), stretchOf(first.fact)],
    message: "增减方向与所指两数不符，请核对",
  };
}

/** What the words of a comparison may mean, anywhere. */
function comparedWith(comparand: string, now: Identity, text: Text): Identity[] {
  const [time] = timeWord.exec(comparand) ?? [];
  const name = coreOf(comparand);
  const alike = farIdentities(now.name, text).filter((each) => likeness(now.name, each.name) >= 0.75);
  if (former.test(comparand)) return alike.filter(({ when }) => when === "former");
  if (goalWord.test(comparand))
    return [
      ...alike.filter(({ when }) => when === "goal"),
      ...farIdentities(name, text).filter((each) => likeness(name, each.name) >= 0.9),
    ];
  if (time) return alike.filter(({ fact }) => fact.lead.includes(time));
  return name.length < 2 ? [] : farIdentities(name, text).filter((each) => likeness(name, each.name) >= 0.9);
}

const verdict =
  /(?<not>未能?|没有|尚未|仍未|还未)?(?:全面|超额|顺利|圆满|如期)?(?:完成|达到?|超过|实现)(?:了|到)?(?:全年|年度|年初|预期|既定|绩效)?(?:目标|任务|计划)(?:任务|要求|值)?(?=[，。；、）)]|$)/g;

/** 签约52个，……，未完成年度目标 */
function* verdicts(passage: Passage, text: Text): Generator<Slip> {
  const own = identitiesOf(text)[passage.index] ?? [];
  for (const match of matchesOf(passage.plain, verdict)) {
    const start = sentenceStart(passage.plain, match.index);
    const words = passage.plain.slice(start, match.index);
    if (/目标|任务|计划|力争|确保|预计|率|低于|不超过|以内|控制/.test(words)) continue;
    const now = own.findLast(
      ({ fact, when, isLent }) => fact.from >= start && fact.to <= match.index && when === "now" && !isLent,
    );
    if (!now || now.name.length < 3 || now.fact.hedge) continue;
    const goals = farIdentities(now.name, text).filter(
      (each) =>
        each.when === "goal" &&
        likeness(now.name, each.name) >= 0.85 &&
        areKin(each.fact.unit, now.fact.unit) &&
        each.fact.index < now.fact.index,
    );
    // 年初确定招商目标100亿元。……到位资金92亿元，超额完成年初目标: the one goal of the paragraph.
    const near = own.filter(
      (each) => each.when === "goal" && areKin(each.fact.unit, now.fact.unit) && each.fact.sentence < now.fact.sentence,
    );
    if (goals.length === 0 && near.length === 1 && near[0]?.fact.unit?.title === now.fact.unit?.title)
      goals.push(...near);
    const [goal] = goals;
    if (!goal || new Set(goals.map(({ fact }) => fact.base)).size > 1) continue;
    const isMet = now.fact.base >= goal.fact.base;
    if (isMet === (match.groups?.not === undefined)) continue;
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: "warning",
      at: { passage, from: match.index, to: match.index + match[0].length },
      stated: match[0],
      expected: isMet ? "已完成" : "未完成",
      because: `${printed(now.fact)} ${isMet ? "≥" : "<"} ${printed(goal.fact)}`,
      operands: [stretchOf(now.fact), stretchOf(goal.fact)],
      message: "是否完成的说法与别处所说的目标不符，请核对",
    };
  }
}

const everyDone =
  /(?:[一-龥\d]{0,2}项[一-龥]{0,4})?(?:全部|均|都)(?:已|圆满|顺利|如期|超额)*(?:完成|达标)(?:了?(?:年度|全年|既定)?(?:目标|任务|计划)(?:任务)?)?(?=[，。；]|$)/g;
const everyFirst = /(?:均|都|全部)[^，。；\d]{0,8}前([三四五六七八九十]|\d{1,2})(?:位|名)?(?=[，。；、])/g;

/** 完成率105%、98%、110%，三项指标全部完成; 均居前三，分别列第2位和第5位 */
function* allOf(passage: Passage, facts: readonly Fact[]): Generator<Slip> {
  const { plain } = passage;
  if (!/均|都|全部/.test(plain)) return;
  for (const { index, 0: word } of matchesOf(plain, everyDone)) {
    const start = sentenceStart(plain, index);
    const words = plain.slice(start, index);
    if (/目标为|力争|确保|要求|不低于|不少于|除/.test(words)) continue;
    const rates = facts.filter(
      (fact) =>
        fact.from >= start &&
        fact.to <= index &&
        fact.unit?.title === "%" &&
        /(?:完成率|(?:目标|任务|计划)[^，。；]{0,8}的)(?:分别)?(?:为|达到?)?\s*$|^[、和及\s]*$/.test(fact.lead) &&
        !fact.hedge,
    );
    const short = rates.find(({ base }) => base < 100);
    if (!short || rates.length < 2 || !/完成率|(?:目标|任务|计划)[^，。；]{0,8}的/.test(words)) continue;
    yield slip(
      passage,
      index,
      word,
      `其中有 ${printed(short)}`,
      [stretchOf(short)],
      "target-actual",
      "全部完成的说法与所列完成率不符，请核对",
    );
  }
  for (const { index, 0: word, 1: bound = "" } of matchesOf(plain, everyFirst)) {
    const end = plain.indexOf("。", index);
    const ranks = matchesOf(
      plain.slice(index, end < 0 ? index + 80 : Math.min(end, index + 80)),
      /第\s*(\d{1,2}|[一二三四五六七八九十])\s*[位名]/g,
    );
    const limit = parseNumeral(bound);
    const out = ranks.find(({ 1: rank = "" }) => limit !== null && (parseNumeral(rank) ?? 0) > limit);
    if (!out) continue;
    const from = index + out.index;
    yield slip(
      passage,
      index,
      word,
      `其中有${out[0]}`,
      [{ passage, from, to: from + out[0].length }],
      "rank",
      "所说的位次与所列位次不符，请核对",
    );
  }
}

const half = /任务(?:完成)?过半|[“"]?双过半/g;

/** 完成全年任务的47%，实现时间过半、任务过半 */
function* halfDone(passage: Passage, facts: readonly Fact[]): Generator<Slip> {
  for (const { index, 0: word } of matchesOf(passage.plain, half)) {
    const start = sentenceStart(passage.plain, index);
    if (/未|没有|力争|确保|不少于|要求|争取|除/.test(passage.plain.slice(start, index))) continue;
    const [rate, other] = facts.filter((fact) => fact.from >= start && fact.to <= index && fact.unit?.title === "%");
    if (!rate || other || rate.base >= 50 || !/(?:完成|目标|任务|计划)[^，。；]{0,10}的\s*$/.test(rate.lead)) continue;
    yield slip(
      passage,
      index,
      word,
      `完成 ${printed(rate)}`,
      [stretchOf(rate)],
      "comparison",
      "任务过半的说法与所列完成比例不符，请核对",
    );
  }
}

const slip = (
  passage: Passage,
  from: number,
  stated: string,
  because: string,
  operands: Stretch[],
  rule: Slip["rule"],
  message: string,
): Slip => ({
  kind: "slip",
  rule,
  severity: "warning",
  at: { passage, from, to: from + stated.length },
  stated,
  expected: null,
  because,
  operands,
  message,
});
