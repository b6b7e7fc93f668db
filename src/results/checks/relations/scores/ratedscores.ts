/*
 * 按比率得分: points that are their weight times a rate said beside them: 分值4分，资金到位率92.5%，按比例得3.70分; 分值6分，按分值乘以完成率计分，完成率90%，得5.4分.
 *
 * Each score of a passage is set against the weight before it and the rates between. Where the words say that it goes by the rate, a difference is
 * asked; where they are silent (tiers, other rules), only the right product mistyped. (executions.ts has those whose rate stands pages before.)
 *
 * 反例：完成率94%，得满分6分；扣分按次计算。
 */
import type { Fact } from "../../facts/fact.ts";
import { scoresOf } from "../../facts/scores.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { type Claim, claim } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, rounded } from "../../judgement/print.ts";
import { byRate } from "./forms.ts";

export function* ratedScores(text: Text): Generator<Claim> {
  for (const reading of text.readings) {
    const { passage, facts } = reading;
    if (passage.cell || facts.length < 3 || !/率|进度|比例|乘/.test(passage.plain) || !/得/.test(passage.plain))
      continue;
    const rates = facts.filter(({ unit, base, hedge }) => unit?.title === "%" && base <= 100 && !hedge);
    if (rates.length === 0) continue;
    const points = scoresOf(reading);
    for (const { fact, kind } of points) {
      if (kind !== "score" && kind !== "total") continue;
      const weight = points.findLast(
        (each) => each.fact.index < fact.index && /^(?:weight|full)$/.test(each.kind),
      )?.fact;
      const between = rates.filter((rate) => weight && rate.index > weight.index && rate.index < fact.index);
      const made = weight ? byBeside(fact, weight, between) : null;
      if (made) yield made;
    }
  }
}

const proportional = /按(?:照)?(?:[一-龥“”]{0,10})?(?:比例|比率|进度|率|度)(?:计|折|赋|得|给|乘)|乘以?|×|按比例/;

function byBeside(score: Fact, weight: Fact, rates: Fact[]): Claim | null {
  const claims = rates.map((rate) =>
    claim("execution-score", score, byRate(weight, rate), "得分与分值乘以比率不符", false),
  );
  const held = claims.find(isSound);
  if (held || score.base === weight.base) return held ?? null;
  const isSaid = proportional.test(score.passage.plain.slice(weight.to, score.to));
  const last = claims.at(-1);
  if (isSaid && last && claims.length === 1) return last;
  return (
    claims.find(({ sum }) =>
      isTypo(numberOf(score), rounded(sum.compute(sum.operands.map(({ base }) => base)), score.places), true),
    ) ?? null
  );
}
