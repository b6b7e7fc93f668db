import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Block, Cell, Document } from "#kit/documents/document.ts";
import { readBytes, withoutPlaces } from "#tests/support/docx.ts";
import { type DocxOptions, writeDocx } from "./docx.ts";

const written = (document: Document, options?: DocxOptions) => buffer(writeDocx(document, options));
const back = async (document: Document) => withoutPlaces(await readBytes(await written(document)));
const paragraph = (text: string, align?: "center" | "right"): Block => ({
  kind: "paragraph",
  text,
  ...(align ? { align } : {}),
});
const header = (text: string, more: Partial<Cell> = {}): Cell => ({ text, isHeader: true, ...more });

async function partsOf(document: Document, options?: DocxOptions): Promise<Record<string, string>> {
  const parts = unzipSync(await written(document, options));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const report: Document = {
  blocks: [
    { kind: "title", text: "关于2023年度招商引资专项资金绩效自评情况的报告" },
    paragraph("区财政局："),
    paragraph("根据“绩效管理”规定，全年预算数101.93万元，执行率92.43%。"),
    { kind: "note", mark: "①", text: "数据来自预算管理一体化系统。\n第二行" },
    { kind: "note", mark: "②", text: "① 开头的注" },
    { kind: "heading", level: 1, text: "一、项目基本情况" },
    { kind: "heading", level: 2, text: "（一）项目概况" },
    { kind: "heading", level: 3, text: "1.立项依据" },
    { kind: "heading", level: 4, text: "（1）政策依据" },
    { kind: "heading", level: 2, text: "没有编号的标题，而且是一句话。" },
    paragraph("特殊字符 <甲>&\"乙\"'丙'\t制表\u00a0不断行　全角\u2003😀𠮷 软\u00ad连 &amp; ]]>"),
    paragraph("　　行首全角空格\n换行 行尾空格 "),
    paragraph("（一）像标题的段落"),
    paragraph("表1 像表题的段落"),
    paragraph("一、居中的像标题的段落", "center"),
    {
      kind: "list",
      isOrdered: false,
      items: [
        { text: "甲", level: 1 },
        { text: "甲之一", level: 2 },
        { text: "乙", level: 1 },
      ],
    },
    { kind: "list", isOrdered: false, items: [{ text: "另一个列表", level: 1 }] },
    {
      kind: "list",
      isOrdered: true,
      items: [
        { text: "一、第一步", level: 1 },
        { text: "分步", level: 2 },
      ],
    },
    { kind: "list", isOrdered: true, items: [{ text: "又从头数", level: 3 }] },
    { kind: "note", mark: "③", text: "列表的注" },
    paragraph("单位：万元", "right"),
    {
      kind: "table",
      caption: { text: "表1 项目资金情况" },
      rows: [
        [header("项目资金", { rows: 2 }), header("预算", { columns: 2 }), header("原因", { rows: 2 })],
        [header("年初"), header("全年")],
        [{ text: "年度\n资金总额" }, { text: "100.00" }, { text: "101.93" }, { text: "材料\t不齐", rows: 2 }],
        [{ text: "　其他" }, header("不详", { columns: 2 })],
        [{ text: "短行" }],
      ],
    },
    { kind: "note", mark: "④", text: "表的注" },
    { kind: "table", rows: [[header("只有标题行")]] },
    {
      kind: "table",
      rows: [
        [
          { text: "甲", rows: 2 },
          { text: "", rows: 2 },
        ],
        [],
      ],
    },
    paragraph("单位：万元", "right"),
    paragraph("某某局", "right"),
    paragraph("2024年3月15日", "right"),
    { kind: "table", rows: [[{ text: "" }]] },
  ],
};

describe("写出再读回", () => {
  test("公文里有的都原样回来", async () => {
    expect(await back(report)).toEqual(report);
  });

  test("注号不连续时照写，注可以先于一切", async () => {
    const blocks: Block[] = [
      { kind: "note", mark: "*", text: "*先于一切" },
      paragraph("甲"),
      { kind: "note", mark: "注1", text: " 前有空格" },
      { kind: "note", mark: "3", text: "3" },
    ];
    expect(await back({ blocks })).toEqual({ blocks });
    const automatic: Block[] = [
      paragraph("甲"),
      { kind: "note", mark: "1", text: "乙" },
      { kind: "note", mark: "2", text: "丙" },
    ];
    expect(await back({ blocks: automatic })).toEqual({ blocks: automatic });
    expect((await partsOf({ blocks: automatic }))["word/footnotes.xml"]).toContain("<w:footnoteRef/>");
  });

  test("控制字符和半个字符写不进去，换行统一", async () => {
    const blocks = [paragraph("甲\u0000乙\u001f\u0085丙\ud800\ufffe\r\n丁\r戊")];
    expect(await back({ blocks })).toEqual({ blocks: [paragraph("甲乙丙\n丁\n戊")] });
  });

  test("没有内容的块不留痕迹", async () => {
    const blocks: Block[] = [
      paragraph("　"),
      { kind: "table", rows: [], caption: { text: "表1" } },
      { kind: "list", isOrdered: true, items: [] },
    ];
    expect(await back({ blocks })).toEqual({ blocks: [] });
  });

  const visible = fc
    .string({ unit: fc.constantFrom(..."一、（）1.表单位：。<&>\"' \t\n　\u00a0é😀注").map(String), maxLength: 12 })
    .filter((text) => text.trim() !== "");
  const cell = fc
    .record({
      text: fc.oneof(visible, fc.constant("")),
      isHeader: fc.boolean(),
      columns: fc.integer({ min: 1, max: 3 }),
    })
    .map(
      ({ text, isHeader, columns }): Cell => ({
        text,
        ...(isHeader ? { isHeader } : {}),
        ...(columns > 1 ? { columns } : {}),
      }),
    );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant("title" as const), text: visible }),
    fc.record({ kind: fc.constant("heading" as const), level: fc.integer({ min: 1, max: 9 }), text: visible }),
    fc
      .tuple(visible, fc.constantFrom(undefined, "center" as const, "right" as const))
      .map(([text, align]) => paragraph(text, align)),
    fc.record({
      kind: fc.constant("list" as const),
      isOrdered: fc.boolean(),
      items: fc.array(fc.record({ text: visible, level: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc
      .tuple(
        fc.option(visible),
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      )
      .map(([text, rows]): Block => ({ kind: "table", rows, ...(text === null ? {} : { caption: { text } }) })),
    fc.record({ kind: fc.constant("note" as const), mark: fc.constantFrom("1", "2", "①", "*", "注"), text: visible }),
  );

  test("任何次序的任何块都原样回来", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 8 }), async (blocks) => {
        expect(await back({ blocks })).toEqual({ blocks });
      }),
      { numRuns: 150 },
    );
  });

  test("任何切分的合并单元格都原样回来", async () => {
    const cuts = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat(11), { maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(cuts, async ([height, width, choices]) => {
        const rows = tiled(height, width, choices);
        expect(await back({ blocks: [{ kind: "table", rows }] })).toEqual({ blocks: [{ kind: "table", rows }] });
      }),
      { numRuns: 100 },
    );
  });
});

