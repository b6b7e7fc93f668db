/*
 * 自评表的疑问: what a reader of a self-evaluation form asks, without any sum being wrong.
 *
 * A result below its target, or far (130%) beyond it, and points deducted, each want a reason; where the form has a column for
 * it and the cell is empty, it is asked for. One row that packs many measures cannot be answered by one figure; a quantity
 * without number or unit cannot be measured. Full points in every row are rare enough to be looked at once more.
 *
 * 例：目标 ≥20 个，完成 49 个，原因栏空白；一格里 12 项指标，指标值“100%”。
 * 反例：原因栏写“无”也是回答；没有原因栏的表；满意度达到目标。
 */
import type { FormColumns } from "../../facts/forms.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, type Slip, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { type IndicatorRow, isLessBetter } from "../../facts/indicators.ts";
import { isFarBeyond } from "./selfevaluation.ts";

export function* formQuestions(table: Table, columns: FormColumns, rows: IndicatorRow[]): Generator<Observation> {
  for (const row of rows) {
    const reason = columns.reason === null ? null : whyAsked(row);
    if (reason && isEmpty(table, row.row, columns.reason)) yield reason;
    yield* measures(table, columns, row);
  }
  yield* allFull(rows);
}

const isEmpty = (table: Table, row: number, column: number | null): boolean =>
  column !== null && table.isBlank(row, column);

const slip = (
  rule: Slip["rule"],
  severity: Slip["severity"],
  at: Stretch,
  message: string,
  rest: Partial<Slip> = {},
): Slip => ({
  kind: "slip",
  rule,
  severity,
  at,
  stated: null,
  expected: null,
  because: "",
  operands: [],
  message: `${message}，请核对`,
  ...rest,
});

function whyAsked({ table, row, target, actual, weight, score }: IndicatorRow): Slip | null {
  if (target && actual && areKin(target.unit, actual.unit) && actual.hedge === null) {
    const isFalling = isLessBetter(table, row, target);
    const because = `指标值 ${printed(target)}，完成 ${printed(actual)}`;
    const rest = { stated: printed(actual), because, operands: [stretchOf(target)] };
    if (isFalling ? actual.base > target.base : actual.base < target.base)
      return slip("form-reason", "warning", stretchOf(actual), "没有达到指标值，偏差原因一栏空白", rest);
    if (!isFalling && isQuantity(target) && isFarBeyond(target.base, actual.base))
      return slip("form-reason", "warning", stretchOf(actual), "超过指标值三成以上，偏差原因一栏空白", rest);
  }
  if (weight && score && score.base < weight.base - 1e-9)
    return slip("form-reason", "warning", stretchOf(score), "有扣分，原因一栏空白", {
      stated: printed(score),
      because: `分值 ${printed(weight)}，得分 ${printed(score)}`,
      operands: [stretchOf(weight)],
    });
  return null;
}

/** Rates are bounded; amounts and counts may have been set too low. */
const isQuantity = (target: Fact): boolean =>
  target.unit?.dimension !== "percent" && target.unit?.dimension !== "score";

const itemMark = /[(（]\d{1,2}[)）]|(?:^|[；;。\n])\s*\d{1,2}[.、．](?!\d)|[①-⑳]/g;

function* measures(table: Table, columns: FormColumns, { row, target }: IndicatorRow): Generator<Observation> {
  const column = columns.indicator ?? table.named - 1;
  const cell = table.passage(row, column);
  if (!cell) return;
  const count = cell.plain.match(itemMark)?.length ?? 0;
  const at = { passage: cell, from: 0, to: Math.min(cell.plain.length, 40) };
  if (count > 1)
    yield slip("form-measure", "note", at, `一个指标里写了 ${count} 项内容，一个指标值不能衡量`, {
      because: target ? `指标值 ${printed(target)}` : `共 ${count} 项`,
      operands: target ? [stretchOf(target)] : [],
    });
  else if (target && !target.unit && target.passage.cell)
    yield slip("form-measure", "note", stretchOf(target), "指标值没有计量单位", {
      stated: printed(target),
      because: "指标值应有数值和单位",
    });
  else if (
    !target &&
    columns.target !== null &&
    /数量指标/.test(table.labels(row).join()) &&
    table.isBlank(row, columns.target)
  )
    yield slip("form-measure", "note", at, "数量指标没有指标值", { because: "指标值一栏空白" });
}

function* allFull(rows: IndicatorRow[]): Generator<Observation> {
  const scored = rows.filter(({ weight, score }) => weight && score && weight.base > 0);
  const [last] = scored.slice(-1);
  if (scored.length < 5 || !last?.score || !scored.every(({ weight, score }) => weight?.base === score?.base)) return;
  yield slip("question", "note", stretchOf(last.score), "各项指标全部满分，建议抽查复核", {
    because: `${scored.length} 项指标得分都等于分值`,
    operands: scored.slice(0, 20).flatMap(({ score }) => (score && score !== last.score ? [stretchOf(score)] : [])),
  });
}
