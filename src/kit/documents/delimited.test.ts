import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Encoding, encodingOf, readDelimited } from "./delimited.ts";
import { defaultLimits, type Limits } from "./limits.ts";

/** “企业,金额⏎中关村,１” as an old Chinese Excel saves it. */
const chineseGbk = Buffer.from("c6f3d2b52cbdf0b6ee0d0ad6d0b9d8b4e52ca3b1", "hex");

function rowsOf(content: string | Uint8Array, name = "表.csv", limits: Partial<Limits> = {}) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return [...readDelimited(bytes, encodingOf(bytes), name, { ...defaultLimits, ...limits })];
}

function textsOf(content: string | Uint8Array, name?: string) {
  return rowsOf(content, name).map((row) => row.cells.map((cell) => cell.text));
}

function utf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

describe("编码", () => {
  test.each<[string, Encoding, Uint8Array]>([
    ["UTF-8", "utf-8", Buffer.from("企业,金额\r\n中关村,１")],
    ["带标记的 UTF-8", "utf-8", Buffer.from("\ufeff企业,金额\r\n中关村,１")],
    ["UTF-16 小端", "utf-16le", utf16("企业,金额\r\n中关村,１", false)],
    ["UTF-16 大端", "utf-16be", utf16("企业,金额\r\n中关村,１", true)],
    ["GBK", "gb18030", chineseGbk],
  ])("%s", (_, encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect(textsOf(bytes)).toEqual([
      ["企业", "金额"],
      ["中关村", "１"],
    ]);
  });

  test("GB18030 的四字节汉字（㐀）", () => {
    expect(textsOf(Buffer.from("8139ee392cd6d0", "hex"))).toEqual([["㐀", "中"]]);
  });

  test.each([
    ["从字中间截断的 UTF-8", Buffer.from("招商项目清单，招商项目清单").subarray(0, 38)],
    [
      "混进一个坏字节的 UTF-8",
      Buffer.concat([Buffer.from("招商项目清单"), Buffer.from([0xff]), Buffer.from("招商项目清单")]),
    ],
    ["标着 UTF-8 却不是", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), chineseGbk])],
    ["截断的 UTF-16", utf16("招商", false).subarray(0, 5)],
    ["西欧编码", Buffer.from("caf\xe9,cr\xe8me", "latin1")],
    ["有零字节", Buffer.from("a\0b")],
  ])("%s不猜", (_, bytes) => {
    expect(() => encodingOf(bytes)).toThrow(expect.objectContaining({ code: "workbook.encoding" }));
  });

  test("字正好被读取的块边界切开也不丢", () => {
    const text = `a${"招商".repeat(100_000)}`.match(/.{1,30000}/g)?.join("\n") ?? "";
    expect(textsOf(text).flat().join("\n")).toBe(text);
  });
});

describe("分隔", () => {
  test("引号里的逗号、换行与成对引号是内容；前导零和等号不动", () => {
    expect(textsOf('a,"b,1","c\r\nd","e""f",007,=1+1\r\n')).toEqual([["a", "b,1", "c\r\nd", 'e"f', "007", "=1+1"]]);
  });

  test("三种换行都认，空行占行号而不算一行", () => {
    expect(rowsOf("a\rb\nc\r\n\r\n,,\r\nd").map((row) => [row.number, row.cells[0]?.text])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [6, "d"],
    ]);
  });

  test("按首行认分隔符，.tsv 自己说了算", () => {
    expect(textsOf("a\tb\n1,2\t3")).toEqual([
      ["a", "b"],
      ["1,2", "3"],
    ]);
    expect(textsOf("a;b\n1,2;3")).toEqual([
      ["a", "b"],
      ["1,2", "3"],
    ]);
    expect(textsOf("张三,李四", "名单.tsv")).toEqual([["张三,李四"]]);
  });

  test("字段中间的引号照抄", () => {
    expect(textsOf('5" 管,"甲"乙')).toEqual([['5" 管', "甲乙"]]);
  });

  test.each<[string, string, string]>([
    ["引号不成对", "workbook.quote", 'a,"b\nc'],
    ["字段太长", "workbook.long", "x".repeat(32_768)],
    ["列太多", "workbook.columns", `${",".repeat(200)}x`],
    ["尽是逗号", "workbook.columns", ",".repeat(20_000)],
  ])("%s：%s", (_, code, text) => {
    expect(() => rowsOf(text)).toThrow(expect.objectContaining({ code }));
  });

  test("写成 CSV 再读回来一样", () => {
    const field = fc.string({ unit: fc.constantFrom("招", "a", ",", '"', "\n", "\r", "\t", ";", " ", "=") });
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        (table) => {
          const written = [
            "一,二",
            ...table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")),
          ].join("\r\n");
          const read = textsOf(written).slice(1);
          const trimmed = table.map((row) => row.slice(0, row.findLastIndex((text) => text !== "") + 1));
          expect(read).toEqual(trimmed.filter((row) => row.length > 0));
        },
      ),
    );
  });
});
