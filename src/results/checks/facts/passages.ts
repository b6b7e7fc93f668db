import {
  type Cell,
  type Document,
  gridOf,
  type Place,
  placeAt,
  type Prose,
  type Table,
} from "#kit/documents/document.ts";
import { unwrapped } from "./unwrapping.ts";

/** A stretch of text that is read as a whole: one heading, paragraph, list item, cell or note. */
export interface Passage {
  index: number;
  kind: "title" | "heading" | "paragraph" | "item" | "cell" | "note";
  /** Of a heading or list item; 0 elsewhere. */
  level: number;
  text: string;
  /** The same text, character for character, in half width: what is searched. */
  plain: string;
  /** Of a cell: without white space. */
  bare: string;
  /** How many brackets are open at each character: what stands inside is an aside. */
  depths: Uint8Array;
  cell: CellPlace | null;
  prose: Prose;
}

export interface CellPlace {
  table: number;
  row: number;
  column: number;
  rows: number;
  columns: number;
  isHeader: boolean;
}

export interface Grid {
  index: number;
  /** The passage in each place; a merged cell stands in all of its places. Null where a row is short. */
  places: (Passage | null)[][];
  /** What is said over the table: its caption, or up to three short passages before it. */
  heads: Passage[];
}

export function passagesOf(document: Document): { passages: Passage[]; grids: Grid[] } {
  const passages: Passage[] = [];
  const grids: Grid[] = [];
  const add = (kind: Passage["kind"], level: number, prose: Prose, cell: CellPlace | null = null): Passage => {
    const plain = plainOf(prose.text);
    const passage = {
      index: passages.length,
      kind,
      level,
      text: prose.text,
      plain,
      bare: cell ? withoutSpaces(plain) : plain,
      depths: bracketDepths(plain),
      cell,
      prose,
    };
    passages.push(passage);
    return passage;
  };
  for (const block of unwrapped(document.blocks)) {
    if (block.kind === "table") grids.push(addTable(block, grids.length, passages, add));
    else if (block.kind === "list") for (const item of block.items) add("item", item.level, item);
    else for (const part of partsOf(block)) add(block.kind, block.kind === "heading" ? block.level : 0, part);
  }
  return { passages, grids };
}

/** No sentence is longer; a file of one endless line is read in parts, so that its cost stays linear. */
const longestPassage = 10_000;

function* partsOf(prose: Prose): Generator<Prose> {
  for (let from = 0; from < prose.text.length || from === 0; ) {
    const far = from + longestPassage;
    const end = far >= prose.text.length ? prose.text.length : prose.text.lastIndexOf("。", far);
    const to = end > from ? end + 1 : far;
    if (from === 0 && to >= prose.text.length) return yield prose;
    yield {
      text: prose.text.slice(from, to),
      pieces: [{ at: 0, place: placeAt(prose, from) }, ...piecesFrom(prose, from, to)],
    };
    from = to;
  }
}

const piecesFrom = ({ pieces = [] }: Prose, from: number, to: number) =>
  pieces.filter(({ at }) => at > from && at < to).map(({ at, place }) => ({ at: at - from, place }));

type Add = (kind: Passage["kind"], level: number, prose: Prose, cell?: CellPlace) => Passage;

function addTable(table: Table, index: number, before: readonly Passage[], add: Add): Grid {
  const heads = headsOf(before);
  if (table.caption) heads.push(add("paragraph", 0, table.caption));
  const places = new Map<Cell, Passage>();
  const grid = gridOf(table).map((cells, row) =>
    cells.map((cell, column) => {
      if (!cell) return null;
      const known = places.get(cell);
      if (known) return known;
      const passage = add("cell", 0, cell, {
        table: index,
        row,
        column,
        rows: cell.rows ?? 1,
        columns: cell.columns ?? 1,
        isHeader: cell.isHeader ?? false,
      });
      places.set(cell, passage);
      return passage;
    }),
  );
  return { index, places: grid, heads };
}

function headsOf(before: readonly Passage[]): Passage[] {
  const heads: Passage[] = [];
  for (const passage of before.slice(-3).reverse()) {
    if (passage.cell || passage.text.length > 60) break;
    heads.unshift(passage);
  }
  return heads;
}

/**
 * One form for all widths, without moving a character: digits, letters, percent and brackets in half width, the marks that part
 * clauses in full width. A comma between digits groups them, a colon between digits is a time or a proportion: both stay.
 */
export function plainOf(text: string): string {
  const half = text.replace(/[\uff01-\uff5e\u3000\u00a0\u2212]/g, (character) => {
    if (character === "，" || character === "：" || character === "；" || character === "！" || character === "？")
      return character;
    if (character === "\u3000" || character === "\u00a0") return " ";
    if (character === "\u2212") return "-";
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
  if (!/[,;:]/.test(half)) return half;
  return half.replace(/[,;:]/g, (mark, at: number) => {
    const isBetweenDigits = /\d/.test(half[at - 1] ?? "") && /\d/.test(half[at + 1] ?? "");
    return isBetweenDigits ? mark : (wide[mark] ?? mark);
  });
}

const wide: Record<string, string> = { ",": "，", ";": "；", ":": "：" };

export const placeOf = (passage: Passage, offset: number): Place => placeAt(passage.prose, offset);

const noBrackets = new Uint8Array(0);

function bracketDepths(plain: string): Uint8Array {
  if (!plain.includes("(")) return noBrackets;
  const depths = new Uint8Array(plain.length + 1);
  let depth = 0;
  for (let at = 0; at < plain.length; at++) {
    if (plain[at] === "(") depth = Math.min(depth + 1, 9);
    depths[at] = depth;
    if (plain[at] === ")") depth = Math.max(0, depth - 1);
  }
  return depths;
}

/** Most words hold none: looking first is cheaper than replacing. */
export const withoutSpaces = (words: string): string => (/\s/.test(words) ? words.replaceAll(/\s+/g, "") : words);
