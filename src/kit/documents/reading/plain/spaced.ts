/*
 * 纯文本里的表格: tables that are only hinted at, in the ways text comes out of other programs. Each kind is told by a mark that
 * running text does not have; where the evidence is thin the lines stay paragraphs, because a figure is found there as well.
 */
import type { Prose } from "../../document.ts";
import { isCaption, numberingLevel } from "../headings.ts";
import { proseOf } from "./prose.ts";
import { boxedRun } from "./ruled.ts";
import { isBlank, type SourceLine } from "./source.ts";
import { stackedRun } from "./stacked.ts";
import { hasFigure, isFigure, isTotal, mostColumns, type Run, tableOf } from "./tables.ts";
import { tabbedRun } from "./tabbed.ts";

/** The run that begins with this line (or, where a first cell was cut off, with the next). */
export function runAt(lines: readonly SourceLine[], at: number): Run | null {
  const line = lines[at];
  if (!line || (isBlank(line) && !line.text.startsWith("\t"))) return null;
  return (
    boxedRun(lines, at) ??
    tabbedRun(lines, at) ??
    separatedRun(lines, at, "\t") ??
    separatedRun(lines, at, "|") ??
    stackedRun(lines, at) ??
    alignedRun(lines, at)
  );
}

/** No row of a table is longer, and longer lines are not taken apart in search of one. */
const longestRow = 20_000;

/** Values with tabs between them, as a spreadsheet copies them, or with strokes, as people type them. */
function separatedRun(lines: readonly SourceLine[], at: number, separator: "\t" | "|"): Run | null {
  const rows = rowsFrom(lines, at, (text) => {
    const fields = text.split(separator);
    return text.trim().includes(separator) && fields.length <= mostColumns ? fields : null;
  });
  if (rows.length < 2) return null;
  const width = rows.reduce((most, row) => Math.max(most, row.findLastIndex((text) => text.trim() !== "") + 1), 0);
  const cells = rows.map((row, i) => cellsOf(row.slice(0, width), lines[at + i]));
  const isTable = !cells.every(isEntry) && !cells.every(isContents);
  return { start: at, end: at + rows.length, table: isTable ? tableOf(cells) : null };
}

/** “1.⇥走访企业” and “●⇥…”: the tab that Word puts after the number of a paragraph. */
function isEntry(row: readonly Prose[]): boolean {
  const [mark] = row;
  return (
    row.length === 2 &&
    mark !== undefined &&
    mark.text.length <= 6 &&
    /^(?:[（(]?.{1,3}[.、．）)]|[^\p{L}\d])$/u.test(mark.text)
  );
}

/** 目录 */
function isContents(row: readonly Prose[]): boolean {
  return numberingLevel(row[0]?.text ?? "") !== null && row.length === 2 && /^\d{1,3}$/.test(row[1]?.text ?? "");
}

/** Columns set with spaces: rows of as many fields as the first, most of them with figures. */
function alignedRun(lines: readonly SourceLine[], at: number): Run | null {
  let head: string[] | null = null;
  const rows = rowsFrom(lines, at, (text) => {
    const fields = text.trim().split(/[ \u00a0\u3000]{2,}/);
    if (head) return isRowBelow(head, fields) ? fields : null;
    if (fields.length < 2 || fields.length > mostColumns || isCaption(text.trim())) return null;
    head = fields;
    return fields;
  });
  if (rows.length < 2) return null;
  const cells = rows.map((row, i) => cellsOf(row, lines[at + i]));
  const isTable = cells[0]?.length === 2 ? cells.length > 2 : 2 * cells.filter(hasFigure).length >= cells.length;
  return { start: at, end: at + rows.length, table: isTable ? tableOf(cells) : null };
}

/** Two columns prove little: below their head, each row must end in a figure. */
function isRowBelow(head: readonly string[], fields: readonly string[]): boolean {
  if (fields.length === head.length)
    return head.length > 2 || isFigure(fields[1] ?? "") || /^[-—]{1,2}$/.test(fields[1] ?? "");
  return fields.length === head.length - 1 && fields.length > 1 && isTotal(fields[0] ?? "");
}

function rowsFrom(lines: readonly SourceLine[], at: number, fieldsOf: (text: string) => string[] | null): string[][] {
  const rows: string[][] = [];
  for (let next = at; next < lines.length; next++) {
    const text = lines[next]?.text ?? "";
    const fields = text.length <= longestRow && text.trim() !== "" ? fieldsOf(text) : null;
    if (!fields) break;
    rows.push(fields);
  }
  return rows;
}

const cellsOf = (fields: readonly string[], line?: SourceLine): Prose[] =>
  fields.map((text) => proseOf([{ text, number: line?.number ?? 0 }]));
