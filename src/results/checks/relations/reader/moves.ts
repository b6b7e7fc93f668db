/*
 * 增减所指: a change, a growth or a distance in points is between two figures of one measure: now and then, done and aimed at, this one and that one. What has moved
 * stands before 比 (or in the clause before), what it is compared with behind it, as a figure, a time or a name. Verbs need not be known.
 *
 * Looked for where no relation has settled the figure. Whatever two figures near by make it right were meant; if none do, the two that the words point to are held against it, provided
 * they are plainly named or stand right before it.
 *
 * 例：人员由27人精简为18人，减少43.3%；用工问题占35%，高于融资问题7.0个百分点。 反例：比上年增加3个（上年多少没有说）。
 */
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import { type Frame, frameOf } from "../../facts/frames.ts";
import {
  coreOf,
  farIdentities,
  identitiesOf,
  type Identity,
  likeness,
  type Namesake,
  namesakesIn,
} from "../../facts/identity.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, growth, growthByChange } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isMistypedSum, isOneSlipAway } from "../../judgement/oneslip.ts";

export function* moves(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0) continue;
    for (const fact of facts) {
      if (isSettled(fact)) continue;
      const rest = restOf(fact, facts);
      if (rest) yield rest;
      const frame =
        rest || otherPrices.test(passage.plain.slice(Math.max(0, fact.from - 60), fact.from)) ? null : frameOf(fact);
      const made = frame ? moveOf(fact, frame, facts, text) : null;
      if (made) yield made;
    }
  }
}

/** 前11个月完成88亿元，全年预计完成100亿元，12月份还需完成12亿元: what one of the two before it leaves of the other. */
function restOf(fact: Fact, facts: readonly Fact[]): Claim | null {
  if (!/(?:还需|尚需|仍需|还要|须再|需再)[^，。；\d]{0,6}$/.test(fact.lead) || fact.hedge || fact.role !== "level")
    return null;
  const before = facts.filter(
    (other) =>
      other.index < fact.index &&
      other.sentence === fact.sentence &&
      areKin(other.unit, fact.unit) &&
      (other.role === "level" || other.role === "target"),
  );
  const [a, b] = before;
  if (!a || !b || before.length !== 2) return null;
  const made = claim("difference", fact, gap(a, b), "还要做的与所说两数之差不符", false);
  return isSound(made) || isMistypedSum(made) ? made : null;
}

/** Of what is told at constant prices, or over several years, the rate is another. */
const otherPrices = /生产总值|增加值|GDP|可比价|不变价|[年届]前|年均/;

/** The hedge of 超4个 is no hedge where 4 is how much more. */
const bare = (fact: Fact): Fact =>
  fact.hedge === null ? fact : { ...fact, hedge: null, low: fact.base - fact.half, high: fact.base + fact.half };

function claimOf(fact: Fact, { kind }: Frame, now: Fact, then: Fact): Claim {
  const stated = /超|不少于|不低于|至少/.test(fact.lead.slice(-5)) ? bare(fact) : fact;
  if (kind === "growth")
    return claim("growth-rate", stated, growth(bare(now), bare(then)), "增减幅度与所指两数不符", false);
  if (kind === "point")
    return claim("percent-point", stated, gap(bare(now), bare(then)), "百分点与所指两数不符", false);
  return claim("difference", stated, gap(bare(now), bare(then)), "增减额与所指两数不符", false);
}

const mayEnd = (other: Fact, fact: Fact, { kind }: Frame): boolean =>
  other !== fact &&
  other.unit !== null &&
  other.base > 0 &&
  !["change", "growth", "point", "times"].includes(other.role) &&
  (kind === "growth" ? true : kind === "point" ? other.unit.dimension === "percent" : areKin(other.unit, fact.unit));

function moveOf(fact: Fact, frame: Frame, facts: readonly Fact[], text: Text): Claim | null {
  const pool = facts.filter((other) => Math.abs(other.sentence - fact.sentence) < 2 && mayEnd(other, fact, frame));
  for (const [index, a] of pool.entries())
    for (const b of pool.slice(0, index)) {
      if (!areKin(a.unit, b.unit)) continue;
      const [more, less] = a.base >= b.base ? [a, b] : [b, a];
      const both =
        frame.direction === 0
          ? [claimOf(fact, frame, a, b), claimOf(fact, frame, b, a)]
          : [frame.direction > 0 ? claimOf(fact, frame, more, less) : claimOf(fact, frame, less, more)];
      // Held by chance or not: what no words point to settles nothing.
      if (both.some(isSound)) return null;
    }
  const byChange = grownBy(fact, frame, facts, text);
  if (byChange) return byChange;
  const told = readMove(fact, frame, facts, text);
  if (!told) return null;
  const all = told.now.flatMap((now) =>
    told.was
      .filter((then) => then !== now && areKin(now.unit, then.unit))
      .map((then) => claimOf(fact, frame, now, then)),
  );
  const right = all.find(isSound);
  if (right) return right;
  const first = all.find(({ sum: { operands } }) => isGoing(told, operands, frame));
  return first &&
    new Set(all.map(({ sum }) => sum.compute(sum.operands.map(({ base }) => base)))).size === 1 &&
    isOneSlipAway(first)
    ? first
    : null;
}

