/* 纯文本: what a person sees in it, title, headings, paragraphs and tables, though nothing marks them. */
import type { Block, Document, Table } from "../document.ts";
import { headingLevel, isCaption, isUnitLine, numberingLevel } from "./headings.ts";
import { runAt } from "./plain/spaced.ts";
import { proseOf } from "./plain/prose.ts";
import { type SourceLine, sourceLines } from "./plain/source.ts";
import { captioned } from "./plain/tables.ts";
import { type Paragraph, paragraphsOf, widthOf } from "./plain/wrapping.ts";

export function readText(source: string): Document {
  const { parts, tables } = partsOf(sourceLines(source));
  const paragraphs = paragraphsOf(parts);
  const blockOf = createReader();
  const title = paragraphs[0]?.splice(0, titleLength(paragraphs, tables)).flatMap(({ lines }) => lines) ?? [];
  const blocks = paragraphs.flatMap((part, i): Block[] => [...part.map(blockOf), ...tables.slice(i, i + 1)]);
  return { blocks: captioned(title.length > 0 ? [{ kind: "title", ...proseOf(title) }, ...blocks] : blocks) };
}

/** Tables, and what stands before, between and after them: one part more than there are tables. */
function partsOf(lines: readonly SourceLine[]): { parts: SourceLine[][]; tables: Table[] } {
  const parts: SourceLine[][] = [[]];
  const tables: Table[] = [];
  for (let at = 0; at < lines.length; ) {
    const run = runAt(lines, at) ?? { start: at, end: at + 1, table: null };
    const proseEnd = run.table ? run.start : run.end;
    for (; at < proseEnd; at++) parts.at(-1)?.push(lines[at] as SourceLine);
    if (run.table) {
      tables.push(run.table);
      parts.push([]);
    }
    at = run.end;
  }
  return { parts, tables };
}

const longestTitle = 40;
const mostTitleLines = 3;

/** 标题: how many of the first lines are the title. Many short lines are a list, unless the first of them are centered (居中). */
function titleLength(parts: readonly Paragraph[][], tables: readonly Table[]): number {
  const [first = []] = parts;
  const run = first.findIndex((paragraph, i) => !isTitleLine(paragraph) || !isRightAfter(first[i - 1], paragraph));
  const length = run < 0 ? first.length : run;
  const isAlone = length === first.length && tables.length === 0;
  if (isAlone || length <= mostTitleLines) return isAlone ? 0 : length;
  const centered = first.findIndex((paragraph) => !isCentered(paragraph));
  return centered <= mostTitleLines ? Math.max(0, centered) : 0;
}

function isTitleLine({ lines }: Paragraph): boolean {
  const text = lines[0]?.text.trim() ?? "";
  if (lines.length > 1 || text.length > longestTitle || numberingLevel(text) !== null) return false;
  if (isUnitLine(text) || isCaption(text) || isContentsTitle(text)) return false;
  return !/^[（(]|^.{2,6}[:：]|[。！？；;\t]|[，：:]$|\d\s?(?:万|亿)?[元个家项人次%％]?$/.test(text);
}

function isRightAfter(before: Paragraph | undefined, { lines }: Paragraph): boolean {
  return !before || lines[0]?.number === (before.lines.at(-1)?.number ?? 0) + 1;
}

function isCentered({ lines: [line] }: Paragraph): boolean {
  return line !== undefined && widthOf(line.text) - widthOf(line.text.trimStart()) >= 4;
}

const isContentsTitle = (text: string): boolean => /^目\s{0,6}[录次]$/.test(text);

/** Reads paragraph after paragraph: a part (第一部分) moves all later headings one level down; in the 目录 nothing is a heading. */
function createReader(): (paragraph: Paragraph) => Block {
  let below = 0;
  let contents: { last: number; entries: Set<string> } | null = null;

  function isInContents(text: string, line: number): boolean {
    if (isContentsTitle(text)) contents = { last: line, entries: new Set() };
    else if (!contents || line !== contents.last + 1 || contents.entries.has(text)) contents = null;
    if (!contents) return false;
    contents.entries.add(text);
    contents.last = line;
    return true;
  }

  return ({ lines }) => {
    const prose = proseOf(lines, "wrap");
    const level = headingLevel(prose.text);
    if (isInContents(prose.text, lines[0]?.number ?? 0) || level === null) return { kind: "paragraph", ...prose };
    if (level === 0) below = 1;
    return { kind: "heading", level: level === 0 ? 1 : level + below, ...prose };
  };
}
