/* PDF 样本, written by hand: no program and no font is needed to print Chinese texts and lines at given places. */
import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";

export interface PdfText {
  text: string;
  x: number;
  /** From the top of a page of 595 by 842 points. */
  y: number;
  size?: number;
}

export interface PdfPage {
  texts?: PdfText[];
  /** Drawn from (x1, y1) to (x2, y2), measured from the top as well. */
  lines?: [x1: number, y1: number, x2: number, y2: number][];
  /** What stands in the page besides, as it is. */
  raw?: string;
}

const height = 842;

/** A letter is its own number in the font, which says so (ToUnicode); Latin ones are half as wide. */
export function makePdf(pages: PdfPage[]): Uint8Array {
  const map =
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end";
  const font = [
    "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[0 255 500]/FontDescriptor 6 0 R>>",
    stream(map),
    "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
  ];
  const first = 3 + font.length;
  const objects = pages.flatMap((page, i) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 ${height}]/Contents ${first + i * 2 + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
    stream(contentOf(page)),
  ]);
  const kids = pages.map((_, i) => `${first + i * 2} 0 R`).join(" ");
  return pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    ...font,
    ...objects,
  ]);
}

function contentOf({ texts = [], lines = [], raw = "" }: PdfPage): string {
  const shown = texts.map(({ text, x, y, size = 16 }) => {
    const hex = Buffer.from(text, "utf16le").swap16().toString("hex");
    return `BT /F1 ${size} Tf ${x} ${height - y} Td <${hex}> Tj ET`;
  });
  const drawn = lines.map(([x1, y1, x2, y2]) => `${x1} ${height - y1} m ${x2} ${height - y2} l S`);
  return [...shown, ...drawn, raw].join("\n");
}

function stream(content: string): Buffer {
  return streamOf(deflateSync(Buffer.from(content, "latin1")));
}

export function streamOf(packed: Uint8Array, entries = "/Filter/FlateDecode"): Buffer {
  const head = Buffer.from(`<</Length ${packed.length}${entries}>>stream\n`);
  return Buffer.concat([head, packed, Buffer.from("\nendstream")]);
}

/** Objects numbered from 1, the first of them the catalog. */
export function pdfOf(objects: (string | Uint8Array)[]): Uint8Array {
  const parts = [Buffer.from("%PDF-1.7\n")];
  const starts: number[] = [];
  let at = parts[0]?.length ?? 0;
  objects.forEach((object, i) => {
    starts.push(at);
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    parts.push(part);
    at += part.length;
  });
  const entries = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(table)]));
}
