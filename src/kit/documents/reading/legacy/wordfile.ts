/* Word 97–2003: the parts of the file and its text, character by character (依据：[MS-DOC] 2.4.1, 2.5). */
import type { Failure } from "#kit/base/errors.ts";
import { broken, locked } from "../../limits.ts";
import { type Compound } from "./compound.ts";
import { type Change, changesOf, readStretches, type Stretch, stretchAt } from "./properties.ts";

export interface WordFile {
  /** The body and behind it footnotes, headers, comments, endnotes and text boxes; what was deleted or is hidden is NUL. */
  text: string;
  lengths: { body: number; footnotes: number; headers: number; comments: number; endnotes: number; boxes: number };
  /** Where each note begins within the notes of its kind, and in the body the signs that refer to it. */
  notes: Record<"footnote" | "endnote", { starts: number[]; references: number[] }>;
  paragraphAt: (position: number) => { changes: Map<number, DataView>; style: number };
  charactersAt: (position: number) => Map<number, DataView>;
  /** 内置样式号: 1–9 headings, 19–27 the table of contents, 62 the title. */
  builtinStyle: (style: number) => number;
}

interface Piece {
  /** Of its first character in the text. */
  start: number;
  length: number;
  position: number;
  width: 1 | 2;
}

const flags = { encrypted: 0x0100, secondTable: 0x0200 };
const word97 = 0xc1;
const mostCharacters = 5_000_000;
const names = { deleted: 0x0800, hidden: 0x083c, symbol: 0x6a09, hugeParagraph: 0x6646, hugeParagraphOld: 0x6645 };

/** `tooOld` is what to say of a file older than Word 97. */
export function openWordFile({ read }: Compound, tooOld: () => Failure): WordFile {
  const main = read("WordDocument");
  if (!main || main.length < 0x300) throw broken();
  const file = viewOf(main);
  if (file.getUint16(0, true) !== 0xa5ec && file.getUint16(0, true) !== 0xa5dc) throw broken();
  if (file.getUint16(2, true) < word97) throw tooOld();
  const flag = file.getUint16(0x0a, true);
  if (flag & flags.encrypted) throw locked();
  const table = read(flag & flags.secondTable ? "1Table" : "0Table");
  if (!table) throw broken();
  const part = (at: number) => partOf(viewOf(table), file.getUint32(at, true), file.getUint32(at + 4, true));

  const pieces = readPieces(part(0x1a2));
  const paragraphs = readStretches(file, part(0x102), "paragraph");
  const characters = readStretches(file, part(0xfa), "character");
  const lengthAt = (at: number) => Math.max(0, file.getInt32(at, true));
  const huge = read("Data");
  const styles = stylesOf(part(0xa2));
  const stretchOf = (stretches: Stretch[], position: number) => {
    const place = placeOf(pieces, position);
    return place === null ? null : stretchAt(stretches, place);
  };
  return {
    text: readText(main, pieces, characters),
    lengths: {
      body: lengthAt(0x4c),
      footnotes: lengthAt(0x50),
      headers: lengthAt(0x54),
      comments: lengthAt(0x5c),
      endnotes: lengthAt(0x60),
      boxes: lengthAt(0x64),
    },
    notes: {
      footnote: { references: positions(part(0xaa), 2), starts: positions(part(0xb2), 0) },
      endnote: { references: positions(part(0x20a), 2), starts: positions(part(0x212), 0) },
    },
    paragraphAt(position) {
      const stretch = stretchOf(paragraphs, position);
      const changes = (stretch?.changes ?? []).flatMap((change) => [change, ...hugeChanges(change, huge)]);
      return { changes: byName(changes), style: stretch?.style ?? 0 };
    },
    charactersAt: (position) => byName(stretchOf(characters, position)?.changes ?? []),
    builtinStyle: (style) => styles[style] ?? 0,
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function partOf(table: DataView, at: number, length: number): DataView {
  if (at + length > table.byteLength) throw broken();
  return new DataView(table.buffer, table.byteOffset + at, length);
}

const byName = (changes: Change[]) => new Map(changes.map(({ name, value }) => [name, value]));

/** A list of positions, one more than there are things of `size` bytes behind it. */
function positions(list: DataView, size: number): number[] {
  const count = Math.max(0, Math.floor((list.byteLength - 4) / (4 + size)));
  return Array.from({ length: count }, (_, i) => list.getUint32(i * 4, true));
}

/** 文字块: the text lies in pieces, in any order, of one or two bytes a character. */
function readPieces(list: DataView): Piece[] {
  let at = 0;
  // Changes that some pieces share come first.
  while (at + 3 <= list.byteLength && list.getUint8(at) === 1) at += 3 + list.getUint16(at + 1, true);
  if (at + 5 > list.byteLength || list.getUint8(at) !== 2) throw broken();
  at += 5;
  const count = Math.floor((list.byteLength - at - 4) / 12);
  let total = 0;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const start = list.getUint32(at + i * 4, true);
    const length = list.getUint32(at + i * 4 + 4, true) - start;
    const place = list.getUint32(at + (count + 1) * 4 + i * 8 + 2, true);
    if (start !== total || length < 0) throw broken();
    total += length;
    if (total > mostCharacters) throw broken();
    const isNarrow = (place & 0x40000000) !== 0;
    const position = place & 0x3fffffff;
    return { start, length, position: isNarrow ? position / 2 : position, width: isNarrow ? 1 : 2 };
  });
}

