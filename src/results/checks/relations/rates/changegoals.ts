/*
 * 增减目标: a change against the change that was the goal: 下降4.5%，超额完成下降3%的目标; 增长20%，高于增长15%的年度目标.
 *
 * Both go the same way, so the larger one is the better one, also where less is better. The goal is the figure inside the phrase; what was reached is
 * the last change of that kind before it in the sentence.
 *
 * 例：下降4.5%，未完成下降3%的目标 → 4.5 > 3。反例：确保完成增长8%的目标（没有完成数）；增长4.5%，未完成下降3%的目标（方向不同）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* changeGoals(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2) continue;
    for (const goal of facts) if (goal.direction !== 0) yield* ofGoal(goal, facts);
  }
}

const verdict =
  /(?<no>未能?完成|没有完成|未达到|未实现|低于|不及)|(?<over>超额完成|超过|高于|优于|超出)|(?<yes>完成|实现|达到)/;
const before = new RegExp(
  `(?:${verdict.source})了?(?:年初|年度|全年)?(?:增长|下降|提高|降低|减少|增加|压减|压缩|上升)[^，。；\\d]{0,4}$`,
);
const behind = /^\s*(?:以上|左右)?的?(?:年度|全年|预期|既定|最低|控制|考核|绩效){0,2}(?:目标|任务|要求|指标)/;

function* ofGoal(goal: Fact, facts: readonly Fact[]): Generator<Observation> {
  const match = before.exec(goal.lead);
  if (!match || !behind.test(goal.tail) || /确保|力争|要|将/.test(goal.lead)) return;
  const reached = facts.findLast(
    (fact) => fact.index < goal.index && fact.sentence === goal.sentence && fact.role === goal.role,
  );
  if (!reached || reached.direction !== goal.direction || !areKin(reached.unit, goal.unit) || reached.hedge) return;
  const { no, over } = match.groups ?? {};
  const isRight = no ? reached.base < goal.base : over ? reached.base > goal.base : reached.base >= goal.base;
  const at = { passage: goal.passage, from: goal.from - match[0].length, to: goal.to };
  const sign = reached.base > goal.base ? ">" : reached.base < goal.base ? "<" : "=";
  const because = `${printed(reached)} ${sign} ${printed(goal)}`;
  const operands = [reached, goal].map(stretchOf);
  if (isRight) yield { kind: "match", rule: "target-actual", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: "error",
      at,
      stated: goal.passage.text.slice(at.from, at.to),
      expected: reached.base < goal.base ? "未完成" : "已完成",
      because,
      operands,
      message: "结论与目标、完成的增减幅度不符，请核对",
    };
}
