/*
 * 折行: is a line a paragraph, or only as much of one as fitted on the paper?
 *
 * Text copied out of Word has a paragraph on each line, text out of a PDF or a scan a line of paper. Taking the second for the
 * first cuts sentences and figures (“1,2” / “34.56万元”) in two; taking the first for the second runs headings, entries and
 * cells together, which is worse. So lines are joined on evidence only.
 *
 * Paper shows itself by its right edge. A line is *open* if it stops in mid-sentence although another line follows, and *full*
 * if the first word of the next line would not have fitted on it. On paper open lines are full, all ending at the same edge;
 * among whole paragraphs the few that lack their full stop end anywhere. Example: lines 34, 35, 34.5, 12 wide, the first three
 * open: edge 35, all of the open ones full, so it is paper, and the fourth ends the paragraph. Lines 34, 21, 30, all open: no
 * edge. Lines wider than paper (60) speak against it, whatever the others look like.
 *
 * The whole document is asked first, because a paragraph of two lines alone proves nothing; if it is not all paper, each
 * stretch between blank lines is asked by itself, since parts may have been pasted. Numbers of pages do not interrupt a stretch.
 *
 * On paper a line joins the one before unless that one was not full, or it begins with a heading's number, or it is indented,
 * or the line before ends a sentence and no indents tell paragraphs apart: then a cut at a sentence does less harm.
 * Widths are in Chinese characters: 1 each, half for Latin letters and digits, as paper has it; programs that break lines count
 * every character alike. Both measures are tried.
 */
import { headingLevel, numberingLevel } from "../headings.ts";
import { isBlank, type SourceLine } from "./source.ts";

export interface Paragraph {
  lines: SourceLine[];
}

const narrowestPaper = 24;
const widestPaper = 60;
/** 避头尾 and letters of odd width leave the edge of paper ragged by that much. */
const raggedness = 1.5;

/** Paragraphs of each part; parts are what is left between the tables. */
export function paragraphsOf(parts: readonly SourceLine[][]): Paragraph[][] {
  for (const measure of measures) {
    const flows = parts.map((part) => stretchesOf(part, isPageNumber, measure));
    const edge = edgeOf(flows.flat(), measure);
    if (edge !== null) return flows.map((flow) => flow.flatMap((stretch) => unwrapped(stretch, edge, measure)));
  }
  return parts.map((part) =>
    stretchesOf(part, isMarkedPageNumber, widthOf).flatMap((stretch) => {
      const edge = edgeOf([stretch], widthOf);
      return edge === null ? stretch.map(({ line }) => ({ lines: [line] })) : unwrapped(stretch, edge, widthOf);
    }),
  );
}

type Measure = (text: string) => number;

interface PaperLine {
  line: SourceLine;
  text: string;
  indent: number;
  /** How far right it reaches, indentation included. */
  right: number;
}

/** Runs of lines; the number of a page and the blank lines about it do not end a run. */
function stretchesOf(
  lines: readonly SourceLine[],
  isSkipped: (line: SourceLine) => boolean,
  measure: Measure,
): PaperLine[][] {
  const stretches: PaperLine[][] = [];
  let stretch: PaperLine[] = [];
  let isApart = false;
  let isAfterPage = false;
  for (const line of lines) {
    if (isSkipped(line)) isAfterPage = true;
    else if (isBlank(line)) isApart = true;
    else {
      if (isApart && !isAfterPage && stretch.length > 0) {
        stretches.push(stretch);
        stretch = [];
      }
      stretch.push(paperLine(line, measure));
      isApart = false;
      isAfterPage = false;
    }
  }
  if (stretch.length > 0) stretches.push(stretch);
  return stretches;
}

/** “- 3 -”, “— 5 —”, “第 3 页 共 12 页”, “3 / 12” */
const markedPagePattern =
  /^(?:[-—–―－·]{1,2}\s{0,3}\d{1,4}\s{0,3}[-—–―－·]{1,2}|第\s{0,3}\d{1,4}\s{0,3}页.{0,12}|\d{1,4}\s?\/\s?\d{1,4})$/;

function isMarkedPageNumber({ text }: SourceLine): boolean {
  return text.length < 80 && markedPagePattern.test(text.trim());
}

