import { monitorEventLoopDelay } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, type Cell, type Document, gridOf } from "#kit/documents/document.ts";
import { withoutPlaces } from "#tests/support/docx.ts";
import { pagesOf } from "#tests/support/paper.ts";
import { readPdf } from "../reading/pdf.ts";
import { writePdf } from "./pdf.ts";
import type { PdfOptions } from "./pdf/sheet.ts";
import { template } from "./pdf/template.ts";

const written = async (blocks: Block[], options?: PdfOptions) => new Uint8Array(await writePdf({ blocks }, options));
const back = async (blocks: Block[], options?: PdfOptions) =>
  withoutPlaces((await readPdf(await written(blocks, options))).document).blocks;
const paragraph = (text: string, align?: "center" | "right"): Block => ({
  kind: "paragraph",
  text,
  ...(align ? { align } : {}),
});
const header = (text: string, more: Partial<Cell> = {}): Cell => ({ text, isHeader: true, ...more });

/** What stands on paper, letter by letter: broken lines and gaps say nothing. Notes are at the foot of their page. */
function letters({ blocks }: Document): string {
  const said = blocks.flatMap((block) => {
    if (block.kind === "list") return block.items.map(({ text }) => text);
    if (block.kind === "note") return [block.mark, block.text];
    if (block.kind !== "table") return [block.text];
    const cells = block.rows.flat().map(({ text }) => text);
    return [block.caption?.text ?? "", ...cells];
  });
  return said.join("").replaceAll(/[\s\u200b]/gu, "");
}

const figures: Block = {
  kind: "table",
  caption: { text: "表1 项目资金情况" },
  rows: [
    [header("项目资金", { rows: 2 }), header("预算", { columns: 2 }), header("原因", { rows: 2 })],
    [header("年初"), header("全年")],
    [{ text: "年度资金总额" }, { text: "100.00" }, { text: "101.93" }, { text: "材料不齐", rows: 2 }],
    [{ text: "其他" }, { text: "不详", columns: 2 }],
  ],
};

const report: Block[] = [
  { kind: "title", text: "关于2023年度招商引资专项资金绩效自评情况的报告" },
  paragraph("区财政局："),
  paragraph(
    `根据“绩效管理”规定，全年预算数101.93万元，执行率92.43%。${"全年执行数94.21万元，结余7.72万元。".repeat(6)}`,
  ),
  { kind: "heading", level: 1, text: "一、项目基本情况" },
  { kind: "heading", level: 2, text: "（一）项目概况" },
  paragraph("特殊字符 <甲>&\"乙\"'丙' 与 Office、efficient 连写，工程、长度、页码、龙头都是常用字。"),
  { kind: "heading", level: 3, text: "1.立项依据" },
  { kind: "heading", level: 4, text: "（1）政策依据" },
  paragraph("单位：万元", "right"),
  figures,
  paragraph("表后一段，说明表中的数。"),
  paragraph("某某局", "right"),
  paragraph("2024年3月15日", "right"),
];

