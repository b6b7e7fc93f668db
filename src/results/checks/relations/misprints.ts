/*
 * 疑似误印: a figure that no relation bears out, though one slip of the hand away from what its neighbors make: 331.60 printed 313.60 in a list
 * whose total stands before it. Words are not needed for that, so it finds what no relation has a pattern for.
 *
 * Chance is what it has to fear: of many sums tried one comes near. So the sums are tried from the most natural on, and a hit counts only while
 * the chance that any of those tried so far had hit stays small. Long figures and swapped digits bear more witness than short ones and a single
 * digit. It is asked (疑点), never asserted.
 */
import type { Fact } from "../facts/fact.ts";
import { chanceOf, type Misprint, misprintOf, misprints } from "../facts/misprints.ts";
import type { Text } from "../facts/text.ts";
import { significant } from "../facts/typos.ts";
import { farSuggestionsFor } from "./farsums.ts";
import { type Suggestion, suggestionsFor } from "./neighbors.ts";
import { type Claim, claim } from "../judgement/claim.ts";
import { isSound, widthOf } from "../judgement/judge.ts";

/** `isSettled`: another relation bears the figure out, or questions it already. */
export function* misprintsIn(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const fact of text.facts) {
    if (!mayBeMisprinted(fact) || isSettled(fact)) continue;
    const found = misprinted(fact, text);
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

/** A change, a share, a rate is of some two figures near it; a level may stand by itself. */
const mostChanceOf = ({ role, lead }: Fact): number =>
  ["change", "growth", "point", "share", "rate"].includes(role) || derived.test(lead) ? 0.1 : 0.03;
const derived =
  /(?:合计|共计|总计|两者|三者|相当于|其余|剩余|余下|还差|尚差|缺口|[户人亩家均]均|平均|即)[^，。；\d]{0,6}$/;

function misprinted(fact: Fact, text: Text): Claim | null {
  const near = weighed(fact, suggestionsFor(fact, text), true);
  if (near === "meant") return null;
  const far = weighed(fact, farSuggestionsFor(fact, text), false);
  return far === "meant" ? null : (near ?? far);
}

/** 163.2亿元，占总投资的58.4%: a share is of the part right before it, not of any two figures that stand around. */
const isOfOwnPart = ({ role, lead, index }: Fact, [part]: readonly Fact[]): boolean =>
  role !== "share" || !lead.includes("占") || part === undefined || part.index === index - 1 || part.index > index;

const stepOf = (fact: Fact): number => (fact.unit?.factor ?? 1) / 10 ** fact.places;

/** 6 of 8 comes out even as well. */
const isLarge = ({ value }: Fact): boolean => value >= 10;

/** 73.5 × 60% = 44.10, to the last digit: no chance gives that. */
function isExactly(due: number, fact: Fact): boolean {
  const steps = due / stepOf(fact);
  return Math.abs(steps - Math.round(steps)) < 1e-7 * Math.max(1, steps) && steps >= 2;
}

/** What the figure is one slip away from; `meant` where one of the sums makes it just so. */
function weighed(fact: Fact, suggestions: Iterable<Suggestion>, isNear: boolean): Claim | "meant" | null {
  const tried = new Set<number>();
  let found: Claim | null = null;
  const isShort = significant(fact.number) < 3;
  for (const { rule, sum } of suggestions) {
    const due = sum.compute(sum.operands.map(({ base }) => base));
    const isExact = isExactly(due, fact) && sum.operands.every(isLarge);
    // Nearly every two digits are the quotient of some two figures, but few come out even.
    if (isShort && isNear && !sum.isAdditive && !isExact) continue;
    if (!(due > 0) || tried.has(due)) continue;
    tried.add(due);
    const made = claim(rule, fact, sum, "与邻近数字的算式不符", false);
    // What the neighbors make of it just so was meant.
    if (Math.abs(fact.base / due - 1) < 0.02 && isOfOwnPart(fact, sum.operands) && isSound(made)) return "meant";
    const kind: Misprint | null = found ? null : misprintOf(fact, due);
    if (
      kind &&
      tried.size * chanceOf(kind, fact, due, isExact ? stepOf(fact) : widthOf(sum, fact), sum.isAdditive) <=
        mostChanceOf(fact)
    )
      found = { ...made, cause: `${misprints[kind]}，可能是录入之误` };
  }
  return found;
}
