/* 工作表: the cells of one sheet, as its XML streams by. */
import type { Archive } from "./archive.ts";
import {
  booleanCell,
  type Cell,
  columnName,
  dateCell,
  emptyCell,
  errorCell,
  numberCell,
  type Row,
  textCell,
} from "./cells.ts";
import { broken, type Limits, tooLong, tooWide, unreadable } from "./limits.ts";
import { attributesOf, createScanner, type Handlers } from "./markup.ts";
import { asShown } from "./shown.ts";

/** What every sheet needs to understand its cells. */
export interface Shared {
  texts: string[];
  styles: Style[];
  is1904: boolean;
  /** Texts as the officer sees them, not as exact as they are. */
  isShown: boolean;
}

export interface Style {
  isDate: boolean;
  format: string | null;
}

export const lastRow = 1_048_576;
const lastColumn = 16_384;

export async function* readRows(archive: Archive, path: string, sheet: string, shared: Shared, limits: Limits) {
  const ready: Row[] = [];
  const scanner = createScanner(collectRows(sheet, shared, limits, (row) => ready.push(row)));
  for await (const chunk of archive.read(path)) {
    scanner.write(chunk);
    yield* ready;
    ready.length = 0;
  }
  scanner.end();
}

function collectRows(sheet: string, shared: Shared, limits: Limits, done: (row: Row) => void): Handlers {
  let isTable = false;
  let number = 0;
  let cells: Cell[] = [];
  let column = -1;
  let type = "";
  let style = -1;
  let isFormula = false;
  let hasValue = false;
  let isText = false;
  let isPhonetic = false;
  let text = "";
  const place = () => `工作表“${sheet}”第 ${number} 行 ${columnName(column)} 列`;

  function openCell(raw: string): void {
    const attributes = attributesOf(raw);
    const reference = attributes.get("r");
    const next = reference === undefined ? column + 1 : columnOf(reference);
    if (next <= column || next >= lastColumn) throw broken();
    column = next;
    type = attributes.get("t") ?? "n";
    style = Number(attributes.get("s") ?? -1);
    isFormula = false;
    hasValue = false;
    text = "";
  }

  function closeCell(): void {
    const exact = cellOf(type, text, shared.styles[style], shared);
    const cell = shared.isShown ? asShown(exact, shared.styles[style]?.format ?? null) : exact;
    if (isFormula && !hasValue) {
      const advice = "请用 Excel 或 WPS 打开并保存一次，再上传";
      throw unreadable("formula", `${place()}是公式，但文件里没有它的结果。${advice}`);
    }
    // A styled cell or a formula that shows nothing is no content, else a table formatted down to the last row would be full.
    if (cell.kind === "empty") return;
    if (column >= limits.columns) throw tooWide(`工作表“${sheet}”第 ${number} 行`, limits);
    while (cells.length < column) cells.push(emptyCell);
    cells.push(isFormula ? { ...cell, kind: "formula", result: cell.kind } : cell);
  }

  return {
    open(name, raw) {
      switch (name) {
        case "sheetData":
          isTable = true;
          break;
        case "row":
          if (isTable) {
            number = nextRow(number, attributesOf(raw).get("r"));
            cells = [];
            column = -1;
          }
          break;
        case "c":
          if (isTable) openCell(raw);
          break;
        case "f":
          isFormula = true;
          break;
        case "v":
          hasValue = true;
          isText = true;
          break;
        case "is":
          hasValue = true;
          break;
        case "rPh":
          isPhonetic = true;
          break;
        case "t":
          isText = !isPhonetic;
          break;
      }
    },
    text(piece) {
      if (isText && isTable) text = appended(text, piece, limits, place);
    },
    close(name) {
      switch (name) {
        case "sheetData":
          isTable = false;
          break;
        case "row":
          if (isTable && cells.length > 0) done({ number, cells });
          break;
        case "c":
          if (isTable) closeCell();
          break;
        case "v":
        case "t":
          isText = false;
          break;
        case "rPh":
          isPhonetic = false;
          break;
      }
    },
  };
}

export function nextRow(before: number, written: string | undefined): number {
  const number = written === undefined ? before + 1 : Number(written);
  if (!Number.isInteger(number) || number <= before || number > lastRow) throw broken();
  return number;
}

function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function cellOf(type: string, text: string, style: Style | undefined, shared: Shared): Cell {
  if (text === "") return emptyCell;
  switch (type) {
    case "s": {
      const found = shared.texts[Number(text)];
      if (found === undefined) throw broken();
      return textCell(found);
    }
    case "str":
    case "inlineStr":
      return textCell(unescaped(text));
    case "b":
      return booleanCell(text === "1" || text === "true");
    case "e":
      return errorCell(text);
    case "d":
      return { kind: "date", text: text.slice(0, 10), value: text.replace(/T00:00:00.*$/, "") };
    default:
      return style?.isDate ? dateCell(text, shared.is1904) : numberCell(text);
  }
}

export function appended(text: string, piece: string, limits: Limits, place: () => string): string {
  if (text.length + piece.length > limits.characters) throw tooLong(place(), limits);
  return text === "" ? piece : text + piece;
}

/** Excel writes what XML cannot hold as `_x000B_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
