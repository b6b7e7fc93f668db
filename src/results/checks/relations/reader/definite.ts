/*
 * 说过的那些: “45个签约未开工项目中，……”, “对上述37户企业……” speak of things whose number was told: as many as there were. The things are known by their name (facts/identity.ts); if
 * one figure of that name is as large, it was meant; if none is and one is a single slip of the hand away, it is asked about.
 *
 * 例：年末在手签约未开工项目45个。……54个签约未开工项目中，超过一年的9个。 反例：12个签约项目中（别处说的是全年签约项目）——数相差很多，是另一些。
 */
import type { Fact } from "../../facts/fact.ts";
import { coreOf, farIdentities, likeness } from "../../facts/identity.ts";
import { misprintOf } from "../../facts/misprints.ts";
import type { Text } from "../../facts/text.ts";
import { isCounted } from "../../facts/units.ts";
import { type Claim, claim, same } from "../../judgement/claim.ts";

export function* definite(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell) continue;
    for (const fact of facts) {
      if (fact.isChinese || fact.hedge || !fact.unit || !isCounted(fact.unit) || fact.base < 3 || isSettled(fact))
        continue;
      const name = nameOf(fact);
      const made = name === "" ? null : toldBefore(fact, name, text);
      if (made) yield made;
    }
  }
}

/** 45个 | 签约未开工项目 | 中，…; 上述 | 37户 | 企业 */
function nameOf({ passage: { plain }, from, to }: Fact): string {
  const behind = plain.slice(to, to + 20);
  const before = plain.slice(Math.max(0, from - 6), from);
  const [, among = ""] = /^(?:的)?([一-龥“”]{3,14}?)(?:当中|中|里)[，,]/.exec(behind) ?? [];
  if (among !== "" && /(?:^|[，。；：、对把将从]|年[末初底]|目前|现有|截至)$|[一二三四五]是$|[)）]$/.test(before))
    return among;
  const [, all = ""] =
    /^(?:的)?([一-龥“”]{3,14}?)(?=[，。；、]|分类|分别|逐|均|已|实行|进行|建立|开展|全部)/.exec(behind) ?? [];
  return all !== "" && /(?:对|上述|这|全部|以上|该)$/.test(before) ? all : "";
}

function toldBefore(fact: Fact, words: string, text: Text): Claim | null {
  const name = coreOf(words);
  if (name.length < 3) return null;
  const alike = farIdentities(name, text).filter(
    (each) =>
      each.fact !== fact && each.fact.unit?.dimension === fact.unit?.dimension && likeness(name, each.name) >= 0.9,
  );
  if (alike.length === 0 || alike.some((each) => each.fact.base === fact.base)) return null;
  const near = alike.filter((each) => {
    const kind = misprintOf(fact, each.fact.base);
    return (
      each.when !== "former" &&
      each.when !== "goal" &&
      each.fact.index < fact.index &&
      kind !== null &&
      kind !== "length" &&
      kind !== "shift"
    );
  });
  const [first] = near;
  return first ? claim("restated", fact, same(first.fact), "与前文所说的同一事项数目不一", false) : null;
}
