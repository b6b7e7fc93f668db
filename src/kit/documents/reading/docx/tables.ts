/*
 * 表格: rows and merged cells of a docx table.
 *
 * A cell names the grid columns it covers (gridSpan) and whether it opens (restart) or continues (continue) a cell merged
 * downwards (vMerge). A table within a cell is that cell's text, line by line.
 */
import type { Cell, Table } from "../../document.ts";
import { type Limits, tooWide } from "../../limits.ts";
import { isOn, numberOf, valueOf } from "./attributes.ts";

export interface TableReader {
  /** A paragraph now belongs to a cell. */
  isOpen(): boolean;
  open(name: string, raw: string, parent: string): void;
  /** The table, when this was its end. */
  close(name: string): Table | null;
  add(text: string, isHeader: boolean): void;
}

interface OpenCell {
  lines: string[];
  columns: number;
  isContinued: boolean;
  isMerged: boolean;
  isHeader: boolean;
}

interface OpenRow {
  cells: OpenCell[];
  /** Grid columns left out before the first cell. */
  before: number;
  isHeader: boolean;
  isDeleted: boolean;
}

const newCell = (columns = 1): OpenCell => ({
  lines: [],
  columns,
  isContinued: false,
  isMerged: false,
  isHeader: false,
});
const newRow = (): OpenRow => ({ cells: [], before: 0, isHeader: false, isDeleted: false });

/** `spend` is told of every row and of every place it lays out, so that a small file cannot cost a large grid. */
export function createTableReader(limits: Limits, spend: (places: number) => void): TableReader {
  let depth = 0;
  let number = 0;
  let rows: Cell[][] = [];
  let row = newRow();
  let cell = newCell();
  /** 纵向合并: cells that may go on in the next row, by their first column. */
  let above = new Map<number, Cell>();
  let areAllHeaders = true;

  const read: Record<string, (raw: string) => void> = {
    "trPr/tblHeader": (raw) => Object.assign(row, { isHeader: isOn(raw) }),
    "trPr/gridBefore": (raw) => Object.assign(row, { before: spanOf(raw) }),
    "trPr/del": () => Object.assign(row, { isDeleted: true }),
    "tcPr/gridSpan": (raw) => Object.assign(cell, { columns: Math.max(1, spanOf(raw)) }),
    "tcPr/vMerge": (raw) => {
      cell.isMerged = true;
      cell.isContinued = valueOf(raw, "val") !== "restart";
    },
  };

  function spanOf(raw: string): number {
    const span = Math.max(0, numberOf(raw, "val") ?? 0);
    if (span > limits.columns) throw tooWide(`第 ${number} 个表格`, limits);
    return span;
  }

  function start(): void {
    number += 1;
    rows = [];
    above = new Map();
    areAllHeaders = true;
  }

  function endRow(): void {
    if (row.isDeleted) return;
    // Word repeats header rows from the top on only; one further down is a row like any other.
    areAllHeaders &&= row.isHeader;
    const cells = row.before > 0 ? [newCell(row.before), ...row.cells] : row.cells;
    const below = new Map<number, Cell>();
    const kept: Cell[] = [];
    let column = 0;
    for (const open of cells) {
      const upper = open.isContinued ? above.get(column) : undefined;
      const isSame = upper !== undefined && (upper.columns ?? 1) === open.columns;
      const merged = isSame ? upper : cellAt(open, column);
      if (isSame) upper.rows = (upper.rows ?? 1) + 1;
      else kept.push(merged);
      if (open.isMerged) below.set(column, merged);
      column += open.columns;
    }
    if (column > limits.columns) throw tooWide(`第 ${number} 个表格`, limits);
    spend(1 + column);
    above = below;
    rows.push(kept);
  }

  function cellAt({ lines, columns, isHeader }: OpenCell, column: number): Cell {
    const label = `表 ${number} 第 ${rows.length + 1} 行第 ${column + 1} 列`;
    return {
      text: lines.join("\n"),
      pieces: [{ at: 0, place: { label } }],
      ...(isHeader || areAllHeaders ? { isHeader: true } : {}),
      ...(columns > 1 ? { columns } : {}),
    };
  }

  return {
    isOpen: () => depth > 0,
    open(name, raw, parent) {
      if (name === "tbl") depth += 1;
      if (depth !== 1) return;
      if (name === "tbl") start();
      else if (name === "tr") row = newRow();
      else if (name === "tc") cell = newCell();
      else read[`${parent}/${name}`]?.(raw);
    },
    close(name) {
      if (depth === 1 && name === "tc") {
        row.cells.push(cell);
        if (row.cells.length > limits.columns) throw tooWide(`第 ${number} 个表格`, limits);
      } else if (depth === 1 && name === "tr") endRow();
      else if (name === "tbl") {
        depth -= 1;
        if (depth === 0) return { kind: "table", rows };
      }
      return null;
    },
    add(text, isHeader) {
      if (isHeader) cell.isHeader = true;
      if (text.trim() !== "") cell.lines.push(text);
    },
  };
}