describe("写出再读回", () => {
  test("公文的标题、层级、段落、合并单元格、表题和落款都原样回来", async () => {
    expect(await back(report)).toEqual(report);
  });

  test("列表的编号、脚注和注号都印出来", async () => {
    const blocks: Block[] = [
      paragraph("甲的数据见注，乙没有。".repeat(8)),
      { kind: "note", mark: "①", text: "数据来自预算管理一体化系统。" },
      {
        kind: "list",
        isOrdered: true,
        items: [
          { text: "第一步，先核对", level: 1 },
          { text: "分步，再登记", level: 2 },
          { text: "第二步，后归档", level: 1 },
        ],
      },
      { kind: "list", isOrdered: false, items: [{ text: "要点，一条", level: 1 }] },
    ];
    const read = await back(blocks);
    expect(read.at(-1)).toEqual({ kind: "note", mark: "①", text: "数据来自预算管理一体化系统。" });
    expect(letters({ blocks: read })).toContain("1.第一步，先核对（1）分步，再登记2.第二步，后归档●要点，一条");
  });

  test("跨页的表格每页都有表头，读回仍是一张，正反面错开也一样", async () => {
    const rows = Array.from({ length: 90 }, (_, index) =>
      [`第${"甲乙丙丁"[index % 4]}项`, `${index}.5`, "正常"].map((text) => ({ text })),
    );
    const table: Block = { kind: "table", rows: [[header("项目"), header("数额"), header("情况")], ...rows] };
    const bytes = await written([{ kind: "title", text: "清单" }, table]);
    const pages = await pagesOf(bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, { text }] of pages.entries()) {
      expect(text).toContain("项目数额情况");
      expect(text).toMatch(new RegExp(`—${index + 1}—$`));
    }
    expect((await back([{ kind: "title", text: "清单" }, table])).at(1)).toEqual(table);
  });

  test("一行不拆在两页上；一页放不下的长行才拆开，一个字不丢", async () => {
    const [short, long] = ["三行的说明文字。".repeat(9), "一页放不下的说明文字，接着往下写。".repeat(90)];
    const rows = Array.from({ length: 40 }, (_, index) => [{ text: `第 ${index} 项` }, { text: short }]);
    const table: Block = { kind: "table", rows: [[header("项目"), header("说明")], ...rows] };
    expect((await back([table])).at(0)).toEqual(table);
    const parted: Block[] = [
      {
        kind: "table",
        rows: [
          [header("项目"), header("说明")],
          [{ text: "甲" }, { text: long }],
        ],
      },
    ];
    const pages = await pagesOf(await written(parted));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ text }) => text.match(/接着往下写/g)?.length ?? 0).reduce((sum, count) => sum + count)).toBe(
      90,
    );
  });

  test("竖版和横版都是 A4", async () => {
    const sizes = async (options: PdfOptions) =>
      (await pagesOf(await written(report, options))).map(({ width, height }) => [
        Math.round(width),
        Math.round(height),
      ]);
    expect(new Set((await sizes({})).map(String))).toEqual(new Set(["595,842"]));
    expect(new Set((await sizes({ isLandscape: true })).map(String))).toEqual(new Set(["842,595"]));
    expect(letters({ blocks: await back(report, { isLandscape: true }) })).toBe(letters({ blocks: report }));
  });

  test("单页排不下时缩小字号，字数不变；演示数据印在页眉", async () => {
    const cell = (text: string) => ({ text });
    const rows = Array.from({ length: 40 }, (_, index) => [
      header(`条件${"甲乙"[index % 2]}`),
      cell("标准厂房一期，可分割"),
      cell("层高六米"),
    ]);
    const blocks: Block[] = [{ kind: "title", text: "推介单" }, { kind: "table", rows }, paragraph("以现场核实为准。")];
    expect((await pagesOf(await written(blocks))).length).toBeGreaterThan(1);
    const pages = await pagesOf(await written(blocks, { isOnePage: true, stamp: "演示数据" }));
    expect(pages.length).toBe(1);
    expect(pages[0]?.text.startsWith("演示数据推介单")).toBe(true);
    expect(letters({ blocks: await back(blocks, { isOnePage: true }) })).toBe(letters({ blocks }));
  });

  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(..."甲乙工长页一、（）1.“”：，。abcXYZ0") },
    { weight: 3, arbitrary: fc.constantFrom(..."#$*_`\\<>@[]{}()\"'/~-=+.:;^&|%!?,") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '#read("/etc/passwd")',
        '#import "@preview/x:1.0.0": *',
        "#sys.inputs.sheet",
        '"); panic("',
        "#while true {}",
        "#{ 1 + 1 }",
        "]#pagebreak()[",
        "$ integral_0^1 $",
        "/* */ // x",
        "<label> @label",
        "\\u{41}\\#\\",
        "```typ #panic()```",
        "https://example.org/a/b?c=d&e=f#gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg",
      ),
    },
  );
  const hostile = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => `甲${pieces.join("")}乙`);
  const anywhere: fc.Arbitrary<Block> = fc.oneof(
    hostile.map((text): Block => ({ kind: "title", text })),
    fc.tuple(hostile, fc.integer({ min: 1, max: 9 })).map(([text, level]): Block => ({ kind: "heading", level, text })),
    hostile.map((text) => paragraph(text)),
    hostile.map((text): Block => ({ kind: "list", isOrdered: false, items: [{ text, level: 1 }] })),
    fc.tuple(hostile, hostile, hostile).map(
      ([caption, head, text]): Block => ({
        kind: "table",
        caption: { text: caption },
        rows: [
          [header(head), header("乙")],
          [{ text }, { text: "丙" }],
        ],
      }),
    ),
    hostile.map((text): Block => ({ kind: "note", mark: "①", text })),
  );

  test("像代码的文字只是文字：写什么印什么，一个字不多，一个字不少", async () => {
    const counted = (text: string) => [...text.replaceAll(/[\s①●]/gu, "").normalize("NFKC")].sort().join("");
    await fc.assert(
      fc.asyncProperty(fc.array(anywhere, { minLength: 1, maxLength: 6 }), hostile, async (blocks, title) => {
        const read = await back(blocks, { title, isOnePage: true });
        expect(counted(letters({ blocks: read }))).toBe(counted(letters({ blocks })));
      }),
      { numRuns: 40 },
    );
  });

  test("任何合并方式都排得出来", async () => {
    const cell = fc.record({
      text: fc.constantFrom("", "甲", "101.93", "一段比较长的文字"),
      isHeader: fc.boolean(),
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 5 }),
    });
    const rows = fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const table: Block = { kind: "table", rows: cells };
        const pages = await pagesOf(await written([table, paragraph("完")]));
        const all = pages.map(({ text }) => text.replace(/—\d+—$/, "")).join("");
        const told = new Set(gridOf(table).flat());
        const expected = [...told].map((one) => one?.text ?? "").join("");
        expect(all.length).toBe(expected.length + 1);
      }),
      { numRuns: 40 },
    );
  });

  test("控制字符、半个字符和倒写符印不进去", async () => {
    const text = "甲\u0000乙\u001f\u0085丙\ud800\ufffe\u202e丁\u200b戊\u00ad\tA\u2003B\ufe0f";
    expect((await pagesOf(await written([paragraph(text)])))[0]?.text).toBe("甲乙丙丁戊AB—1—");
  });
});

