/*
 * 绩效指标表: the rows of a self-evaluation form, each with a target, a result, a weight and a score.
 *
 * What can be added is: weights make the printed total (with or without the row of spending), the weights of a 一级指标 make the
 * points printed behind its name, scores make the total score. A score is at most its weight. Beyond that regions score by their
 * own rules, so it is only asked: full points though the target was missed, a deviation or a deduction without a reason, a row
 * of many measures that no figure can answer, full points in every row.
 *
 * 例：权重 8 + 6 + … + 10 + 执行率 10 = 100；指标值 ≥15 亿元，完成 13.20，得满分 8。
 * 反例：定性指标；“达成预期指标”；成本 ≤25 万元，实际 22.46（越低越好）。
 */
import type { Fact } from "../../facts/fact.ts";
import { type FormColumns, formColumns, fundRows, isFundBlock, isIndicatorBlock } from "../../facts/forms.ts";
import { type IndicatorRow, indicatorRows, isLessBetter } from "../../facts/indicators.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import {
  type Claim,
  claim,
  exact,
  given,
  type Observation,
  same,
  type Stretch,
  type Sum,
  stretchOf,
  total,
} from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { formQuestions } from "./formquestions.ts";
import { fallingScore, risingScore } from "./selfevaluation.ts";

export function* indicators(text: Text): Generator<Observation> {
  for (const [index, table] of text.tables.entries()) {
    if (!isIndicatorBlock(table)) continue;
    const columns = formColumns(table);
    const rows = indicatorRows(table, columns);
    if (rows.length === 0) continue;
    const before = text.tables[index - 1];
    const funds = before && before.index === table.index && isFundBlock(before) ? before : null;
    yield* added(table, columns, rows, funds);
    for (const row of rows) yield* scored(row);
    yield* formQuestions(table, columns, rows);
  }
}

/** Weights and scores against their totals. */
function* added(table: Table, columns: FormColumns, rows: IndicatorRow[], funds: Table | null): Generator<Observation> {
  const last =
    rowLines(table).findLast(
      ({ at, name }) => at > (rows.at(-1)?.row ?? 0) && /总分|合计|总计|小计|得分合计|总得分/.test(name),
    )?.at ?? lastTotal(table);
  const spending = funds ? spendingRow(funds) : null;
  const weights = rows.flatMap(({ weight }) => weight ?? []);
  const scores = rows.flatMap(({ score }) => score ?? []);
  const at = (column: number | null) => (last === null || column === null ? null : table.figure(last, column));
  // 6个、5场、6%: what the column's cells print are no points.
  const areMixed = (facts: Fact[]): boolean =>
    new Set(facts.flatMap(({ unit }) => (unit && unit.dimension !== "score" ? [unit.title] : []))).size > 1;
  if (areMixed(weights) || areMixed(scores)) return;
  const [whole, sum] = [at(columns.weight), at(columns.score)];
  if (whole) yield* oneOf("weights", whole, [withMore(weights, spending?.weight), weights], "分值合计与各项之和不符");
  else if (weights.length > 2) yield* hundred(withMore(weights, spending?.weight), weights);
  if (sum) yield* oneOf("score", sum, [withMore(scores, spending?.score), scores], "总分与各项得分之和不符");
  else if (last !== null && columns.score !== null && scores.length > 2)
    yield* empty(table, last, columns.score, withMore(scores, spending?.score));
  yield* groups(table, rows);
}

/** 总分 where its cells arrived without a figure. */
function lastTotal(table: Table): number | null {
  for (let row = table.rows - 1; row >= Math.max(table.body, table.rows - 3); row--)
    if (table.labels(row).some((label) => /^(?:总分|合计|总计|总得分|自评总分|自评得分)$/.test(label))) return row;
  return null;
}

function spendingRow(funds: Table): { weight: Fact | null; score: Fact | null } | null {
  const { whole } = fundRows(funds);
  const { weight, score } = formColumns(funds);
  if (whole === null) return null;
  return {
    weight: weight === null ? null : funds.figure(whole, weight),
    score: score === null ? null : funds.figure(whole, score),
  };
}

const withMore = (facts: Fact[], more: Fact | null | undefined): Fact[] => (more ? [more, ...facts] : facts);

function* oneOf(rule: "weights" | "score", stated: Fact, readings: Fact[][], message: string): Generator<Observation> {
  const claims = readings.filter((parts) => parts.length > 1).map((parts) => summed(rule, stated, parts, message));
  const meant = claims.find((each) => judge(each).verdict === "holds") ?? claims[0];
  if (meant) yield meant;
}

function summed(rule: "weights" | "score", stated: Fact, parts: Fact[], message: string): Claim {
  const [whole = stated, ...items] = exact([stated, ...parts]);
  return claim(rule, whole, total(items), message);
}

