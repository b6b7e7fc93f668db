/*
 * 无标记的每格一行: a table whose cells came out one to a line, with nothing between them.
 *
 *     指标           The head is a few short lines without a figure, some of them words that head columns.
 *     分值           Below it the lines repeat: each so-and-so-many begins a row. How many is what is looked for:
 *     得分           the number of columns with which every column holds either figures or words, two of them figures.
 *     产出
 *     50
 *     48.90
 *
 * Three rows at least must bear it out, else short lines are headings and entries.
 */
import { headingLevel, isCaption, isUnitLine } from "../headings.ts";
import { proseOf } from "./prose.ts";
import { isBlank, type SourceLine } from "./source.ts";
import { isFigure, isTotal, type Run, tableOf } from "./tables.ts";

const fewestColumns = 3;
const mostColumns = 12;
const fewestRows = 3;
const longestCell = 60;

const columnWord =
  /^(?:序号|项目|指标|名称|科目|单位|区县|县区|内容|类别|[一二三四]级指标|.{0,8}(?:值|数|率|额|分值|得分|权重|原因|备注|名称|情况|金额|预算|决算|执行|合计|比重|占比|同比|增幅|增长|排名|位次|目标|完成)(?:[（(].{1,8}[）)])?)$/;

/** The cell at so many lines from the head; null where a line could be none. */
type CellAt = (offset: number) => string | null;

export function stackedRun(lines: readonly SourceLine[], at: number): Run | null {
  const line = lines[at];
  if (!line || line.text.length > longestCell || !columnWord.test(line.text.trim())) return null;
  const cellAt: CellAt = (offset) => cellOf(lines[at + offset]);
  let best: { width: number; rows: number } | null = null;
  for (let width = fewestColumns; width <= mostColumns; width++) {
    const rows = isHead(rowOf(cellAt, 0, width)) ? rowsBelow(cellAt, width) : 0;
    if (rows >= fewestRows && rows * width > (best ? best.rows * best.width : 0)) best = { width, rows };
  }
  return best ? runOf(lines, at, best.width, best.rows) : null;
}

function runOf(lines: readonly SourceLine[], at: number, width: number, rows: number): Run {
  const end = at + (rows + 1) * width;
  const proses = Array.from({ length: rows + 1 }, (_, row) =>
    lines.slice(at + row * width, at + (row + 1) * width).map((line) => proseOf([line])),
  );
  const total = totalAfter(lines, end, width);
  if (total.length > 0) {
    // 偏差原因 behind the last column of figures has no total.
    const behind = [...(proses[1] ?? [])].reverse().findIndex(({ text }) => isFigure(text));
    const blanks = Array.from({ length: Math.max(0, Math.min(behind, width - total.length)) }, () => ({ text: "" }));
    proses.push([...total.map((line) => proseOf([line])), ...blanks]);
  }
  return { start: at, end: end + total.length, table: tableOf(proses) };
}

function cellOf(line: SourceLine | undefined): string | null {
  if (!line || isBlank(line) || line.text.length > 2 * longestCell) return null;
  const text = line.text.trim();
  return text.length > longestCell || /[。\t|]/.test(text) || isCaption(text) || isUnitLine(text) ? null : text;
}

/** A row, or nothing where it is not whole. */
function rowOf(cellAt: CellAt, from: number, width: number): string[] {
  const row: string[] = [];
  for (let at = from; at < from + width; at++) {
    const cell = cellAt(at);
    if (cell === null) return [];
    row.push(cell);
  }
  return row;
}

function isHead(cells: readonly string[]): boolean {
  return (
    cells.length > 0 &&
    new Set(cells).size === cells.length &&
    !cells.some((cell) => isFigure(cell) || cell.length > 16) &&
    cells.filter((cell) => columnWord.test(cell)).length >= Math.max(2, cells.length / 2)
  );
}

const isFigureOrNone = (cell: string): boolean => isFigure(cell) || /^(?:[-—–/]+|无)$/.test(cell);

/** How many rows of that width follow the head: until a column of figures holds words, or a column of words a figure. */
function rowsBelow(cellAt: CellAt, width: number): number {
  const figures = rowOf(cellAt, width, width).map(isFigure);
  const count = figures.filter(Boolean).length;
  if (count < 2 || count === width) return 0;
  for (let rows = 0; ; rows++) {
    const row = rowOf(cellAt, (rows + 1) * width, width);
    const fits = row.every((cell, column) => (figures[column] ? isFigureOrNone(cell) : !isFigure(cell)));
    const isShortTotal = isTotal(row[0] ?? "") && !row.slice(1).every(isFigureOrNone);
    // 一、 begins what comes after the table.
    if (row.length === 0 || !fits || isShortTotal || headingLevel(row[0] ?? "") !== null) return rows;
  }
}

/** 总分 100 97.59: the total has fewer cells than the rows above it. */
function totalAfter(lines: readonly SourceLine[], at: number, width: number): SourceLine[] {
  const name = lines[at];
  if (!name || !isTotal(name.text.trim())) return [];
  const row = [name];
  for (let next = at + 1; row.length < width; next++) {
    const line = lines[next];
    const cell = cellOf(line);
    if (!line || cell === null || !isFigureOrNone(cell)) break;
    row.push(line);
  }
  return row.length > 1 ? row : [];
}
