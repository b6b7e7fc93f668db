/*
 * 表格的格子: which cell of a table stands where, and how wide its columns are. What every writer to paper needs to know.
 */
import type { Cell } from "../document.ts";

/** A cell in the place it takes; every place it covers holds the same one. */
export interface Placed {
  cell: Cell;
  row: number;
  column: number;
  columns: number;
  rows: number;
}

export type Grid = (Placed | undefined)[][];

/** A cell that does not fit is made narrower: two cells must never claim one place. */
export function layOut(rows: Cell[][], mostColumns: number): Grid {
  const grid: Grid = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column]) column += 1;
      const placed = { cell, row, column, columns: 1, rows: Math.min(cell.rows ?? 1, rows.length - row) };
      const wanted = Math.min(cell.columns ?? 1, mostColumns + 1);
      while (placed.columns < wanted && !grid[row]?.[column + placed.columns]) placed.columns += 1;
      for (const covered of grid.slice(row, row + placed.rows))
        for (let right = 0; right < placed.columns; right++) covered[column + right] = placed;
      column += placed.columns;
    }
  });
  return grid;
}

/** 标题行: the rows at the top that are all header. A table of nothing else has none, as Word would repeat nothing. */
export function countHeaders(rows: Cell[][]): number {
  if (rows[0]?.length === 0) return 0;
  const count = rows.findIndex((row) => !row.every(({ isHeader }) => isHeader));
  return Math.max(0, count);
}

const amount = /^[-－−+]?[¥￥]?\d[\d,，]*(?:[.．]\d+)?[%％‰]?$/;

/** 金额和比率 stand at the right. */
export function isAmount({ text, isHeader }: Cell): boolean {
  return !isHeader && amount.test(text.trim());
}

/** All in one unit of length. */
interface Paper {
  /** Width of the whole table. */
  room: number;
  /** Width of a Chinese character. */
  character: number;
  /** Left and right margin of a cell together. */
  margins: number;
}

const longestColumn = 36;

/** 列宽: long texts give way first, so that amounts and short labels stay on one line. */
export function columnWidths(grid: Grid, width: number, { room, character, margins }: Paper): number[] {
  const wanted = Array.from({ length: width }, () => 4);
  for (const row of grid) {
    row.forEach((placed, column) => {
      if (placed?.columns !== 1) return;
      wanted[column] = Math.min(longestColumn, Math.max(wanted[column] ?? 0, lineWidth(placed.cell.text)));
    });
  }
  const natural = wanted.map((halves) => (halves * character) / 2 + margins);
  const total = natural.reduce((sum, each) => sum + each, 0);
  const most = total > room ? fairShare(natural, room) : Number.POSITIVE_INFINITY;
  const stretch = total > room ? 1 : room / total;
  const widths = natural.map((each) => Math.floor(Math.min(each, most) * stretch));
  const rest = room - widths.reduce((sum, each) => sum + each, 0);
  return widths.map((each, column) => (column === widths.length - 1 ? each + rest : each));
}

/** The width no column may pass so that all of them fit: whoever needs less than an even share leaves the rest to the others. */
function fairShare(natural: number[], all: number): number {
  let room = all;
  let left = natural.length;
  for (const each of natural.toSorted((a, b) => a - b)) {
    if (each * left > room) break;
    room -= each;
    left -= 1;
  }
  return room / Math.max(1, left);
}

/** Of the longest line, in half characters. */
export function lineWidth(text: string): number {
  const longest = text
    .slice(0, 2000)
    .split("\n")
    .reduce((most, line) => (line.length > most.length ? line : most), "");
  return [...longest].reduce(
    (sum, character) => sum + (/[\u2e80-\uffef“”‘’—…①-⑳]|[\u{10000}-\u{10ffff}]/u.test(character) ? 2 : 1),
    0,
  );
}
