/* 指标行: the rows of a self-evaluation form as target, result, weight and score. */
import type { Fact } from "./fact.ts";
import type { FormColumns } from "./forms.ts";
import { rowLines } from "./tablelines.ts";
import type { Table } from "./table.ts";

export interface IndicatorRow {
  row: number;
  table: Table;
  target: Fact | null;
  actual: Fact | null;
  weight: Fact | null;
  score: Fact | null;
}

export function indicatorRows(table: Table, columns: FormColumns): IndicatorRow[] {
  return rowLines(table).flatMap(({ at: row, kind }) => {
    if (kind !== "item") return [];
    const at = (column: number | null) => (column === null ? null : table.figure(row, column));
    const found = {
      row,
      table,
      target: at(columns.target),
      actual: at(columns.actual),
      weight: at(columns.weight),
      score: at(columns.score),
    };
    return found.weight || found.score ? [found] : [];
  });
}

/** 成本 ≤25 万元, 差错率: the less, the better. */
export const isLessBetter = (table: Table, row: number, target: Fact): boolean =>
  target.hedge === "most" ||
  (target.hedge === null &&
    /成本|差错率|投诉率|事故|超支|逾期|退件|能耗|节约(?!率)/.test(table.rowTitle(row)) &&
    !/节约率|降低率/.test(table.rowTitle(row)));
