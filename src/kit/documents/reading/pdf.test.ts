import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { makePdf, type PdfPage, type PdfText, pdfOf } from "#tests/support/pdffile.ts";
import type { Block } from "../document.ts";
import { readPdf } from "./pdf.ts";

const readBlocks = async (pages: PdfPage[]): Promise<Block[]> => (await readPdf(makePdf(pages))).document.blocks;

/** Lines of a page of 公文: 28 characters of 16 points wide, 28 points apart, from the left margin at 80. */
function lines(texts: string[], top = 100): PdfText[] {
  return texts.map((text, i) => {
    const indent = text.length - text.trimStart().length;
    return { text: text.trimStart(), x: 80 + indent * 16, y: top + i * 28 };
  });
}

const textsOf = (blocks: Block[]) => blocks.map((block) => ("text" in block ? block.text : block.kind));
const rowsOf = (block: Block | undefined) =>
  block?.kind === "table" ? block.rows.map((row) => row.map(({ text }) => text)) : [];
/** The lines of a table of equal columns and rows. */
function ruled(xs: number[], ys: number[]): [number, number, number, number][] {
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const [top = 0, bottom = 0] = [ys[0], ys.at(-1)];
  return [
    ...ys.map((y): [number, number, number, number] => [left, y, right, y]),
    ...xs.map((x): [number, number, number, number] => [x, top, x, bottom]),
  ];
}

const full = "全区招商引资工作坚持以项目为中心全力以赴稳中求进进中提质合";

describe("PDF 的段落", () => {
  test("折行接回、首行缩进分段、标题与编号，字字有行号", async () => {
    const blocks = await readBlocks([
      {
        texts: [
          { text: "关于完成情况的报告", x: 190, y: 70, size: 22 },
          ...lines([
            `　　${full.slice(2)}`,
            "同比增长12.5%，协议投资总额101.93亿元。",
            "　　一、总体情况",
            `　　${full.slice(2)}`,
            "共45个。",
          ]),
        ],
      },
    ]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["title", "paragraph", "heading", "paragraph"]);
    expect(textsOf(blocks)).toEqual([
      "关于完成情况的报告",
      `${full.slice(2)}同比增长12.5%，协议投资总额101.93亿元。`,
      "一、总体情况",
      `${full.slice(2)}共45个。`,
    ]);
    expect(blocks[1]?.kind === "paragraph" && blocks[1].pieces).toEqual([
      { at: 0, place: { label: "第 1 页第 2 行" } },
      { at: 27, place: { label: "第 1 页第 3 行" } },
    ]);
  });

  test("段落跨页接上，页码与重复的页眉不算正文", async () => {
    const page = (number: number, texts: string[]): PdfPage => ({
      texts: [
        { text: "某某区投资促进局文件", x: 220, y: 40, size: 10 },
        ...lines(texts),
        { text: `— ${number} —`, x: 280, y: 800, size: 12 },
      ],
    });
    const blocks = await readBlocks([
      page(1, [`　　${full.slice(2)}`, full]),
      page(2, ["到位资金56.78亿元。"]),
      page(3, ["　　完"]),
    ]);
    expect(textsOf(blocks)).toEqual([`${full.slice(2)}${full}到位资金56.78亿元。`, "完"]);
  });

  test("脚注标号不成为数字的末位，部首还原为汉字，两端对齐的空隙不算空格", async () => {
    const blocks = await readBlocks([
      {
        texts: [
          { text: "到位资⾦56.78亿元，增⻓8.19", x: 80, y: 100 },
          { text: "1", x: 297, y: 94, size: 9 },
          { text: "，其 中 外 资3亿元。", x: 303, y: 100 },
        ],
      },
    ]);
    expect(textsOf(blocks)).toEqual(["到位资金56.78亿元，增长8.19¹，其中外资3亿元。"]);
  });

  test("倾斜的水印不算正文", async () => {
    const raw = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <51855bb8> Tj ET";
    expect(textsOf(await readBlocks([{ texts: lines(["　　正文。"]), raw }]))).toEqual(["正文。"]);
  });
});