/** What has grown is the larger of the two now. */
const isGoing = ({ now }: Told, [larger, other]: readonly Fact[], { direction, kind }: Frame): boolean =>
  larger === undefined ||
  (kind === "growth" && other !== undefined && larger.base > other.base === direction > 0) ||
  (kind !== "growth" && now.some(({ index }) => index === larger.index) === direction > 0);

/** 投资额432.6亿元，同比增加54.2亿元，增长14.3%: the change stands right before its rate. */
function grownBy(fact: Fact, { kind, direction }: Frame, facts: readonly Fact[], text: Text): Claim | null {
  const change = facts[facts.indexOf(fact) - 1];
  if (
    kind !== "growth" ||
    change?.role !== "change" ||
    change.sentence !== fact.sentence ||
    fact.from - change.to > 10 ||
    direction === 0 ||
    change.direction !== direction
  )
    return null;
  const own = identitiesOf(text)[fact.passage.index] ?? [];
  const level = own.findLast(
    (each) =>
      each.fact.index < change.index &&
      each.fact.sentence === fact.sentence &&
      each.when === "now" &&
      areKin(each.fact.unit, change.unit),
  )?.fact;
  if (
    !level ||
    (change.index - level.index > 1 && facts[facts.indexOf(change) - 1]?.role !== "base") ||
    change.index - level.index > 2 ||
    level.base <= change.base ||
    level.hedge ||
    change.hedge
  )
    return null;
  const made = claim("growth-rate", fact, growthByChange(level, change, direction), "增长率与增减额不符", false);
  return isSound(made) || isOneSlipAway(made) ? made : null;
}

interface Told {
  now: Fact[];
  was: Fact[];
}

/** What its words say it is between. */
function readMove(fact: Fact, frame: Frame, facts: readonly Fact[], text: Text): Told | null {
  const { plain, index } = fact.passage;
  const { begin, compared, comparand } = frame;
  const isIn = (other: Fact, from: number, to: number): boolean =>
    other.from >= from && other.to <= to && mayEnd(other, fact, frame);
  const own = (identitiesOf(text)[index] ?? []).filter((each) => mayEnd(each.fact, fact, frame));
  const before = own.filter((each) => each.fact.index < fact.index);
  const inSubject = facts.filter((other) => isIn(other, begin, compared ?? fact.from));
  const inCompared = compared === null ? [] : facts.filter((other) => isIn(other, compared, fact.from));
  const subject = coreOf(frame.subject.replace(/[离距比较与同]$/, ""));
  const kin = inCompared.at(-1) ?? before.at(-1)?.fact ?? fact;
  const behind = facts.filter(
    (other) =>
      other.index > fact.index &&
      other.index <= fact.index + 2 &&
      other.sentence === fact.sentence &&
      mayEnd(other, fact, frame) &&
      /(?:上年|去年|同期|上届|上期|20\d\d年)[^，。；比较]{0,8}$/.test(other.lead),
  );
  // 与上年得分93.4分相比，本年提高1.7分: said in the clause before.
  const aside = before.findLast(
    (each) => each.fact.sentence === fact.sentence && /^的?(?:[一-龥]{0,4})(?:相比|比较)/.test(each.fact.tail),
  )?.fact;
  const base = inCompared.at(-1) ?? behind[0] ?? (compared === null ? aside : undefined);
  const told = nowOf(inSubject, subject, kin, before, fact, text, base);
  const now = told.length > 0 || !base || subject.length > 1 ? told : calledAs(base, text, fact);
  const [first] = now;
  if (!first) return null;
  if (base) return { now, was: [base] };
  if (compared !== null) return { now, was: comparedWith(comparand, first, before, text) };
  // 2023年到位资金80亿元，2024年到位资金92亿元，同比增长12%
  const mine = before.find((each) => each.fact === first);
  const earlier = before.filter(
    (each) =>
      (each.when === "former" || isBefore(each.fact, first)) &&
      each.fact.sentence === fact.sentence &&
      mine !== undefined &&
      likeness(each.name, mine.name) >= 0.9 &&
      areKin(each.fact.unit, first.unit),
  );
  if (earlier.length === 1 && compared === null) return { now, was: earlier.map((each) => each.fact) };
  // 较上年的92.3万元下降6.3%，减少5.8万元
  const against = before.findLast((each) => each.fact.role === "base" && each.fact.sentence === fact.sentence)?.fact;
  if (against && compared === null && against !== first) return { now, was: [against] };
  // 由27人精简为18人，减少33.3%
  const origin = before.findLast(
    (each) => each.fact.index === first.index - 1 && each.fact.sentence === first.sentence,
  )?.fact;
  const isOrigin =
    origin !== undefined &&
    /(?:由|从)[^，。；、]{0,24}$/.test(plain.slice(Math.max(0, origin.from - 30), origin.from)) &&
    !/[，。；]/.test(plain.slice(origin.to, first.from));
  return isOrigin ? { now, was: [origin] } : null;
}

