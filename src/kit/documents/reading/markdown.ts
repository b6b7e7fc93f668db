/*
 * Markdown: the blocks of CommonMark with GitHub's tables and footnotes, line by line; marks within a text are in inline.ts.
 * A list has no printed numbers here (“1. ” with its space is Markdown's own); “1.走访企业” and “一、” without one are text.
 */
import type { Block, Cell, Document, List, Table } from "../document.ts";
import { inlineProse } from "./markdown/inline.ts";
import { proseOf } from "./plain/prose.ts";
import { isRule, ruledFields } from "./plain/ruled.ts";
import { isBlank, type SourceLine, sourceLines } from "./plain/source.ts";
import { captioned, tableOf, withHeaders } from "./plain/tables.ts";
import { titled } from "./plain/titles.ts";

export function readMarkdown(source: string): Document {
  const lines = sourceLines(source);
  const reader = createReader(lines);
  for (let at = 0; at < lines.length; ) at = reader.step(at);
  return { blocks: titled(captioned(reader.done())) };
}

interface Level {
  /** Columns before the mark of the item, and before its text. */
  indent: number;
  content: number;
}

type Open = { kind: "paragraph" | "item"; lines: SourceLine[] } | { kind: "note"; mark: string; lines: SourceLine[] };

function createReader(lines: readonly SourceLine[]): { step(at: number): number; done(): Block[] } {
  const blocks: Block[] = [];
  let open: Open | null = null;
  let list: List | null = null;
  let levels: Level[] = [];
  let isAfterBlank = true;

  function close(): void {
    if (open?.kind === "paragraph") blocks.push({ kind: "paragraph", ...inlineProse(open.lines) });
    if (open?.kind === "note") blocks.push({ kind: "note", mark: open.mark, ...inlineProse(open.lines) });
    if (open?.kind === "item") list?.items.push({ level: levels.length, ...inlineProse(open.lines) });
    open = null;
  }

  function closeList(): void {
    close();
    if (list && list.items.length > 0) blocks.push(list);
    list = null;
    levels = [];
  }

  function add(block: Block): void {
    closeList();
    blocks.push(block);
  }

  function step(at: number): number {
    const line = unquoted(lines[at] as SourceLine);
    const end = blockAt(line, at);
    isAfterBlank = isBlank(line);
    return end;
  }

  function blockAt(line: SourceLine, at: number): number {
    if (isBlank(line)) {
      if (open?.kind === "paragraph") close();
      return at + 1;
    }
    const fence = fencePattern.exec(line.text)?.[1];
    if (fence) return code(at + 1, fence);
    const heading = headingOf(line) ?? underlined(line);
    if (heading) {
      add(heading);
      return at + 1;
    }
    if (isBreak(line.text) || (!open && definitionPattern.test(line.text))) {
      closeList();
      return at + 1;
    }
    return tableAt(line, at) ?? itemAt(line, at) ?? text(line, at);
  }

  function underlined({ text: underline }: SourceLine): Block | null {
    if (open?.kind !== "paragraph" || isAfterBlank) return null;
    const mark = underlineMark(underline);
    if (!mark) return null;
    const prose = inlineProse(open.lines);
    open = null;
    return { kind: "heading", level: mark === "=" ? 1 : 2, ...prose };
  }

  function code(from: number, fence: string): number {
    closeList();
    let at = from;
    for (; at < lines.length; at++) {
      const line = unquoted(lines[at] as SourceLine);
      if (line.text.trim().startsWith(fence) && fencePattern.test(line.text)) return at + 1;
      if (!isBlank(line)) blocks.push({ kind: "paragraph", ...proseOf([line]) });
    }
    return at;
  }

  function tableAt(first: SourceLine, at: number): number | null {
    const next = lines[at + 1] && unquoted(lines[at + 1] as SourceLine);
    const hasHead = next !== undefined && isDelimiter(next.text) && first.text.includes("|");
    if (!hasHead && !(next && isPipeRow(first) && isPipeRow(next))) return null;
    const rows: Cell[][] = [];
    let end = at;
    for (; end < lines.length; end++) {
      const line = unquoted(lines[end] as SourceLine);
      const fields = line.text.includes("|") ? pipeFields(line.text) : null;
      if (!fields) break;
      if (!isDelimiter(line.text)) rows.push(fields.map((text) => inlineProse([{ text, number: line.number }])));
    }
    if (rows.length === 0) return null;
    const table: Table = hasHead ? { kind: "table", rows: withHeaders(rows, 1) } : tableOf(rows);
    add(table);
    return end;
  }

  function itemAt(line: SourceLine, at: number): number | null {
    const [, space = "", mark = "", gap = ""] = itemPattern.exec(line.text) ?? [];
    const isOrdered = /\d/.test(mark);
    // “2023. 4” at the head of a line that goes on with a paragraph is no list; only a list's first item may interrupt one.
    if (!mark || (open?.kind === "paragraph" && isOrdered && !/^1[.)]$/.test(mark))) return null;
    const indent = columns(space);
    close();
    while (levels.length > 0 && indent < (levels.at(-1)?.content ?? 0)) levels.pop();
    if (levels.length === 0 && list?.isOrdered !== isOrdered) closeList();
    list ??= { kind: "list", isOrdered, items: [] };
    levels.push({ indent, content: indent + mark.length + Math.min(4, Math.max(1, columns(gap))) });
    open = { kind: "item", lines: [{ number: line.number, text: line.text.slice(space.length + mark.length) }] };
    return at + 1;
  }

  function text(line: SourceLine, at: number): number {
    const [, mark, rest = ""] = notePattern.exec(line.text) ?? [];
    const isContinued = open && (!isAfterBlank || (open.kind !== "paragraph" && /^(?: {2}|\t)/.test(line.text)));
    if (mark) {
      closeList();
      open = { kind: "note", mark, lines: [{ number: line.number, text: rest }] };
    } else if (open && isContinued) open.lines.push(line);
    else {
      closeList();
      open = { kind: "paragraph", lines: [line] };
    }
    return at + 1;
  }

  return {
    step,
    done() {
      closeList();
      return blocks.filter((block) => !("text" in block) || block.text !== "" || block.kind === "note");
    },
  };
}

