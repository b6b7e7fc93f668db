/*
 * 读 docx: the text of a Word or WPS document as a reader of the printed page sees it, in the shape of the document model.
 *
 * A part streams through the scanner; a paragraph is decided on as it ends, so in memory stay the styles, the numbering and the
 * document itself. Macros, embedded files and pictures are never touched. Blank paragraphs are counted, but are no blocks.
 */
import type { Archive } from "../archive.ts";
import type { Document } from "../document.ts";
import { broken, type Limits } from "../limits.ts";
import { numberOf, valueOf } from "./docx/attributes.ts";
import { createBlocks, type NumberedParagraph } from "./docx/blocks.ts";
import { readNotes } from "./docx/notes.ts";
import { createTableReader } from "./docx/tables.ts";
import { type Numbering, readNumbering } from "./docx/numbering.ts";
import { writeNumber } from "./docx/numberformats.ts";
import { findParts } from "./docx/relations.ts";
import { readStory, type StoryParagraph } from "./docx/story.ts";
import { readStyles, type Styles } from "./docx/styles.ts";
import { unreadableDocument } from "./refusals.ts";

/** Some 1,500 pages of dense tables. */
const mostDocumentBytes = 64 * 1024 * 1024;
/** Paragraphs, rows and places of cells together. A year's final accounts, 600 pages of tables, have some 60,000. */
const mostPlaces = 500_000;

export async function readDocx(archive: Archive, limits: Limits): Promise<Document> {
  const parts = await findParts(archive);
  if (!archive.has(parts.document)) throw broken();
  const spend = createPurse();
  const styles = await readStyles(archive, parts.of("styles"));
  const numbering = await readNumbering(archive, parts.of("numbering"), styles);
  const notes = await readNotes(archive, parts, styles, spend);

  const tables = createTableReader(limits, spend);
  const blocks = createBlocks(notes);
  const marks = { footnote: { format: "decimal", start: 1 }, endnote: { format: "lowerRoman", start: 1 } };
  let count = 0;
  let hasBody = false;
  await readStory(archive.read(parts.document, mostDocumentBytes), styles, {
    begin: () => spend(1),
    paragraph(paragraph) {
      if (!tables.isOpen() && !paragraph.isBoxed) count += 1;
      const numbered = withNumber(paragraph, styles, numbering);
      if (tables.isOpen()) {
        blocks.cellNotes(paragraph.notes);
        tables.add(numbered.text, numbered.style.role === "tableHeading");
      } else blocks.paragraph(numbered, { label: `第 ${count} 段` });
    },
    open(name, raw, parent) {
      if (name === "body") hasBody = true;
      const kind = parent === "footnotePr" ? "footnote" : parent === "endnotePr" ? "endnote" : null;
      if (kind && name === "numFmt") marks[kind].format = valueOf(raw, "val") ?? "decimal";
      else if (kind && name === "numStart") marks[kind].start = numberOf(raw, "val") ?? 1;
      else tables.open(name, raw, parent);
    },
    close(name) {
      const table = tables.close(name);
      if (table) blocks.table(table);
    },
  });
  if (!hasBody) throw broken();
  return { blocks: blocks.end((kind, index) => writeNumber(marks[kind].start + index, marks[kind].format)) };
}

function createPurse(): (places: number) => void {
  let left = mostPlaces;
  return (places) => {
    left -= places;
    if (left < 0)
      throw unreadableDocument("paragraphs", "文件里的段落和表格太多，为保护系统已停止读取。请分成几个文件再上传");
  };
}

/** Bullets are told as a list, every other number becomes part of the text. */
function withNumber(paragraph: StoryParagraph, styles: Styles, numbering: Numbering): NumberedParagraph {
  const style = styles.paragraph(paragraph.styleId);
  const id = paragraph.numberingId ?? style.numberingId;
  const printed = id ? numbering.next(id, paragraph.numberingLevel ?? style.numberingLevel, paragraph.styleId) : null;
  const isList = printed !== null && (printed.isBullet || style.role === "ordered");
  if (!printed || !id || isList) {
    return {
      ...paragraph,
      style,
      ...(printed && id ? { list: { id, level: printed.level + 1, isOrdered: !printed.isBullet } } : {}),
    };
  }
  const text = paragraph.text.trim() === "" ? printed.label.trimEnd() : printed.label + paragraph.text;
  return { ...paragraph, style, text };
}
