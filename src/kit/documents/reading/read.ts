/*
 * 读文件: one way in for whatever an office calls a document, judged by what is in it, never by what it is called.
 *
 * The name decides only between texts, which look alike: 报告.md, 报告.txt, 台账.csv. What cannot be read safely and wholly is
 * refused in a sentence that says what to do. Readers of formats that are rare or heavy are loaded when one comes.
 */
import { openArchive } from "../archive.ts";
import { type Encoding, encodingOf } from "../delimited.ts";
import type { Block, Document } from "../document.ts";
import { broken, documentLimits, type Limits, locked } from "../limits.ts";
import { noText, unreadableDocument } from "./refusals.ts";
import {
  isTextTable,
  refusalOfArchive,
  refusalOfCompound,
  refusalOfContent,
  refusalOfText,
  textFormat,
} from "./kinds.ts";

export type Format = "docx" | "xlsx" | "pdf" | "doc" | "html" | "markdown" | "text";

export interface Reading {
  format: Format;
  /** Of a text: how its characters were read, to be told to the user. */
  encoding: Encoding | null;
  document: Document;
  /** Sentences on what was left out: pages that are pictures, hidden sheets. */
  unread: string[];
}

export async function readDocument(bytes: Uint8Array, name: string, changes: Partial<Limits> = {}): Promise<Reading> {
  const limits = { ...documentLimits, ...changes };
  if (bytes.length === 0) throw unreadableDocument("empty", "文件是空的，请检查后重新上传");
  if (bytes.length > limits.bytes) {
    const most = Math.floor(limits.bytes / 1024 / 1024);
    throw unreadableDocument("size", `文件超过 ${most} MB。请删去图片，或分成几个文件再上传`);
  }
  const refusal = refusalOfContent(bytes);
  if (refusal) throw refusal;
  const reading = await readAs(bytes, name, limits);
  if (!reading.document.blocks.some(hasText)) throw noText(reading.format);
  return reading;
}

const opening = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString("latin1");

async function readAs(bytes: Uint8Array, name: string, limits: Limits): Promise<Reading> {
  const start = opening(bytes);
  if (start.startsWith("PK")) return readPacked(bytes, name, limits);
  if (start.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return readCompound(bytes);
  if (/^(?:\xef\xbb\xbf)?[\s\0]*%PDF-/.test(start)) {
    const { readPdf } = await import("./pdf.ts");
    return { format: "pdf", encoding: null, ...(await readPdf(bytes)) };
  }
  return readPlain(bytes, name, limits);
}

async function readPacked(bytes: Uint8Array, name: string, limits: Limits): Promise<Reading> {
  const archive = openArchive(bytes, limits);
  if (archive.has("xl/workbook.xml")) return readTables(bytes, name, limits, "xlsx");
  const refusal = refusalOfArchive(archive.names);
  if (refusal) throw refusal;
  const { readDocx } = await import("./docx.ts");
  return { format: "docx", encoding: null, unread: [], document: await readDocx(archive, limits) };
}

async function readTables(bytes: Uint8Array, name: string, limits: Limits, format: "xlsx" | "text"): Promise<Reading> {
  const [{ readTable }, { readSheets }] = await Promise.all([import("../workbook.ts"), import("./sheets.ts")]);
  const table = await readTable(bytes, name, limits);
  return { format, encoding: table.encoding, ...(await readSheets(table)) };
}

async function readCompound(bytes: Uint8Array): Promise<Reading> {
  const [{ openCompound }, { readLegacy }] = await Promise.all([import("./legacy/compound.ts"), import("./legacy.ts")]);
  try {
    const compound = openCompound(bytes);
    if (compound.names.includes("EncryptedPackage")) throw locked();
    const refusal = refusalOfCompound(compound.names);
    if (refusal) throw refusal;
    return { format: "doc", encoding: null, unread: [], document: readLegacy(compound) };
  } catch (error) {
    // A number in the file led out of it.
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

async function readPlain(bytes: Uint8Array, name: string, limits: Limits): Promise<Reading> {
  const encoding = encodingOr(bytes, () => {
    throw unreadableDocument(
      "kind",
      "认不出这个文件的内容。可以读取 .docx、.doc、.xlsx、.csv、.pdf、.html、.md、.txt，请另存为其中一种再上传",
    );
  });
  const source = new TextDecoder(encoding).decode(bytes);
  const refusal = refusalOfText(source);
  if (refusal) throw refusal;
  const format = textFormat(source, name);
  if (format === "text" && isTextTable(source, name)) return readTables(bytes, name, limits, "text");
  return { format, encoding, unread: [], document: await readers[format](source) };
}

const readers = {
  html: async (source: string) => (await import("./html.ts")).readHtml(source),
  markdown: async (source: string) => (await import("./markdown.ts")).readMarkdown(source),
  text: async (source: string) => (await import("./text.ts")).readText(source),
};

function encodingOr(bytes: Uint8Array, otherwise: () => never): Encoding {
  try {
    return encodingOf(bytes);
  } catch {
    return otherwise();
  }
}

function hasText(block: Block): boolean {
  const isFull = ({ text }: { text: string }) => text.trim() !== "";
  if (block.kind === "table") return block.rows.flat().some(isFull);
  return block.kind === "list" ? block.items.some(isFull) : isFull(block);
}
