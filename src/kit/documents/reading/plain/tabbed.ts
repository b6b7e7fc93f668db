/*
 * 每格一行的表格: what is left of a Word table when its text is taken out.
 *
 *     ⇥序号          Each cell is a line that begins with a tab, an empty cell a tab alone.
 *     ⇥项目名称      A line without a tab goes on with the cell above it.
 *                   A row ends with a blank line, which is also left behind by an empty paragraph within a cell,
 *     ⇥1            so that one row may come in two.
 *     ⇥培训经费      Some programs drop the tab of the first cell of each row.
 *
 * A paragraph indented by a tab looks like a cell; but cells are many, short, and come in more than one row.
 */
import { isCaption, numberingLevel } from "../headings.ts";
import { proseOf } from "./prose.ts";
import { isBlank, type SourceLine } from "./source.ts";
import { mostColumns, type Run, tableOf } from "./tables.ts";

/** Lines between two blank ones: cells, and before them what has no tab. */
interface RowLines {
  lead: SourceLine[];
  cells: SourceLine[][];
  start: number;
  end: number;
}

const isCellLine = ({ text }: SourceLine): boolean => text.startsWith("\t") && !text.trim().includes("\t");
const isGap = (line: SourceLine): boolean => isBlank(line) && !line.text.startsWith("\t");
const shortCell = 40;

export function tabbedRun(lines: readonly SourceLine[], at: number): Run | null {
  const [line, next] = [lines[at], lines[at + 1]];
  if (!line) return null;
  if (isCellLine(line)) return runFrom(lines, at, undefined);
  return next && isCellLine(next) && !isGap(line) && !line.text.includes("\t") ? runFrom(lines, at + 1, line) : null;
}

function runFrom(lines: readonly SourceLine[], at: number, before: SourceLine | undefined): Run {
  const { rows, isCutOff } = rowsFrom(lines, at, before);
  const last = rows.at(-1);
  const end = last ? endOf(last, lines) : blockFrom(lines, at).end;
  const cells = healed(rows.map((row) => row.cells));
  const table = isTable(cells) ? tableOf(cells.map((row) => row.map((cell) => proseOf(cell)))) : null;
  return { start: isCutOff ? at - 1 : at, end, table };
}

/**
 * Rows that follow each other at the distance of the first two. If the second begins with a cell that lost its tab, so did the
 * first, and all must; otherwise only a row that is short by one may. Asked row by row, so that no line is read over and over.
 */
function rowsFrom(
  lines: readonly SourceLine[],
  at: number,
  before: SourceLine | undefined,
): { rows: RowLines[]; isCutOff: boolean } {
  const rows: RowLines[] = [];
  let isCutOff = false;
  let widestGap = 0;
  for (let start = at; start < lines.length; ) {
    const row = blockFrom(lines, start);
    if (row.cells.length === 0 || row.cells.length > mostColumns) break;
    const first = rows.length === 1 ? rows[0] : undefined;
    if (first && before && hasFirstCell({ lead: [before] }) && hasFirstCell(row)) {
      isCutOff = true;
      first.cells.unshift([before]);
    }
    const isShort = row.cells.length + 1 === rows.at(-1)?.cells.length;
    if (hasFirstCell(row) && (isCutOff || isShort)) row.cells.unshift(row.lead);
    else if (isCutOff || row.lead.length > 0) break;
    rows.push(row);
    let next = row.end;
    while (next < lines.length && isGap(lines[next] as SourceLine)) next += 1;
    const gap = next - row.end;
    widestGap ||= gap;
    if (gap === 0 || gap > widestGap) break;
    start = next;
  }
  return { rows, isCutOff };
}

function blockFrom(lines: readonly SourceLine[], start: number): RowLines {
  const block: RowLines = { lead: [], cells: [], start, end: start };
  for (; block.end < lines.length; block.end++) {
    const line = lines[block.end] as SourceLine;
    const isCell = isCellLine(line);
    if (isGap(line) || (!isCell && line.text.includes("\t"))) break;
    if (isCell) block.cells.push([line]);
    else (block.cells.at(-1) ?? block.lead).push(line);
  }
  return block;
}

/** Could the one line before the cells be a cell itself? A heading or a caption could not. */
function hasFirstCell({ lead }: Pick<RowLines, "lead">): boolean {
  const [line, ...others] = lead;
  if (!line || others.length > 0 || line.text.trim().length > shortCell) return false;
  const text = line.text.trim();
  return !isCaption(text) && !(numberingLevel(text) !== null && text.length > 4);
}

/** Where the table's last cell ends: a heading after it without a blank line is no part of it. */
function endOf({ cells, end }: RowLines, lines: readonly SourceLine[]): number {
  const last = cells.at(-1) ?? [];
  const foreign = last.findIndex(
    ({ text }, i) => i > 0 && ((numberingLevel(text.trim()) ?? 9) < 3 || isCaption(text.trim())),
  );
  if (foreign < 0) return end;
  const from = (last[foreign]?.number ?? 1) - (lines[0]?.number ?? 1);
  last.splice(foreign);
  return from;
}

/** Puts together a row that an empty paragraph cut in two: its halves are as many cells as the rows about it have. */
function healed(rows: readonly SourceLine[][][]): SourceLine[][][] {
  const whole: SourceLine[][][] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? [];
    const rest = rows[i + 1];
    const both = row.length + (rest?.length ?? 0);
    const isCut = rest && (row.at(-1)?.length ?? 0) > 1 && [whole.at(-1)?.length, rows[i + 2]?.length].includes(both);
    whole.push(isCut ? [...row, ...rest] : row);
    if (isCut) i += 1;
  }
  return whole;
}

function isTable(rows: readonly SourceLine[][][]): boolean {
  const lengths = rows.flat().map((cell) => cell.reduce((sum, { text }) => sum + text.trim().length, 0));
  const filled = lengths.filter((length) => length > 0);
  const isWide = rows.some((row) => row.length > 1);
  return rows.length > 1 && isWide && 2 * filled.filter((length) => length <= shortCell).length > filled.length;
}