describe("PDF 的表格", () => {
  const head = ["项目", "2024年", "2025年"];
  const cells = (rows: string[][], top: number): PdfText[] =>
    rows.flatMap((row, i) => row.map((text, j) => ({ text, x: 90 + j * 120, y: top + 15 + i * 20, size: 11 })));

  test("有线的表：合并的格、格内折行、表题", async () => {
    const blocks = await readBlocks([
      {
        texts: [
          { text: "表1 投资情况", x: 240, y: 90 },
          { text: "项目", x: 90, y: 125, size: 11 },
          { text: "投资额", x: 250, y: 115, size: 11 },
          { text: "2024年", x: 210, y: 135, size: 11 },
          { text: "2025年", x: 330, y: 135, size: 11 },
          { text: "新能源汽车", x: 90, y: 154, size: 11 },
          { text: "基地", x: 90, y: 168, size: 11 },
          { text: "88.10", x: 210, y: 161, size: 11 },
          { text: "94.21", x: 330, y: 161, size: 11 },
        ],
        lines: [
          ...[100, 140, 180].map((y): [number, number, number, number] => [80, y, 440, y]),
          [200, 120, 440, 120],
          ...[80, 200, 440].map((x): [number, number, number, number] => [x, 100, x, 180]),
          [320, 120, 320, 180],
        ],
      },
    ]);
    expect(blocks).toMatchObject([
      {
        kind: "table",
        caption: { text: "表1 投资情况" },
        rows: [
          [
            { text: "项目", rows: 2, isHeader: true },
            { text: "投资额", columns: 2, isHeader: true },
          ],
          [{ text: "2024年" }, { text: "2025年" }],
          [{ text: "新能源汽车基地" }, { text: "88.10" }, { text: "94.21" }],
        ],
      },
    ]);
  });

  test("续表接成一个表，重印的表头只留一次", async () => {
    const page = (rows: string[][]): PdfPage => ({
      texts: cells([head, ...rows], 100),
      lines: ruled([80, 200, 320, 440], [100, ...rows.map((_, i) => 120 + i * 20), 120 + rows.length * 20]),
    });
    const blocks = await readBlocks([page([["甲", "1.00", "2.00"]]), page([["乙", "3.00", "4.00"]])]);
    expect(blocks).toHaveLength(1);
    expect(rowsOf(blocks[0])).toEqual([head, ["甲", "1.00", "2.00"], ["乙", "3.00", "4.00"]]);
  });

  test("紧挨竖线的两个数不并成一个", async () => {
    const blocks = await readBlocks([
      {
        texts: [...cells([["甲", "乙"]], 100), { text: "123.45 67.89", x: 167, y: 135, size: 11 }],
        lines: ruled([80, 200, 320], [100, 120, 140]),
      },
    ]);
    expect(rowsOf(blocks[0])[1]).toEqual(["123.45", "67.89"]);
  });

  test("无线的表靠上下对齐认出", async () => {
    const rows = [head, ["项目数", "40", "45"], ["投资额", "94.21", "101.93"]];
    const blocks = await readBlocks([{ texts: [...lines(["　　见下表。"], 60), ...cells(rows, 100)] }]);
    expect(rowsOf(blocks[1])).toEqual(rows);
  });
});

describe("不能读的 PDF", () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const error: unknown = await readPdf(bytes).catch((reason: unknown) => reason);
    if (!(error instanceof Failure)) throw error instanceof Error ? error : new Error("read");
    return error.code;
  };
  const good = makePdf([{ texts: lines(["正文。"]) }]);

  test("没有文字层、乱码、截断", async () => {
    expect(await codeOf(makePdf([{ lines: [[0, 0, 100, 100]] }]))).toBe("document.text");
    expect(await codeOf(makePdf([{ texts: [{ text: "\ue001\ue002\ue003正", x: 80, y: 80 }] }]))).toBe(
      "document.garbled",
    );
    expect(await codeOf(good.subarray(0, 200))).toBe("workbook.broken");
    expect(await codeOf(makePdf(Array.from({ length: 501 }, () => ({}))))).toBe("document.pages");
  });

  test("字体要用外面的字符表：缺字胜过无声，拒绝", async () => {
    const objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
      "<</Length 40>>stream\nBT /F1 16 Tf 80 700 Td <b5bdceb8> Tj ET   \nendstream",
      "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>",
      "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200/StemV 80>>",
    ];
    expect(await codeOf(pdfOf(objects))).toBe("document.garbled");
  });

  test("只有几页是扫描件：读出其余，说明哪几页未读", async () => {
    const { unread } = await readPdf(makePdf([{ texts: lines(["正文。"]) }, {}, {}]));
    expect(unread).toEqual(["第 2、3 页没有文字层（空白页或扫描件），未读取"]);
  });
});

test("pdf.js 的这一版不联网取任何东西", () => {
  const source = readFileSync(new URL("./pdf.ts", import.meta.url), "utf8");
  expect(source).toMatch(/useWorkerFetch: false/);
  expect(source).not.toMatch(/cMapUrl:|standardFontDataUrl:/);
});
