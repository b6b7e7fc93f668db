import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { type CellContent, type ColumnKind, type SheetContent, sheetNames, writeWorkbook } from "./spreadsheet.ts";
import { readTable } from "./workbook.ts";

function sheetOf(kinds: ColumnKind[], rows: SheetContent["rows"], more: Partial<SheetContent> = {}): SheetContent {
  return { name: "项目", columns: kinds.map((kind, i) => ({ title: `列${i + 1}`, kind })), rows, ...more };
}

async function readBack(bytes: Uint8Array, place = 0) {
  const rows = [];
  for await (const row of (await readTable(bytes, "导出.xlsx")).sheets[place]?.rows() ?? []) rows.push(row.cells);
  return rows;
}

async function cellBack(kind: ColumnKind, content: CellContent) {
  const cell = (await readBack(await buffer(writeWorkbook({ sheets: [sheetOf([kind], [[content]])] }))))[1]?.[0];
  return [cell?.kind, cell?.text];
}

describe("写出再读回", () => {
  test.each<[ColumnKind, CellContent, string, string]>([
    ["text", "中关村 𠮷 & <甲>", "text", "中关村 𠮷 & <甲>"],
    ["text", "00123", "text", "00123"],
    ["text", "123", "text", "123"],
    ["text", "=1+1", "text", "=1+1"],
    ["text", "+86 10", "text", "+86 10"],
    ["text", "-甲", "text", "-甲"],
    ["text", "@SUM(A1)", "text", "@SUM(A1)"],
    ["text", " 前后空格 \n第二行\t", "text", " 前后空格 \n第二行\t"],
    ["text", "_x000D_ 与 \u0001 \r", "text", "_x000D_ 与 \u0001 \r"],
    ["money", "1234.50", "number", "1234.50"],
    ["money", "-0.01", "number", "-0.01"],
    ["money", "9999999999999.99", "number", "9999999999999.99"],
    ["money", "9999999999999999.99", "text", "9999999999999999.99"],
    ["money", "不适用", "text", "不适用"],
    ["money", 12.5, "number", "12.5"],
    ["count", 3, "number", "3"],
    ["count", "007", "text", "007"],
    ["rate", "0.8725", "number", "0.8725"],
    ["date", "2026-02-28", "date", "2026-02-28"],
    ["date", "2026-02-30", "text", "2026-02-30"],
    ["date", "1899-12-31", "text", "1899-12-31"],
    ["text", true, "boolean", "TRUE"],
  ])("%s %j → %s %s", async (kind, content, backKind, text) => {
    expect(await cellBack(kind, content)).toEqual([backKind, text]);
  });

  test("任何文字原样回来，从不变成公式", async () => {
    const texts = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const rows = await readBack(
          await buffer(
            writeWorkbook({
              sheets: [
                sheetOf(
                  ["text"],
                  list.map((text) => [text]),
                ),
              ],
            }),
          ),
        );
        expect(rows.slice(1).map((row) => row[0]?.text)).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  test("任何金额分毫不差", async () => {
    const cents = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    await fc.assert(
      fc.asyncProperty(fc.array(cents, { minLength: 1 }), async (list) => {
        const money = list.map((value) => {
          const digits = String(value < 0n ? -value : value).padStart(3, "0");
          return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        });
        const rows = await readBack(
          await buffer(
            writeWorkbook({
              sheets: [
                sheetOf(
                  ["money"],
                  money.map((text) => [text]),
                ),
              ],
            }),
          ),
        );
        expect(rows.slice(1).map((row) => row[0])).toEqual(
          money.map((text) => ({ kind: "number", text, value: Number(text) })),
        );
      }),
      { numRuns: 50 },
    );
  });

  test("空格不写，行末的空值不读", async () => {
    const bytes = await buffer(
      writeWorkbook({
        sheets: [
          sheetOf(
            ["text", "money", "text"],
            [
              ["甲", null, undefined],
              [null, null, "乙"],
            ],
          ),
        ],
      }),
    );
    expect((await readBack(bytes)).slice(1).map((row) => row.map((cell) => cell.text))).toEqual([
      ["甲"],
      ["", "", "乙"],
    ]);
  });
});

describe("样子", () => {
  async function* arriving() {
    yield ["甲", "1.00"];
    yield ["乙", "2.00"];
  }
  const sheet = {
    name: "项目",
    columns: [
      { title: "名称", kind: "text" as const },
      { title: "协议投资额", kind: "money" as const, unit: "元", width: 30 },
    ],
  };

  test("标题加粗、冻结、可筛选，单位写在标题后，戳记印在页眉", async () => {
    const bytes = await buffer(
      writeWorkbook({ sheets: [{ ...sheet, rows: arriving(), note: "口径：当年新签" }], stamp: "演示&数据" }),
    );
    const xml = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<autoFilter ref="A1:B3"/>');
    expect(xml).toContain('width="30"');
    expect(xml).toContain("<oddHeader>&amp;C演示&amp;&amp;数据</oddHeader>");
    expect((await readBack(bytes))[0]?.map((cell) => cell.text)).toEqual(["名称", "协议投资额（元）"]);
    expect((await readBack(bytes, 1)).map((row) => row.map((cell) => cell.text))).toEqual([
      ["工作表", "说明"],
      ["全部", "演示&数据"],
      ["项目", "口径：当年新签"],
    ]);
  });

  test("别的程序读出同样的类型：金额是数，日期是日期", async () => {
    const bytes = await buffer(
      writeWorkbook({ sheets: [sheetOf(["text", "money", "date"], [["=1+1", "1234.50", "2026-03-01"]])] }),
    );
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]?.rows[1]).toEqual(["=1+1", 1234.5, new Date(Date.UTC(2026, 2, 1))]);
  });

  test("同样的内容写出同样的文件", async () => {
    const write = () => buffer(writeWorkbook({ sheets: [sheetOf(["text"], [["甲"]])] }));
    expect(await write()).toEqual(await write());
  });

  test("取数出错时导出也出错，不留半个文件", async () => {
    const failing = async function* () {
      yield ["甲"];
      throw new Error("断线");
    };
    await expect(buffer(writeWorkbook({ sheets: [sheetOf(["text"], failing())] }))).rejects.toThrow("断线");
  });

  test("读者走开，取数也停下", async () => {
    const source = { close: () => {} };
    const closed = new Promise<void>((resolve) => {
      source.close = resolve;
    });
    const endless = async function* () {
      try {
        for (;;) yield ["甲".repeat(1000)];
      } finally {
        source.close();
      }
    };
    for await (const chunk of writeWorkbook({ sheets: [sheetOf(["text"], endless())] })) if (chunk.length > 1000) break;
    await expect(closed).resolves.toBeUndefined();
  });

  test("太长的文字不悄悄截断", async () => {
    const writing = buffer(writeWorkbook({ sheets: [sheetOf(["text"], [["长".repeat(32_768)]])] }));
    await expect(writing).rejects.toMatchObject({ code: "workbook.long" });
  });

  test("工作表名合乎 Excel 的规矩", () => {
    expect(sheetNames(["a/b[c]:d", "'甲'", "", "History", "同名", "同名", "X", "x"])).toEqual([
      "a_b_c__d",
      "甲",
      "表",
      "History表",
      "同名",
      "同名（2）",
      "X",
      "x（2）",
    ]);
    const long = sheetNames([`${"长".repeat(30)}𠮷`, "长".repeat(40), "长".repeat(40)]);
    expect(long.map((name) => name.length)).toEqual([30, 31, 31]);
  });
});
