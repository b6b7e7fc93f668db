/* HTML 表格: from its tags, one after another, as a browser would lay it out. A table within a cell becomes text of the cell. */
import type { Cell, Prose, Table } from "../../document.ts";
import { ProseMaker } from "../plain/prose.ts";
import { attributeOf, type Token } from "./tokens.ts";
import { addWords, type Gap } from "./words.ts";

/** As in browsers. */
const mostColumns = 1000;
const mostRows = 65_534;
/** Places a table may cover in all: spans are a cheap way to claim a billion of them. */
const mostPlaces = 2_000_000;

export interface MadeTable {
  /** What stood in the table but in no cell: browsers show it before the table. */
  stray: Prose;
  table: Table | null;
}

/** Takes all that follows `<table>`; answers the table at its end. */
export function createTableMaker() {
  const rows: Cell[][] = [];
  const stray = new ProseMaker();
  let caption: Prose | undefined;
  let row: Cell[] | null = null;
  let cell: (Omit<Cell, "text"> & { prose: ProseMaker }) | null = null;
  let captionProse: ProseMaker | null = null;
  let gap: Gap = "none";
  let depth = 1;
  let isHead = false;

  function endCell(): void {
    if (captionProse) caption ??= captionProse.done();
    captionProse = null;
    if (cell) {
      const { prose, ...layout } = cell;
      row?.push({ ...prose.done(), ...layout });
    }
    cell = null;
    gap = "none";
  }

  function endRow(): void {
    endCell();
    if (row) rows.push(row);
    row = null;
  }

  function startCell({ name, attributes, line }: Token & { kind: "open" }): void {
    endCell();
    row ??= [];
    const prose = new ProseMaker();
    prose.add("", line);
    const columns = spanOf(attributes, "colspan", mostColumns);
    const height = spanOf(attributes, "rowspan", mostRows);
    cell = {
      prose,
      ...((name === "th" || isHead) && { isHeader: true }),
      ...(columns > 1 && { columns }),
      ...(height > 1 && { rows: height }),
    };
  }

  function open(token: Token & { kind: "open" }): void {
    const { name } = token;
    if (name === "table") depth += 1;
    if (depth > 1) {
      if (cellTags.has(name)) gap = "space";
      else if (breakTags.has(name) && gap === "none") gap = "line";
    } else if (name === "td" || name === "th") startCell(token);
    else if (name === "tr" || sectionTags.has(name)) {
      endRow();
      if (name === "tr") row = [];
      else isHead = name === "thead";
    } else if (name === "caption") {
      endCell();
      captionProse = new ProseMaker();
    } else if (breakTags.has(name)) gap = "line";
  }

  /** True at the end of the table. */
  function close(name: string): boolean {
    if (name === "table") {
      depth -= 1;
      gap = "space";
    }
    if (depth === 0) return true;
    if (depth > 1) {
      if (breakTags.has(name) && gap === "none") gap = "line";
    } else if (name === "td" || name === "th" || name === "caption") endCell();
    else if (name === "tr" || sectionTags.has(name)) {
      endRow();
      if (name === "thead") isHead = false;
    } else if (breakTags.has(name)) gap = "line";
    return false;
  }

  return {
    take(token: Token): boolean {
      if (token.kind === "open") open(token);
      else if (token.kind === "close") return close(token.name);
      else {
        gap = addWords(captionProse ?? cell?.prose ?? stray, token.text, token.line, gap);
      }
      return false;
    },
    done(): MadeTable {
      endRow();
      const kept = withinBounds(rows);
      const table: Table = { kind: "table", ...(caption?.text && { caption }), rows: kept };
      return { stray: stray.done(), table: kept.length > 0 ? table : null };
    },
  };
}

export type TableMaker = ReturnType<typeof createTableMaker>;

const cellTags = new Set(["td", "th", "tr", "table", "caption"]);
const sectionTags = new Set(["thead", "tbody", "tfoot"]);
const breakTags = new Set([
  "p",
  "div",
  "br",
  "li",
  "ul",
  "ol",
  "hr",
  "dd",
  "dt",
  "pre",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
]);

/** 0 means “to the end”. */
function spanOf(attributes: string, name: string, most: number): number {
  const value = attributes === "" ? null : attributeOf(attributes, name);
  if (value === null || !/^\s*\d{1,9}/.test(value)) return 1;
  const span = Number.parseInt(value, 10);
  return span === 0 ? (name === "rowspan" ? most : 1) : Math.min(span, most);
}

/** Rows that hold nothing and are reached by no cell from above go; spans end where the table does. */
function withinBounds(rows: readonly Cell[][]): Cell[][] {
  let reach = 0;
  const kept: Cell[][] = [];
  for (const row of rows) {
    const place = kept.length;
    if (row.length === 0 && place >= reach) continue;
    for (const cell of row) reach = Math.max(reach, place + (cell.rows ?? 1));
    kept.push(row);
  }
  let places = 0;
  return kept.map((row, top) =>
    row.map(({ rows: height = 1, columns = 1, ...cell }) => {
      const below = Math.min(height, kept.length - top);
      places += below * columns;
      if (places > mostPlaces) return cell;
      return { ...cell, ...(columns > 1 && { columns }), ...(below > 1 && { rows: below }) };
    }),
  );
}
