/*
 * 与…相比: several former figures said first, and then how far each thing went: 与上年兑现3.9亿元、惠及企业2500户相比，资金增加0.78亿元，增长20%；户数增加620户，
 * 增长24.8%; 与上季度（118个、510.3亿元）相比，个数下降18.6%，投资额下降15.2%; 上年办班40期。与之相比，期数增加6期.
 *
 * A change is over the former figure of its unit; a rate is over that of the change before it, else each in turn. The rate follows from the change, or from
 * the figure of that unit told before of the present.
 *
 * 例：与上年2500户相比，户数增加620户，增长28.4%。反例：与上年相比增加620户（没有上年数）；与会签约企业相比。
 */
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, growth, type Observation, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { turned } from "../../judgement/turned.ts";

export function* comparedLists(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage, facts } = reading;
    if (passage.cell || facts.length < 2 || !passage.plain.includes("相比")) continue;
    for (const match of matchesOf(passage.plain, phrase))
      yield* ofPhrase(match.index, match.index + match[0].length, reading);
  }
}

const phrase = new RegExp(
  `[与同和](?:[之此]|(?:${former.source}|[一二三四]季度|20\\d\\d年|\\d{1,2}月)[^。；]{0,70}?)相比`,
  "g",
);

interface Step {
  moved: Fact;
  base: Fact;
  change: Fact | null;
}

function* ofPhrase(from: number, to: number, { facts, passage }: Reading): Generator<Observation> {
  const stop = passage.plain.indexOf("。", to);
  const sentence = facts.find((fact) => fact.from >= to)?.sentence ?? 0;
  const inside = facts.filter((fact) => fact.from >= from && fact.to <= to);
  const bases = (
    inside.length > 0 || to - from > 4
      ? inside
      : facts.filter((each) => each.to <= from && each.sentence === sentence - 1)
  ).filter(({ unit, hedge }) => unit !== null && unit.dimension !== "percent" && !hedge);
  const behind = facts.filter((fact) => fact.from >= to && (stop < 0 || fact.from < stop));
  if (bases.length === 0 || behind.some(({ lead }) => /分别|(?<![环同])[比较]/.test(lead))) return;
  const now = facts.filter(
    ({ to: end, role, hedge, lead, period }) =>
      end <= from && role === "level" && !hedge && !former.test(lead + period),
  );
  for (const step of stepsIn(behind, bases))
    yield* ofStep(
      step,
      now.filter((fact) => !bases.includes(fact)),
    );
}

/** 与2023年兑现5640万元、惠及392户相比，兑现金额增加…: what follows two former figures is read here only. */
export function isOfComparedList({ passage: { plain }, from }: Fact, facts: readonly Fact[]): boolean {
  const begin = plain.lastIndexOf("。", from) + 1;
  const words = plain.slice(begin, from);
  if (!words.includes("相比")) return false;
  const said = matchesOf(words, phrase).at(-1);
  if (!said) return false;
  const [first, last] = [begin + said.index, begin + said.index + said[0].length];
  return facts.filter((fact) => fact.from >= first && fact.to <= last && fact.unit !== null).length > 1;
}

/** Each change with the former figure of its unit, each rate with that of the change before it, or the next in turn. */
function* stepsIn(facts: readonly Fact[], bases: readonly Fact[]): Generator<Step> {
  const rest = [...bases];
  const take = (index: number): Fact | null => (index < 0 ? null : (rest.splice(index, 1)[0] ?? null));
  let last: Step | null = null;
  for (const fact of facts) {
    if (fact.hedge || fact.direction === 0) continue;
    if (fact.role === "change") {
      const base = take(rest.findIndex(({ unit }) => areKin(unit, fact.unit)));
      last = base ? { moved: fact, base, change: null } : null;
      if (last) yield last;
    } else if (fact.role === "growth" && fact.unit?.dimension === "percent") {
      const base: Fact | null = last ? last.base : take(0);
      if (base) yield { moved: fact, base, change: last?.moved ?? null };
      last = null;
    }
  }
}

function* ofStep({ moved, base, change }: Step, now: readonly Fact[]): Generator<Observation> {
  if (base.base === 0) return;
  if (change) {
    yield claim("growth-rate", moved, percentage(change, base), "增长率与增减额、对照数不符", false);
    return;
  }
  const kin = now.filter(({ unit }) => unit?.title === base.unit?.title);
  const said = (level: Fact): Claim =>
    moved.role === "growth"
      ? claim("growth-rate", moved, growth(level, base), "增长率与前后两数不符", false)
      : claim("difference", moved, gap(level, base), "增减额与前后两数不符", false);
  const near = kin.filter((each) => each.base < 3 * base.base && base.base < 3 * each.base);
  const level = near.findLast((each) => isSound(said(each))) ?? (near.length === 1 ? near[0] : undefined);
  if (!level) return;
  yield said(level);
  if (Math.sign(level.base - base.base) * moved.direction >= 0) return;
  yield turned(moved, level, base, "增减方向与前后两数不符，请核对");
}
