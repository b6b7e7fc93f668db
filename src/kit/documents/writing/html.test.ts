import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Cell, Document, Prose } from "../document.ts";
import { readHtml } from "../reading/html.ts";
import { writeHtml } from "./html.ts";

const rich: Document = {
  blocks: [
    { kind: "title", text: "示例区2023年“三公”经费 <自评> & 'R&D' 报告" },
    { kind: "heading", level: 1, text: "一、部门概况" },
    { kind: "heading", level: 2, text: "（一）机构设置" },
    { kind: "heading", level: 7, text: "很深的一级" },
    { kind: "paragraph", text: "编制  0  人，\u3000实际\u00a0\u00a028人。\t5<6>4 &amp; &lt;p&gt; &#32;" },
    { kind: "paragraph", text: "前一行\n后一行\r\n第三行" },
    { kind: "paragraph", align: "center", text: "（此页无正文）" },
    { kind: "paragraph", align: "right", text: "2023年12月31日" },
    {
      kind: "list",
      isOrdered: true,
      items: [
        { level: 1, text: "走访企业" },
        { level: 2, text: "重点企业" },
        { level: 2, text: "中介机构" },
        { level: 1, text: "签约项目" },
      ],
    },
    {
      kind: "list",
      isOrdered: false,
      items: [
        { level: 3, text: "缺了两级" },
        { level: 1, text: "回到一级" },
      ],
    },
    {
      kind: "table",
      caption: { text: "表1  “预算”执行情况" },
      rows: [
        [
          { text: "类别", isHeader: true, rows: 2 },
          { text: "金额（万元）", isHeader: true, columns: 2 },
        ],
        [
          { text: "预算", isHeader: true },
          { text: "执行", isHeader: true },
        ],
        [{ text: "基本支出", isHeader: true }, { text: "1,082.46" }, { text: "" }],
        [{ text: "合计", columns: 2 }, { text: "<1%" }],
        [{ text: "短行" }],
        [{ text: "两行高", rows: 2, columns: 3 }],
        [],
      ],
    },
    { kind: "paragraph", text: "1.不是标题，也不是列表" },
    { kind: "note", mark: "①", text: "口径见附件。" },
    { kind: "note", mark: "*", text: "含 <境外> 资金" },
  ],
};

describe("写成 HTML 再读回", () => {
  test("什么都有的文书不变", () => expect(bare(readHtml(writeHtml(rich)))).toEqual(rich));

  test("没有标题的文书不会多出标题", () => {
    const document: Document = {
      blocks: [
        { kind: "heading", level: 1, text: "概况" },
        { kind: "heading", level: 2, text: "机构" },
      ],
    };
    expect(bare(readHtml(writeHtml(document)))).toEqual(document);
  });

  test("注释归到文末，空白的段落与首尾空白不留", () => {
    const note: Block = { kind: "note", mark: "1", text: "注" };
    const document: Document = {
      blocks: [note, { kind: "paragraph", text: "  正文 " }, { kind: "paragraph", text: " " }],
    };
    expect(bare(readHtml(writeHtml(document)))).toEqual({ blocks: [{ kind: "paragraph", text: "正文" }, note] });
  });

  test("任意文书不变", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(bare(readHtml(writeHtml(document)))).toEqual(document);
      }),
      { numRuns: 400 },
    );
  });
});

describe("网页本身", () => {
  const page = writeHtml(rich, { title: "</title><script>alert(1)</script>" });

  test("题名与正文都转义，不含脚本和外部资源", () => {
    expect(page).toContain("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>");
    expect(page).not.toMatch(/<script|https?:|\son\w+=|url\(/i);
  });

  test("没有给题名时取文书标题", () => {
    expect(writeHtml(rich)).toContain(
      "<title>示例区2023年“三公”经费 &lt;自评&gt; &amp; &#39;R&amp;D&#39; 报告</title>",
    );
    expect(writeHtml({ blocks: [] })).toContain("<title>文书</title>");
  });

  test("表头说明是列头还是行头", () => {
    expect(page).toContain('<th scope="col" rowspan="2">类别</th><th scope="col" colspan="2">金额（万元）</th>');
    expect(page).toContain('<tr><th scope="row">基本支出</th><td class="figure">1,082.46</td><td></td></tr>');
  });

  test("下一级列表写在上一级的条目之内", () => {
    expect(page).toContain("<ol><li>走访企业<ol><li>重点企业</li><li>中介机构</li></ol></li><li>签约项目</li></ol>");
  });

  test("五级以内的标题用 h2 至 h6，更深的用 role", () => {
    expect(page).toContain('<h2 data-level="1">一、部门概况</h2>');
    expect(page).toContain('<div role="heading" aria-level="8" data-level="7">很深的一级</div>');
  });
});

/** Without places, which only a file has. */
function bare(document: Document): Document {
  const drop = <T extends Prose>(prose: T): T => {
    const copy = { ...prose };
    delete copy.pieces;
    return copy;
  };
  return {
    blocks: document.blocks.map((block): Block => {
      if (block.kind === "list") return { ...block, items: block.items.map(drop) };
      if (block.kind !== "table") return drop(block);
      const rows = block.rows.map((row) => row.map(drop));
      return { ...block, ...(block.caption && { caption: drop(block.caption) }), rows };
    }),
  };
}

const characters = fc.constantFrom(..."一招1,.% \u3000\u00a0\t\n\r<>&\"'#;/=-|*`x𠮷é\u200b");
const anyText = fc
  .oneof(fc.string({ unit: characters, maxLength: 20 }), fc.string({ unit: "grapheme", maxLength: 20 }))
  .map((text) => text.trim());
const text = anyText.filter((value) => value !== "");
const cell: fc.Arbitrary<Cell> = fc.record(
  { text: anyText, isHeader: fc.constant(true), columns: fc.integer({ min: 2, max: 9 }) },
  { requiredKeys: ["text"] },
);
const rows = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .map((table) =>
    table.map((row, top) => row.map((each, i) => (i === 0 && top + 2 < table.length ? { ...each, rows: 2 } : each))),
  );
const block: fc.Arbitrary<Exclude<Block, { kind: "note" }>> = fc.oneof(
  fc.record({ kind: fc.constant("title" as const), text }),
  fc.record({ kind: fc.constant("heading" as const), level: fc.integer({ min: 1, max: 9 }), text }),
  fc.record(
    { kind: fc.constant("paragraph" as const), text, align: fc.constantFrom("center" as const, "right" as const) },
    { requiredKeys: ["kind", "text"] },
  ),
  fc.record({
    kind: fc.constant("list" as const),
    isOrdered: fc.boolean(),
    items: fc.array(fc.record({ level: fc.integer({ min: 1, max: 4 }), text }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record(
    { kind: fc.constant("table" as const), caption: fc.record({ text }), rows },
    { requiredKeys: ["kind", "rows"] },
  ),
);
const note = fc.record({ kind: fc.constant("note" as const), mark: text, text });
const documents: fc.Arbitrary<Document> = fc
  .tuple(fc.array(block, { maxLength: 8 }), fc.array(note, { maxLength: 2 }))
  .map(([blocks, notes]) => ({ blocks: [...blocks, ...notes] }));
