/*
 * …中的各项: “22项指标中完成19项、基本完成2项、未完成1项”, “12个项目中，种子期三个、成长期七个、成熟期两个”: a counted whole with 中 behind it, and the
 * counts its sentence goes on with. All of one kind up to the first comma behind two of them, or semicolon; one whole, no other reading.
 *
 * 反例：36个项目中，签约20个、开工12个、投产6个（一批项目的几个阶段）；30个村中，收入10万元以上的21个（只说一部分）。
 */
import { areDivision } from "../facts/divisions.ts";
import type { Fact } from "../facts/fact.ts";
import type { Text } from "../facts/text.ts";
import { areKin } from "../facts/units.ts";
import { claim, type Observation, total } from "../judgement/claim.ts";
import { isSound } from "../judgement/judge.ts";

export function* amongParts(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const [index, whole] of facts.entries()) {
      if (!/^[一-龥“”]{0,10}中/.test(whole.tail) || whole.hedge || whole.unit?.factor !== 1) continue;
      const parts = partsAfter(whole, facts.slice(index + 1));
      if (parts.length < 2) continue;
      const made = claim("total-parts", whole, total(parts), "总数与各项之和不符", false);
      const off = Math.abs(whole.base - parts.reduce((sum, { base }) => sum + base, 0)) / whole.base;
      const isAll = areDivision(parts) || (parts.length > 2 && !parts.some(({ lead }) => stages.test(lead)));
      if (isSound(made) || (isAll && off <= 0.4)) yield made;
    }
  }
}

/** One may have gone through several of them. */
const stages = /签约|注册|开工|落地|投产|竣工|受理|通过|以上/;

/** The counts of its kind behind it, as long as nothing but their names and shares stands between. */
function partsAfter(whole: Fact, behind: readonly Fact[]): Fact[] {
  const parts: Fact[] = [];
  for (const fact of behind) {
    if (fact.sentence !== whole.sentence || parts.length > 11) break;
    if (fact.unit?.dimension === "percent") continue;
    const before = parts.at(-1)?.to ?? whole.to;
    const between = whole.passage.plain.slice(before, fact.from);
    const isNext = areKin(fact.unit, whole.unit) && fact.role === "level" && fact.base <= whole.base;
    if (!isNext || between.length > 40 || /[；;]|合计|共/.test(between)) break;
    parts.push(fact);
  }
  return parts;
}
