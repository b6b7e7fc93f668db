import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { packArchive } from "./archive.ts";
import type { Row } from "./cells.ts";
import type { Limits } from "./limits.ts";
import { readTable } from "./workbook.ts";

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The smallest workbook around one sheet; any part may be replaced or added. */
function partsAround(sheet: string, others: Record<string, string> = {}): Record<string, string> {
  return {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${relations}"><sheets><sheet name="项目" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellXfs>${[0, 14, 170, 31, 22, 46, 20].map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`,
    "xl/sharedStrings.xml":
      "<sst><si><t>招商</t></si><si><r><t>上</t></r><r><t>海</t></r><rPh><t>shang</t></rPh></si></sst>",
    "xl/worksheets/sheet1.xml": sheet,
    ...others,
  };
}

function zip(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function workbookOf(rows: string, others: Record<string, string> = {}): Uint8Array {
  return zip(partsAround(`<worksheet><sheetData>${rows}</sheetData></worksheet>`, others));
}

async function readRows(bytes: Uint8Array, name = "表.xlsx", limits: Partial<Limits> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (const sheet of (await readTable(bytes, name, limits)).sheets)
    for await (const row of sheet.rows()) rows.push(row);
  return rows;
}

/** The code of the refusal, or "read"; anything thrown that is no refusal with a Chinese sentence fails the test. */
async function refusalOf(bytes: Uint8Array, name = "表.xlsx", limits: Partial<Limits> = {}): Promise<string> {
  const error: unknown = await readRows(bytes, name, limits).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return "read";
  if (error instanceof Failure && error.kind === "refused" && /\p{Script=Han}/u.test(error.message)) return error.code;
  throw error instanceof Error ? error : new Error("not an error was thrown");
}

async function cellsOf(cells: string) {
  const [row] = await readRows(workbookOf(`<row r="1">${cells}</row>`));
  return row?.cells.map(({ kind, text }) => [kind, text]);
}

describe("单元格", () => {
  test("共享文字、分段文字、内嵌文字读成文字，注音不读", async () => {
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>A&amp;B_x000D_&#20013;</t></is></c>';
    expect(await cellsOf(cells)).toEqual([
      ["text", "招商"],
      ["text", "上海"],
      ["empty", ""],
      ["text", "A&B\r中"],
    ]);
  });

  test.each([
    ["1234.50", "1234.50"],
    ["9007199254740993", "9007199254740993"],
    ["9999999999999999.99", "9999999999999999.99"],
    ["4.0999999999999996", "4.1"],
    ["0.30000000000000004", "0.3"],
    ["-1234.0999999999999", "-1234.1"],
    ["1.5E+3", "1500"],
    ["1.23E-7", "0.000000123"],
    ["-2.5e10", "-25000000000"],
    ["0", "0"],
  ])("数值 %s 读成 %s", async (written, text) => {
    expect(await cellsOf(`<c r="A1"><v>${written}</v></c>`)).toEqual([["number", text]]);
  });

  test.each([
    [1, "date", "2026-03-01", 46082],
    [2, "date", "2026-03-01", 46082],
    [3, "date", "2026-03-01", 46082],
    [4, "date", "2026-03-01", 46082.5],
    [1, "date", "1900-02-28", 59],
    [1, "date", "1900-03-01", 61],
    [1, "number", "60", 60],
    [5, "number", "1.5", 1.5],
    [6, "text", "18:00:00", 0.75],
    [1, "number", "-1", -1],
  ])("第 %i 种格式下读成 %s %s", async (style, kind, text, serial) => {
    expect(await cellsOf(`<c r="A1" s="${style}"><v>${serial}</v></c>`)).toEqual([[kind, text]]);
  });

  test("以 1904 年为起点的工作簿日期不差四年", async () => {
    const workbook = `<workbook xmlns:r="${relations}"><workbookPr date1904="1"/><sheets><sheet name="项目" r:id="r1"/></sheets></workbook>`;
    const bytes = workbookOf('<row><c s="1"><v>44620</v></c></row>', { "xl/workbook.xml": workbook });
    expect((await readRows(bytes))[0]?.cells[0]?.text).toBe("2026-03-01");
  });

  test("是否、错误值、国际日期各有其类", async () => {
    const cells =
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="d"><v>2026-03-01T00:00:00</v></c>';
    expect(await cellsOf(cells)).toEqual([
      ["boolean", "TRUE"],
      ["error", "#DIV/0!"],
      ["date", "2026-03-01"],
    ]);
  });

  test("公式取其结果并标明是公式", async () => {
    const [row] = await readRows(
      workbookOf('<row r="12"><c r="A12"><f>1+1</f><v>2</v></c><c r="B12" t="str"><f>A1</f><v>甲</v></c></row>'),
    );
    expect(row?.number).toBe(12);
    expect(row?.cells).toEqual([
      { kind: "formula", text: "2", value: 2, result: "number" },
      { kind: "formula", text: "甲", value: "甲", result: "text" },
    ]);
  });

  test("没有结果的公式不猜，指出在哪一格", async () => {
    const bytes = workbookOf('<row r="12"><c r="C12"><f>1+1</f></c></row>');
    await expect(readRows(bytes)).rejects.toMatchObject({
      code: "workbook.formula",
      message: expect.stringContaining("第 12 行 C 列"),
    });
  });

  test("只有格式的行和结果为空的公式不算内容", async () => {
    const bytes = workbookOf(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="1"/><c r="ZZ2" s="1"/></row><row r="9"><c r="A9" t="str"><f>X</f><v></v></c></row>',
    );
    expect((await readRows(bytes, "a.xlsx", { rows: 1 })).map((row) => row.number)).toEqual([1]);
    expect((await (await readTable(bytes, "a.xlsx", { rows: 1 })).sheets[0]?.outline())?.rows).toEqual([1]);
  });

  test("合并单元格可以查到", async () => {
    const sheet = '<worksheet><sheetData/><mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>';
    const table = await readTable(zip(partsAround(sheet)), "表.xlsx");
    expect((await table.sheets[0]?.outline())?.merges).toEqual(["A1:C1"]);
  });

  test("带命名空间前缀、注释和 CDATA 的工作簿照样读", async () => {
    const sheet =
      '<?xml version="1.0"?><!-- 注 --><x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t a=">"><![CDATA[<甲>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    expect((await readRows(zip(partsAround(sheet))))[0]?.cells[0]?.text).toBe("<甲>");
  });

  test("别的程序写的工作簿：工作表、隐藏与内容", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "项目",
          rows: [
            ["名称", "金额"],
            ["新能源基地", 1234.5],
            [new Date(Date.UTC(2026, 2, 1)), true],
          ],
        },
        { name: "字典", rows: [["甲"]], hidden: true },
      ],
    });
    const { sheets } = await readTable(bytes, "表.xlsx");
    expect(sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ["项目", false],
      ["字典", true],
    ]);
    const rows = await readRows(bytes);
    expect(rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ["名称", "金额"],
      ["新能源基地", "1234.5"],
      ["2026-03-01", "TRUE"],
      ["甲"],
    ]);
  });

  test("同一张工作表可以读两遍，也可以中途停下", async () => {
    const bytes = workbookOf("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>");
    const sheet = (await readTable(bytes, "表.xlsx")).sheets[0];
    for (let i = 0; i < 2; i++) {
      for await (const row of sheet?.rows() ?? []) {
        expect(row.number).toBe(1);
        break;
      }
    }
  });
});

