/* 排版数据: a document of the model as plain data for the template: marks counted, cells placed, texts cleared of what no paper shows. */
import type { Block, Document, Note, Table } from "../../document.ts";
import { writeNumber } from "../../reading/docx/numberformats.ts";
import { arrange, type Entry, isAddressee } from "../entries.ts";
import { columnWidths, countHeaders, isAmount, layOut, lineWidth, type Placed } from "../grid.ts";
import { type PageSetup, pageOf } from "./page.ts";

export interface PdfOptions {
  /** Of the file; without it, the title in the text. */
  title?: string;
  author?: string;
  /** 演示数据 and the like, at the head of every page. */
  stamp?: string;
  /** 横版 */
  isLandscape?: boolean;
  /** 单页: narrow margins, no page number, and set as small as it takes, as long as it can still be read. */
  isOnePage?: boolean;
}

interface Hung {
  mark: string;
  lines: string[];
}
interface Said {
  lines: string[];
  notes: Hung[];
}
interface PlacedCell extends Said {
  x: number;
  y: number;
  columns: number;
  rows: number;
  isHeader: boolean;
  isAmount: boolean;
  /** Its row is not parted by the turn of a page. */
  isWhole: boolean;
}
type Part =
  | (Said & { kind: "title" })
  | (Said & { kind: "heading"; level: number })
  | (Said & { kind: "paragraph"; align: string; isFlush: boolean })
  | (Said & { kind: "item"; indent: number })
  | {
      kind: "table";
      caption: string[] | null;
      unit: string[] | null;
      widths: number[];
      headers: number;
      cells: PlacedCell[];
    };

export interface Sheet {
  title: string;
  author: string;
  stamp: string;
  page: PageSetup;
  scale: number;
  isNumbered: boolean;
  parts: Part[];
}

/** Beyond any table on paper. */
const mostColumns = 63;
/** 字号, in points: 2号, 3号, 小四, 五号. */
const characters = { title: 22, body: 16, cell: 12, note: 10.5 };
/** Left and right margin of a cell. */
const cellMargins = 10;

export function sheetOf({ blocks }: Document, options: PdfOptions, scale = 1): Sheet {
  const { title, author = "", stamp = "", isOnePage = false } = options;
  const page = pageOf(options);
  const notes = blocks.filter((block) => block.kind === "note");
  const entries = arrange(blocks);
  const name = title ?? blocks.find((block) => block.kind === "title")?.text ?? "";
  const parts = entries.flatMap((entry, index) => {
    const hung = entry.notes.flatMap((number) => hungOf(notes[number], page.room));
    return partsOf(entry, hung, { page, scale, isAfterTitle: entries[index - 1]?.block?.kind === "title" });
  });
  const line = (text: string) => printable(text).replaceAll(/\s+/gu, " ").trim();
  return { title: line(name), author: line(author), stamp: line(stamp), page, scale, isNumbered: !isOnePage, parts };
}

interface Around {
  page: PageSetup;
  scale: number;
  isAfterTitle: boolean;
}

function partsOf({ block, unitLine }: Entry, notes: Hung[], { page, scale, isAfterTitle }: Around): Part[] {
  switch (block?.kind) {
    case undefined:
      return [{ kind: "paragraph", align: "", isFlush: true, lines: [""], notes }];
    case "title":
      return [{ kind: "title", lines: linesOf(block.text, page.room, characters.title), notes }];
    case "heading": {
      const level = Math.min(9, Math.max(1, Math.trunc(block.level)));
      return [{ kind: "heading", level, lines: linesOf(block.text, page.room), notes }];
    }
    case "paragraph": {
      const { align = "", text } = block;
      return [
        {
          kind: "paragraph",
          align,
          isFlush: isAfterTitle && isAddressee(text),
          lines: linesOf(text, page.room),
          notes,
        },
      ];
    }
    case "list":
      return itemsOf(block, notes, page.room);
    case "table":
      return [tableOf(block, unitLine?.text, notes, { room: page.room, scale })];
  }
}

function hungOf(note: Note | undefined, room: number): Hung[] {
  return note ? [{ mark: printable(note.mark).trim(), lines: linesOf(note.text, room, characters.note) }] : [];
}

