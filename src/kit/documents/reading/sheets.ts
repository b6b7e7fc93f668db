/*
 * 工作表成文: each visible sheet of a workbook as titles, lines and tables, cells as the officer sees them.
 *
 * An empty row ends a table, unless the next row goes on in the same columns with figures: a total is often set apart. Above
 * a table a row of one cell is a line of text, the first of them the title; so is “单位：万元”. Below it so are the notes.
 */
import type { Block, Cell, Document, Place, Table as DocumentTable } from "../document.ts";
import { columnName, type Cell as SheetCell, type Row } from "../cells.ts";
import type { Table } from "../workbook.ts";
import { markHeaders } from "./headers.ts";
import { type Merge, type Merges, readMerges } from "./merges.ts";
import { isUnitLine } from "./headings.ts";
import { unreadableDocument } from "./refusals.ts";

/** Of a whole workbook. A year's ledger is read by an import, not as a document. */
const mostCells = 500_000;

export async function readSheets({ format, sheets }: Table): Promise<{ document: Document; unread: string[] }> {
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const hidden = sheets.filter(({ isHidden }) => isHidden);
  const isNamed = format === "xlsx" && (visible.length > 1 || !/^Sheet ?1$/i.test(visible[0]?.name ?? ""));
  const blocks: Block[] = [];
  const spend = createBudget();
  for (const sheet of visible) {
    const rows: Row[] = [];
    for await (const row of sheet.rows("shown")) {
      spend(row.cells.length);
      rows.push(row);
    }
    if (rows.length === 0) continue;
    if (isNamed)
      blocks.push({ kind: "heading", level: 1, text: sheet.name, pieces: [{ at: 0, place: { label: sheet.name } }] });
    const placeOf: PlaceOf = (row, column) => ({
      label: format === "xlsx" ? `${sheet.name}!${columnName(column)}${row}` : `第 ${row} 行 ${columnName(column)} 列`,
    });
    blocks.push(...blocksOf(rows, await readMerges(sheet), placeOf, spend));
  }
  const unread = hidden.length === 0 ? [] : [`隐藏的工作表${hidden.map(({ name }) => `“${name}”`).join("")}未读取`];
  return { document: { blocks }, unread };
}

type PlaceOf = (row: number, column: number) => Place;

function createBudget() {
  let left = mostCells;
  return (count: number) => {
    left -= count;
    if (left < 0) throw unreadableDocument("cells", "工作簿里的数据太多，不能作为文稿读取。请只保留要核对的表再上传");
  };
}

function blocksOf(rows: Row[], merges: Merges, placeOf: PlaceOf, spend: (count: number) => void): Block[] {
  const blocks: Block[] = [];
  for (const group of groupsOf(rows, merges)) {
    const { above, table, below } = partsOf(group, merges);
    above.forEach((row, i) => {
      for (const line of linesOf(row, placeOf)) {
        const isTitle = blocks.length === 0 && i === 0 && table.length > 0 && !isRemark(line.text);
        blocks.push({ kind: isTitle ? "title" : "paragraph", ...line });
      }
    });
    if (table.length > 0) blocks.push(tableOf(table, merges, placeOf, spend));
    for (const row of below)
      blocks.push(...linesOf(row, placeOf).map((line) => ({ kind: "paragraph" as const, ...line })));
  }
  return blocks;
}

/** 分块 at empty rows. */
function groupsOf(rows: Row[], merges: Merges): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isApart = last && row.number > last.number + 1 && !merges.join(last.number, row.number);
    if (!group || (isApart && !goesOn(group, row))) groups.push([row]);
    else group.push(row);
  }
  return groups;
}

function goesOn(group: Row[], row: Row): boolean {
  const last = group.at(-1);
  if (!last || row.number > last.number + 2 || filled(row).length < 2) return false;
  const figures = (cells: SheetCell[]) => cells.flatMap((cell, i) => (isFigure(cell) ? [i] : []));
  const before = figures(last.cells);
  return (
    before.length > 0 && row.cells.length <= last.cells.length && figures(row.cells).some((i) => before.includes(i))
  );
}

