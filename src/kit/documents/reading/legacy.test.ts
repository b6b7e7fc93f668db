import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { inTable, makeCompound, makeDoc, rowShape } from "#tests/support/docfile.ts";
import { readDocument } from "./read.ts";

const read = async (bytes: Uint8Array) => (await readDocument(bytes, "旧文.doc")).document.blocks;

describe("旧版 .doc", () => {
  test("标题、编号、正文与段落位置", async () => {
    const blocks = await read(
      makeDoc([
        { text: "关于完成情况的报告\r", paragraph: [0x03, 0x24, 1], characters: [0x43, 0x4a, 44, 0] },
        { text: "\r" },
        { text: "一、总体情况\r" },
        { text: "全年到位资金101.93亿元，同比增长8.19%。\r" },
      ]),
    );
    expect(blocks).toEqual([
      { kind: "title", text: "关于完成情况的报告", pieces: [{ at: 0, place: { label: "第 1 段" } }] },
      { kind: "heading", level: 1, text: "一、总体情况", pieces: [{ at: 0, place: { label: "第 3 段" } }] },
      {
        kind: "paragraph",
        text: "全年到位资金101.93亿元，同比增长8.19%。",
        pieces: [{ at: 0, place: { label: "第 4 段" } }],
      },
    ]);
  });

  test("表格：跨列、跨行与位置", async () => {
    const [table] = await read(
      makeDoc([
        { text: "项目\x07", paragraph: inTable },
        { text: "投资额\x07", paragraph: inTable },
        { text: "\x07", paragraph: rowShape([0, 2000, 6000], [0x60]) },
        { text: "\x07", paragraph: inTable },
        { text: "2024年\x07", paragraph: inTable },
        { text: "2025年\x07", paragraph: inTable },
        { text: "\x07", paragraph: rowShape([0, 2000, 4000, 6000], [0x20]) },
        { text: "甲\x07", paragraph: inTable },
        { text: "88.10\x07", paragraph: inTable },
        { text: "94.21\x07", paragraph: inTable },
        { text: "\x07", paragraph: rowShape([0, 2000, 4000, 6000]) },
        { text: "完\r" },
      ]),
    );
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
      [{ text: "甲" }, { text: "88.10" }, { text: "94.21" }],
    ]);
    expect(table?.kind === "table" && table.rows[2]?.[2]?.pieces).toEqual([
      { at: 0, place: { label: "表 1 第 3 行第 3 列" } },
    ]);
  });

  test("删去的和隐藏的文字不读，加宽字距的文字照读，域只读结果", async () => {
    const blocks = await read(
      makeDoc([
        { text: "到位资金" },
        { text: "99", characters: [0x00, 0x08, 0x81] },
        { text: "批注", characters: [0x3c, 0x08, 1] },
        { text: "101.93", characters: [0x40, 0x88, 15, 0] },
        { text: "亿元，见\x13 REF 表1 \x14表1\x15。\r" },
      ]),
    );
    expect(blocks).toMatchObject([{ text: "到位资金101.93亿元，见表1。" }]);
  });

  test("脚注跟在引用它的段落后面", async () => {
    const blocks = await read(
      makeDoc([{ text: "到位资金101.93亿元\x02。\r" }, { text: "完\r" }, { text: "\x02 含外资。\r", isNote: true }]),
    );
    expect(blocks.map((block) => [block.kind, "text" in block ? block.text : ""])).toEqual([
      ["paragraph", "到位资金101.93亿元。"],
      ["note", "含外资。"],
      ["paragraph", "完"],
    ]);
  });

  const doc = makeDoc([{ text: "一\r" }]);
  const at = (position: number, ...bytes: number[]) => {
    const copy = doc.slice();
    copy.set(bytes, position);
    return copy;
  };
  test.each([
    ["Word 95", "document.word95", makeDoc([{ text: "一\r" }], 0x68)],
    ["只有信封", "document.kind", makeCompound({ Other: new Uint8Array(10) })],
    ["旧版 .xls", "document.kind", makeCompound({ Workbook: new Uint8Array(10) })],
    ["加密的新格式", "workbook.password", makeCompound({ EncryptedPackage: new Uint8Array(10) })],
    ["截断", "workbook.broken", doc.subarray(0, 3000)],
    ["只有开头几个字节", "workbook.broken", doc.subarray(0, 8)],
    ["扇区链首尾相接", "workbook.broken", at(512 + 3 * 4, 3, 0, 0, 0)],
    ["扇区号出界", "workbook.broken", at(512 + 3 * 4, 0, 0, 0, 0x70)],
    ["扇区大小荒唐", "workbook.broken", at(30, 60)],
    ["目录项指向自己", "workbook.broken", at(1024 + 128 + 72, 1, 0, 0, 0)],
    ["空白", "document.text", makeDoc([{ text: " \r" }])],
  ])("%s：拒绝", async (_, code, bytes) => {
    const error: unknown = await read(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ kind: "refused", code, message: expect.stringMatching(/\p{Script=Han}.*/u) });
  });

  test("任何一个字节坏掉，都要么读出，要么拒绝", { timeout: 20_000 }, async () => {
    const codes = new Set<string>();
    for (let i = 8; i < doc.length; i += i < 0x900 ? 1 : 17) {
      const error: unknown = await read(at(i, 0xff, 0xff)).catch((reason: unknown) => reason);
      if (error instanceof Failure) codes.add(error.code);
      else if (error instanceof Error) throw error;
    }
    expect([...codes]).toContain("workbook.broken");
  });
});
