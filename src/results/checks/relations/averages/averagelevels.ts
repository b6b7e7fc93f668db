/*
 * 均值与总体水平: “小型企业户均8.15万元，低于全县户均水平”: the level itself was said elsewhere, as the 户均 of all. Told only where every earlier
 * average over the same thing lies on one side of the figure, so that whichever was meant the word is wrong.
 *
 * 反例：低于全省人均水平（文中没有全省的人均）；前文有两个户均，一高一低。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

const levelWords =
  /^\s*[，,]\s*(?:明显|大幅|略|远|均|也)?(?<word>高于|超过|低于|不及)(?<scope>全[区市县州]|总体|整体|平均|面上)(?:的)?(?<over>[户人家企亩件场车]均)?(?:水平|值|数)/;
/** So many figures back the average of all may have been said. */
const reach = 400;

export function* averageLevels(text: Text): Generator<Match | Slip> {
  for (const fact of text.facts) {
    const over = /[户人家企亩件场车]均/.exec(fact.lead.slice(-16))?.[0];
    const { groups } = (over && levelWords.exec(fact.passage.plain.slice(fact.to, fact.to + 24))) || {};
    if (!over || !groups || fact.passage.cell || (groups.over && groups.over !== over)) continue;
    const levels = text.facts
      .slice(Math.max(0, fact.index - reach), fact.index)
      .filter((each) => isLevel(each, fact, over));
    const [base] = levels;
    const signs = new Set(levels.map((each) => Math.sign(fact.base - each.base)));
    if (!base || signs.size > 1) continue;
    yield judged(fact, base, groups.word ?? "");
  }
}

const isLevel = (each: Fact, fact: Fact, over: string): boolean =>
  areKin(each.unit, fact.unit) &&
  each.role === "level" &&
  !each.hedge &&
  each.lead.slice(-16).includes(over) &&
  (each.passage !== fact.passage || each.sentence !== fact.sentence);

function judged(fact: Fact, base: Fact, word: string): Match | Slip {
  const isUp = /高于|超过/.test(word);
  const start = fact.passage.plain.indexOf(word, fact.to);
  const at = { passage: fact.passage, from: start, to: start + word.length };
  const operands = [stretchOf(fact), stretchOf(base)];
  const because = `${printed(fact)} ${fact.base > base.base ? ">" : fact.base < base.base ? "<" : "="} ${printed(base)}`;
  if (isUp ? fact.base > base.base : fact.base < base.base)
    return { kind: "match", rule: "comparison", at, because, operands };
  return {
    kind: "slip",
    rule: "comparison",
    severity: "warning",
    at,
    stated: word,
    expected: isUp ? "低于" : "高于",
    because,
    operands,
    message: "与前文的平均水平相比，高低说反了，请核对",
  };
}
