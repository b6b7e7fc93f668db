/* 段落: lines joined into paragraphs, over the turn of a page too. */
import type { Block, Note, Piece, Place } from "../../document.ts";
import { headingLevel } from "../headings.ts";
import type { Line } from "./lines.ts";
import { gapBetween } from "../plain/prose.ts";

/** Where the body text stands on paper of one format, and its size. */
export interface Margins {
  left: number;
  right: number;
  size: number;
}

/** Lines of pages, each page with its format. */
interface Sheet {
  page: { width: number };
  lines: Line[];
}

export function marginsOf(sheets: Sheet[]): (width: number) => Margins {
  const sizes = new Map<number, number>();
  for (const { size, text } of sheets.flatMap(({ lines }) => lines)) {
    sizes.set(Math.round(size), (sizes.get(Math.round(size)) ?? 0) + text.length);
  }
  const [size] = [...sizes].reduce((most, one) => (one[1] > most[1] ? one : most), [12, 0]);
  const found = new Map<number, Margins>();
  return (width) => {
    const known = found.get(Math.round(width));
    if (known) return known;
    const lines = sheets.flatMap(({ page, lines: some }) => (Math.round(page.width) === Math.round(width) ? some : []));
    const body = lines.filter((line) => Math.abs(line.size - size) < 1.5);
    const some = body.length > 0 ? body : lines;
    // A line or two hang over the margin: a quotation mark, a formula.
    const left = quantile(
      some.map(({ x }) => x),
      0.04,
    );
    const margins = {
      left,
      right: quantile(
        some.map(({ right }) => right),
        0.94,
      ),
      size,
    };
    found.set(Math.round(width), margins);
    return margins;
  };
}

function quantile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

interface Open {
  text: string;
  pieces: Piece[];
  lines: Line[];
  page: number;
  margins: Margins;
}

export function createParagraphs(blocks: Block[]) {
  let open: Open | null = null;
  function end(): void {
    if (open) blocks.push(blockOf(open, blocks.length === 0));
    open = null;
  }
  return {
    end,
    add(line: Line, page: number, place: Place, margins: Margins): void {
      if (open && continues(open, line, page, margins)) {
        open.text += gapBetween(open.text, line.text, "wrap") + line.text;
        open.pieces.push({ at: open.text.length - line.text.length, place });
        open.lines.push(line);
        open.page = page;
        return;
      }
      end();
      open = { text: line.text, pieces: [{ at: 0, place }], lines: [line], page, margins };
    },
  };
}

function continues(open: Open, line: Line, page: number, { left, right, size }: Margins): boolean {
  const last = open.lines.at(-1) as Line;
  if (Math.abs(last.size - line.size) > 0.12 * last.size) return false;
  if (page === open.page && line.y - last.y > 2.6 * last.size) return false;
  // A title of two lines is set in the middle, each.
  if (isCentered(last, open.margins) && isCentered(line, { left, right, size })) return line.size > size * 1.15;
  if (last.right < open.margins.right - 1.8 * last.size) return false;
  const isIndented = line.x > left + 1.2 * line.size;
  return !isIndented || (open.lines.length > 1 && Math.abs(last.x - line.x) < 2);
}

function isCentered({ x, right, size }: Line, margins: Margins): boolean {
  const isEven = Math.abs(x - margins.left - (margins.right - right)) < 2 * size;
  return isEven && x > margins.left + 1.5 * size;
}

const footnote = /^([⁰¹²³⁴⁵⁶⁷⁸⁹]+|[①-⑳]|\[\d{1,2}\])\s*/;

function blockOf({ text, pieces, lines, margins }: Open, isFirst: boolean): Block {
  const first = lines[0] as Line;
  const isLarge = first.size > margins.size * 1.15;
  const isMiddle = lines.every((line) => isCentered(line, margins));
  if (isFirst && isLarge && (isMiddle || first.size > margins.size * 1.3)) return { kind: "title", text, pieces };
  const mark = first.size < margins.size * 0.9 ? footnote.exec(text) : null;
  if (mark) return noteOf(mark, text, pieces);
  const level = headingLevel(text);
  if (level !== null) return { kind: "heading", level: Math.max(1, level), text, pieces };
  const align = isMiddle ? "center" : isAtRight(first, margins) ? "right" : null;
  return { kind: "paragraph", text, pieces, ...(align && { align }) };
}

function noteOf([whole, mark = ""]: RegExpExecArray, text: string, pieces: Piece[]): Note {
  const moved = pieces.map(({ at, place }) => ({ at: Math.max(0, at - whole.length), place }));
  return { kind: "note", mark, text: text.slice(whole.length), pieces: moved };
}

function isAtRight({ x, right, size }: Line, margins: Margins): boolean {
  return x > margins.left + (margins.right - margins.left) * 0.45 && right > margins.right - 6 * size;
}
