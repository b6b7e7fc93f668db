/*
 * 词说的占比: 四分之一、一半、八成、过半 of a whole that is told anywhere: 集中签约46.4亿元，占上半年签约总投资的四分之一; 促成8个，占上半年签约项目的八分之一.
 *
 * Looked for last, where no relation has settled the words. The part is the figure before them; the whole may be any larger figure of its unit that is called
 * by the name in the phrase, in the whole text, or stands before it in the paragraph. If one of them makes the words right, it was meant. A word is chosen for
 * a plain part of a whole, so where none does, the pair that makes another plain word just so (or a part that one slip of the hand makes so) is what was meant.
 *
 * 例：330家，共660家，占三成。反例：占用地一半（没有总数）；力争占三分之一。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { once } from "../../facts/once.ts";
import { nameOf } from "../../facts/sharewholes.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";

export function* wordShares(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2 || !/[成半]|分之/.test(passage.plain)) continue;
    for (const [at, stated] of facts.entries()) {
      if (!isSpoken(stated) || isSettled(stated)) continue;
      const made = claimOf(stated, facts[at - 1], text);
      if (made) yield made;
    }
  }
}

const isSpoken = ({ unit, isChinese, role, lead, tail }: Fact): boolean =>
  unit?.dimension === "percent" &&
  isChinese &&
  (role === "share" || role === "level") &&
  /占/.test(lead) &&
  !/力争|目标|确保|提高到|计划|不低于|分别|各占|[0-9]/.test(lead) &&
  !/^\s*(?:和|、|左右的)/.test(tail);

/** How far back figures of the paragraph count without being named. */
const near = 5;

function claimOf(stated: Fact, part: Fact | undefined, text: Text): Claim | null {
  if (!part || part.passage !== stated.passage || part.sentence !== stated.sentence || !isAmount(part)) return null;
  const between = stated.passage.plain.slice(part.to, stated.from);
  if (between.length > 24 || /[；;：:]/.test(between)) return null;
  const name = nameOf(stated).replace(/^(?:全部|所有|总)/, "");
  const of = (whole: Fact): Claim => claim("share", stated, percentage(part, whole), "说法与部分、总数不符", false);
  if (/(?:共|合计|总计)(?:有|为)?\s*$/.test(part.lead)) return ofListed(stated, part, text);
  const all = byUnit(text).get(part.unit?.title ?? "") ?? [];
  const larger = all.filter((fact) => fact.base > part.base && fact !== part);
  const called = larger.filter((fact) => name.length > 1 && likenessOf(name, wordsOf(fact)) >= 0.3);
  const around = larger.filter(
    (fact) => fact.passage === part.passage && fact.index < part.index && part.index - fact.index <= near,
  );
  const candidates = [...new Set([...around, ...called])];
  // Whatever makes it right was meant.
  if ([...candidates, ...larger.filter(({ passage }) => passage === part.passage)].some((whole) => isSound(of(whole))))
    return null;
  const plain = candidates.filter((whole) => isPlainPart(part.base / whole.base));
  const [meant] =
    plain.length > 0 ? plain : candidates.filter((whole) => isLikelyName(name, whole) && isMistyped(of(whole)));
  const bases = new Set(plain.map(({ base }) => base));
  return meant && (bases.size <= 1 || isLikelyName(name, meant)) ? of(meant) : null;
}

/** 分为三类，分别为126家、204家和330家，共660家，其中…占一半: one of the list before it, whichever makes a plain word. */
function ofListed(stated: Fact, whole: Fact, text: Text): Claim | null {
  const parts = text.facts
    .slice(Math.max(0, whole.index - 6), whole.index)
    .filter(
      (fact) =>
        fact.sentence === whole.sentence &&
        fact.passage === whole.passage &&
        fact.unit === whole.unit &&
        isAmount(fact),
    );
  const of = (part: Fact): Claim => claim("share", stated, percentage(part, whole), "说法与部分、总数不符", false);
  const [meant, ...others] = parts.filter((part) => isPlainPart(part.base / whole.base));
  return parts.length > 1 && meant && others.length === 0 && !parts.some((part) => isSound(of(part)))
    ? of(meant)
    : null;
}

const isLikelyName = (name: string, fact: Fact): boolean => name.length > 2 && likenessOf(name, wordsOf(fact)) >= 0.5;

/** 上半年新签约项目64个，总投资185.6亿元: what a figure is called may be said with the one before it. */
const wordsOf = once(({ passage: { plain }, from, noun }: Fact): string => {
  const words = plain.slice(Math.max(0, from - 26), from);
  return words.slice(Math.max(words.lastIndexOf("。"), words.lastIndexOf("；")) + 1) + noun;
});

/** Of two figures and a word nearly any three are a slip apart; the part or whole must be long enough to say. */
const isMistyped = (made: Claim): boolean =>
  made.sum.operands.every(({ number }) => number.replaceAll(/\D/g, "").length > 2) &&
  isComparable(made) &&
  isOneSlipAway(made);

function isComparable({ stated, sum }: Claim): boolean {
  const due = sum.compute(sum.operands.map(({ base }) => base)) / stated.base;
  return due > 0.6 && due < 1.6;
}

const fractions = [
  1 / 2,
  1 / 3,
  2 / 3,
  1 / 4,
  3 / 4,
  1 / 5,
  2 / 5,
  3 / 5,
  4 / 5,
  1 / 6,
  1 / 8,
  1 / 10,
  3 / 10,
  7 / 10,
  9 / 10,
];
const isPlainPart = (ratio: number): boolean => fractions.some((each) => Math.abs(ratio - each) < 0.0015);

const isAmount = ({ unit, role, base, isChinese, hedge }: Fact): boolean =>
  unit !== null &&
  !["percent", "point", "times", "score", "day", "month"].includes(unit.dimension) &&
  ["level", "target", "base", "origin"].includes(role) &&
  base > 1 &&
  hedge === null &&
  !isChinese;

const byUnit = once((text: Text): Map<string, Fact[]> => {
  const found = new Map<string, Fact[]>();
  for (const fact of text.facts) {
    if (fact.passage.cell || !isAmount(fact)) continue;
    const key = fact.unit?.title ?? "";
    const same = found.get(key);
    if (!same) found.set(key, [fact]);
    else if (same.length < 200) same.push(fact);
  }
  return found;
});