function isFigure({ kind, result }: SheetCell): boolean {
  return kind === "number" || (kind === "formula" && result === "number");
}

function filled({ cells }: Row): { cell: SheetCell; column: number }[] {
  return cells.flatMap((cell, column) => (cell.text.trim() === "" ? [] : { cell, column }));
}

const remark =
  /^[（(]?(?:(?:金额|计量)?单位|编制单位|编制|填报|填表|制表|报送|报表|审核|负责人|联系|日期|时间|截至|截止|注|备注|说明|附注|数据来源|资料来源)[^，。]{0,12}[:：]/;

function isRemark(text: string): boolean {
  return remark.test(text.trim()) || isUnitLine(text);
}

function partsOf(rows: Row[], merges: Merges): { above: Row[]; table: Row[]; below: Row[] } {
  const widest = Math.max(...rows.map((row) => filled(row).length));
  const isLine = (row: Row) => {
    const cells = filled(row);
    if (cells.every(({ cell }) => isRemark(cell.text))) return true;
    return cells.length === 1 && cells[0]?.cell.kind === "text" && (widest > 1 || merges.isWide(row.number));
  };
  const start = rows.findIndex((row) => !isLine(row));
  if (start < 0) return { above: rows, table: [], below: [] };
  let end = rows.length;
  // A last row of one short word is a row of the table whose figures are missing.
  while (end > start && isLine(rows[end - 1] as Row) && isEnding(rows[end - 1] as Row, merges)) end -= 1;
  return { above: rows.slice(0, start), table: rows.slice(start, end), below: rows.slice(end) };
}

function isEnding(row: Row, merges: Merges): boolean {
  const text = filled(row)[0]?.cell.text ?? "";
  return isRemark(text) || text.length > 20 || merges.isWide(row.number);
}

function linesOf(row: Row, placeOf: PlaceOf) {
  return filled(row).map(({ cell, column }) => ({
    text: cell.text.trim(),
    pieces: [{ at: 0, place: placeOf(row.number, column) }],
  }));
}

function tableOf(rows: Row[], merges: Merges, placeOf: PlaceOf, spend: (count: number) => void): DocumentTable {
  const columns = rows.flatMap((row) => filled(row).map(({ column }) => column));
  const [left, right] = [columns.reduce((a, b) => Math.min(a, b)), columns.reduce((a, b) => Math.max(a, b))];
  spend(rows.length * (right - left + 1));
  const covered = rows.map(() => new Set<number>());
  const cellRows = rows.map(({ number, cells }, at) => {
    const spans = new Map<number, { columns?: number; rows?: number }>();
    for (const merge of merges.from(number)) if (merge.left >= left) spans.set(merge.left, cover(merge, at));
    const found: Cell[] = [];
    for (let column = left; column <= right; column++) {
      if (covered[at]?.has(column)) continue;
      const pieces = [{ at: 0, place: placeOf(number, column) }];
      found.push({ text: cells[column]?.text.trim() ?? "", pieces, ...spans.get(column) });
    }
    return found;
  });
  return { kind: "table", rows: markHeaders(cellRows) };

  /** A range may be written down to the last row and column there is; it counts as far as the table goes. */
  function cover(merge: Merge, at: number): { columns?: number; rows?: number } {
    const last = Math.min(merge.right, right);
    const width = last - merge.left + 1;
    let height = 0;
    while ((rows[at + height]?.number ?? Number.POSITIVE_INFINITY) <= merge.bottom) {
      spend(width);
      for (let column = merge.left; column <= last; column++) covered[at + height]?.add(column);
      height += 1;
    }
    covered[at]?.delete(merge.left);
    return { ...(width > 1 && { columns: width }), ...(height > 1 && { rows: height }) };
  }
}
