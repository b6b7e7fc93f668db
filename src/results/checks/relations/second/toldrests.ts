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
import { misprintOf } from "../../facts/misprints.ts";
import type { Text } from "../../facts/text.ts";
import { areTracked, dueWord, type Track, trackCore, tracksOf } from "../../facts/tracks.ts";
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
  const tracks = tracksOf(text).filter((track) => track.fact !== fact && areKin(track.fact.unit, fact.unit));
  const goals = tracks.filter(({ when }) => when === "goal");
  const own = goals.filter(({ fact: goal }) => goal.passage === fact.passage && goal.sentence === fact.sentence);
  const name = trackCore(fact.lead).length > 1 ? core : "";
  const pairs = tracks.flatMap((now) =>
    now.when !== "now"
      ? []
      : goals
          .filter((goal) => goal.fact.base > now.fact.base && areTracked(goal.core, now.core))
          .filter((goal) =>
            own.length > 0
              ? own.some((each) => each.fact.base === goal.fact.base)
              : areTracked(name, now.core) || areTracked(name, goal.core),
          )
          .map((goal) => ({ goal: goal.fact, now: now.fact })),
  );
  const told = pairs.map(({ goal, now }) =>
    claim("difference", fact, gap(goal, now), "还要做的与目标、已完成之差不符", false),
  );
  return (
    told.find(isSound) ??
    told.find(({ sum }) => misprintOf(fact, sum.compute(sum.operands.map(({ base }) => base)))) ??
    null
  );
}
