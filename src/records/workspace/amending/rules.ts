import type { Refusal } from "#kit/base/errors.ts";
import { emptyCell, type Row, textCell } from "#kit/documents/cells.ts";
import type { Once } from "../staging/import.ts";
import type { FileCell } from "../staging/queries.ts";

/** So many rows of a batch may be amended by hand; whoever has more to mend does it faster in the file. */
export const mostAmended = 500;
/** So many rows may be judged together in one command. */
export const mostTogether = 2000;

interface Amended {
  row: { outcome: string; isKept: boolean };
  fields: string[];
  mapping: Record<string, number>;
  /** How many rows would be amended. */
  count: number;
}

/** Why this row cannot be amended so, or null. */
export function whyNotAmend({ row, fields, mapping, count }: Amended): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `imports.amend.${reason}`, message });
  if (row.outcome === "aside")
    return no("aside", "这一行不是记录，已略去；确实要导入的，请返回改列，选“也当作数据读取”");
  if (!row.isKept) return no("fine", "这一行没有问题，会照文件写入；如需改动，请在文件里改正后重新上传");
  if (fields.some((field) => !Object.hasOwn(mapping, field)))
    return no("column", "有的列没有对应到文件，请返回改列，或刷新后重试");
  if (count > mostAmended)
    return no("most", `一批最多在预览里改正 ${mostAmended} 行；再多请下载有误的行，在表格里改好后另行导入`);
  return null;
}

/** The row as it is read: what was typed stands before what the file says. */
export function amendedRow(row: Row, typed: ReadonlyMap<number, string> | undefined): Row {
  if (!typed) return row;
  const width = Math.max(row.cells.length, ...[...typed.keys()].map((column) => column + 1));
  const cells = Array.from({ length: width }, (_, column) => {
    const text = typed.get(column);
    return text === undefined ? (row.cells[column] ?? emptyCell) : textCell(text);
  });
  return { ...row, cells };
}

/** What the file says in the mapped cells, in the form that is kept. */
export function fileCells(row: Row, mapping: Record<string, number>): Record<string, FileCell> {
  const cells = Object.entries(mapping).flatMap(([field, column]) => {
    const cell = row.cells[column];
    if (!cell || cell.text === "") return [];
    const { kind, text, result } = cell;
    return [[field, { kind, text: text.slice(0, mostKept), ...(result && { result }) }]];
  });
  return Object.fromEntries(cells);
}

/** Longer than any field may be, so that what is too long stays so. */
const mostKept = 4000;

/** The row of the file from what was kept of it. */
export function keptRow(number: number, cells: Record<string, FileCell>, mapping: Record<string, number>): Row {
  const row: Row = { number, cells: [] };
  for (const [field, column] of Object.entries(mapping)) {
    const cell = cells[field];
    if (cell) row.cells[column] = { ...cell, value: cell.text };
  }
  row.cells = Array.from(row.cells, (cell) => cell ?? emptyCell);
  return row;
}

export const twinProblem = ({ field, what }: Once, row: number) => ({
  field,
  message: `与第 ${row} 行是${what}，请合并后再导入`,
});