/** A bare number is a page's only among lines of paper; elsewhere it may be a figure. */
function isPageNumber(line: SourceLine): boolean {
  return isMarkedPageNumber(line) || (line.text.length < 80 && /^\d{1,3}$/.test(line.text.trim()));
}

function paperLine(line: SourceLine, measure: Measure): PaperLine {
  const text = line.text.trim();
  const indent = measure(line.text.slice(0, line.text.length - line.text.trimStart().length));
  return { line, text, indent, right: indent + measure(text) };
}

/** In Chinese characters, as far as it matters: what is wider than any paper is not measured to its end. */
export function widthOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length && width <= 2 * widestPaper; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0c) continue;
    width += code === 0x09 ? 2 : code < 0x2010 ? 0.5 : 1;
  }
  return width;
}

const measures: readonly Measure[] = [widthOf, (text) => Math.min(text.length, 2 * widestPaper)];

/** 版心宽度: the edge at which lines are broken, or null if they are not. */
function edgeOf(stretches: readonly PaperLine[][], measure: Measure): number | null {
  const lines = stretches.flat();
  const open = stretches.flatMap((stretch) => stretch.filter((line, i) => isOpen(line, stretch[i + 1])));
  const widths = open.map(({ right }) => right).sort((a, b) => a - b);
  const edge = widths[Math.ceil(0.9 * (widths.length - 1))];
  if (edge === undefined || edge < narrowestPaper || edge > widestPaper) return null;
  const full = stretches.flatMap((stretch) =>
    stretch.filter((line, i) => isOpen(line, stretch[i + 1]) && isFull(line, stretch[i + 1], edge, measure)),
  );
  const long = open.filter(({ right }) => right > edge / 2);
  const wide = lines.filter(({ right }) => right > edge + raggedness);
  const isPaper = full.length >= 2 && full.length >= 0.8 * long.length && wide.length <= 0.05 * lines.length;
  return isPaper ? edge : null;
}

const sentenceEnd = /[。！？!?][”’"』」）)]{0,3}$|[；;：:]$/;

/** Stops in mid-sentence although a line follows that begins nothing of its own; a heading may. */
function isOpen({ text }: PaperLine, next: PaperLine | undefined): boolean {
  if (next === undefined || sentenceEnd.test(text) || headingLevel(text) !== null) return false;
  return numberingLevel(next.text) === null;
}

function isFull(line: PaperLine, next: PaperLine | undefined, edge: number, measure: Measure): boolean {
  return next !== undefined && line.right + measure(firstWord(next.text)) > edge - raggedness;
}

/** A word of letters or a figure is not broken if it can be helped, and no line begins with a comma. */
const firstWord = (text: string): string =>
  /^(?:[\dA-Za-z.,%+-]{1,30}|.)?[，。、；：！？）》”%]{0,2}/u.exec(text)?.[0] ?? "";

function unwrapped(stretch: readonly PaperLine[], edge: number, measure: Measure): Paragraph[] {
  const margin = marginOf(stretch);
  const hasIndents = stretch.filter(({ indent }) => isIndented(indent, margin)).length >= 2;
  const paragraphs: Paragraph[] = [];
  stretch.forEach((line, i) => {
    const before = stretch[i - 1];
    const last = paragraphs.at(-1);
    if (before && last && isFull(before, line, edge, measure) && continues(before, line)) last.lines.push(line.line);
    else paragraphs.push({ lines: [line.line] });
  });
  return paragraphs;

  function continues(before: PaperLine, line: PaperLine): boolean {
    if (Math.abs(line.indent - margin) >= 1) return false;
    if (numberingLevel(line.text) !== null) return /[，、,]$/.test(before.text);
    return !/[。！？：:][”’"』」）)]{0,3}$/.test(before.text) || hasIndents;
  }
}

/** The first line of a paragraph stands two characters in (首行缩进). */
const isIndented = (indent: number, margin: number): boolean => indent - margin >= 1 && indent - margin <= 4;

/** 左边距: the smallest indentation that is no exception. */
function marginOf(lines: readonly PaperLine[]): number {
  const indents = lines.map(({ indent }) => indent).sort((a, b) => a - b);
  return indents[Math.floor(0.1 * indents.length)] ?? 0;
}
