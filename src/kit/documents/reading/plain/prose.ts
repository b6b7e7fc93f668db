import type { Piece, Prose } from "../../document.ts";
import type { SourceLine } from "./source.ts";

/**
 * What stood between two stretches of one text: nothing at all, a space, a line break that says nothing about the words
 * around it, or a break that came only because the line was full (折行), which may part a number.
 */
export type Break = "none" | "space" | "line" | "wrap";

/** Collects one text stretch by stretch. Joined as parts at the end, so that a million stretches stay linear. */
export class ProseMaker {
  private readonly parts: string[] = [];
  private readonly pieces: Piece[] = [];
  private length = 0;
  private tail = "";

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(text: string, line: number, before: Break = "line"): void {
    const gap = this.length > 0 && text !== "" ? gapBetween(this.tail, text, before) : "";
    if (gap) this.parts.push(gap);
    this.length += gap.length;
    if (before === "none" || this.pieces.at(-1)?.place.line !== line)
      this.pieces.push({ at: this.length, place: { line } });
    if (text === "") return;
    this.parts.push(text);
    this.length += text.length;
    this.tail = text.length > 8 ? text.slice(-8) : text;
  }

  /** The whole text without white space at its ends. */
  done(): Prose {
    const whole = this.parts.join("");
    const text = whole.trim();
    return { text, pieces: cut(this.pieces, whole.length - whole.trimStart().length, text.length) };
  }
}

/** The line of the last piece that begins at a place counts: the others before it are empty. */
function cut(pieces: readonly Piece[], from: number, length: number): Piece[] {
  const kept: Piece[] = [];
  for (const { at, place } of pieces) {
    const moved = Math.max(0, at - from);
    if (moved > 0 && moved >= length) break;
    if (kept.at(-1)?.at === moved) kept.pop();
    kept.push({ at: moved, place });
  }
  return kept;
}

/** Marks that Word's text export leaves behind. */
const residuePattern = /\[bookmark: [^[\]]{0,60}\]/;

/** One text out of lines. A space at the break parts figures that a full line alone would not. */
export function proseOf(lines: readonly SourceLine[], before: Break = "line"): Prose {
  const [only] = lines;
  if (only && lines.length === 1 && !only.text.includes("[bookmark: ")) {
    return { text: only.text.trim(), pieces: [{ at: 0, place: { line: only.number } }] };
  }
  const prose = new ProseMaker();
  let isApart = false;
  for (const { number, text } of lines) {
    const [first = "", ...rest] = text.trim().split(residuePattern).filter(Boolean);
    prose.add(first.trimStart(), number, isApart || /^\s/.test(text) ? "line" : before);
    for (const stretch of rest) prose.add(stretch, number, "none");
    isApart = text.trimEnd().length < text.length;
  }
  return prose.done();
}

/** Chinese is joined with nothing, words of letters with a space; figures only where one figure was broken in two. */
export function gapBetween(left: string, right: string, before: Break): "" | " " {
  if (before === "none") return "";
  if (before === "space") return " ";
  if (/\d$/.test(left) && /^\d/.test(right)) return before === "wrap" || isHalfNumber(left) ? "" : " ";
  if (/\d[.,]$/.test(left) && /^\d/.test(right)) return "";
  return /[!-~]$/.test(left) && !/[-/([]$/.test(left) && /^[!-~]/.test(right) && !/^[,.;:!?)\]%]/.test(right)
    ? " "
    : "";
}

/** “1,2” cannot end there: thousands come in threes. */
function isHalfNumber(left: string): boolean {
  return /\d,\d{1,2}$/.test(left);
}
