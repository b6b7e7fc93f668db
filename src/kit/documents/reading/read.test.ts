import { Buffer } from "node:buffer";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { makeCompound, makeDoc } from "#tests/support/docfile.ts";
import { makePdf } from "#tests/support/pdffile.ts";
import { readDocument } from "./read.ts";

const text = "关于报告\n\n一、总体情况\n全年收入101.93亿元。\n";
const page = "<html><body><p>全年收入101.93亿元。</p><table><tr><td>年度</td><td>数</td></tr></table></body></html>";
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8("<x/>")])));
const latin = (content: string) => new Uint8Array(Buffer.from(content, "latin1"));
const word = '<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>正文。</w:t></w:r></w:p></w:body></w:document>';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const docx = (document: string) =>
  zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": strToU8(`<R><Relationship Id="r1" Type="${relations}" Target="word/document.xml"/></R>`),
    "word/document.xml": strToU8(document),
  });

/** GB18030 of “全年收入。”, which Node decodes but does not encode. */
const gb = Uint8Array.from([0xc8, 0xab, 0xc4, 0xea, 0xca, 0xd5, 0xc8, 0xeb, 0xa1, 0xa3]);

describe("按内容认文件", () => {
  test.each<[string, string, Uint8Array, string, string | null]>([
    ["文本", "报告.txt", strToU8(text), "text", "utf-8"],
    ["带 BOM 的文本", "报告.txt", strToU8(`\ufeff${text}`), "text", "utf-8"],
    ["UTF-16 的文本", "报告.txt", Buffer.from(`\ufeff${text}`, "utf16le"), "text", "utf-16le"],
    ["GB18030 的文本", "报告.txt", gb, "text", "gb18030"],
    ["没有名字的文本", "", strToU8(text), "text", "utf-8"],
    ["名为 .md 的文本", "报告.md", strToU8("# 报告\n\n正文。"), "markdown", "utf-8"],
    ["没有名字的 Markdown", "-", strToU8("# 报告\n\n正文。"), "markdown", "utf-8"],
    ["名为 .txt 的 Markdown 是文本", "报告.txt", strToU8("# 报告\n\n正文。"), "text", "utf-8"],
    ["网页", "报告.html", strToU8(page), "html", "utf-8"],
    ["名为 .doc 的网页", "报告.doc", strToU8(page), "html", "utf-8"],
    ["名为 .xls 的网页表格", "台账.xls", strToU8("<table><tr><td>年度</td></tr></table>"), "html", "utf-8"],
    ["CSV", "台账.csv", strToU8("年度,数\n2025,1\n"), "text", "utf-8"],
    ["名为 .xls 的制表符文本", "台账.xls", strToU8("年度\t数\n2025\t1\n"), "text", "utf-8"],
    ["名为 .txt 的 PDF", "报告.txt", makePdf([{ texts: [{ text: "正文。", x: 80, y: 80 }] }]), "pdf", null],
    ["名为 .docx 的旧版 .doc", "报告.docx", makeDoc([{ text: "正文。\r" }]), "doc", null],
    ["名为 .wps 的 docx", "报告.wps", docx(word), "docx", null],
  ])("%s", async (_, name, bytes, format, encoding) => {
    const reading = await readDocument(bytes, name);
    expect([reading.format, reading.encoding]).toEqual([format, encoding]);
    expect(reading.document.blocks.length).toBeGreaterThan(0);
  });

  test("CSV 成一张表，格有位置", async () => {
    const { document } = await readDocument(strToU8("年度,数\n2025,1\n"), "台账.csv");
    expect(document.blocks).toMatchObject([
      {
        kind: "table",
        rows: [
          [{ text: "年度", isHeader: true }, {}],
          [{}, { text: "1", pieces: [{ place: { label: "第 2 行 B 列" } }] }],
        ],
      },
    ]);
  });
});

describe("不能读的，说明是什么、怎么办", () => {
  test.each<[string, Uint8Array, string, RegExp]>([
    ["空文件", new Uint8Array(), "document.empty", /空的/],
    ["太大", new Uint8Array(21 * 1024 * 1024), "document.size", /20 MB/],
    [".xls", makeCompound({ Workbook: new Uint8Array(9) }), "document.kind", /\.xls 工作簿.*另存为 \.xlsx/],
    [".ppt", makeCompound({ "PowerPoint Document": new Uint8Array(9) }), "document.kind", /演示文稿/],
    ["有密码的 docx", makeCompound({ EncryptedPackage: new Uint8Array(9) }), "workbook.password", /密码/],
    [".pptx", zip("[Content_Types].xml", "ppt/presentation.xml"), "document.kind", /演示文稿/],
    [".odt", zip("content.xml"), "document.kind", /OpenDocument/],
    [".ofd", zip("OFD.xml"), "document.kind", /OFD/],
    ["压缩包", zip("报告.txt"), "document.kind", /解压后/],
    ["rar", latin("Rar!\x1a\x07\0rest"), "document.kind", /压缩包/],
    ["7z", latin("7z\xbc\xaf\x27\x1c"), "document.kind", /压缩包/],
    ["程序", latin(`MZ${"\x90".repeat(80)}`), "document.kind", /程序/],
    ["图片", latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "document.kind", /图片.*OCR/],
    ["rtf", latin("{\\rtf1 abc}"), "document.kind", /RTF/],
    [
      "Word 的 XML",
      latin('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      "document.kind",
      /XML/,
    ],
    ["单一网页", latin("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"), "document.kind", /\.mht/],
    ["乱码", Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251), "document.kind", /认不出/],
    ["坏了的 docx", docx(word).subarray(0, 300), "workbook.broken", /损坏/],
    ["没有文字的 docx", docx(word.replace("正文。", "")), "document.text", /扫描件/],
    ["没有文字的文本", strToU8(" \n\n"), "document.text", /没有文字/],
  ])("%s", async (_, bytes, code, says) => {
    const error: unknown = await readDocument(bytes, "文件.doc").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ kind: "refused", code, message: expect.stringMatching(says) });
  });
});
