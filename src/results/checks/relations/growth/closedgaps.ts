/*
 * 一句之内的差数: what one figure is more or less than the other, where the sentence has but those two of its unit: 全省平均82.3分，我市85.9分，高于全省3.6分;
 * 全年46亿元，超出年初确定的45亿元目标1亿元.
 *
 * Looked for last, where no relation has settled the figure. Whatever it is called, a figure that is told as a gap is one between the two others of its
 * sentence, or it is of something unsaid: what is more than last year's asks for a figure called so. A gap many times off was rather not meant.
 *
 * 反例：比上年多3家（上年的数没有说）；A、B、C三数，相差5（不知是哪两个）。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, same, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* closedGaps(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const stated of facts) {
      if (!isGap(stated) || isSettled(stated)) continue;
      const made = claimOf(stated, facts);
      if (made) yield made;
    }
  }
}

const words =
  /(?:剩余|余下|其余|剩下|尚余|还差|尚差|仍差|相差|差距|缺口|高于|低于|多于|少于|超出|超过|高出|多出|[比较][^，。；]{1,12}[高低多少])[^，。；\d]{0,10}$/;

const isGap = ({ unit, hedge, lead, role, passage, from, to, base }: Fact): boolean =>
  unit !== null &&
  unit.dimension !== "point" &&
  hedge === null &&
  base > 0 &&
  role !== "growth" &&
  role !== "rate" &&
  (words.test(lead) || (role === "target" && passage.plain.slice(0, from).endsWith("目标"))) &&
  // 低于50%的序时要求, 低于甲县的2.58亿元: itself what is compared with.
  !/[高低多少]于[^，。；]{1,10}的\s*$/.test(lead) &&
  !/^的[^，。；]{0,8}(?:要求|目标|任务|标准|水平|平均|进度)/.test(passage.plain.slice(to, to + 14)) &&
  !/平均每|每|力争|确保/.test(lead);

/** 比上年多3家: what it is more than must be one of the two, by its own words. */
const foils = /上年|去年|同期|前年|年初|目标|任务|计划|要求|全[国省市]|平均/;

function claimOf(stated: Fact, facts: readonly Fact[]): Claim | null {
  const pool = facts.filter(
    (fact) =>
      fact !== stated &&
      fact.sentence === stated.sentence &&
      areKin(fact.unit, stated.unit) &&
      ["level", "base", "origin", "target"].includes(fact.role) &&
      !(fact.isChinese && fact.base < 10),
  );
  const [one, other, ...more] = pool;
  if (!one || !other || more.length > 0 || one.base === other.base) return null;
  if (Math.min(one.index, other.index) > stated.index) return null;
  const [foil] = foils.exec(stated.lead) ?? [];
  if (foil && !pool.some(({ lead, tail }) => (lead + tail).includes(foil))) return null;
  // 比一季度少16.4亿元: neither of the two is called so.
  const than = /[比较]([^，。；\d]{2,12}?)[高低多少超]/.exec(stated.lead)?.[1];
  if (than && !pool.some(({ lead, noun, tail }) => likenessOf(than, lead + noun + tail) >= 0.5)) return null;
  const of = (sum: Claim["sum"]): Claim => claim("difference", stated, sum, "差数与本句两数不符", false);
  const made = of(gap(one, other));
  if ([gap(one, other), total([one, other]), same(one), same(other)].some((sum) => isSound(of(sum)))) return null;
  const due = Math.abs(one.base - other.base);
  return due > stated.base * 0.1 && due < stated.base * 10 ? made : null;
}
