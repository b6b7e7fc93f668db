/*
 * 权重之和: weights given in one list are of one whole: 四项因素权重分别为30%、30%、25%、15%.
 *
 * 例：权重分别为30%、20%、25%、15% → 90%。 反例：增速分别为9.4%、6.1%（不是一个整体）；其中两项权重分别为20%和25%（列了两项）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";

export function* weightSums(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/权重|比重/.test(passage.plain)) continue;
    for (const [at, first] of facts.entries()) {
      if (first.unit?.title !== "%") continue;
      const isBare = /(?:权重|比重)(?:依次|分别)(?:为|是|占)?\s*$/.test(first.lead);
      // 因素及权重为到位资金40%、新开工项目30%、产业契合度20%、工作创新10%: each after its name.
      if (!isBare && !/权重(?:依次|分别)?(?:为|是|:|：|包括)[一-龥]{2,12}\s*$/.test(first.lead)) continue;
      const list = listFrom(at, facts, isBare ? bare : named);
      if (list.length > 2 && !/其中[^。；]{0,30}$/.test(first.lead)) yield* summed(list);
    }
  }
}

const bare = /^\s*(?:、|和|及)\s*$/;
const named = /^\s*[、，][一-龥]{2,12}\s*$/;

function listFrom(at: number, facts: readonly Fact[], joint: RegExp): Fact[] {
  let end = at;
  for (let next = facts[end + 1]; next; next = facts[end + 1]) {
    const last = facts[end] as Fact;
    if (next.unit?.title !== "%" || !joint.test(last.passage.plain.slice(last.to, next.from))) break;
    end += 1;
  }
  return facts.slice(at, end + 1);
}

function* summed(list: readonly Fact[]): Generator<Observation> {
  const [first, ...rest] = list;
  if (!first) return;
  const sum = list.reduce((all, { base }) => all + base, 0);
  const because = `${list.map(printed).join(" + ")} = ${rounded(sum, first.places)}%`;
  const operands = rest.map(stretchOf);
  const room = list.reduce((all, { half, places }) => all + (places > 0 ? half : 0), 0) + 1e-9;
  if (Math.abs(sum - 100) <= room)
    yield { kind: "match", rule: "shares-total", at: stretchOf(first), because, operands };
  else if (sum > 60 && sum < 140)
    yield {
      kind: "slip",
      rule: "shares-total",
      severity: "warning",
      at: stretchOf(first),
      stated: `${rounded(sum, first.places)}%`,
      expected: "100%",
      because,
      operands,
      message: "各项权重之和不是 100%，请核对",
    };
}
