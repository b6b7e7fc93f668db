/*
 * 口语占比: a share in words whose figures stand further off: “也就是说，26家企业贡献了四分之三” behind 75%, “又有三分之一，也就是103个”,
 * “选“满意”的近八成” of a figure said by that name. (A share in words right beside its percentage or its part is told by
 * approximations.ts; one with 占 by shares.ts.)
 *
 * Of part and whole only the figures of the passage are tried, for further off anything would fit.
 *
 * 反例：近七成线索来自长三角（没有部分与总数）；占交付面积的九成（交付面积是总数，不是部分）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Observation, percentage, same } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

/** How many figures back the part and the whole may have been said. */
const reach = 40;

export function* spokenShares(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2) continue;
    for (const [at, stated] of facts.entries()) if (isSpoken(stated)) yield* ofShare(stated, at, facts);
  }
}

const isSpoken = (fact: Fact): boolean =>
  fact.unit?.dimension === "percent" &&
  fact.isChinese &&
  ["level", "share"].includes(fact.role) &&
  !/力争|目标|提高到|提升到|达到\s*$|不低于/.test(fact.lead);

function* ofShare(stated: Fact, at: number, facts: Fact[]): Generator<Observation> {
  const percent = restated(stated, at, facts);
  if (percent) {
    yield claim("share", stated, same(percent), "说法与前面的百分比不符", false);
    return;
  }
  const part = toldBehind(stated, facts[at + 1]) ?? namedPart(stated, facts.slice(Math.max(0, at - reach), at));
  if (!part) return;
  const wholes = facts
    .slice(0, at)
    .filter((fact) => fact !== part && isCount(fact) && areKin(fact.unit, part.unit) && fact.base > part.base);
  const of = (whole: Fact): Claim => claim("share", stated, percentage(part, whole), "说法与部分、总数不符", false);
  const held = wholes.findLast((whole) => isSound(of(whole)));
  const natural = wholes.at(-1);
  if (held) yield of(held);
  else if (natural) yield of(natural);
}

const isCount = ({ role, unit, base }: Fact): boolean =>
  (role === "level" || role === "target") &&
  base > 1 &&
  unit !== null &&
  !["percent", "point", "times"].includes(unit.dimension);

/** 占75%。也就是说，26家企业贡献了四分之三 */
function restated(stated: Fact, at: number, facts: Fact[]): Fact | undefined {
  const isPercent = ({ unit, isChinese, hedge, role }: Fact) =>
    unit?.title === "%" && !isChinese && hedge === null && role !== "growth";
  const between = (fact: Fact) => stated.passage.plain.slice(fact.to, stated.from);
  return facts
    .slice(Math.max(0, at - 2), at)
    .findLast((fact) => isPercent(fact) && /^[。，；]\s*(?:也就是说|换句话说|换言之|就是说)/.test(between(fact)));
}

/** 三分之一，也就是103个 */
const toldBehind = (stated: Fact, next: Fact | undefined): Fact | undefined =>
  next && isCount(next) && /^[，,]?\s*(?:也就是|即|就是)/.test(stated.passage.plain.slice(stated.to, next.from))
    ? next
    : undefined;

/** 选“满意”的近八成, 市级媒体占了六成: the part that was called by the same words in a sentence or clause before. */
function namedPart({ lead }: Fact, before: Fact[]): Fact | undefined {
  if (/占[^，。；]*的[^，。；]*$/.test(lead)) return undefined;
  const [, quoted, plain] = /(?:“([^”]{2,10})”|([一-龥]{2,8}?))(?:的|占了?|占到)[^，。；占的]{0,4}$/.exec(lead) ?? [];
  if (quoted) return before.findLast((fact) => isCount(fact) && fact.lead.includes(`“${quoted}”`));
  return plain
    ? before.findLast((fact) => isCount(fact) && fact.subject.length >= 2 && plain.includes(fact.subject))
    : undefined;
}