describe("拒绝", () => {
  const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const compound = (inside: string) =>
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(inside, "utf16le")]);
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  const worksheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

  test.each<[string, string, Uint8Array]>([
    ["空文件", "workbook.empty", new Uint8Array()],
    ["含宏的工作簿", "workbook.macro", workbookOf(cell, { "xl/vbaProject.bin": "x" })],
    ["含旧式宏表的工作簿", "workbook.macro", workbookOf(cell, { "xl/macrosheets/sheet1.xml": "x" })],
    ["有密码的工作簿", "workbook.password", compound("EncryptedPackage")],
    ["旧版 .xls", "workbook.legacy", compound("Workbook")],
    ["旧版 Word", "workbook.kind", compound("WordDocument")],
    [".xlsb", "workbook.kind", zip({ "xl/workbook.bin": "x" })],
    [".docx", "workbook.kind", zip({ "word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>" })],
    [".ods", "workbook.kind", zip({ "content.xml": "<x/>" })],
    ["普通压缩包", "workbook.kind", zip({ "readme.txt": "x" })],
    ["PDF", "workbook.kind", strToU8("%PDF-1.7")],
    ["冒充 .xls 的网页", "workbook.page", strToU8("\n<html><table><tr><td>1</td></tr></table></html>")],
    ["外来 XML 声明（工作表）", "workbook.doctype", zip(partsAround(`${entity}${worksheet(cell)}`))],
    ["外来 XML 声明（工作簿）", "workbook.doctype", workbookOf(cell, { "xl/workbook.xml": `${entity}<workbook/>` })],
    ["没有定义的实体", "workbook.broken", workbookOf('<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>')],
    ["没有闭合的标签", "workbook.broken", zip(partsAround("<worksheet><sheetData>"))],
    ["行号倒退", "workbook.broken", workbookOf('<row r="2"/><row r="1"/>')],
    ["列号重复", "workbook.broken", workbookOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ["超过末列", "workbook.broken", workbookOf('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')],
    ["不存在的共享文字", "workbook.broken", workbookOf('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')],
    ["列太多", "workbook.columns", workbookOf('<row r="1"><c r="GS1"><v>1</v></c></row>')],
    [
      "文字太长",
      "workbook.long",
      workbookOf(`<row r="1"><c t="inlineStr"><is><t>${"长".repeat(32_768)}</t></is></c></row>`),
    ],
    ["图片", "workbook.encoding", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ])("%s：%s", async (_, code, bytes) => {
    expect(await refusalOf(bytes)).toBe(code);
  });

  test("行数超限在读到那一行时才拒绝，标题行不算数据", async () => {
    const bytes = workbookOf("<row><c><v>1</v></c></row>".repeat(4));
    expect(await refusalOf(bytes, "表.xlsx", { rows: 4 })).toBe("read");
    await expect(readRows(bytes, "表.xlsx", { rows: 3 })).rejects.toMatchObject({
      code: "workbook.rows",
      message: expect.stringContaining("超过 2 行数据"),
    });
  });

  test("200 MB 的文件不看内容就拒绝", async () => {
    expect(await refusalOf(new Uint8Array(200 * 1024 * 1024))).toBe("workbook.size");
  });

  test("名字说的不算，内容说的才算", async () => {
    expect((await readRows(workbookOf(cell), "表.csv"))[0]?.cells[0]?.text).toBe("1");
    expect((await readRows(strToU8("甲,乙"), "表.xlsx"))[0]?.cells.map((c) => c.text)).toEqual(["甲", "乙"]);
  });

  test("加密的压缩包条目、重名条目、被改动的内容", async () => {
    const encrypted = Buffer.from(workbookOf(cell));
    const central = encrypted.indexOf("PK\x01\x02", 0, "latin1");
    encrypted[central + 8] = 1;
    expect(await refusalOf(encrypted)).toBe("workbook.password");
    const twice = Buffer.from(zip({ "xl/a.xml": "<a/>", "xl/b.xml": "<b/>" }));
    twice[twice.lastIndexOf("xl/b.xml") + 3] = "a".charCodeAt(0);
    expect(await refusalOf(twice)).toBe("workbook.broken");
    const changed = Buffer.from(workbookOf(cell));
    changed.writeUInt32LE(1, changed.lastIndexOf("xl/worksheets/sheet1.xml") - 46 + 16);
    expect(await refusalOf(changed)).toBe("workbook.broken");
  });
});

