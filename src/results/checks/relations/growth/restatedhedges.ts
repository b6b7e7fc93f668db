/*
 * 约数与实数: one amount told twice in a breath, once to the figure and once roundly: 入库298个，近300个; 突破500亿元大关，达到512.4亿元.
 *
 * Only two figures of one unit with nothing between them but a mark and 达、达到、为、共. The word has an edge (超过、突破 · 近、不足), and the
 * figure must lie on its side of it, not farther off than a fifth.
 *
 * 例：318个，近300个 → 318 > 300。反例：近300个企业，实际签约120个（两件事）；约300人。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* restatedHedges(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell) continue;
    for (const [index, next] of facts.entries()) {
      const first = facts[index - 1];
      if (first && isTwice(first, next, passage.plain)) yield* compared(first, next);
    }
  }
}

const isEdge = ({ hedge }: Fact): boolean => hedge === "over" || hedge === "under";
const word = "超过?|逾|突破|将近|接近|近|不足|不到|刚过|略超|高达|多达";
const between = new RegExp(
  `^\\s*(?:大关|关口)?\\s*[，(]\\s*(?:共计?|累计|实际|总数|即|已|也)?(?:达到?了?|为)?(?:了)?(?:${word})?\\s*$`,
);

const isTwice = (a: Fact, b: Fact, plain: string): boolean | undefined =>
  isEdge(a) !== isEdge(b) &&
  a.sentence === b.sentence &&
  a.unit !== null &&
  areKin(a.unit, b.unit) &&
  (a.unit.title.endsWith(b.unit?.title ?? "-") || b.unit?.title.endsWith(a.unit.title)) &&
  a.unit.dimension !== "percent" &&
  a.role === "level" &&
  b.role === "level" &&
  a.base / b.base < 1.5 &&
  b.base / a.base < 1.5 &&
  between.test(plain.slice(a.to, Math.min(b.from, a.to + 24)));

function* compared(a: Fact, b: Fact): Generator<Observation> {
  const [round, exact] = isEdge(a) ? [a, b] : [b, a];
  if (exact.hedge) return;
  const isOver = round.hedge === "over";
  const isRight = isOver ? exact.base >= round.base : exact.base < round.base && exact.base >= round.base * 0.8;
  const because = `${printed(exact)} ${exact.base < round.base ? "<" : "≥"} ${printed(round)}`;
  const operands = [stretchOf(exact)];
  const at = stretchOf(round);
  if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "comparison",
      severity: "warning",
      at,
      stated: printed(round),
      expected: null,
      because,
      operands,
      message: "约数的说法与所写的数不符，请核对",
    };
}
