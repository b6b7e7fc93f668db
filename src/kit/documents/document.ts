/*
 * 文档模型: the one shape a document has here, whether it was read from a file or is about to be written.
 *
 * Texts are verbatim, numbers of headings included (“（一）机构设置”), so a quote out of the model is a quote out of the file.
 * A text knows where its pieces stood: words broken over lines are joined, yet each piece still has its own line.
 * Reading back what was written gives the same blocks; only places may differ.
 */

/** Where a text stands in the file: a 1-based line of a text file; elsewhere a label such as “第 12 段” or “Sheet1!B3”. */
export interface Place {
  line?: number;
  label?: string;
}

/** From character `at` of the text on, up to the next piece. */
export interface Piece {
  at: number;
  place: Place;
}

export interface Prose {
  text: string;
  /** In order of `at`, the first at 0. Empty in a document that was composed, not read. */
  pieces?: Piece[];
}

export interface Title extends Prose {
  kind: "title";
}

export interface Heading extends Prose {
  kind: "heading";
  /** 1 for 一、 · 2 for （一） · 3 for 1. · 4 for （1）, or as the file says. */
  level: number;
}

export interface Paragraph extends Prose {
  kind: "paragraph";
  align?: "center" | "right";
}

export interface ListItem extends Prose {
  /** Depth, 1 outermost. */
  level: number;
}

/** Items without printed numbers; a number that is printed belongs to the text of a paragraph. */
export interface List {
  kind: "list";
  isOrdered: boolean;
  items: ListItem[];
}

export interface Cell extends Prose {
  isHeader?: boolean;
  columns?: number;
  rows?: number;
}

export interface Table {
  kind: "table";
  caption?: Prose;
  /** A cell stands in its first row and column only; the places it covers are left out. */
  rows: Cell[][];
}

/** 脚注、尾注 */
export interface Note extends Prose {
  kind: "note";
  mark: string;
}

export type Block = Title | Heading | Paragraph | List | Table | Note;

export interface Document {
  blocks: Block[];
}

/** The place of the character at `offset`. */
export function placeAt({ pieces = [] }: Prose, offset: number): Place {
  let place: Place = {};
  for (const piece of pieces) {
    if (piece.at > offset) break;
    place = piece.place;
  }
  return place;
}

/** A table laid out: every place it covers holds its cell, a merged cell in all of its places; null where a row is short. */
export function gridOf(table: Table): (Cell | null)[][] {
  const grid: (Cell | null)[][] = table.rows.map(() => []);
  table.rows.forEach((row, top) => {
    let column = 0;
    for (const cell of row) {
      while (grid[top]?.[column]) column += 1;
      const below = Math.min(cell.rows ?? 1, grid.length - top);
      for (let down = 0; down < below; down++)
        for (let right = 0; right < (cell.columns ?? 1); right++) (grid[top + down] ?? [])[column + right] = cell;
      column += cell.columns ?? 1;
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}
