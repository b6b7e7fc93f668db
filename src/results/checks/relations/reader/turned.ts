/*
 * 说反了: 多 for 少, 延长 for 缩短, 未完成 for 完成. The figure beside the word is right, and so are the two it lies between; only which of them is the larger is told the wrong way round.
 *
 * What has moved and what it is compared with are found by name and time (facts/identity.ts), wherever they stand; the gap between them must be the one that is printed, so that no
 * chance pair is taken for them. A verdict on a goal needs the figure before it and one goal of its name.
 *
 * 例：年末结转586万元，比年初减少126万元（年初结转460万元）；目标45个，……签约52个，未完成年度目标。 反例：比年初减少126万元（年初多少没有说）。
 */
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import { type Frame, frameOf } from "../../facts/frames.ts";
import { coreOf, farIdentities, identitiesOf, type Identity, likeness } from "../../facts/identity.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* turned(text: Text): Generator<Slip> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0) continue;
    for (const fact of facts) {
      const frame = frameOf(fact);
      if (frame && frame.compared !== null && frame.kind !== "growth") yield* turnedAround(fact, frame, facts, text);
    }
    if (/完成|达到?|超过|达标/.test(passage.plain)) yield* verdicts(passage, text);
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
    (each) => each.fact.index < fact.index && each.fact.sentence === fact.sentence && each.when !== "former" && isKin(each.fact) && each.fact.to <= begin,
  );
  const now = inSubject ?? (before && (subject.length < 2 || likeness(subject, before.name) >= 0.75) ? before : undefined);
  if (!now) return;
  const inCompared = facts.filter((other) => other.from >= compared && other.to <= fact.from && isKin(other));
  if (inCompared.length > 0) return;
  const then = comparedWith(comparand, now, text).filter((each) => isKin(each.fact) && each.fact !== now.fact);
  const isGap = (each: Identity): boolean =>
    Math.abs(Math.abs(now.fact.base - each.fact.base) - fact.base) <= fact.half + now.fact.half + each.fact.half + 1e-9 * now.fact.base;
  const meant = then.filter(isGap);
  const [first] = meant;
  if (!first || meant.some((each) => now.fact.base > each.fact.base === direction > 0)) return;
  const { passage } = fact;
  yield {
    kind: "slip",
    rule: "direction",
    severity: "warning",
    at: { passage, from: frame.wordAt, to: fact.to },
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
    return [...alike.filter(({ when }) => when === "goal"), ...farIdentities(name, text).filter((each) => likeness(name, each.name) >= 0.9)];
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
    const now = own.findLast(({ fact, when, isLent }) => fact.from >= start && fact.to <= match.index && when === "now" && !isLent);
    if (!now || now.name.length < 3 || now.fact.hedge) continue;
    const goals = farIdentities(now.name, text).filter(
      (each) => each.when === "goal" && likeness(now.name, each.name) >= 0.85 && areKin(each.fact.unit, now.fact.unit) && each.fact.index < now.fact.index,
    );
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