/** No total is printed: all weights make 100, or what is left beside the points for spending. */
function* hundred(all: Fact[], own: Fact[]): Generator<Observation> {
  const sums = [all, own].map((facts) => facts.reduce((sum, fact) => sum + fact.base, 0));
  const at = all.at(-1);
  if (!at) return;
  const because = `各项分值之和为 ${Number((sums[0] ?? 0).toFixed(2))}`;
  const operands = all.slice(0, -1).map(stretchOf);
  if (sums.some((sum) => [100, 90, 80].some((whole) => Math.abs(sum - whole) < 1e-6)))
    yield { kind: "match", rule: "weights", at: stretchOf(at), because, operands };
  else if (Math.abs((sums[0] ?? 0) - 100) < 40)
    yield {
      kind: "slip",
      rule: "weights",
      severity: "warning",
      at: stretchOf(at),
      stated: String(Number((sums[0] ?? 0).toFixed(2))),
      expected: "100",
      because,
      operands,
      message: "各项分值之和不是 100 分，请核对",
    };
}

function* empty(table: Table, row: number, column: number, scores: Fact[]): Generator<Observation> {
  const cell = table.passage(row, column);
  if (!cell || !table.isBlank(row, column)) return;
  const sum = scores.reduce((all, fact) => all + fact.base, 0);
  const label = table.passage(row, 0) ?? cell;
  const at: Stretch =
    cell.plain.length > 0
      ? { passage: cell, from: 0, to: cell.plain.length }
      : { passage: label, from: 0, to: label.plain.length };
  yield {
    kind: "slip",
    rule: "score",
    severity: "warning",
    at,
    stated: null,
    expected: `${Number(sum.toFixed(2))}分`,
    because: `各项得分之和为 ${Number(sum.toFixed(2))}`,
    operands: scores.map(stretchOf),
    message: "总分一栏没有填写得分，请核对",
  };
}

/** 产出指标（50分）: the weights of its rows. */
function* groups(table: Table, rows: IndicatorRow[]): Generator<Observation> {
  for (let column = 0; column < table.named; column++) {
    const starts = rows
      .map(({ row }) => row)
      .filter((row) => table.isOwn(row, column) && table.text(row, column) !== "");
    for (const [index, start] of starts.entries()) {
      const stated = table.inside(start, column).find(({ unit }) => unit?.dimension === "score");
      const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
      const parts = rows.flatMap(({ row, weight }) => (row >= start && row < next && weight ? [weight] : []));
      if (stated && parts.length > 1) yield summed("weights", stated, parts, "一级（二级）指标分值与所属各项之和不符");
    }
  }
}

/** A score of at most its weight; full, or in proportion to what was reached. */
function* scored({ table, row, target, actual, weight, score }: IndicatorRow): Generator<Observation> {
  if (!weight || !score) return;
  const full: Claim = { ...claim("score", score, same(weight), "得分高于分值"), relation: "≤" };
  if (judge(full).verdict !== "holds" || !target || !actual || !areKin(target.unit, actual.unit)) {
    yield full;
    return;
  }
  const isFalling = isLessBetter(table, row, target);
  const sum = inProportion(weight, target, actual, isFalling);
  const made = claim("score", score, sum, "得分与完成比例不符");
  yield judge(made).verdict === "holds" ? made : full;
  const isMissed = isFalling ? actual.base > target.base : actual.base < target.base;
  if (isMissed && score.base === weight.base && actual.hedge === null) {
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: "warning",
      at: stretchOf(actual),
      stated: printed(actual),
      expected: `${isFalling ? "不超过 " : "不少于 "}${printed(target)}`,
      because: `${printed(actual)} ${isFalling ? ">" : "<"} ${printed(target)}，得分 ${printed(score)} 为满分`,
      operands: [stretchOf(target), stretchOf(score)],
      message: "没有达到指标值，却得满分，请核对",
    };
  }
}

const inProportion = (weight: Fact, target: Fact, actual: Fact, isFalling: boolean): Sum => ({
  operands: isMet(target, actual, isFalling) ? [given(weight)] : [given(weight), actual, target],
  compute: ([points = 0]) => (isFalling ? fallingScore : risingScore)(points, target.base, actual.base),
  show: ([points, done, planned]) =>
    done === undefined
      ? `${points}`
      : isFalling
        ? `${points} × ${planned} ÷ ${done}`
        : `${points} × ${done} ÷ ${planned}`,
  isAdditive: false,
});

const isMet = (target: Fact, actual: Fact, isFalling: boolean): boolean =>
  isFalling ? actual.base <= target.base : actual.base >= target.base;
