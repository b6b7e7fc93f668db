/*
 * 写 docx: a document of the model as a Word file in the layout of 公文 (GB/T 9704-2012).
 *
 * What is written reads back through `readDocx` unchanged: styles carry what a block is, notes are real footnotes hung on the
 * block before them, a unit line stands between the caption and its table. The same document always gives the same bytes.
 */
import { Readable } from "node:stream";
import { packArchive, type Part } from "../archive.ts";
import type { Block, Document, Paragraph } from "../document.ts";
import { headingLevel, isCaption } from "../reading/headings.ts";
import { type Footnotes, footnotesOf } from "./docx/footnotes.ts";
import { listLevels, numberingXml } from "./docx/numbering.ts";
import {
  contentTypesXml,
  coreXml,
  documentRelationsXml,
  folioXml,
  packageRelationsXml,
  sectionXml,
  settingsXml,
  stampXml,
} from "./docx/package.ts";
import { fontsXml, stylesXml } from "./docx/styles.ts";
import { tableXml } from "./docx/tables.ts";
import { arrange, type Entry, isAddressee } from "./entries.ts";
import { declaration, paragraphXml, runXml, wordNamespaces } from "./docx/markup.ts";

export interface DocxOptions {
  /** Of the file; without it, the title in the text. */
  title?: string;
  author?: string;
  /** 演示数据 and the like, at the head of every page. */
  stamp?: string;
}

const blockSize = 64 * 1024;

export function writeDocx(document: Document, options: DocxOptions = {}): Readable {
  return Readable.from(packArchive(partsOf(document, options)), { objectMode: false });
}

function* partsOf({ blocks }: Document, { title, author, stamp }: DocxOptions): Generator<Part> {
  const footnotes = footnotesOf(blocks.filter((block) => block.kind === "note"));
  const lists = blocks.filter((block) => block.kind === "list");
  const name = title ?? blocks.find((block) => block.kind === "title")?.text ?? "";
  const hasStamp = stamp !== undefined && stamp !== "";
  yield { name: "[Content_Types].xml", text: [contentTypesXml(hasStamp)] };
  yield { name: "_rels/.rels", text: [packageRelationsXml] };
  yield { name: "docProps/core.xml", text: [coreXml(name, author)] };
  yield { name: "word/document.xml", text: inBlocks(documentXml(blocks, footnotes, hasStamp)) };
  yield { name: "word/_rels/document.xml.rels", text: [documentRelationsXml(hasStamp)] };
  yield { name: "word/styles.xml", text: [stylesXml] };
  yield { name: "word/fontTable.xml", text: [fontsXml] };
  yield { name: "word/settings.xml", text: [settingsXml] };
  yield { name: "word/numbering.xml", text: [numberingXml(lists)] };
  yield { name: "word/footnotes.xml", text: [footnotes.xml] };
  yield { name: "word/footer1.xml", text: [folioXml("odd")] };
  yield { name: "word/footer2.xml", text: [folioXml("even")] };
  if (!hasStamp) return;
  yield { name: "word/header1.xml", text: [stampXml(stamp)] };
  yield { name: "word/header2.xml", text: [stampXml(stamp)] };
}

function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockSize) continue;
    yield block;
    block = "";
  }
  yield block;
}

function* documentXml(blocks: Block[], footnotes: Footnotes, hasStamp: boolean): Generator<string> {
  yield `${declaration}<w:document ${wordNamespaces}><w:body>`;
  const entries = arrange(blocks);
  for (const [index, entry] of entries.entries()) {
    const references = entry.notes.map((note) => footnotes.referenceXml(note)).join("");
    const before = entries[index - 1]?.block;
    const after = entries[index + 1];
    yield entryXml(entry, references, before?.kind === "title");
    // Two tables that touch become one, and a page cannot end with a table.
    if (entry.block?.kind === "table" && startsWithTable(after)) yield paragraphXml({ style: "Normal" }, "");
  }
  yield `${sectionXml(footnotes.format, hasStamp)}</w:body></w:document>`;
}

function startsWithTable(entry: Entry | undefined): boolean {
  if (!entry) return true;
  return entry.block?.kind === "table" && !entry.block.caption && !entry.unitLine;
}

function entryXml({ block, unitLine, list }: Entry, references: string, isAfterTitle: boolean): string {
  switch (block?.kind) {
    case undefined:
      return paragraphXml({ style: "Normal" }, references);
    case "title":
      return paragraphXml({ style: "Title" }, runXml(block.text) + references);
    case "heading": {
      const level = Math.min(9, Math.max(1, Math.trunc(block.level)));
      return paragraphXml({ style: `Heading${level}` }, runXml(block.text) + references);
    }
    case "paragraph":
      return bodyXml(block, references, isAfterTitle);
    case "list":
      return block.items
        .map(({ text, level }, index) => {
          const numbering = { id: list + 1, level: Math.min(listLevels, Math.max(1, Math.trunc(level))) - 1 };
          const style = block.isOrdered ? "ListNumber" : "ListBullet";
          const ending = index === block.items.length - 1 ? references : "";
          return paragraphXml({ style, numbering }, runXml(text) + ending);
        })
        .join("");
    case "table": {
      const caption = block.caption ? paragraphXml({ style: "Caption" }, runXml(block.caption.text)) : "";
      const unit = unitLine ? paragraphXml({ style: "UnitLine" }, runXml(unitLine.text)) : "";
      return `${caption}${unit}${tableXml(block, references)}`;
    }
  }
}

function bodyXml({ text, align }: Paragraph, references: string, isAfterTitle: boolean): string {
  const isMistakable = headingLevel(text) !== null || isCaption(text);
  return paragraphXml(
    {
      style: isMistakable ? "PlainBody" : "BodyText",
      ...(align ? { align } : {}),
      isFlush: align !== undefined || (isAfterTitle && isAddressee(text)),
    },
    runXml(text) + references,
  );
}
