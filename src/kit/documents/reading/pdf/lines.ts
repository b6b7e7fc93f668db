/* 行: pieces of text on one baseline, joined as they were printed. */
import type { Run } from "./page.ts";

/** A part of a line with nothing but a small gap inside; in a table, what one cell shows of it. */
export interface Segment {
  text: string;
  x: number;
  right: number;
}

export interface Line {
  segments: Segment[];
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

/** In units of the size of the letters. */
const sameBaseline = 0.45;
const wordGap = 0.2;
const segmentGap = 1.3;

export function linesOf(runs: Run[]): Line[] {
  const rows: Run[][] = [];
  let row: Run[] = [];
  let largest: Run | undefined;
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    if (largest && run.y - largest.y > sameBaseline * Math.max(run.size, largest.size)) {
      rows.push(row);
      row = [];
      largest = undefined;
    }
    row.push(run);
    if (!largest || run.size > largest.size) largest = run;
  }
  if (row.length > 0) rows.push(row);
  return rows.map(lineOf);
}

function lineOf(runs: Run[]): Line {
  const sorted = runs.sort((a, b) => a.x - b.x);
  const base = sorted.reduce((most, run) => (run.text.length * run.size > most.text.length * most.size ? run : most));
  const segments: Segment[] = [];
  for (const run of sorted) {
    const text = raised(run, base) ? superscript(run.text) : run.text;
    const last = segments.at(-1);
    const gap = last ? (run.x - last.right) / base.size : 0;
    if (!last || gap > segmentGap) segments.push({ text, x: run.x, right: run.x + run.width });
    else if (!isPrintedTwice(last, run)) {
      last.text += (gap > wordGap && !isBetweenHan(last.text, text) ? " " : "") + text;
      last.right = Math.max(last.right, run.x + run.width);
    }
  }
  for (const segment of segments) segment.text = withoutFiller(segment.text);
  const filled = segments.filter(({ text }) => text !== "");
  return {
    segments: filled,
    text: filled.map(({ text }) => text).join(" "),
    x: Math.min(...filled.map(({ x }) => x)),
    right: Math.max(...filled.map(({ right }) => right)),
    y: base.y,
    size: base.size,
  };
}

/** 上标: the mark of a footnote must not become the last digit of the figure before it. */
function raised(run: Run, base: Run): boolean {
  return base.y - run.y > 0.15 * base.size && run.size < 0.9 * base.size && /^\d{1,3}$/.test(run.text);
}

function superscript(digits: string): string {
  return digits.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit);
}

/** 加粗: some programs print bold letters by printing them twice. */
function isPrintedTwice(last: Segment, run: Run): boolean {
  return run.x + run.width <= last.right + 1 && run.x < last.right - run.width / 2 && last.text.endsWith(run.text);
}

const han = String.raw`[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’]`;
const betweenHan = new RegExp(`(?<=${han}) (?=${han})`, "gu");

function isBetweenHan(left: string, right: string): boolean {
  return new RegExp(`${han}$`, "u").test(left) && new RegExp(`^${han}`, "u").test(right);
}

/** 两端对齐 spreads characters until the gaps look like spaces; between two Chinese characters there is none. */
function withoutFiller(text: string): string {
  return text.replace(/\s+/gu, " ").replace(betweenHan, "").trim();
}