describe("排版进程", () => {
  test("同一份文书，每次、每个进程都是同样的字节", async () => {
    const document = { blocks: report };
    const first = await writePdf(document, { stamp: "演示数据" });
    expect(await writePdf(document, { stamp: "演示数据" })).toEqual(first);
    expect(await writePdf(document, { stamp: "演示数据" }, { seconds: 20, megabytes: 900 })).toEqual(first);
  });

  test("字体里没有的字不印成空框，用话说清楚", async () => {
    await expect(writePdf({ blocks: [paragraph("经办人：王𠮷")] })).rejects.toMatchObject({
      kind: "refused",
      code: "pdf.letters",
      message: expect.stringContaining("“𠮷”"),
    });
  });

  test("排得太久、占得太多都会停下，下一份照常", async () => {
    const long: Block[] = Array.from({ length: 3000 }, (_, index) => paragraph(`${index}执行率92.43%。`.repeat(9)));
    const slow = writePdf({ blocks: long }, {}, { seconds: 0.8, megabytes: 900 });
    await expect(slow).rejects.toMatchObject({ kind: "refused", code: "pdf.slow" });
    const large = writePdf({ blocks: long }, {}, { seconds: 20, megabytes: 120 });
    await expect(large).rejects.toMatchObject({ kind: "refused", code: "pdf.memory" });
    expect((await writePdf({ blocks: report })).length).toBeGreaterThan(10_000);
  });

  test("排版时别人的请求不用等", async () => {
    const many: Block[] = Array.from({ length: 3000 }, (_, index) => paragraph(`${index}执行率92.43%。`.repeat(9)));
    await written(report);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    await writePdf({ blocks: many });
    const took = performance.now() - started;
    delay.disable();
    expect(took).toBeGreaterThan(300);
    expect(delay.max / 1e6).toBeLessThan(took / 2);
  });

  test("版式里没有读文件、取软件包的话", () => {
    expect(template).not.toMatch(/\b(?:read|import|include|image|plugin|eval)\b/);
  });
});
