/*
 * 成块: paragraphs of a docx become titles, headings, list items, captions or plain paragraphs, by what their style says and,
 * where it says nothing, by how 公文 look: a centred large line at the top is the title, a short numbered line a heading.
 */
import type { Block, List, Note, Paragraph, Place, Prose, Table } from "../../document.ts";
import { headingLevel, isCaption, isUnitLine } from "../headings.ts";
import type { NoteTexts } from "./notes.ts";
import type { NoteReference, StoryParagraph } from "./story.ts";
import type { Style } from "./styles.ts";

export interface NumberedParagraph extends StoryParagraph {
  style: Style;
  list?: { id: string; level: number; isOrdered: boolean };
}

export interface Blocks {
  paragraph(paragraph: NumberedParagraph, place: Place): void;
  table(table: Table): void;
  /** References in a cell of the table to come. */
  cellNotes(references: NoteReference[]): void;
  /** The notes counted by Word learn their marks only here: the last section says how they are counted. */
  end(markOf: (kind: NoteReference["kind"], index: number) => string): Block[];
}

/** 小二号, in half points: nothing but a title is set so large. */
const titleSize = 36;

export function createBlocks(notes: NoteTexts): Blocks {
  const blocks: Block[] = [];
  const counted: { note: Note; kind: NoteReference["kind"]; index: number }[] = [];
  const counts = { footnote: 0, endnote: 0 };
  let waiting: Note[] = [];
  /** Referred to in the table to come, or in its caption. */
  let tableNotes: Note[] = [];
  let list: { block: List; id: string } | null = null;
  /** 表题 and 单位行, until it is known whether a table follows. */
  let caption: Paragraph | null = null;
  let unitLine: Paragraph | null = null;
  /** Nothing but titles and other centred or right-aligned lines (版头、发文字号) so far. */
  let isOpening = true;

  /** Notes stand behind the block that refers to them, a list being one block. */
  function settle(): void {
    list = null;
    blocks.push(...waiting);
    waiting = [];
  }

  function put(block: Block): void {
    settle();
    blocks.push(block);
  }

  /** No table came: the lines held back are paragraphs. */
  function release(): void {
    for (const held of [caption, unitLine]) if (held) put(held);
    endTable();
  }

  function endTable(): void {
    caption = unitLine = null;
    waiting.push(...tableNotes);
    tableNotes = [];
  }

  function refer(references: NoteReference[], target: Note[]): void {
    for (const reference of references) {
      const text = notes.of(reference);
      const { kind, mark } = reference;
      const index = mark === undefined ? counts[kind]++ : -1;
      if (text === undefined || text.trim() === "") continue;
      const note: Note = { kind: "note", mark: mark ?? "", text, pieces: [{ at: 0, place: {} }] };
      if (mark === undefined) counted.push({ note, kind, index });
      else note.pieces = piecesOf(kind, mark);
      target.push(note);
    }
  }

  function addItem(prose: Prose, { id, level, isOrdered }: NonNullable<NumberedParagraph["list"]>): void {
    if (list?.id !== id || list.block.isOrdered !== isOrdered) {
      const block: List = { kind: "list", isOrdered, items: [] };
      put(block);
      list = { block, id };
    }
    list.block.items.push({ ...prose, level });
  }

  function add(paragraph: NumberedParagraph, prose: Prose): void {
    const { style } = paragraph;
    const align = alignOf(paragraph);
    const level = levelOf(paragraph);
    const block: Paragraph = { kind: "paragraph", ...prose, ...(align ? { align } : {}) };
    if (caption && !unitLine && align === "right" && isUnitLine(prose.text)) {
      unitLine = block;
      return;
    }
    release();
    if (style.role === "title" || (isOpening && align === "center" && (paragraph.size ?? 0) >= titleSize)) {
      put({ kind: "title", ...prose });
      return;
    }
    if (!align || level) isOpening = false;
    if (level) put({ kind: "heading", level, ...prose });
    else if (paragraph.list) addItem(prose, paragraph.list);
    else if (style.role === "caption" || (style.role !== "body" && isCaption(prose.text))) caption = block;
    else put(block);
  }

  return {
    cellNotes: (references) => refer(references, tableNotes),
    paragraph(paragraph, place) {
      if (paragraph.isContents || paragraph.style.role === "contents") return;
      const { text } = paragraph;
      if (text.trim() !== "") add(paragraph, { text, pieces: [{ at: 0, place }] });
      else if (paragraph.notes.length > 0) {
        release();
        settle();
      }
      refer(paragraph.notes, caption ? tableNotes : waiting);
    },
    table(table) {
      if (table.rows.length === 0) return;
      isOpening = false;
      if (unitLine) put(unitLine);
      put(caption ? { kind: "table", caption: captionOf(caption), rows: table.rows } : table);
      endTable();
    },
    end(markOf) {
      release();
      settle();
      for (const { note, kind, index } of counted) {
        note.mark = markOf(kind, index);
        note.pieces = piecesOf(kind, note.mark);
      }
      return blocks;
    },
  };
}

function piecesOf(kind: NoteReference["kind"], mark: string): NonNullable<Prose["pieces"]> {
  return [{ at: 0, place: { label: `${kind === "footnote" ? "脚注" : "尾注"} ${mark}`.trim() } }];
}

function captionOf({ text, pieces }: Paragraph): Prose {
  return pieces ? { text, pieces } : { text };
}

function alignOf({ align, style }: NumberedParagraph): Paragraph["align"] {
  const value = align ?? style.align;
  if (value === "center") return "center";
  return value === "right" || value === "end" ? "right" : undefined;
}

/** 标题层级: what the outline says; in a text without one, what the printed number says. */
function levelOf({ text, outline, style, list }: NumberedParagraph): number | null {
  const said = outline ?? style.outline;
  if (said !== undefined && said >= 0 && said <= 8) return said + 1;
  if (list || style.role === "body" || style.role === "caption") return null;
  const level = headingLevel(text);
  return level === null ? null : Math.max(1, level);
}
