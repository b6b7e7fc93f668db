/*
 * 还要做的: what a goal leaves to be done, told in the plan for the rest of the year: “下半年还需签约56个、到位资金87.6亿元”. What was done and what is to be done in all
 * were told under the same names in other parts: “新签约项目64个”, “全年目标为签约项目120个、到位资金170亿元”.
 *
 * Looked for last, where no relation has settled the figure. A goal and a figure of one name (facts/tracks.ts) that leave just so much were meant; if none do, and two
 * leave what one slip of the hand makes of it, it is asked about.
 *
 * 例：到位资金34.5亿元，完成全年目标68亿元的50.7%。……下半年还需到位35.3亿元 → 33.5。反例：下半年还需签约20个（没有全年目标）。
 */
import type { Fact } from "../../facts/fact.ts";
import { goalsOf } from "../../facts/goals.ts";
import { misprintOf } from "../../facts/misprints.ts";
import type { Text } from "../../facts/text.ts";
import { dueWord, type Track, trackCore, trackedAs, trackOf, tracksOf } from "../../facts/tracks.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* toldRests(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  if (!text.passages.some(({ plain, cell }) => !cell && dueWord.test(plain))) return;
  for (const due of tracksOf(text)) {
    if (due.when !== "due" || due.fact.passage.cell || isSettled(due.fact)) continue;
    const made = ofRest(due, text);
    if (made) yield made;
  }
}

function ofRest({ fact, core }: Track, text: Text): Claim | null {
  const name = trackCore(fact.lead).length > 1 ? core : "";
  const aims = goalsBeside(fact, text);
  const alike = trackedAs(name, fact, text);
  const goals = aims.length > 0 ? aims : alike.filter(({ when }) => when === "goal");
  const told = goals.flatMap((goal) =>
    [...new Set([...alike, ...trackedAs(goal.core, fact, text)])]
      .filter(({ when, fact: now }) => when === "now" && now !== goal.fact && now.base < goal.fact.base)
      .map(({ fact: now }) => claim("difference", fact, gap(goal.fact, now), message, false)),
  );
  return (
    told.find(isSound) ??
    told.find(({ sum }) => misprintOf(fact, sum.compute(sum.operands.map(({ base }) => base)))) ??
    null
  );
}

const message = "还要做的与目标、已完成之差不符";

/** 按全年5亿美元目标测算，四季度还需到资1.04亿美元: the goal is said again, and elsewhere told beside what was done. */
function goalsBeside(fact: Fact, text: Text): Track[] {
  const { facts } = text.readings[fact.passage.index] ?? { facts: [] };
  const aim = facts.find(
    (each) =>
      each.sentence === fact.sentence &&
      each.index < fact.index &&
      areKin(each.unit, fact.unit) &&
      /^[^，。；]{0,4}(?:目标|任务|计划)/.test(each.tail),
  );
  if (!aim) return [];
  return goalsOf(text).flatMap(({ fact: goal }) => {
    const track = goal.base === aim.base && areKin(goal.unit, aim.unit) ? trackOf(goal, text) : undefined;
    return track ? [track] : [];
  });
}
