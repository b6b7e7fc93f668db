/* 无线表格: rows without drawn lines, known by their texts standing below one another. */
import type { Line, Segment } from "./lines.ts";

export interface AlignedTable {
  /** One for each of the lines it took. */
  rows: string[][];
}

const fewestColumns = 3;

/** The table that begins at line `from`, or null: at least two rows that share three columns. */
export function alignedTable(lines: Line[], from: number): AlignedTable | null {
  let count = 0;
  while (isRow(lines, from + count)) count += 1;
  const rows = lines.slice(from, from + count);
  const widest = Math.max(0, ...rows.map(({ segments }) => segments.length));
  if (widest < fewestColumns) return null;
  const full = rows.filter(({ segments }) => segments.length === widest);
  if (full.length < 2 || full.length < rows.length / 2) return null;
  const columns = columnsOf(full, widest);
  if (!columns) return null;
  return { rows: rows.map(({ segments }) => placed(segments, columns)) };
}

function isRow(lines: Line[], at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || line.segments.length < 2) return false;
  return !before || line.y - before.y < 4 * line.size || line.segments.length >= fewestColumns;
}

interface Column {
  x: number;
  right: number;
}

/** The room each column takes over all full rows; none when two of them overlap, for then nothing is below one another. */
function columnsOf(rows: Line[], count: number): Column[] | null {
  const columns = Array.from({ length: count }, (_, i) => {
    const segments = rows.flatMap(({ segments }) => segments[i] ?? []);
    return { x: Math.min(...segments.map(({ x }) => x)), right: Math.max(...segments.map(({ right }) => right)) };
  });
  return columns.every((column, i) => i === 0 || column.x > (columns[i - 1]?.right ?? 0)) ? columns : null;
}

function placed(segments: Segment[], columns: Column[]): string[] {
  const texts = columns.map(() => "");
  for (const { text, x, right } of segments) {
    const middle = (x + right) / 2;
    const distance = (column: Column) => Math.max(column.x - middle, middle - column.right, 0);
    let best = 0;
    columns.forEach((column, i) => {
      if (distance(column) < distance(columns[best] ?? column)) best = i;
    });
    texts[best] = `${texts[best]} ${text}`.trim();
  }
  return texts;
}
