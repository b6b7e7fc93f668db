/*
 * 表格: a table of the model with its merged cells, framed, its header rows repeated on every page.
 *
 * Word wants every grid place of a row accounted for: a cell merged downwards is continued in each row it covers, and a row that
 * ends early says how many places it leaves out.
 */
import type { Cell, Table } from "../../document.ts";
import { unreadableDocument } from "../../reading/refusals.ts";
import { columnWidths, countHeaders, type Grid, isAmount, layOut, type Placed } from "../grid.ts";
import { tableCharacter, textWidth } from "./styles.ts";
import { paragraphXml, runXml } from "./markup.ts";

/** Word opens no table with more. */
const mostColumns = 63;
/** Left and right margin of a cell, in twips. */
const cellMargins = 216;
const paper = { room: textWidth, character: tableCharacter, margins: cellMargins };

/** `ending` stands behind the text of the last cell: the references to the notes of the table. */
export function tableXml({ rows }: Table, ending: string): string {
  const grid = layOut(rows, mostColumns);
  const width = Math.max(1, ...grid.map((row) => row.length));
  if (width > mostColumns)
    throw unreadableDocument("columns", `Word 表格最多 ${mostColumns} 列，这里有 ${width} 列，请分成几张表`);
  const widths = columnWidths(grid, width, paper);
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

function cellParagraph(cell: Cell, ending: string): string {
  const { text, isHeader } = cell;
  return paragraphXml(
    { style: isHeader ? "TableHeading" : "TableContents", ...(isAmount(cell) ? { align: "right" } : {}) },
    runXml(text) + ending,
  );
}