function nowOf(
  inSubject: Fact[],
  subject: string,
  kin: Fact,
  before: readonly Identity[],
  fact: Fact,
  text: Text,
  not: Fact | undefined,
): Fact[] {
  if (inSubject.length > 0) return inSubject.slice(-1);
  const present = before.filter((each) => each.fact !== not);
  if (subject.length < 2)
    return present
      .filter(
        (each) =>
          each.fact.sentence === fact.sentence &&
          each.when !== "former" &&
          areKin(each.fact.unit, kin.unit) &&
          each.fact.role !== "base",
      )
      .slice(-1)
      .map((each) => each.fact);
  const near = present.filter(({ when }) => when === "now");
  const named = best(namesakesIn(subject, fact, near, 0.75, kin));
  if (named.length > 0) return named;
  return best(
    namesakesIn(
      subject,
      fact,
      farIdentities(subject, text).filter(({ when, fact: other }) => when === "now" && other.index < fact.index),
      0.9,
      kin,
    ),
  );
}

/** All that are called alike; two values of one name say nothing. */
function best(found: readonly Namesake[]): Fact[] {
  const [first] = found;
  return found.filter(({ likeness }) => first && likeness >= first.likeness).map(({ fact }) => fact);
}

const isBefore = (then: Fact, now: Fact): boolean => then.year !== null && now.year !== null && then.year < now.year;

/** The present figure of the name of a former one. */
function calledAs(base: Fact, text: Text, fact: Fact): Fact[] {
  const name = (identitiesOf(text)[base.passage.index] ?? []).find((each) => each.fact === base)?.name ?? "";
  return best(
    namesakesIn(
      name,
      base,
      farIdentities(name, text).filter(({ when, fact: other }) => when === "now" && other.index < fact.index),
      0.9,
    ),
  );
}

/** 较6月底净增, 比2024年增加: a plan is held against what was told. */
const ofTime = /^\s*(?:20\d\d年|\d{1,2}月|年[末底初]|目前|现有|上半年)[^，。；]{0,6}$/;
const goalWord = /目标|任务|计划|预算|承诺|要求|标准|预期|合同|约定/;

/** 高于融资问题, 比驻点招商队: what is called so; 比上年, 比目标: the same measure at that time. */
function comparedWith(comparand: string, now: Fact, before: readonly Identity[], text: Text): Fact[] {
  const identity = (identitiesOf(text)[now.passage.index] ?? []).find(({ fact }) => fact === now);
  const name = coreOf(comparand);
  const isPlanned = ofTime.test(comparand) && !former.test(comparand);
  const when = former.test(comparand) ? "former" : goalWord.test(comparand) ? "goal" : isPlanned ? "now" : null;
  if (when && identity) {
    const isThen = (each: Identity): boolean =>
      each.when === when &&
      each.fact !== now &&
      !(isPlanned && each.fact.passage === now.passage && each.fact.sentence === now.sentence) &&
      areKin(each.fact.unit, now.unit);
    const near = best(namesakesIn(identity.name, now, before.filter(isThen), 0.75));
    return near.length > 0
      ? near
      : best(namesakesIn(identity.name, now, farIdentities(identity.name, text).filter(isThen), 0.9));
  }
  if (name.length < 2) return [];
  return best(
    namesakesIn(
      name,
      now,
      before.filter(({ fact }) => fact !== now),
      0.75,
    ),
  );
}
