/*
 * 文中占比与表: “装备制造园占全区的 34.2%”, “三项合计占 68.36%”: rows of a table over the total of one of its columns, or the share
 * as the table prints it. Only what holds is said: of what a share is taken is seldom clear enough to call it wrong.
 */
import type { Fact } from "../../facts/fact.ts";
import { onceForWords } from "../../facts/once.ts";
import type { Mention } from "../../facts/tablenames.ts";
import type { Table } from "../../facts/table.ts";
import { isNaming } from "../../facts/tableunits.ts";
import { type Claim, claim, same, type Sum } from "../../judgement/claim.ts";
import { judgedWell, listed, says, totalRowOf } from "./textfigures.ts";

/** 装备制造园占全区的 34.2%: the row over the total of the column, or as the table itself prints it. */
export function shareOf(fact: Fact, mentions: Mention[]): Claim | null {
  for (const { table, row } of mentions) {
    for (const { cell, column } of everyColumn(table, row)) {
      if (cell.passage === fact.passage) continue;
      if (isShareTitle(table.columnTitle(column)) && says(fact, same(cell)))
        return claim("table-text", fact, same(cell), "文中占比与表中不符");
      const whole = totalOf(table, column);
      if (!whole || whole === cell) continue;
      const made = claim("share", fact, part([cell], whole), "占比与表中两数不符", false);
      if (judgedWell(made)) return made;
    }
  }
  return null;
}

export function severalShares(fact: Fact, mentions: Mention[]): Claim | null {
  const group = listed(fact, mentions);
  const [first] = group;
  if (!first || group.length < 2) return null;
  for (const { column } of everyColumn(first.table, first.row)) {
    const cells = group.flatMap(({ table, row }) => table.fact(row, column) ?? []);
    const whole = totalOf(first.table, column);
    if (cells.length !== group.length || !whole) continue;
    const made = claim("share", fact, part(cells, whole), "占比与表中各行不符", false);
    if (judgedWell(made)) return made;
  }
  return null;
}

/** The rows together over the total of each column. */
export function rowShares(group: readonly Pick<Mention, "table" | "row">[]): Sum[] {
  const [first] = group;
  if (!first) return [];
  return everyColumn(first.table, first.row).flatMap(({ column }) => {
    const cells = group.flatMap(({ table, row }) => table.fact(row, column) ?? []);
    const whole = totalOf(first.table, column);
    return cells.length === group.length && whole && !cells.includes(whole) ? [part(cells, whole)] : [];
  });
}

function everyColumn(table: Table, row: number): { column: number; cell: Fact }[] {
  const found: { column: number; cell: Fact }[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const cell = table.fact(row, column);
    if (cell && !isNaming(table.columnTitle(column))) found.push({ column, cell });
  }
  return found;
}

function totalOf(table: Table, column: number): Fact | null {
  const row = totalRowOf(table);
  const whole = row === null ? null : table.fact(row, column);
  return whole && whole.base > 0 && whole.unit?.dimension !== "percent" ? whole : null;
}

const part = (cells: Fact[], whole: Fact): Sum => ({
  operands: [...cells, whole],
  compute: (values) => (values.slice(0, -1).reduce((sum, value) => sum + value, 0) / (values.at(-1) ?? 1)) * 100,
  show: (texts) => `${cells.length > 1 ? `(${texts.slice(0, -1).join(" + ")})` : texts[0]} ÷ ${texts.at(-1)}`,
  isAdditive: false,
});

export const isShareTitle = onceForWords((title) => /占|比重|份额|构成/.test(title));
