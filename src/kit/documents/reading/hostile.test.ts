import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { makeDoc } from "#tests/support/docfile.ts";
import { makePdf, pdfOf, streamOf } from "#tests/support/pdffile.ts";
import { inWorker, workerBeside } from "./isolated.ts";
import type { Reading } from "./read.ts";

/*
 * 存心害人的文件: each is read as in real use, in a thread, and must end in ten seconds with a result or a refusal in words.
 */
const worker = workerBeside("../../../../tests/support/readingworker", import.meta.url);

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const pageWith = (content: Uint8Array, entries?: string) =>
  pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    streamOf(content, entries),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ]);
/** Much from little: `unit` again and again, packed. */
const packed = (unit: string, megabytes: number) => deflateSync(Buffer.alloc(megabytes * 1024 * 1024, unit));
const good = makePdf([{ texts: [{ text: "正文。", x: 80, y: 80 }] }]);
const garbage = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 256);
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const workbook = (sheet: string) =>
  zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": strToU8(
      `<R><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></R>`,
    ),
    "xl/workbook.xml": strToU8('<workbook xmlns:r="r"><sheets><sheet name="表" r:id="s1"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<R><Relationship Id="s1" Type="${relations}/worksheet" Target="s1.xml"/></R>`,
    ),
    "xl/s1.xml": strToU8(`<worksheet>${sheet}</worksheet>`),
  });
const mergesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => `<mergeCell ref="A${i + 1}:XFD${i + 2}"/>`).join("");

type Hostile = [what: string, name: string, make: () => Uint8Array];
const files: Hostile[] = [
  ["只有 PDF 字样的乱码", "甲.pdf", () => Buffer.concat([latin("%PDF-1.7\n"), garbage(200_000)])],
  ["截断的 PDF", "甲.pdf", () => good.subarray(0, good.length - 300)],
  [
    "谎称十亿字节的流",
    "甲.pdf",
    () =>
      latin(
        Buffer.from(good)
          .toString("latin1")
          .replace(/\/Length \d+/g, "/Length 1000000000"),
      ),
  ],
  ["谎称十亿页", "甲.pdf", () => latin(Buffer.from(good).toString("latin1").replace("/Count 1", "/Count 1000000000"))],
  [
    "页树指向自己",
    "甲.pdf",
    () => pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
  ],
  ["对象互相引用", "甲.pdf", () => pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "3 0 R", "2 0 R"])],
  ["数组套十万层", "甲.pdf", () => pageWith(latin(`${"[".repeat(100_000)} TJ`), "")],
  ["压缩炸弹：空白", "甲.pdf", () => pageWith(packed(" ", 600))],
  ["压缩炸弹：两层", "甲.pdf", () => pageWith(deflateSync(packed(" ", 600)), "/Filter[/FlateDecode/FlateDecode]")],
  ["压缩炸弹：无数文字", "甲.pdf", () => pageWith(packed("BT /F1 9 Tf (a b) Tj ET ", 100))],
  ["压缩炸弹：无数线条", "甲.pdf", () => pageWith(packed("BT /F1 9 Tf (a b) Tj ET 0 0 m 9 9 l S ", 100))],
  ["只有 OLE 字样的乱码", "甲.doc", () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), garbage(100_000)])],
  ["半个 .doc", "甲.doc", () => makeDoc([{ text: "一\r" }]).subarray(0, 4000)],
  ["一万列", "甲.xlsx", () => workbook('<sheetData><row r="1"><c r="NTP1"><v>1</v></c></row></sheetData>')],
  [
    "整张表合并成一格",
    "甲.xlsx",
    () =>
      workbook(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="GR9000"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      ),
  ],
  [
    "百万个互相重叠的合并",
    "甲.xlsx",
    () =>
      workbook(
        `<sheetData>${Array.from({ length: 5000 }, (_, i) => `<row r="${i * 2 + 1}"><c r="A${i * 2 + 1}"><v>1</v></c></row>`).join("")}</sheetData><mergeCells>${mergesOf(1_000_000)}</mergeCells>`,
      ),
  ],
  ["一行一千万字", "甲.txt", () => latin("a1，b".repeat(2_500_000).replaceAll("，", ","))],
  ["一行一千万个汉字", "甲.txt", () => strToU8("全年收入".repeat(800_000))],
  ["一千万个空行", "甲.txt", () => latin(`一${"\n".repeat(10_000_000)}x`.replace("一", "y"))],
  ["网页套十万层", "甲.html", () => latin(`<html>${"<div>".repeat(100_000)}x`)],
  ["网页里十万张套着的表", "甲.html", () => latin(`<html>${"<table><tr><td>".repeat(100_000)}x`)],
  [
    "网页格跨十亿列",
    "甲.html",
    () => latin('<html><table><tr><td colspan="1000000000" rowspan="1000000000">x</td></tr></table>'),
  ],
  ["没有闭合的标签", "甲.html", () => latin(`<html>${"<a ".repeat(1_000_000)}`)],
  [
    "Markdown 套十万层",
    "甲.md",
    () => latin(`${">".repeat(100_000)} x\n${"[".repeat(100_000)}\n${"*".repeat(100_000)}`),
  ],
  [
    "Markdown 十万列",
    "甲.md",
    () => latin(`|${"a|".repeat(100_000)}\n|${"-|".repeat(100_000)}\n|${"b|".repeat(100_000)}`),
  ],
  ["夹着空字节的文本", "甲.txt", () => latin("abc\0def")],
  ["全是空字节", "甲.docx", () => new Uint8Array(1_000_000)],
  ["尽是逗号", "甲.csv", () => latin(",".repeat(5_000_000))],
];

test.each(files)("%s", { timeout: 60_000 }, async (_, name, make) => {
  const bytes = new Uint8Array(make());
  const before = Date.now();
  const outcome: unknown = await inWorker<Reading>(worker, { bytes, name }, { seconds: 10, megabytes: 256 }).catch(
    (reason: unknown) => reason,
  );
  expect(Date.now() - before).toBeLessThan(11_000);
  if (outcome instanceof Error && !(outcome instanceof Failure)) throw outcome;
  const said = outcome instanceof Failure ? `${outcome.kind}：${outcome.message}` : "refused：读出";
  expect(said).toMatch(/^refused：\p{Script=Han}/u);
});
