/*
 * 表格: a table of the model with its merged cells, framed, its header rows repeated on every page.
 *
 * Word wants every grid place of a row accounted for: a cell merged downwards is continued in each row it covers, and a row that
 * ends early says how many places it leaves out.
 */
import type { Cell, Table } from "../../document.ts";
import { unreadableDocument } from "../../reading/refusals.ts";
import { tableCharacter, textWidth } from "./styles.ts";
import { paragraphXml, runXml } from "./markup.ts";

/** A cell in the place it takes; every place it covers holds the same one. */
interface Placed {
  cell: Cell;
  row: number;
  column: number;
  columns: number;
  rows: number;
}

type Grid = (Placed | undefined)[][];

/** Word opens no table with more. */
const mostColumns = 63;
/** Left and right margin of a cell, in twips. */
const cellMargins = 216;
const longestColumn = 36;

/** `ending` stands behind the text of the last cell: the references to the notes of the table. */
export function tableXml({ rows }: Table, ending: string): string {
  const grid = layOut(rows);
  const width = Math.max(1, ...grid.map((row) => row.length));
  if (width > mostColumns)
    throw unreadableDocument("columns", `Word 表格最多 ${mostColumns} 列，这里有 ${width} 列，请分成几张表`);
  const widths = columnWidths(grid, width);
  const last = grid.flat().findLast((placed) => placed !== undefined);
  const headers = countHeaders(rows);
  const rowXmls = grid.map((row, index) => {
    const missing = width - row.length;
    const properties = [
      missing > 0 && row.length > 0 ? `<w:gridAfter w:val="${missing}"/>` : "",
      index < headers ? "<w:cantSplit/><w:tblHeader/>" : "",
    ].join("");
    const cells = cellXmls(row, index, widths, (placed) => (placed === last ? ending : ""));
    return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`;
  });
  const columns = widths.map((twips) => `<w:gridCol w:w="${twips}"/>`);
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${textWidth}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>${columns.join("")}</w:tblGrid>${rowXmls.join("")}</w:tbl>`;
}

/** A cell that does not fit is made narrower: two cells must never claim one place. */
function layOut(rows: Cell[][]): Grid {
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
function countHeaders(rows: Cell[][]): number {
  if (rows[0]?.length === 0) return 0;
  const count = rows.findIndex((row) => !row.every(({ isHeader }) => isHeader));
  return Math.max(0, count);
}

function cellXmls(
  row: Grid[number],
  index: number,
  widths: number[],
  endingOf: (placed: Placed | undefined) => string,
): string {
  let xml = "";
  for (let column = 0; column < Math.max(1, row.length); ) {
    const placed = row[column];
    const columns = row.length === 0 ? widths.length : (placed?.columns ?? 1);
    const isFirst = placed?.row === index;
    const merge = !placed || placed.rows === 1 ? "" : `<w:vMerge w:val="${isFirst ? "restart" : "continue"}"/>`;
    const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : "";
    const width = widths.slice(column, column + columns).reduce((sum, twips) => sum + twips, 0);
    const properties = `<w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/>`;
    const cell = isFirst ? placed.cell : { text: "" };
    xml += `<w:tc><w:tcPr>${properties}</w:tcPr>${cellParagraph(cell, isFirst ? endingOf(placed) : "")}</w:tc>`;
    column += columns;
  }
  return xml;
}

const amount = /^[-－−+]?[¥￥]?\d[\d,，]*(?:[.．]\d+)?[%％‰]?$/;

function cellParagraph({ text, isHeader }: Cell, ending: string): string {
  const isAmount = !isHeader && amount.test(text.trim());
  return paragraphXml(
    { style: isHeader ? "TableHeading" : "TableContents", ...(isAmount ? { align: "right" } : {}) },
    runXml(text) + ending,
  );
}

/** 列宽: long texts give way first, so that amounts and short labels stay on one line. */
function columnWidths(grid: Grid, width: number): number[] {
  const wanted = Array.from({ length: width }, () => 4);
  for (const row of grid) {
    row.forEach((placed, column) => {
      if (placed?.columns !== 1) return;
      wanted[column] = Math.min(longestColumn, Math.max(wanted[column] ?? 0, lineWidth(placed.cell.text)));
    });
  }
  const natural = wanted.map((halves) => (halves * tableCharacter) / 2 + cellMargins);
  const total = natural.reduce((sum, twips) => sum + twips, 0);
  const most = total > textWidth ? fairShare(natural) : Number.POSITIVE_INFINITY;
  const stretch = total > textWidth ? 1 : textWidth / total;
  const widths = natural.map((twips) => Math.floor(Math.min(twips, most) * stretch));
  const rest = textWidth - widths.reduce((sum, twips) => sum + twips, 0);
  return widths.map((twips, column) => (column === widths.length - 1 ? twips + rest : twips));
}

/** The width no column may pass so that all of them fit: whoever needs less than an even share leaves the rest to the others. */
function fairShare(natural: number[]): number {
  let room = textWidth;
  let left = natural.length;
  for (const twips of natural.toSorted((a, b) => a - b)) {
    if (twips * left > room) break;
    room -= twips;
    left -= 1;
  }
  return room / Math.max(1, left);
}

/** Of the longest line, in half characters. */
function lineWidth(text: string): number {
  const longest = text
    .slice(0, 2000)
    .split("\n")
    .reduce((most, line) => (line.length > most.length ? line : most), "");
  return [...longest].reduce(
    (sum, character) => sum + (/[\u2e80-\uffef“”‘’—…①-⑳]|[\u{10000}-\u{10ffff}]/u.test(character) ? 2 : 1),
    0,
  );
}
