/* 表格: rows of a legacy Word table, merged cells as each row declares them. */
import type { Cell, Place, Table } from "../../document.ts";

export interface RowShape {
  /** Left edges of the cells and the right edge of the last, in twentieths of a point. */
  edges: number[];
  cells: { isContinued: boolean; isBeside: boolean }[];
}

export interface LegacyRow {
  texts: string[];
  shape: RowShape | null;
}

/** The declaration at the end of a row (sprmTDefTable): how many cells, their edges, and twenty bytes for each. */
export function shapeOf(value: DataView | undefined): RowShape | null {
  const count = value && value.byteLength > 0 ? value.getUint8(0) : 0;
  if (!value || count === 0 || value.byteLength < 1 + (count + 1) * 2) return null;
  const edges = Array.from({ length: count + 1 }, (_, i) => value.getInt16(1 + i * 2, true));
  const cells = Array.from({ length: count }, (_, i) => {
    const at = 1 + (count + 1) * 2 + i * 20;
    const bits = at + 2 <= value.byteLength ? value.getUint16(at, true) : 0;
    return { isBeside: (bits & 3) === 2, isContinued: (bits & 0x60) === 0x20 };
  });
  return { edges, cells };
}

/** Edges that miss each other by less are meant to be one. */
const slack = 40;

export function tableOf(rows: LegacyRow[], placeOf: (row: number, column: number) => Place): Table {
  const edges = gridOf(rows);
  const above = new Map<number, Cell>();
  return {
    kind: "table",
    rows: rows.map(({ texts, shape }, row) => {
      const cells: Cell[] = [];
      texts.forEach((text, i) => {
        const about = shape?.cells[i];
        const left = indexOf(edges, shape?.edges[i]) ?? i;
        const columns = about ? Math.max(1, (indexOf(edges, shape?.edges[i + 1]) ?? i + 1) - left) : 1;
        const last = cells.at(-1);
        if (about?.isBeside && last && text === "") {
          last.columns = (last.columns ?? 1) + columns;
          return;
        }
        const opened = above.get(left);
        if (about?.isContinued && opened && text === "") {
          opened.rows = (opened.rows ?? 1) + 1;
          return;
        }
        const cell: Cell = { text, pieces: [{ at: 0, place: placeOf(row, left) }], ...(columns > 1 && { columns }) };
        above.set(left, cell);
        cells.push(cell);
      });
      return cells;
    }),
  };
}

function gridOf(rows: LegacyRow[]): number[] {
  const all = rows.flatMap(({ shape }) => shape?.edges ?? []).sort((a, b) => a - b);
  return all.filter((edge, i) => i === 0 || edge - (all[i - 1] ?? 0) > slack);
}

function indexOf(edges: number[], edge: number | undefined): number | null {
  if (edge === undefined || edges.length === 0) return null;
  const index = edges.findLastIndex((one) => one <= edge);
  return index < 0 ? null : index;
}
