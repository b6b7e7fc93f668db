import type { Fact } from "./fact.ts";
import type { Passage } from "./passages.ts";

/** 表: a grid of passages as a table of figures, by rows and columns that have names. */
export interface Table {
  /** Number of the grid it stands in. */
  index: number;
  rows: number;
  columns: number;
  /** Rows 0 to `body` − 1 are the head. */
  body: number;
  /** Text of a place, white space removed. */
  text: (row: number, column: number) => string;
  /** The one figure a place holds, where it holds nothing else. “-” and “—” are a zero that was left out: null. */
  fact: (row: number, column: number) => Fact | null;
  /** The same, but of a merged cell in its first place only: what may be added up. */
  figure: (row: number, column: number) => Fact | null;
  /** Nothing, or a dash. */
  isBlank: (row: number, column: number) => boolean;
  /** Is this the first place of its (merged) cell? */
  isOwn: (row: number, column: number) => boolean;
  /** How many columns at the left name the rows. */
  named: number;
  /** The names of a row, outermost first. */
  labels: (row: number) => string[];
  /** Words of the row: its names joined by “/”. */
  rowTitle: (row: number) => string;
  /** The titles over a column, outermost first. */
  headPath: (column: number) => string[];
  /** Words of the column: its head, merged heads joined by “/”. */
  columnTitle: (column: number) => string;
  passage: (row: number, column: number) => Passage | null;
  /** Every figure of a place: 产出指标（50分）. */
  inside: (row: number, column: number) => readonly Fact[];
  heads: Passage[];
}

/** The same table with rows and columns changed. */
export const turned = (table: Table): Table => ({
  index: table.index,
  rows: table.columns,
  columns: table.rows,
  body: table.named,
  named: table.body,
  text: (row, column) => table.text(column, row),
  fact: (row, column) => table.fact(column, row),
  figure: (row, column) => table.figure(column, row),
  isBlank: (row, column) => table.isBlank(column, row),
  isOwn: (row, column) => table.isOwn(column, row),
  labels: (row) => table.headPath(row),
  rowTitle: (row) => table.columnTitle(row),
  headPath: (column) => table.labels(column),
  columnTitle: (column) => table.rowTitle(column),
  passage: (row, column) => table.passage(column, row),
  inside: (row, column) => table.inside(column, row),
  heads: table.heads,
});
