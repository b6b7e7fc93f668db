/*
 * 排版还原: from texts with places on pages back to titles, paragraphs and tables.
 *
 * A PDF knows no paragraphs. A line that does not reach the right margin ends one, and a line that begins right of the left
 * margin begins one (首行缩进); the turn of a page does neither, so what hangs at its edges is taken away first: page numbers and
 * whatever is repeated at the same height on other pages (页眉页脚). A table that goes on over the page is one table.
 */
import type { Block, Cell, Place, Table } from "../../document.ts";
import { alignedTable } from "./columns.ts";
import { type Grid, takeGrids } from "./grid.ts";
import { type Line, linesOf } from "./lines.ts";
import type { Page } from "./page.ts";
import { createParagraphs, marginsOf } from "./paragraphs.ts";

interface Sheet {
  page: Page;
  lines: Line[];
  grids: Grid[];
}

type Element = { line: Line; place: Place } | { rows: Cell[][]; xs: number[] };

export function layOut(pages: Page[]): Block[] {
  const sheets = withoutEdges(
    pages.map((page) => {
      const { grids, rest } = takeGrids(page.runs, page.strokes);
      return { page, grids, lines: linesOf(rest) };
    }),
  );
  const margins = marginsOf(sheets);
  const blocks: Block[] = [];
  const paragraphs = createParagraphs(blocks);
  let before: { table: Table; xs: number[] } | null = null;
  sheets.forEach((sheet, i) => {
    const margin = margins(sheet.page.width);
    for (const element of elementsOf(sheet, i + 1)) {
      if ("line" in element) {
        paragraphs.add(element.line, i + 1, element.place, margin);
        before = null;
      } else if (before && isSameTable(before.xs, element.xs)) {
        before.table.rows.push(...withoutRepeatedHeader(element.rows, before.table.rows));
      } else {
        paragraphs.end();
        const table: Table = { kind: "table", rows: element.rows };
        before = { table, xs: element.xs };
        blocks.push(table);
      }
    }
  });
  paragraphs.end();
  return blocks;
}

const edgeShare = 0.13;
const pageNumber = /^(?:[-–—－·•\s]*\d{1,4}[-–—－·•\s]*|第\s*\d+\s*页.{0,12}|\d+\s*\/\s*\d+|[ivxⅠ-Ⅻ]+)$/;

/** Only the outermost two lines of a page, and only near its edge, can be more than text. */
function withoutEdges(sheets: Sheet[]): Sheet[] {
  const keyOf = ({ text, y }: Line) => `${text.replace(/\d+/g, "#")}@${Math.round(y / 4)}`;
  const edges = sheets.map(({ page, lines }) => {
    const isNear = ({ y, size }: Line) => y < page.height * edgeShare || y - size > page.height * (1 - edgeShare);
    return [...new Set([...lines.slice(0, 2), ...lines.slice(-2)])].filter(isNear);
  });
  const seen = new Map<string, number>();
  for (const line of edges.flat()) seen.set(keyOf(line), (seen.get(keyOf(line)) ?? 0) + 1);
  const isRepeated = (line: Line) => (seen.get(keyOf(line)) ?? 0) >= Math.max(2, sheets.length * 0.3);
  return sheets.map((sheet, i) => {
    const dropped = new Set(edges[i]?.filter((line) => pageNumber.test(line.text) || isRepeated(line)));
    return { ...sheet, lines: sheet.lines.filter((line) => !dropped.has(line)) };
  });
}

/** What stands on a page from top to bottom; the rows of a table are counted like lines. */
function elementsOf({ lines, grids }: Sheet, page: number): Element[] {
  const elements: Element[] = [];
  const left = [...grids].sort((a, b) => a.top - b.top);
  let number = 1;
  const placeOf = (row: number, column?: number): Place => ({
    label: `第 ${page} 页第 ${number + row} 行${column === undefined ? "" : `第 ${column + 1} 列`}`,
  });
  const addTable = (rows: Cell[][], xs: number[]) => {
    elements.push({ rows, xs });
    number += rows.length;
  };
  const addGridsAbove = (y: number) => {
    for (let grid = left[0]; grid && grid.top < y; grid = left[0]) {
      addTable(rowsOf(grid, placeOf), grid.xs);
      left.shift();
    }
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    addGridsAbove(line.y);
    const aligned = alignedTable(lines, i);
    if (aligned) {
      const rows = aligned.rows.map((texts, row) => texts.map((text, column) => cellOf(text, placeOf(row, column))));
      addTable(rows, []);
      i += aligned.rows.length - 1;
    } else {
      elements.push({ line, place: placeOf(0) });
      number += 1;
    }
  }
  addGridsAbove(Number.POSITIVE_INFINITY);
  return elements;
}

function rowsOf({ rowCount, cells }: Grid, placeOf: (row: number, column: number) => Place): Cell[][] {
  const rows: Cell[][] = Array.from({ length: rowCount }, () => []);
  for (const { text, row, column, rows: down, columns } of cells)
    rows[row]?.push({
      ...cellOf(text, placeOf(row, column)),
      ...(columns > 1 && { columns }),
      ...(down > 1 && { rows: down }),
    });
  return rows;
}

function cellOf(text: string, place: Place): Cell {
  return { text, pieces: [{ at: 0, place }] };
}

/** 双面印刷: on the back of a leaf everything stands a little aside. */
const mostAside = 20;

function isSameTable(before: number[], after: number[]): boolean {
  const aside = (after[0] ?? 0) - (before[0] ?? 0);
  const isAsWide = before.every((x, i) => Math.abs(x + aside - (after[i] ?? 0)) < 5);
  return before.length > 0 && before.length === after.length && Math.abs(aside) < mostAside && isAsWide;
}

/** 续表: the head of a table is printed again on the next page. */
function withoutRepeatedHeader(rows: Cell[][], before: Cell[][]): Cell[][] {
  const textOf = (row: Cell[] = []) => row.map(({ text }) => text).join("\t");
  const count = rows.findIndex((row, i) => textOf(row) !== textOf(before[i]));
  return rows.slice(count < 0 ? rows.length : count);
}
