/*
 * 旧版 .doc: the text of a Word 97–2003 file, with its tables and notes.
 *
 * A paragraph ends with a carriage return, a cell with a bell; what the mark at the end stands for tells its properties. Fields
 * show their last result. Numbers that Word counted by itself are not in the text of such a file and cannot be read here.
 */
import type { Block, Document, Note, Paragraph } from "../document.ts";
import { markHeaders } from "./headers.ts";
import type { Compound } from "./legacy/compound.ts";
import { type LegacyRow, shapeOf, tableOf } from "./legacy/rows.ts";
import { openWordFile, type WordFile } from "./legacy/wordfile.ts";
import { headingLevel } from "./headings.ts";
import { captioned } from "./plain/tables.ts";
import { unreadableDocument } from "./refusals.ts";

const marks = { cell: "\x07", paragraph: "\r", page: "\f", fieldStart: "\x13", fieldResult: "\x14", fieldEnd: "\x15" };
const names = {
  inTable: 0x2416,
  rowEnd: 0x2417,
  outline: 0x2640,
  align: 0x2461,
  alignOld: 0x2403,
  size: 0x4a43,
  table: 0xd608,
};
const titleStyle = 62;
/** 小二号, in half points: nothing but a title is set so large. */
const titleSize = 36;

export function readLegacy(compound: Compound): Document {
  const file = openWordFile(compound, () =>
    unreadableDocument("word95", "这是 Word 95 或更早的文件。请用 Word 或 WPS 打开后另存为 .docx 再上传"),
  );
  const { body, footnotes, headers, comments, endnotes, boxes } = file.lengths;
  const endnotesAt = body + footnotes + headers + comments;
  const notes = [...notesOf(file, "footnote", body, footnotes), ...notesOf(file, "endnote", endnotesAt, endnotes)].sort(
    (a, b) => a.at - b.at,
  );
  const blocks = createBlocks(file, notes);
  for (const one of paragraphsOf(file.text, 0, body)) blocks.add(one);
  const boxesAt = endnotesAt + endnotes;
  for (const one of paragraphsOf(file.text, boxesAt, boxesAt + boxes)) blocks.addBox(one);
  return { blocks: captioned(blocks.end()) };
}

interface Ended {
  text: string;
  /** The sign that ends it, and where that stands; its properties hang on it. */
  mark: string;
  start: number;
  end: number;
}

function* paragraphsOf(text: string, from: number, to: number): Generator<Ended> {
  /** For each open field, whether its result has begun. */
  const fields: boolean[] = [];
  let start = from;
  let shown = "";
  for (let at = from; at < Math.min(to, text.length); at++) {
    const mark = text[at] ?? "";
    if (mark === marks.fieldStart) fields.push(false);
    else if (mark === marks.fieldResult) fields.splice(-1, 1, true);
    else if (mark === marks.fieldEnd) fields.pop();
    else if (fields.includes(false)) continue;
    else if (mark === marks.paragraph || mark === marks.cell || mark === marks.page) {
      yield { text: shown, mark, start, end: at };
      start = at + 1;
      shown = "";
    } else shown += plain[mark] ?? (mark < " " && mark !== "\t" ? "" : mark);
  }
  if (shown !== "") yield { text: shown, mark: marks.paragraph, start, end: Math.max(from, to - 1) };
}

const plain: Record<string, string> = { "\v": "\n", "\n": "\n", "\x1e": "-", "\x1f": "", "\xa0": " " };

type Kind = "footnote" | "endnote";

/** Notes by the place in the body that refers to them. */
function notesOf(file: WordFile, kind: Kind, from: number, length: number): { at: number; note: Note }[] {
  const { starts, references } = file.notes[kind];
  return references.flatMap((at, i) => {
    const [start, end] = [from + (starts[i] ?? length), from + (starts[i + 1] ?? length)];
    const lines = [...paragraphsOf(file.text, start, Math.min(end, from + length))];
    const text = lines.flatMap((line) => line.text.trim() || []).join("\n");
    const mark = String(i + 1);
    const place = { label: `${kind === "footnote" ? "脚注" : "尾注"} ${mark}` };
    return text === "" ? [] : { at, note: { kind: "note" as const, mark, text, pieces: [{ at: 0, place }] } };
  });
}

