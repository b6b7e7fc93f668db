import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Block } from "../document.ts";
import { readDocument } from "./read.ts";

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface TestSheet {
  name: string;
  /** Rows by number, cells by letter; a text that begins with `=` is raw XML of the cell's inside. */
  rows: Record<number, Record<string, string | number>>;
  merges?: string[];
  isHidden?: boolean;
}

/** Styles: 1 is 0.00%, 2 is #,##0.00, 3 is 年月日; written behind the value as `0.5|1`. */
function workbook(sheets: TestSheet[]): Uint8Array {
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${relations}"><sheets>${sheets
      .map(({ name, isHidden }, i) => `<sheet name="${name}" r:id="s${i}"${isHidden ? ' state="hidden"' : ""}/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets
      .map((_, i) => `<Relationship Id="s${i}" Type="${relations}/worksheet" Target="worksheets/s${i}.xml"/>`)
      .join("")}<Relationship Id="st" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><cellXfs>${[0, 10, 4, 31].map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`,
  };
  sheets.forEach(({ rows, merges = [] }, i) => {
    const data = Object.entries(rows).map(([number, cells]) => {
      const inside = Object.entries(cells).map(([letter, value]) => cellOf(`${letter}${number}`, value));
      return `<row r="${number}">${inside.join("")}</row>`;
    });
    const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
    parts[`xl/worksheets/s${i}.xml`] =
      `<worksheet><sheetData>${data.join("")}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function cellOf(reference: string, value: string | number): string {
  const [, amount, style] = /^(-?[\d.]+)\|(\d)$/.exec(String(value)) ?? [];
  if (style) return `<c r="${reference}" s="${style}"><f>1+1</f><v>${amount}</v></c>`;
  if (typeof value === "number") return `<c r="${reference}"><v>${value}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

const read = async (sheets: TestSheet[]) => (await readDocument(workbook(sheets), "表.xlsx")).document.blocks;
const rowsOf = (block: Block | undefined) =>
  block?.kind === "table" ? block.rows.map((row) => row.map(({ text }) => text)) : [];
const textsOf = (blocks: Block[]) => blocks.map((block) => [block.kind, "text" in block ? block.text : ""]);

describe("工作表成文", () => {
  test("标题、单位行、表、合计与注各归其位，数字如所见", async () => {
    const blocks = await read([
      {
        name: "Sheet1",
        rows: {
          1: { A: "2025年收入情况表" },
          2: { A: "编制单位：某区投促局", C: "单位：万元" },
          3: { A: "项目", B: "金额", C: "占比" },
          4: { A: "甲", B: "1234.5|2", C: "0.8543|1" },
          5: { A: "乙", B: "210.5|2", C: "0.1457|1" },
          7: { A: "合计", B: "1445|2", C: "1|1" },
          8: { A: "注：本表数据截至2025年12月31日。" },
        },
        merges: ["A1:C1"],
      },
    ]);
    expect(textsOf(blocks)).toEqual([
      ["title", "2025年收入情况表"],
      ["paragraph", "编制单位：某区投促局"],
      ["paragraph", "单位：万元"],
      ["table", ""],
      ["paragraph", "注：本表数据截至2025年12月31日。"],
    ]);
    expect(rowsOf(blocks[3])).toEqual([
      ["项目", "金额", "占比"],
      ["甲", "1,234.50", "85.43%"],
      ["乙", "210.50", "14.57%"],
      ["合计", "1,445.00", "100.00%"],
    ]);
    const rows = blocks[3]?.kind === "table" ? blocks[3].rows : [];
    expect(rows.map((row) => row.some(({ isHeader }) => isHeader))).toEqual([true, false, false, false]);
    expect(rows[1]?.[1]?.pieces).toEqual([{ at: 0, place: { label: "Sheet1!B4" } }]);
  });

  test("合并的格跨列跨行，两行表头", async () => {
    const [, table] = await read([
      {
        name: "明细",
        rows: {
          1: { A: "项目", B: "投资额" },
          2: { B: "2024年", C: "2025年" },
          3: { A: "甲", B: 1, C: 2 },
        },
        merges: ["A1:A2", "B1:C1"],
      },
    ]);
    const shown =
      table?.kind === "table" && table.rows.map((row) => row.map((cell) => ({ ...cell, pieces: undefined })));
    expect(shown).toEqual([
      [
        { text: "项目", rows: 2, isHeader: true },
        { text: "投资额", columns: 2, isHeader: true },
      ],
      [
        { text: "2024年", isHeader: true },
        { text: "2025年", isHeader: true },
      ],
      [{ text: "甲" }, { text: "1" }, { text: "2" }],
    ]);
  });

  test("几张表各有表名作标题，隐藏的不读但说明，空行之后换了列的是另一张表", async () => {
    const rows = { 1: { A: "年度", B: "数" }, 2: { A: "甲", B: 1 }, 4: { A: "季度", B: "额" }, 5: { A: "乙", B: 2 } };
    const bytes = workbook([
      { name: "汇总", rows },
      { name: "明细", rows: { 1: { A: "年度", B: "数" }, 2: { A: "丙", B: "46032|3" } } },
      { name: "底稿", rows, isHidden: true },
    ]);
    const { document, unread } = await readDocument(bytes, "表.xlsx");
    expect(textsOf(document.blocks)).toEqual([
      ["heading", "汇总"],
      ["table", ""],
      ["table", ""],
      ["heading", "明细"],
      ["table", ""],
    ]);
    expect(rowsOf(document.blocks[4])[1]).toEqual(["丙", "2026年1月10日"]);
    expect(unread).toEqual(["隐藏的工作表“底稿”未读取"]);
  });

  test("合并到天涯海角的格只算到表的边", async () => {
    const blocks = await read([
      { name: "Sheet1", rows: { 1: { A: "甲", B: "乙" }, 2: { B: "丙" } }, merges: ["A1:A1048576", "B2:XFD1048576"] },
    ]);
    expect(blocks).toMatchObject([{ rows: [[{ text: "甲", rows: 2 }, { text: "乙" }], [{ text: "丙" }]] }]);
  });

  test("没有内容、列太多、格太多：拒绝", async () => {
    const codeOf = async (sheets: TestSheet[]) => {
      const error: unknown = await read(sheets).catch((reason: unknown) => reason);
      return error instanceof Failure ? error.code : "read";
    };
    expect(await codeOf([{ name: "Sheet1", rows: {} }])).toBe("document.text");
    expect(await codeOf([{ name: "Sheet1", rows: { 1: { NTP: "一" } } }])).toBe("workbook.columns");
    const wide = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [i + 1, { A: "一", GR: "二" }]));
    expect(await codeOf([{ name: "Sheet1", rows: wide }])).toBe("document.cells");
  });
});
