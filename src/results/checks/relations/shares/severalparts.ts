/* 合计占: several figures together over one whole: 两市合计占全省302亿元的50%. */
import type { Fact } from "../../facts/fact.ts";
import { areKin } from "../../facts/units.ts";
import type { Claim, Sum } from "../../judgement/claim.ts";
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
