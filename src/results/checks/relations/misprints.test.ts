import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { misprintOf } from "../facts/misprints.ts";
import { told } from "#tests/support/told.ts";
import { checkDocument } from "../rules.ts";
import { readText as readFacts } from "../facts/text.ts";
import { readText } from "#kit/documents/reading/text.ts";

describe("疑似误印", () => {
  test.each([
    // The total stands two sentences before its parts, and no word says that they are its parts.
    [
      "全年兑现资金1299.35万元。四个季度的进度较为均衡：春季268.40万元，夏季342.75万元，秋季331.60万元，冬季356.60万元。",
      [],
    ],
    [
      "全年兑现资金1299.35万元。四个季度的进度较为均衡：春季268.40万元，夏季342.75万元，秋季313.60万元，冬季356.60万元。",
      ["疑点 1299.35万元 → 1281.35万元"],
    ],
    ["受理诉求316件：融资类87件，用地类64件，用工类92件，其他73件。", []],
    ["受理诉求316件：融资类87件，用地类64件，用工类29件，其他73件。", ["疑点 29件 → 92件"]],
    ["签约62个，开工41个。新建厂房两处，其中东区38.42万平方米，西区18.17万平方米，共56.59万平方米。", []],
    // Borne out elsewhere, a figure is right, whatever its neighbors make of it.
    ["甲园区126.40亿元，乙园区57.60亿元。丙园区148.00亿元，比上年的120.00亿元增加28.00亿元。", []],
    // Round and short figures meet by chance.
    ["甲项目投资40亿元，乙项目投资20亿元，丙项目投资30亿元，丁项目投资90亿元。", []],
  ])("%s", (text, expected) => expect(told(text)).toEqual(expected));

  test.each([
    ["331.60", 313.6, "swap"],
    ["331.60", 336.1, "swap"],
    ["80.35", 83.5, "move"],
    ["331.60", 33.16, "shift"],
    ["12.60", 126_000, "scale"],
    ["331.60", 31.6, "length"],
    ["31.60", 331.6, "length"],
    ["331.60", 731.6, "digit"],
    ["331.60", 331.6, null],
    ["331.60", 712.4, null],
  ])("印成 %s，应为 %s：%s", (printed, due, kind) => {
    const [fact] = readFacts(readText(`投资${printed}万元。`)).facts;
    expect(fact && misprintOf(fact, due * 10_000)).toBe(kind);
  });

  test("分项颠倒两位数字，总数在前，总会问到", () => {
    const amounts = fc.array(
      fc.integer({ min: 1000, max: 9998 }).map((each) => each * 10 + (each % 9) + 1),
      { minLength: 3, maxLength: 6 },
    );
    fc.assert(
      fc.property(amounts, fc.nat(), (parts, seed) => {
        const at = seed % parts.length;
        const digits = String(parts[at]);
        const swapped = digits[0] + (digits[2] ?? "") + (digits[1] ?? "") + digits.slice(3);
        fc.pre(swapped !== digits && new Set(parts).size === parts.length);
        const print = (value: number | string) => `${String(value).slice(0, -2)}.${String(value).slice(-2)}`;
        const items = parts.map(
          (part, index) => `第${"甲乙丙丁戊己"[index]}片${print(index === at ? swapped : part)}万元`,
        );
        const total = print(parts.reduce((sum, part) => sum + part, 0));
        const { findings } = checkDocument(readText(`投入${total}万元。各片区进度：${items.join("，")}。`));
        expect(findings.map(({ at: { quote } }) => quote)).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
