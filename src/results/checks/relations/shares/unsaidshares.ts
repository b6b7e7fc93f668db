/*
 * 未说总数的占比: a share right behind its part, of a whole that the share does not name: “总投资12.6亿元，其中资本金3.15亿元，银行贷款9.45亿元，占75%”.
 *
 * The whole is a larger figure of the same kind in its sentence or the one before. One that makes the share right was meant; told only where there is
 * no more than one, and the quotient is within reach of the share.
 *
 * 反例：占全市的34%（总数没有写）；5.4亿元，占财政总支出的18%（说了总数）；其中又占。
 */
import type { Fact } from "../../facts/fact.ts";
import { nameOf } from "../../facts/sharewholes.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, type Observation, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* unsaidShares(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/占/.test(passage.plain)) continue;
    for (const [at, share] of facts.entries()) if (share.role === "share") yield* ofShare(share, at, facts, text);
  }
}

function* ofShare(share: Fact, at: number, facts: readonly Fact[], text: Text): Generator<Observation> {
  const part = facts[at - 1];
  if (!part || share.hedge || part.hedge || share.unit?.title !== "%" || share.base >= 100 || nameOf(share) !== "")
    return;
  const between = share.passage.plain.slice(part.to, share.from);
  if (!/^[^，。；\d]{0,4}[，,]?\s*占(?:比)?\s*(?:为|达|约)?\s*$/.test(between) || part.role !== "level") return;
  const wholes = facts
    .slice(0, at - 1)
    .filter(
      (fact) =>
        fact.sentence >= part.sentence - 1 &&
        fact.role === "level" &&
        fact.base > part.base &&
        fact.unit?.dimension === part.unit?.dimension &&
        areKin(fact.unit, part.unit) &&
        !/上年|去年|同期|平均|[人户]均/.test(fact.lead + fact.period),
    );
  const of = (whole: Fact) => claim("share", share, percentage(part, whole), "占比与部分、总数不符", false);
  const held = wholes.map(of).find(isSound);
  const [whole] = wholes;
  if (held) yield held;
  else if (whole && wholes.length === 1) {
    const due = (part.base / whole.base) * 100;
    if (due > share.base * 0.75 && due < share.base * 1.33 && !isElsewhere(share, part, text)) yield of(whole);
  }
}

/** The share is right of some other figure of the text: that one was meant, however far it stands. */
const isElsewhere = (share: Fact, part: Fact, { facts }: Text): boolean =>
  facts
    .slice(Math.max(0, share.index - reach), share.index + reach)
    .some(
      (fact) =>
        fact.base > part.base &&
        areKin(fact.unit, part.unit) &&
        Math.abs((part.base / fact.base) * 100 - share.base) <= share.half,
    );

const reach = 200;
