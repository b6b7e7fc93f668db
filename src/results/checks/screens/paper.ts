import type { CheckReport, Passage } from "../contract.ts";

/** A passage with its number in the report, which spans refer to. */
export interface Numbered {
  number: number;
  passage: Passage;
}

export interface Table {
  kind: "table";
  first: number;
  /** Every row of the grid; one whose places are all covered from above has no cells. */
  rows: Numbered[][];
}

export type Block = { kind: "text"; first: number; passage: Passage } | Table;

/** 成页: passages as they lie on paper, cells of one table together. */
export function blocksOf(passages: CheckReport["passages"]): Block[] {
  const blocks: Block[] = [];
  let cells: Numbered[] = [];
  const close = () => {
    if (cells.length > 0) blocks.push(tableOf(cells));
    cells = [];
  };
  for (const [number, passage] of passages.entries()) {
    if (passage.cell?.table !== cells[0]?.passage.cell?.table) close();
    if (passage.cell) cells.push({ number, passage });
    else blocks.push({ kind: "text", first: number, passage });
  }
  close();
  return blocks;
}

function tableOf(cells: Numbered[]): Table {
  const rowOf = ({ passage }: Numbered) => passage.cell?.row ?? 0;
  const top = Math.min(...cells.map(rowOf));
  const rows: Numbered[][] = [];
  for (const each of cells) {
    const row = rowOf(each) - top;
    while (rows.length <= row) rows.push([]);
    rows[row]?.push(each);
  }
  return { kind: "table", first: cells[0]?.number ?? 0, rows };
}

/** Pieces of the paper that the browser may leave undrawn while they are out of sight. */
export function partsOf(blocks: Block[], lines = 40): Block[][] {
  const parts: Block[][] = [];
  let left = 0;
  for (const block of blocks) {
    if (left <= 0) {
      parts.push([]);
      left = lines;
    }
    parts.at(-1)?.push(block);
    left -= block.kind === "table" ? block.rows.length : 1 + block.passage.text.length / 60;
  }
  return parts;
}

/** 页边: the line, or the number in “第 12 段”; anything else is too long for the margin. */
export function gutterOf({ line, place }: Pick<Passage, "line" | "place">): string {
  if (line !== null) return String(line);
  return /^第 ?(\d+) ?段$/.exec(place ?? "")?.[1] ?? "";
}