const fencePattern = /^\s{0,12}(`{3,}|~{3,})/;
const itemPattern = /^(\s{0,400})([-*+]|\d{1,3}[.)])(\s{1,400}|$)/;
const notePattern = /^ {0,3}\[\^([^\]\s]{1,40})\]:(.*)$/s;
/** `[1]: https://…`, the address of a link. */
const definitionPattern = /^ {0,3}\[[^\]^]{1,200}\]:\s{0,9}[<a-z/#.]/i;

/** 引用: a quotation's text is text; its marks go. */
function unquoted(line: SourceLine): SourceLine {
  let at = 0;
  for (let i = 0; i < line.text.length && /[ >]/.test(line.text[i] ?? ""); i++) if (line.text[i] === ">") at = i + 1;
  return at === 0 ? line : { ...line, text: line.text.slice(at).replace(/^ /, "") };
}

function headingOf({ text, number }: SourceLine): Block | null {
  const [mark = "", hashes = ""] = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(text) ?? [];
  if (!mark) return null;
  let end = text.trimEnd().length;
  while (text[end - 1] === "#") end -= 1;
  const isClosed = end <= mark.length || /[ \t]/.test(text[end - 1] ?? "");
  return {
    kind: "heading",
    level: hashes.length,
    ...inlineProse([{ text: text.slice(mark.length, isClosed ? end : undefined), number }]),
  };
}

function underlineMark(line: string): string | null {
  const text = line.trim();
  return text.length < 400 && /^(?:=+|-+)$/.test(text) ? (text[0] ?? null) : null;
}

/** `---`, `***`, `_ _ _` */
function isBreak(line: string): boolean {
  const text = line.trim();
  return text.length < 400 && /^(?:(?:\*\s{0,3}){3,}|(?:-\s{0,3}){3,}|(?:_\s{0,3}){3,})$/.test(text);
}

const isDelimiter = (line: string): boolean =>
  line.includes("|") && line.includes("-") && (isRule(line) || /^[\s|:-]{3,400}$/.test(line));
const pipeFields = (line: string): string[] | null =>
  ruledFields(line.trim().startsWith("|") ? line : `|${line}`)?.map((field) => field.trim()) ?? null;
const isPipeRow = ({ text }: SourceLine): boolean => (ruledFields(text)?.length ?? 0) > 1;

/** A tab reaches to the next multiple of four; here it counts four. */
const columns = (space: string): number => space.replaceAll("\t", "    ").length;
