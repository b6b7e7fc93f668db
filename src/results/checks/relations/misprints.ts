/*
 * 疑似误印: a figure that no relation bears out, though one slip of the hand away from what its neighbors make: 331.60 printed 313.60 in a list
 * whose total stands before it. Words are not needed for that, so it finds what no relation has a pattern for.
 *
 * Chance is what it has to fear: of many sums tried one comes near. So the sums are tried from the most natural on, and a hit counts only while
 * the chance that any of those tried so far had hit stays small. Long figures and swapped digits bear more witness than short ones and a single
 * digit. It is asked (疑点), never asserted.
 */
import type { Fact } from "../facts/fact.ts";
import { chanceOf, type Guess, guessesOf, guessWithin, misprints } from "../facts/misprints.ts";
import type { Text } from "../facts/text.ts";
import { significant } from "../facts/typos.ts";
import { suggestionsFor } from "./neighbors.ts";
import { type Claim, claim } from "../judgement/claim.ts";
import { isSound, rangeOf } from "../judgement/judge.ts";

/** `isSettled`: another relation bears the figure out, or questions it already. */
export function* misprintsIn(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const fact of text.facts) {
    if (!mayBeMisprinted(fact) || isSettled(fact)) continue;
    const found = misprintOf(fact, text);
    if (found) yield found;
  }
}

const mayBeMisprinted = (fact: Fact): boolean =>
  fact.unit !== null &&
  fact.unit.title !== "类" &&
  fact.hedge === null &&
  !fact.isChinese &&
  !fact.passage.cell &&
  fact.passage.kind !== "title" &&
  significant(fact.number) >= 2;

const mostChance = 0.03;

function misprintOf(fact: Fact, text: Text): Claim | null {
  const guesses = guessesOf(fact);
  const tried = new Set<string>();
  let found: Claim | null = null;
  for (const { rule, sum } of suggestionsFor(fact, text)) {
    const [low, high] = rangeOf(sum, fact);
    const key = low.toPrecision(12);
    if (!(high > 0) || tried.has(key)) continue;
    tried.add(key);
    const made = claim(rule, fact, sum, "", false);
    // What the neighbors make of it just so was meant.
    if (isSound(made)) return null;
    const guess: Guess | null = found ? null : guessWithin(guesses, low, high);
    if (guess && tried.size * chanceOf(guess, guesses, high - low, fact) <= mostChance)
      found = {
        ...made,
        message: "与邻近数字的算式不符",
        cause: `${misprints[guess.kind]}，可能是录入之误`,
      };
  }
  return found;
}