/** A rectangle cut into merged cells: at each free place the next choice says how far the cell goes. */
function tiled(height: number, width: number, choices: number[]): Cell[][] {
  const taken = Array.from({ length: height }, () => new Set<number>());
  return taken.map((row, top) => {
    const cells: Cell[] = [];
    for (let left = 0; left < width; left++) {
      if (row.has(left)) continue;
      const choice = choices.shift() ?? 0;
      let columns = 1;
      while (columns < 1 + (choice % 3) && left + columns < width && !row.has(left + columns)) columns += 1;
      const rows = Math.min(1 + Math.floor(choice / 3), height - top);
      for (const covered of taken.slice(top, top + rows)) for (let i = 0; i < columns; i++) covered.add(left + i);
      cells.push({ text: `${top}.${left}`, ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) });
    }
    return cells;
  });
}

describe("公文格式", () => {
  test("A4、版心、二十二行二十八字、奇偶页码", async () => {
    const parts = await partsOf(report);
    expect(parts["word/document.xml"]).toContain(
      '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"',
    );
    const [, pitch = "", space = ""] =
      /w:linePitch="(\d+)" w:charSpace="(-\d+)"/.exec(parts["word/document.xml"] ?? "") ?? [];
    expect(Math.floor((16838 - 2098 - 1984) / Number(pitch))).toBe(22);
    expect(Math.floor((11906 - 1587 - 1474) / 20 / (16 + Number(space) / 4096))).toBe(28);
    expect(parts["word/settings.xml"]).toContain("<w:evenAndOddHeaders/>");
    expect(parts["word/footer1.xml"]).toContain('<w:jc w:val="right"/>');
    expect(parts["word/footer2.xml"]).toContain('<w:jc w:val="left"/>');
  });

  test("表格：标题行重复，数字居右，不超过版心", async () => {
    const { "word/document.xml": xml = "" } = await partsOf(report);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(xml).toContain(
      '<w:pStyle w:val="TableContents"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">101.93<',
    );
    for (const [grid] of xml.matchAll(/<w:tblGrid>.*?<\/w:tblGrid>/g)) {
      const widths = [...grid.matchAll(/w:w="(\d+)"/g)].map(([, twips]) => Number(twips));
      expect(widths.reduce((sum, twips) => sum + twips, 0)).toBe(8845);
      expect(Math.min(...widths)).toBeGreaterThan(0);
    }
  });

  test("长文字让位，数字列不折行", async () => {
    const rows = [[{ text: "说明".repeat(50) }, { text: "12345678.90" }, { text: "长".repeat(80) }]];
    const { "word/document.xml": xml = "" } = await partsOf({ blocks: [{ kind: "table", rows }] });
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, twips]) => Number(twips));
    expect(widths[1]).toBe(11 * 120 + 216);
    expect(Math.abs((widths[0] ?? 0) - (widths[2] ?? 0))).toBeLessThan(3);
  });

  test("主送机关顶格，正文首行缩进", async () => {
    const { "word/document.xml": xml = "" } = await partsOf(report);
    expect(xml).toMatch(
      /<w:ind w:firstLineChars="0" w:firstLine="0"\/><\/w:pPr><w:r><w:t xml:space="preserve">区财政局：/,
    );
    expect(xml).toMatch(/<w:pStyle w:val="BodyText"\/><\/w:pPr><w:r><w:t xml:space="preserve">根据/);
  });

  test("页眉上的标记和文件属性", async () => {
    const parts = await partsOf(report, { author: "某局 & 某处", stamp: "演示数据" });
    expect(parts["word/header2.xml"]).toContain("演示数据");
    expect(parts["docProps/core.xml"]).toContain("<dc:title>关于2023年度招商引资专项资金绩效自评情况的报告</dc:title>");
    expect(parts["docProps/core.xml"]).toContain("<dc:creator>某局 &amp; 某处</dc:creator>");
    expect(Object.keys(await partsOf(report))).not.toContain("word/header1.xml");
  });

  test("每个部件都有类型，每个关系都有部件", async () => {
    for (const options of [{}, { stamp: "演示数据" }]) {
      const parts = await partsOf(report, options);
      for (const [, id] of (parts["word/document.xml"] ?? "").matchAll(/r:id="(\w+)"/g)) {
        expect(parts["word/_rels/document.xml.rels"]).toContain(`Id="${id}"`);
      }
      for (const [, target] of (parts["word/_rels/document.xml.rels"] ?? "").matchAll(/Target="([^"]+)"/g)) {
        expect(Object.keys(parts)).toContain(`word/${target}`);
        expect(parts["[Content_Types].xml"]).toContain(`/word/${target}`);
      }
    }
  });

  test("同一文档总是同样的字节", async () => {
    expect(await written(report)).toEqual(await written(structuredClone(report)));
  });

  test("超过六十三列的表，Word 打不开，拒绝", async () => {
    const rows = [Array.from({ length: 64 }, () => ({ text: "甲" }))];
    await expect(written({ blocks: [{ kind: "table", rows }] })).rejects.toMatchObject({ code: "document.columns" });
    const wide = [[{ text: "甲", columns: 1e9 }]];
    await expect(written({ blocks: [{ kind: "table", rows: wide }] })).rejects.toMatchObject({
      code: "document.columns",
    });
  });
});
