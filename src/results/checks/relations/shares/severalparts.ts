/* 合计占: several figures together over one whole: 两市合计占全省302亿元的50%. */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

/** `parts`: figures before the whole, nearest first. Null where the words before the whole take no figures together. */
export function severalOver(parts: readonly Fact[], whole: Fact, of: (sum: Sum) => Claim): Claim | null {
  if (!/合计|[两三四]者|[两三]项|共占/.test(whole.lead)) return null;
  const made = [2, 3, 4]
    .map((count) => parts.slice(0, count))
    .filter((tops, index) => tops.length === index + 2 && tops.every(({ unit }) => areKin(unit, whole.unit)))
    .map((tops) => of(partsOver(tops, whole)));
  return made.find(isSound) ?? made[0] ?? null;
}

const partsOver = (tops: Fact[], whole: Fact): Sum => ({
  operands: [...tops, whole],
  compute: (values) => (100 * values.slice(0, -1).reduce((sum, value) => sum + value, 0)) / (values.at(-1) ?? 0),
  show: (texts) => `(${texts.slice(0, -1).join(" + ")}) ÷ ${texts.at(-1)}`,
  isAdditive: false,
});

/** 分别是甲180万元，乙95万元，丙25万元，占总支出1200万元的25%: of the list together. */
export function listOver(share: Fact, { facts }: Text, whole: Fact): Claim | null {
  const parts: Fact[] = [];
  for (let at = whole.index - 1; parts.length < 10; at--) {
    const fact = facts[at];
    if (!fact || fact.passage !== share.passage || fact.sentence !== share.sentence) break;
    if (fact.role === "level" && fact.unit?.title === (parts[0] ?? whole).unit?.title) parts.push(fact);
  }
  for (let count = parts.length; count > 1; count--) {
    const some = parts.slice(0, count);
    const made = claim("share", share, partsOver(some, whole), "占比与所列各项之和、总数不符", false);
    if (isSound(made)) return made;
  }
  return null;
}