const marks = [
  (count: number) => `${count}. `,
  (count: number) => `（${count}）`,
  (count: number) => writeNumber(count, "decimalEnclosedCircle"),
];
const bullets = ["● ", "○ ", "■ "];

/** 1. （1） ① and over again, each depth counted anew below the item it belongs to; ● ○ ■ likewise. */
function itemsOf({ isOrdered, items }: Extract<Block, { kind: "list" }>, notes: Hung[], room: number): Part[] {
  const counts: number[] = [];
  return items.map(({ text, level }, index) => {
    const depth = Math.min(9, Math.max(1, Math.trunc(level))) - 1;
    counts.length = Math.min(counts.length, depth + 1);
    counts[depth] = (counts[depth] ?? 0) + 1;
    const mark = isOrdered ? marks[depth % 3]?.(counts[depth]) : bullets[depth % 3];
    const [first = "", ...rest] = linesOf(text, room - depth * characters.body);
    const ending = index === items.length - 1 ? notes : [];
    return { kind: "item", indent: depth, lines: [`${mark}${first}`, ...rest], notes: ending };
  });
}

interface Room {
  /** Of the type area, in points. */
  room: number;
  scale: number;
}

function tableOf({ caption, rows }: Table, unit: string | undefined, notes: Hung[], { room, scale }: Room): Part {
  const grid = layOut(rows, mostColumns);
  const width = Math.max(1, ...grid.map((row) => row.length));
  const character = characters.cell * scale;
  const widths = columnWidths(grid, width, { room, character, margins: cellMargins });
  const placed = [...new Set(grid.flat().filter((one) => one !== undefined))];
  const last = placed.at(-1);
  const cells = placed.map((one): PlacedCell => {
    const { cell, row: y, column: x, columns, rows: down } = one;
    const own = widths.slice(x, x + columns).reduce((sum, each) => sum + each, 0) - cellMargins;
    const lines = linesOf(cell.text, own, character);
    const isTall =
      lines.reduce((sum, line) => sum + Math.max(1, (lineWidth(line) * character) / 2 / own), 0) > mostLines;
    const look = { isHeader: cell.isHeader === true, isAmount: isAmount(cell), isWhole: down === 1 && !isTall };
    return { x, y, columns, rows: down, ...look, lines, notes: one === last ? notes : [] };
  });
  const torn = new Set(cells.filter(({ isWhole, rows: down }) => !isWhole && down === 1).map(({ y }) => y));
  for (const cell of cells) cell.isWhole &&= !torn.has(cell.y);
  // A row without any cell would be no row at all.
  const empty = {
    x: 0,
    columns: width,
    rows: 1,
    isHeader: false,
    isAmount: false,
    isWhole: true,
    lines: [""],
    notes: [],
  };
  grid.forEach((row, y) => row.length === 0 && cells.push({ ...empty, y }));
  const headers = closed(countHeaders(rows), placed);
  return {
    kind: "table",
    caption: caption ? linesOf(caption.text, room) : null,
    unit: unit ? linesOf(unit, room) : null,
    widths,
    headers,
    cells,
  };
}

const mostHeaders = 5;
/** A row of more lines may be parted by the turn of a page; one that does not fit on any has to be. */
const mostLines = 14;

/** 标题行 can be repeated only where no cell of theirs reaches below them. */
function closed(headers: number, cells: Placed[]): number {
  const reaches = cells.some(({ row, rows }) => row < headers && row + rows > headers);
  return reaches || headers > mostHeaders ? 0 : headers;
}

/** Line by line; what would be wider than its room may be parted anywhere. */
function linesOf(text: string, room: number, character = characters.body): string[] {
  const most = Math.floor((2 * room) / character);
  return printable(text)
    .split("\n")
    .map((line) => partable(line, most));
}

const zeroWidthSpace = "\u200b";

/** 不断行的长串: an address or a number without a gap that is wider than its column. */
function partable(line: string, most: number): string {
  return line.replaceAll(/[!-~]+/g, (run) => (lineWidth(run) > most ? [...run].join(zeroWidthSpace) : run));
}

/** What paper cannot show is dropped: control and formatting characters, half characters. Spaces of all widths become the usual one. */
function printable(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", "  ")
    .replaceAll(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}|[\ufffe\uffff]|[\ufe00-\ufe0f]/gu, "")
    .replaceAll(/(?![\u3000\n])[\p{Zs}]/gu, " ");
}