describe("压缩炸弹", () => {
  const size = 512 * 1024 * 1024;

  /** Half a gigabyte of spaces between two rows, about half a megabyte packed. */
  async function bomb(): Promise<Buffer> {
    const blank = " ".repeat(1024 * 1024);
    function* sheet() {
      yield "<worksheet><sheetData>";
      for (let i = 0; i < size / blank.length; i++) yield blank;
      yield "</sheetData></worksheet>";
    }
    const parts = Object.entries(partsAround("")).map(([name, text]) => ({
      name,
      text: name.includes("sheet1") ? sheet() : [text],
    }));
    return buffer(packArchive(parts));
  }

  test("诚实的与谎报大小的都被拒绝，内存不涨", { timeout: 60_000 }, async () => {
    const honest = await bomb();
    const lying = Buffer.from(honest);
    const entry = lying.lastIndexOf("xl/worksheets/sheet1.xml") - 46;
    lying.writeUInt32LE(1_000_000, entry + 24);
    const before = process.memoryUsage().rss;
    expect(await refusalOf(honest)).toBe("workbook.bomb");
    expect(await refusalOf(honest, "表.xlsx", { unpackedBytes: 2 * size })).toBe("workbook.bomb");
    expect(await refusalOf(lying)).toBe("workbook.bomb");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("没有尽头的标签不会攒在内存里", async () => {
    const parts = Object.entries(partsAround("")).map(([name, text]) => ({
      name,
      text: name.includes("sheet1") ? [`<worksheet a="${"x".repeat(30_000_000)}`] : [text],
    }));
    expect(await refusalOf(await buffer(packArchive(parts)), "表.xlsx", { ratio: 10_000 })).toBe("workbook.broken");
  });
});

describe("乱文件", () => {
  const rows = Array.from(
    { length: 50 },
    () =>
      `<row><c t="s"><v>1</v></c><c s="1"><v>46082</v></c><c t="inlineStr"><is><t>${randomBytes(30).toString("hex")}</t></is></c></row>`,
  );
  const good = workbookOf(rows.join(""));

  test("随机字节要么读出来，要么说清楚", async () => {
    const magic = fc.constantFrom("", "504b0304", "504b0506", "d0cf11e0a1b11ae1", "efbbbf", "fffe", "3c3f");
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 3000 }), async (start, bytes) => {
        await refusalOf(Buffer.concat([Buffer.from(start, "hex"), bytes]), "表");
      }),
      { numRuns: 300 },
    );
  });

  test("截断的文件一律拒绝", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: good.length - 1 }), async (length) => {
        expect(await refusalOf(good.subarray(0, length))).not.toBe("read");
      }),
      { numRuns: 300 },
    );
  });

  test("改坏几个字节的文件要么读出来，要么说清楚", async () => {
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of list) bytes[at] = value;
        await refusalOf(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test("压缩包完好而里面是乱 XML，也一样", async () => {
    const piece = fc.constantFrom(
      "<row>",
      "</row>",
      '<c r="A1">',
      "<c t='s'>",
      "</c>",
      "<v>",
      "</v>",
      "1",
      "<",
      ">",
      "&",
      "&amp;",
      '"',
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<!D",
      "<is><t>",
      "</t></is>",
      "<f/>",
      "\r\n",
      "甲",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        await refusalOf(workbookOf(pieces.join("")));
      }),
      { numRuns: 500 },
    );
  });
});