/** The byte a character of the text lies at. */
function placeOf(pieces: readonly Piece[], position: number): number | null {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  if (!piece || position >= piece.start + piece.length) return null;
  return piece.position + (position - piece.start) * piece.width;
}

function readText(main: Uint8Array, pieces: Piece[], characters: Stretch[]): string {
  const replaced = characters.flatMap((stretch) => {
    const mark = markInstead(stretch);
    return mark === null ? [] : { ...stretch, mark };
  });
  const decode = (bytes: Uint8Array, width: 1 | 2) => (width === 2 ? wide.decode(bytes) : narrowText(bytes));
  const parts: string[] = [];
  for (const { length, position, width } of pieces) {
    const end = position + length * width;
    if (end > main.length) throw broken();
    let at = position;
    for (let i = firstAfter(replaced, position); i < replaced.length; i++) {
      const { from, to, mark } = replaced[i] as Stretch & { mark: string };
      if (from >= end) break;
      const [start, stop] = [Math.max(from, at), Math.min(to, end)];
      if (stop <= start) continue;
      parts.push(decode(main.subarray(at, start), width), mark.repeat(Math.ceil((stop - start) / width)));
      at = stop;
    }
    parts.push(decode(main.subarray(at, end), width));
  }
  return parts.join("");
}

const wide = new TextDecoder("utf-16le");
/** 0x80 to 0x9f in Windows-1252, which Node 20 reads as control characters. */
const narrow = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function narrowText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(/[\x80-\x9f]/g, (mark) => narrow[mark.charCodeAt(0) - 0x80] ?? mark);
}

/** What stands for the characters of a stretch: nothing if it was deleted or is hidden, a sign of a font of signs, or itself. */
function markInstead({ changes }: Stretch): string | null {
  const isGone = ({ name, value }: Change) =>
    (name === names.deleted || name === names.hidden) && (value.getUint8(0) & 1) === 1;
  if (changes.some(isGone)) return "\0";
  const symbol = changes.find(({ name }) => name === names.symbol);
  return symbol ? (symbols[symbol.value.getUint16(2, true) & 0xff] ?? "□") : null;
}

/** Of the font Symbol; what other fonts of signs show, boxes and ticks mostly, is told by a box. */
const symbols: Record<number, string> = { 0xa3: "≤", 0xb0: "°", 0xb1: "±", 0xb3: "≥", 0xb4: "×", 0xb7: "·", 0xb8: "÷" };

/** The first stretch that may reach beyond `position`; stretches do not overlap. */
function firstAfter(stretches: readonly Stretch[], position: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Changes too long for their page lie elsewhere: tables of many columns. */
function hugeChanges({ name, value }: Change, data: Uint8Array | null): Change[] {
  if (!data || (name !== names.hugeParagraph && name !== names.hugeParagraphOld)) return [];
  const at = value.getUint32(0, true);
  if (at + 2 > data.length) return [];
  const view = viewOf(data);
  const length = Math.min(view.getUint16(at, true), data.length - at - 2);
  return changesOf(new DataView(data.buffer, data.byteOffset + at + 2, length), 0);
}

function stylesOf(sheet: DataView): number[] {
  const styles: number[] = [];
  if (sheet.byteLength < 4) return styles;
  for (let at = 2 + sheet.getUint16(0, true); at + 2 <= sheet.byteLength; ) {
    const size = sheet.getUint16(at, true);
    styles.push(size >= 2 && at + 4 <= sheet.byteLength ? sheet.getUint16(at + 2, true) & 0xfff : 0);
    at += 2 + size + (size % 2);
  }
  return styles;
}
