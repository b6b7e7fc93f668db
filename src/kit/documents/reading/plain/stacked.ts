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

export function stackedRun(lines: readonly SourceLine[], at: number): Run | null {
  if (!columnWord.test(lines[at]?.text.trim() ?? "")) return null;
  const cells = shortLines(lines, at);
  let best: { width: number; rows: number } | null = null;
  for (let width = fewestColumns; width <= mostColumns && width * (fewestRows + 1) <= cells.length; width++) {
    const rows = isHead(cells.slice(0, width)) ? rowsOf(cells, width) : 0;
    if (rows >= fewestRows && rows * width > (best ? best.rows * best.width : 0)) best = { width, rows };
  }
  if (!best) return null;
  const rows = Array.from({ length: best.rows + 1 }, (_, row) =>
    lines.slice(at + row * (best?.width ?? 0)).slice(0, best?.width),
  );
  let end = at + (best.rows + 1) * best.width;
  const last = totalAfter(lines, end, best.width);
  end += last.length;
  const proses = rows.map((row) => row.map((line) => proseOf([line])));
  if (last.length > 0) {
    // 偏差原因 behind the last column of figures has no total.
    const behind = [...(proses[1] ?? [])].reverse().findIndex(({ text }) => isFigure(text));
    const blanks = Array.from({ length: Math.max(0, Math.min(behind, best.width - last.length)) }, () => ({
      text: "",
    }));
    proses.push([...last.map((line) => proseOf([line])), ...blanks]);
  }
  return { start: at, end, table: tableOf(proses) };
}

/** As far as lines could be cells. */
function shortLines(lines: readonly SourceLine[], at: number): string[] {
  const cells: string[] = [];
  for (let next = at; next < lines.length; next++) {
    const line = lines[next] as SourceLine;
    const text = line.text.length > 4 * longestCell ? line.text : line.text.trim();
    if (isBlank(line) || text.length > longestCell || /[。\t|]/.test(text) || isCaption(text) || isUnitLine(text))
      break;
    if (headingLevel(text) !== null && next > at + mostColumns && !isCellAgain(cells, text)) break;
    cells.push(text);
  }
  return cells;
}

/** 一、 as a number of rows comes again; as a heading it does not. */
const isCellAgain = (cells: readonly string[], text: string): boolean => cells.includes(text);

function isHead(cells: readonly string[]): boolean {
  return (
    new Set(cells).size === cells.length &&
    !cells.some((cell) => isFigure(cell) || cell.length > 16) &&
    cells.filter((cell) => columnWord.test(cell)).length >= Math.max(2, cells.length / 2)
  );
}

const isFigureOrNone = (cell: string): boolean => isFigure(cell) || /^(?:[-—–/]+|无)$/.test(cell);

/** How many rows of that width follow the head: until a column of figures holds words, or a column of words a figure. */
function rowsOf(cells: readonly string[], width: number): number {
  const first = cells.slice(width, 2 * width);
  const figures = first.map((cell) => isFigure(cell));
  if (figures.filter(Boolean).length < 2 || (figures[0] === true && figures.every(Boolean))) return 0;
  let rows = 0;
  for (let from = width; from + width <= cells.length; from += width) {
    const row = cells.slice(from, from + width);
    const misfits = row.filter((cell, column) => (figures[column] ? !isFigureOrNone(cell) : isFigure(cell))).length;
    if (misfits > 0 || (isTotal(row[0] ?? "") && row.slice(1).some((cell) => !isFigureOrNone(cell)))) break;
    rows += 1;
  }
  return rows;
}

/** 总分 100 97.59: the total has fewer cells than the rows above it. */
function totalAfter(lines: readonly SourceLine[], at: number, width: number): SourceLine[] {
  const name = lines[at];
  if (!name || !isTotal(name.text.trim())) return [];
  const row = [name];
  for (let next = at + 1; row.length < width && isFigureOrNone(lines[next]?.text.trim() ?? "。"); next++)
    row.push(lines[next] as SourceLine);
  return row.length > 1 ? row : [];
}
