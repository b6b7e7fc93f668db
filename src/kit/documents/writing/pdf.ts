/*
 * 写 PDF: a document of the model as pages that look the same everywhere, in the layout of 公文 (GB/T 9704-2012), lying or on a single
 * sheet where wanted. Letters are in the file (PDF/A-2b), so it prints without any font installed.
 *
 * What is written reads back through `readPdf` with the same words; the same document always gives the same bytes.
 */
import type { Document } from "../document.ts";
import { type PdfOptions, sheetOf } from "./pdf/sheet.ts";
import { type Allowance, typeset } from "./pdf/typesetting.ts";

/** 单页: tried one after the other; below the last, letters would be smaller than 小五 in tables. */
const sizes = [1, 0.94, 0.88, 0.82, 0.76, 0.7];

export async function writePdf(document: Document, options: PdfOptions = {}, allowance?: Allowance): Promise<Buffer> {
  const { isOnePage = false } = options;
  const sheets = (isOnePage ? sizes : [1]).map((scale) => JSON.stringify(sheetOf(document, options, scale)));
  const bytes = await typeset({ sheets, mostPages: isOnePage ? 1 : Number.POSITIVE_INFINITY }, allowance);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
