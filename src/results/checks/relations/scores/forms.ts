/*
 * 自评表资金、执行率得分: the block 项目资金 of a self-evaluation form.
 *
 * 年度资金总额 is the sum of its sources in every column of amounts; a dash or a blank is nothing. What spending earns is its weight
 * times 执行数 over 全年预算数, at most the full weight: the rate is taken as printed where it is, else computed. Some regions give
 * full points from 95% or 90% on, so a full score from there on is only asked about.
 *
 * 例：财政拨款 400 + 上年结转 20 + 其他 0 = 420；10 × 94.28% = 9.43。
 * 反例：资金行全空的表；“—”；执行率 96%，得 10 分（分档计分）。
 */
import type { Fact } from "../../facts/fact.ts";
import { formColumns, fundRows, isFundBlock } from "../../facts/forms.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, given, type Observation, type Sum, total } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { executionScore } from "./selfevaluation.ts";

export function* forms(text: Text): Generator<Observation> {
  for (const table of text.tables) {
    if (!isFundBlock(table)) continue;
    yield* sources(table);
    yield* earned(table);
  }
}

function* sources(table: Table): Generator<Observation> {
  const { whole, parts } = fundRows(table);
  const { weight, score, rate } = formColumns(table);
  if (whole === null || parts.length === 0) return;
  for (let column = table.named; column < table.columns; column++) {
    if (column === weight || column === score || column === rate) continue;
    const stated = table.figure(whole, column);
    if (!stated || stated.unit?.dimension === "percent" || stated.unit?.dimension === "score") continue;
    const made = readings(parts).flatMap((rows) => sumOf(table, stated, rows, column) ?? []);
    const holding = made.find((each) => judge(each).verdict === "holds") ?? made[0];
    if (holding) yield holding;
  }
}

/** All rows; or, where a source lists its own parts, only the outer ones. */
function readings(parts: number[]): number[][] {
  return parts.length > 3
    ? [parts, ...parts.map((_, index) => parts.slice(0, index + 1)).filter((rows) => rows.length > 1)]
    : [parts];
}

function sumOf(table: Table, stated: Fact, rows: number[], column: number): Claim | null {
  if (rows.some((row) => !table.figure(row, column) && !table.isBlank(row, column))) return null;
  const operands = rows.flatMap((row) => table.figure(row, column) ?? []);
  if (operands.length === 0 || !operands.every((fact) => areKin(fact.unit, stated.unit) || fact.base === 0))
    return null;
  // One figure in the whole column: the sources were not filled in.
  if (operands.every((fact) => fact.base === 0) && rows.some((row) => table.isBlank(row, column))) return null;
  return claim("form-funds", stated, total(operands), "资金总额与各项来源之和不符");
}

function* earned(table: Table): Generator<Observation> {
  const { whole } = fundRows(table);
  const { weight, score, rate, budget, spent } = formColumns(table);
  if (whole === null || score === null) return;
  const at = (column: number | null) => (column === null ? null : table.figure(whole, column));
  // 得分（20分×执行率）
  const inHead =
    table.body > 0 ? table.inside(table.body - 1, score).find(({ unit }) => unit?.dimension === "score") : null;
  const [points, full] = [at(score), at(weight) ?? inHead];
  if (!points || !full) return;
  const printed = at(rate);
  const sum = printed?.unit?.dimension === "percent" ? byRate(full, printed) : byAmounts(full, at(spent), at(budget));
  if (sum) yield executionClaim(points, full, sum);
}

/** Points for spending against their sum; tiers may give full points from 90% on. */
export function executionClaim(points: Fact, full: Fact | null, sum: Sum): Claim {
  const expected = sum.compute(sum.operands.map((fact) => fact.base));
  const most = full?.base ?? 10;
  const isTiered = points.base === most && expected >= most * 0.9;
  return claim("execution-score", points, sum, "预算执行率得分与执行率不符", !isTiered);
}

export const byRate = (full: Fact, rate: Fact): Sum => ({
  operands: [given(full), rate],
  compute: ([points = 0, percent = 0]) => executionScore(points, percent, 100),
  show: ([points, percent]) => `${points} × ${percent}`,
  isAdditive: false,
});

function byAmounts(full: Fact, spent: Fact | null, budget: Fact | null): Sum | null {
  if (!spent || !budget || budget.base <= 0) return null;
  return {
    operands: [given(full), spent, budget],
    compute: ([points = 0, done = 0, planned = 0]) => executionScore(points, done, planned),
    show: ([points, done, planned]) => `${points} × ${done} ÷ ${planned}`,
    isAdditive: false,
  };
}
