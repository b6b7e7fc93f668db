import { buffer } from "node:stream/consumers";
import { openArchive, packArchive } from "#kit/documents/archive.ts";
import type { Block, Document } from "#kit/documents/document.ts";
import { defaultLimits } from "#kit/documents/limits.ts";
import { readDocx } from "#kit/documents/reading/docx.ts";

/** The smallest docx around a body, all in one namespace; parts may be added by name (“styles” is word/styles.xml) or address. */
export async function docxOf(body: string, parts: Record<string, string> = {}): Promise<Uint8Array> {
  const texts = { document: `<w:document><w:body>${body}</w:body></w:document>`, ...parts };
  const packed = Object.entries(texts).map(([name, text]) => ({
    name: name.includes("/") ? name : `word/${name}.xml`,
    text: [text],
  }));
  return buffer(packArchive(packed));
}

export async function readBytes(bytes: Uint8Array): Promise<Document> {
  return readDocx(openArchive(bytes), defaultLimits);
}

/** Blocks without their places. */
export async function readBody(body: string, parts: Record<string, string> = {}): Promise<Block[]> {
  return withoutPlaces(await readBytes(await docxOf(body, parts))).blocks;
}

export function withoutPlaces(document: Document): Document {
  return JSON.parse(JSON.stringify(document, (key, value) => (key === "pieces" ? undefined : value)));
}

/** A paragraph of one run. */
export function p(text: string, properties = ""): string {
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function numPr(id: number, level = 0): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
}

export function level(at: number, format: string, text: string, more = ""): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
}
