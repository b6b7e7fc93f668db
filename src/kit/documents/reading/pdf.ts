/* PDF: read by pdf.js in its build without a browser. Scripts are not run; fonts and character maps are never fetched. */
import type { PDFPageProxy } from "unpdf/pdfjs";
import { Failure } from "#kit/base/errors.ts";
import { broken, locked } from "../limits.ts";
import type { Document } from "../document.ts";
import { layOut } from "./pdf/layout.ts";
import { linesOf } from "./pdf/lines.ts";
import { type Page, type Pdfjs, readRuns, type Run } from "./pdf/page.ts";
import { refuseBombs } from "./pdf/streams.ts";
import { readStrokes } from "./pdf/strokes.ts";
import { markHeaders } from "./headers.ts";
import { captioned } from "./plain/tables.ts";
import { noText, unreadableDocument } from "./refusals.ts";

const mostPages = 500;
const mostCharacters = 3_000_000;
/** 乱码: letters that belong to no script, because the file does not say which character a shape of its font stands for. */
const strange = /[\p{Co}\p{Cn}\ufffd]|[^\P{Cc}\s]/gu;

/** The document, and in words what could not be read of it. */
export async function readPdf(bytes: Uint8Array): Promise<{ document: Document; unread: string[] }> {
  refuseBombs(bytes);
  const pages = await readPages(bytes);
  const text = pages.flatMap(({ runs }) => runs.map((run) => run.text)).join("");
  if (text === "") throw noText("pdf");
  if ((text.match(strange) ?? []).length > text.length / 50) throw garbled();
  const empty = pages.flatMap(({ runs }, i) => (runs.length === 0 ? [i + 1] : []));
  const unread = empty.length === 0 ? [] : [`第 ${empty.join("、")} 页没有文字层（空白页或扫描件），未读取`];
  const blocks = layOut(pages);
  for (const block of blocks) if (block.kind === "table") block.rows = markHeaders(block.rows);
  return { document: { blocks: captioned(blocks) }, unread };
}

function garbled(): Failure {
  return unreadableDocument(
    "garbled",
    "这个 PDF 没有说明字形对应哪些字，读出来会是乱码或缺字。请上传原始的 Word 文件，或用 Office、WPS 重新导出 PDF 再上传",
  );
}

async function readPages(bytes: Uint8Array): Promise<Page[]> {
  completeNode();
  const pdfjs = await import("unpdf/pdfjs");
  const wanted = new Set<string>();
  const task = pdfjs.getDocument({
    // pdf.js takes the bytes away from whoever gives them.
    data: bytes.slice(),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: true,
    // Pictures are not looked at, so they are not unpacked either.
    maxImageSize: 1,
    useWasm: false,
    useWorkerFetch: false,
    BinaryDataFactory: class {
      /** Letters of a font that wants an outside map of characters would silently be missing. */
      async fetch({ kind, filename }: { kind: string; filename: string }): Promise<never> {
        if (kind === "cMapUrl") wanted.add(filename);
        throw new Error("nothing is fetched");
      }
    },
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > mostPages) {
      throw unreadableDocument("pages", `这个 PDF 超过 ${mostPages} 页，请分成几个文件再上传`);
    }
    const pages: Page[] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await readPage(await pdf.getPage(number), pdfjs);
      for (const { text } of page.runs) characters += text.length;
      if (characters > mostCharacters) throw unreadableDocument("long", "这个 PDF 的文字太多，请分成几个文件再上传");
      pages.push(page);
    }
    if (wanted.size > 0) throw garbled();
    return pages;
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Whatever pdf.js says of a stranger's file, it is the file's fault.
    throw error instanceof Error && error.name === "PasswordException" ? locked() : broken();
  } finally {
    await task.destroy();
  }
}

async function readPage(page: PDFPageProxy, pdfjs: Pdfjs): Promise<Page> {
  const { width, height } = page.getViewport({ scale: 1 });
  const runs = await readRuns(page, pdfjs);
  // To follow everything that is drawn takes longer than all the rest, and most pages have no table.
  const strokes = mayHoldTable(runs) ? await readStrokes(page, pdfjs) : [];
  page.cleanup();
  return { width, height, runs, strokes };
}

function mayHoldTable(runs: Run[]): boolean {
  return linesOf(runs).some(({ segments }) => segments.length > 1);
}

/** pdf.js asks this of every font it prepares; Node 20 has it not yet, and the lines of the page would be missing. */
function completeNode(): void {
  const buffer: { transferToFixedLength?: (length?: number) => ArrayBuffer } = ArrayBuffer.prototype;
  buffer.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
    const moved = new ArrayBuffer(length);
    new Uint8Array(moved).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
    return moved;
  };
}
