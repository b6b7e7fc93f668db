/*
 * 表中的完成与否: a column that says of each row 完成 or 未完成 (是否达标: 是、否), against the rate of completion of the row, or its goal and its result.
 *
 * The column is known by its cells: verdicts and nothing else. Goals are floors unless their cell says ≤, 不超过, 以内; a row of costs, times or
 * errors whose goal has no sign is left out.
 *
 * 例：目标 50 个，实际 46 个，完成情况“完成”。反例：完成情况一栏写实际数；成本 30 万元，实际 28 万元，完成。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* verdictColumns(text: Text): Generator<Observation> {
  for (const table of text.tables)
    for (let column = 1; column < table.columns; column++) yield* ofColumn(table, column);
}

/** 是 and 否 answer many questions. */
const asksForGoal = /完成|达标|达到|达成/;
const met = /^(?:(?:已|按期|如期|全面|全部|圆满)*(?:完成|达标|达到|实现)|是|达标|√)$/;
const exceeded = /^(?:已?超额(?:完成)?|超额|超目标)$/;
const unmet = /^(?:(?:未|没有|尚未|部分|不|未能)(?:完成|达标|达到|实现)?|否|×)$/;

interface Verdict {
  row: number;
  word: string;
}

function* ofColumn(table: Table, column: number): Generator<Observation> {
  const title = table.headPath(column).at(-1) ?? "";
  if (/原因|措施|序时|时序|开工|验收|合同|支付|整改/.test(title)) return;
  const verdicts: Verdict[] = [];
  let filled = 0;
  for (let row = table.body; row < table.rows; row++) {
    const word = table.isOwn(row, column) ? table.text(row, column) : "";
    if (word && !/^[-—/]+$/.test(word)) filled += 1;
    if (met.test(word) || exceeded.test(word) || unmet.test(word)) verdicts.push({ row, word });
  }
  if (verdicts.length < 2 || verdicts.length < filled) return;
  if (verdicts.some(({ word }) => /^[是否√×]$/.test(word)) && !asksForGoal.test(title)) return;
  const columns = measuresOf(table, column);
  for (const verdict of verdicts) yield* ofRow(table, verdict, column, columns);
}

interface Measures {
  rate: number | null;
  goal: number | null;
  actual: number | null;
}

function measuresOf(table: Table, own: number): Measures {
  const find = (pattern: RegExp, not: RegExp): number | null => {
    for (let column = 1; column < table.columns; column++) {
      const title = table.headPath(column).at(-1) ?? "";
      if (column !== own && pattern.test(title) && !not.test(title)) return column;
    }
    return null;
  };
  return {
    rate: find(/完成(?:率|比例|进度|百分比)|达成率|目标.*率/, /上年|去年|执行率|位次/),
    goal: find(/目标|计划|任务|指标值|标准值|预期/, /率$|完成|率\(|名称|内容|实际|类型/),
    actual: find(/实际|完成(?:数|值|情况|量)?$|达成值|完成\(/, /率|目标|计划|上年|去年/),
  };
}

interface Seen {
  sign: number;
  because: string;
  operands: Fact[];
}

function seenIn(table: Table, row: number, { rate, goal, actual }: Measures): Seen | null {
  const own = rate === null ? null : table.fact(row, rate);
  if (own && own.unit?.dimension === "percent" && !own.hedge)
    return { sign: Math.sign(own.base - 100), because: `完成率 ${printed(own)}`, operands: [own] };
  const [aim, result] = [goal, actual].map((column) => (column === null ? null : onlyFigure(table, row, column)));
  if (!aim || !result || !areKin(aim.unit, result.unit) || result.hedge) return null;
  const words = `${aim.passage.plain} ${result.passage.plain}`;
  const isCeiling = /≤|<|不超过|不高于|不大于|不多于|以内|以下|控制在/.test(words);
  const isOpen = !isCeiling && !/≥|>|不低于|不少于|以上/.test(aim.passage.plain);
  if (
    isOpen &&
    /成本|时[限间长]|费用|差错|投诉|事故|能耗|天数|降|减|率$/.test(table.rowTitle(row)) &&
    !/满意|完成|合格|达标|到位|覆盖|及时/.test(table.rowTitle(row))
  )
    return null;
  const off = Math.sign(result.base - aim.base) * (isCeiling ? -1 : 1);
  const sign = off > 0 ? ">" : off < 0 ? "<" : "=";
  return {
    sign: off,
    because: isCeiling
      ? `${printed(result)}，目标不超过 ${printed(aim)}`
      : `${printed(result)} ${sign} ${printed(aim)}`,
    operands: [aim, result],
  };
}

function onlyFigure(table: Table, row: number, column: number): Fact | null {
  const inside = table.inside(row, column);
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

function* ofRow(table: Table, { row, word }: Verdict, column: number, measures: Measures): Generator<Observation> {
  const passage = table.passage(row, column);
  const seen = seenIn(table, row, measures);
  if (!passage || !seen) return;
  const at = { passage, from: 0, to: passage.text.length };
  const { because } = seen;
  const operands = seen.operands.map(stretchOf);
  const isRight = unmet.test(word) ? seen.sign < 0 : exceeded.test(word) ? seen.sign > 0 : seen.sign >= 0;
  if (isRight) yield { kind: "match", rule: "target-actual", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: "warning",
      at,
      stated: word,
      expected: seen.sign >= 0 ? "完成" : "未完成",
      because,
      operands,
      message: "完成与否的结论与本行的数不符，请核对",
    };
}