function createBlocks(file: WordFile, notes: { at: number; note: Note }[]) {
  const blocks: Block[] = [];
  let rows: LegacyRow[] = [];
  let texts: string[] = [];
  let lines: string[] = [];
  let paragraphCount = 0;
  let tableCount = 0;
  let isOpening = true;

  function endTable(): void {
    // A row without its end is broken, its words are not.
    if (lines.length > 0) texts.push(lines.join("\n"));
    if (texts.length > 0) rows.push({ texts, shape: null });
    [texts, lines] = [[], []];
    if (rows.length === 0) return;
    tableCount += 1;
    const number = tableCount;
    const table = tableOf(rows, (row, column) => ({ label: `表 ${number} 第 ${row + 1} 行第 ${column + 1} 列` }));
    blocks.push({ ...table, rows: markHeaders(table.rows) });
    rows = [];
  }

  function addNotes(end: number): void {
    while (notes[0] && notes[0].at <= end) blocks.push((notes.shift() as { note: Note }).note);
  }

  function addText({ text, start, end }: Ended): void {
    paragraphCount += 1;
    const trimmed = text.trim();
    const { changes, style } = file.paragraphAt(end);
    const builtin = file.builtinStyle(style);
    // Some type their text in the style of a 目录 line; only what ends with the number of a page is one.
    const isContents = builtin >= 19 && builtin <= 27 && /\t[\divxIVX-]{1,7}$/.test(trimmed);
    if (trimmed === "" || isContents) return;
    const prose = { text: trimmed, pieces: [{ at: 0, place: { label: `第 ${paragraphCount} 段` } }] };
    const align = ([undefined, "center", "right"] as const)[
      byteOf(changes.get(names.align) ?? changes.get(names.alignOld))
    ];
    const size = file.charactersAt(start).get(names.size)?.getUint16(0, true) ?? 0;
    const outline = byteOf(changes.get(names.outline), 9);
    const level = builtin >= 1 && builtin <= 9 ? builtin : outline < 9 ? outline + 1 : headingLevel(trimmed);
    if (builtin === titleStyle || (isOpening && align === "center" && size >= titleSize)) {
      blocks.push({ kind: "title", ...prose });
      return;
    }
    if (!align || level !== null) isOpening = false;
    if (level !== null) blocks.push({ kind: "heading", level: Math.max(1, level), ...prose });
    else blocks.push({ kind: "paragraph", ...prose, ...(align && { align }) } satisfies Paragraph);
  }

  return {
    add(paragraph: Ended): void {
      const { changes } = file.paragraphAt(paragraph.end);
      if (byteOf(changes.get(names.rowEnd)) === 1 && paragraph.mark === marks.cell) {
        rows.push({ texts, shape: shapeOf(changes.get(names.table)) });
        [texts, lines] = [[], []];
        isOpening = false;
      } else if (byteOf(changes.get(names.inTable)) === 1 || paragraph.mark === marks.cell) {
        lines.push(paragraph.text.trim());
        if (paragraph.mark !== marks.cell) return;
        texts.push(lines.filter((line) => line !== "").join("\n"));
        lines = [];
      } else {
        endTable();
        addText(paragraph);
        addNotes(paragraph.end);
      }
    },
    /** 文本框: outside of the flow of the text. */
    addBox({ text }: Ended): void {
      endTable();
      if (text.trim() === "") return;
      blocks.push({ kind: "paragraph", text: text.trim(), pieces: [{ at: 0, place: { label: "文本框" } }] });
    },
    end(): Block[] {
      endTable();
      addNotes(Number.POSITIVE_INFINITY);
      return blocks;
    },
  };
}

function byteOf(value: DataView | undefined, otherwise = 0): number {
  return value && value.byteLength > 0 ? value.getUint8(0) : otherwise;
}
