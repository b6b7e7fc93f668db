/*
 * 行中之差: what the text makes of one row of a table, where the table has no such column.
 *
 * - what is left over of a row (东片区未拨付127.50万元; 计划 1480.20, 已拨付 1352.70): the difference of two of its columns. Where none holds, it is
 *   told only when one is a slip away.
 * - 全部为项目支出 of a sum that is a row's total: the column of that name holds all of it.
 *
 * 反例：结余 12.5 万元（与任何两列之差无关）；全部为项目支出（表中没有这一列）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Table } from "../../facts/table.ts";
import { mentionsBefore, namesIn } from "../../facts/tablenames.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, type Observation, stretchOf } from "../../judgement/claim.ts";
import { inUnit, numberOf, printed } from "../../judgement/print.ts";
import { isSaid, judgedWell } from "./textfigures.ts";

export function* rowTellings(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  for (const reading of text.readings) {
    if (reading.passage.cell) continue;
    for (const fact of reading.facts) if (isSaid(fact) && leftover.test(fact.lead)) yield* ofLeftover(fact, text);
    yield* ofWhole(reading, text);
  }
}

const leftover = /(?:未[一-龥]{2,3}|[尚还]?欠[一-龥]{0,3}?|缺口|结余|剩余|差额|尚差|还差)(?:资金|金额|[为了有])*\s*$/;
const mostColumns = 12;

function* ofLeftover(fact: Fact, text: Text): Generator<Claim> {
  const [mention] = mentionsBefore(fact, namesIn(text.tables), null);
  if (!mention || !mention.isExact || mention.isFar || fact.from - mention.to > 12) return;
  const cells = kinCells(fact, mention.table, mention.row);
  if (cells.some((cell) => cell.base === fact.base)) return;
  const message = `文中数字与表中“${mention.name.slice(0, 16)}”一行两数之差不符`;
  const sums = cells.flatMap((a, index) =>
    cells.slice(index + 1).map((b) => claim("table-text", fact, gap(a, b), message, false)),
  );
  const held = sums.find((each) => judgedWell(each));
  const meant = held ?? sums.find((each) => isSlipOf(fact, each));
  if (meant) yield meant;
}

function isSlipOf(fact: Fact, { sum }: Claim): boolean {
  const due = inUnit(sum.compute(sum.operands.map(({ base }) => base)), fact.unit, fact.places).replace(
    /[^\d.,-]+$/,
    "",
  );
  return Math.min(significant(numberOf(fact)), significant(due)) >= 3 && isTypo(numberOf(fact), due, true);
}

function kinCells(fact: Fact, table: Table, row: number): Fact[] {
  const found: Fact[] = [];
  for (let column = table.named; column < Math.min(table.columns, table.named + mostColumns); column++) {
    const cell = table.fact(row, column);
    if (cell && !cell.hedge && areKin(cell.unit, fact.unit)) found.push(cell);
  }
  return found;
}

/** 粮油物资储备支出164.35万元，全部为项目支出 */
function* ofWhole({ passage, facts }: Reading, text: Text): Generator<Observation> {
  for (const match of matchesOf(
    passage.plain,
    /(?:全部|均|全)(?:为|是|属于)(?<name>[一-龥]{1,6}(?:支出|收入|资金))(?=[，。；）)]|$)/g,
  )) {
    const said = facts.findLast((fact) => fact.to <= match.index && match.index - fact.to <= 3);
    const name = match.groups?.name ?? "";
    if (!said?.unit || significant(numberOf(said)) < 3) continue;
    const found = rowHolding(said, name, text.tables);
    if (!found) continue;
    const { cell, other, title } = found;
    const at = { passage, from: match.index, to: match.index + match[0].length };
    if (cell.base === said.base)
      yield {
        kind: "match",
        rule: "table-text",
        at,
        because: `表中“${name}”为 ${printed(cell)}`,
        operands: [stretchOf(cell)],
      };
    else if (other)
      yield {
        kind: "slip",
        rule: "table-text",
        severity: "warning",
        at,
        stated: name,
        expected: title,
        because: `表中“${name}”为 ${printed(cell)}，“${title}”为 ${printed(other)}`,
        operands: [stretchOf(said), stretchOf(cell), stretchOf(other)],
        message: "所说的构成与表中不符，请核对",
      };
  }
}

interface Composed {
  cell: Fact;
  /** The other column that holds the whole of it. */
  other: Fact | null;
  title: string;
}

function rowHolding(said: Fact, name: string, tables: readonly Table[]): Composed | null {
  for (const table of tables.slice(0, 40)) {
    const columns = Array.from({ length: table.columns - table.named }, (_, index) => index + table.named);
    const titleOf = (column: number) => table.columnTitle(column).split("/").at(-1) ?? "";
    const own = columns.find((column) => titleOf(column) === name);
    if (own === undefined) continue;
    for (let row = table.body; row < table.rows; row++) {
      const cell = table.fact(row, own);
      const equal = columns.filter((column) => table.fact(row, column)?.base === said.base);
      if (!cell || equal.length < 2 || !areKin(cell.unit, said.unit)) continue;
      const others = equal.filter((column) => column !== own && !/合计|总计|小计|金额/.test(titleOf(column)));
      const [only] = others;
      return {
        cell,
        other: only === undefined ? null : table.fact(row, only),
        title: only === undefined ? "" : titleOf(only),
      };
    }
  }
  return null;
}
