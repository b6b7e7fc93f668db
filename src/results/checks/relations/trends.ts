/*
 * 逐季走高、均超过: a word for all the figures of a list, against the list.
 *
 * 逐年、逐季、逐月 say that every figure goes beyond the one before; the list is the figures of one unit that stand side by side
 * right before the word. 均 and 全部 say that each of them is on one side of the figure that follows.
 *
 * 例：92.4亿元、108.5亿元、103.7亿元，逐季走高 → 103.7 < 108.5。 反例：逐步提高（没有一列数）；均由财政安排。
 */
import type { Fact } from "../facts/fact.ts";
import type { Reading } from "../facts/quantities.ts";
import type { Text } from "../facts/text.ts";
import { areKin } from "../facts/units.ts";
import { type Observation, type Stretch, stretchOf } from "../judgement/claim.ts";
import { printed } from "../judgement/print.ts";

export function* trends(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2) continue;
    yield* steps(reading);
    yield* alls(reading);
  }
}

const step =
  /(?:逐[季年月级次批期]|(?:连续|连年))(?:度|份)?(?:[\p{Script=Han}]{0,2}?)(?:(?<up>上升|走高|增长|提高|递增|攀升|增加|扩大|提升)|(?<down>下降|走低|回落|递减|减少|收窄|下滑|降低))/gu;

function* steps({ passage, facts }: Reading): Generator<Observation> {
  for (const match of passage.plain.matchAll(step)) {
    const list = listBefore(match.index, facts, passage.plain);
    if (list.length < 3) continue;
    const sign = match.groups?.up ? 1 : -1;
    const at = { passage, from: match.index, to: match.index + match[0].length };
    const wrong = list.findIndex((fact, index) => index > 0 && (fact.base - (list[index - 1]?.base ?? 0)) * sign <= 0);
    yield* told(
      at,
      wrong < 0,
      `${list.map(printed).join("、")}${wrong < 0 ? "" : `，第 ${wrong + 1} 个并未${sign > 0 ? "增加" : "减少"}`}`,
      list,
      match[0],
    );
  }
}

/** The figures of one unit that stand side by side right before a place, in its sentence. */
function listBefore(at: number, facts: Fact[], plain: string): Fact[] {
  const last = facts.findLast((fact) => fact.to <= at);
  if (!last || !/^[)\s]*[，,]?[\p{Script=Han}]{0,6}$/u.test(plain.slice(last.to, at))) return [];
  const list = [last];
  for (let index = facts.indexOf(last) - 1; index >= 0; index--) {
    const fact = facts[index];
    const next = list[0];
    if (
      !fact ||
      !next ||
      fact.sentence !== last.sentence ||
      fact.unit?.title !== last.unit?.title ||
      fact.role !== last.role
    )
      break;
    if (
      !/^\s*(?:\([^()]{0,20}\))?\s*(?:[、，,]|和|及|与)?\s*(?:[\p{Script=Han}\d]{0,10})$/u.test(
        plain.slice(fact.to, next.from),
      )
    )
      break;
    list.unshift(fact);
  }
  return list;
}

const all =
  /(?:均|都|全部)(?:已|已经|分别)?(?:(?<over>超过|高于|大于|突破|多于)|(?<least>不低于|不少于|达到|达|不小于)|(?<under>低于|小于|少于|不足|不到|未达到|未达)|(?<most>不超过|未超过|不高于|控制在))\s*$/;

function* alls({ passage, facts }: Reading): Generator<Observation> {
  for (const limit of facts) {
    const match = all.exec(limit.lead);
    if (!match || limit.base <= 0) continue;
    const begin = limit.from - match[0].length;
    const list = listBefore(begin, facts, passage.plain).filter((fact) => areKin(fact.unit, limit.unit));
    if (list.length < 2 || /^\s*(?:亿元|万元)?以?(?:增|减)/.test(limit.tail)) continue;
    const { over, least, under } = match.groups ?? {};
    const isKept = ({ base }: Fact) =>
      over ? base > limit.base : least ? base >= limit.base : under ? base < limit.base : base <= limit.base;
    const wrong = list.find((fact) => !isKept(fact));
    const at = { passage, from: begin, to: limit.to };
    yield* told(
      at,
      !wrong,
      wrong ? `${printed(wrong)} 并非如此` : `${list.map(printed).join("、")}`,
      list,
      passage.text.slice(begin, limit.to),
    );
  }
}

function* told(at: Stretch, isRight: boolean, because: string, list: Fact[], stated: string): Generator<Observation> {
  const operands = list.map(stretchOf);
  if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "comparison",
      severity: "error",
      at,
      stated,
      expected: null,
      because,
      operands,
      message: "说法与前面所列各数不符，请核对",
    };
}
