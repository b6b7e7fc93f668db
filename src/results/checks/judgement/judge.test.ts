import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

/** Amounts as the books have them, to the fen of a 万元; a report prints two decimals. */
const amount = fc.integer({ min: 20_000, max: 90_000_000 }).map((ten) => ten / 10_000);
const print = (value: number) => value.toFixed(2);
const accusing = (source: string) => told(source).filter((line) => !line.startsWith("提示"));

describe("四舍五入从不算作矛盾", () => {
  test("各项与总数各自取两位小数", () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const source = `本年支出${print(a + b + c)}万元，分别为甲项${print(a)}万元、乙项${print(b)}万元、丙项${print(c)}万元。`;
        expect(accusing(source)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("增减额与增长率", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        fc.pre(Math.abs(a - b) > 0.05 && a > b);
        const source = `本年收入${print(a)}万元，比上年${print(b)}万元增加${print(a - b)}万元，增长${print(((a - b) / b) * 100)}%。`;
        expect(accusing(source)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("占比", () => {
    fc.assert(
      fc.property(amount, amount, (part, rest) => {
        const source = `采购服务支出${print(part)}万元，占采购支出总额${print(part + rest)}万元的${print((part / (part + rest)) * 100)}%。`;
        expect(accusing(source)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("轻重", () => {
  test.each([
    ["够不着的是错误", "支出21.00万元，分别为甲项10.00万元、乙项12.00万元。", ["错误 21.00万元 → 22.00万元"]],
    ["四舍五入够得着的是提示", "支出22.01万元，分别为甲项10.00万元、乙项12.00万元。", ["提示 22.01万元 → 22.00万元"]],
    ["少印了小数才够得着的是疑点", "支出22.30万元，分别为甲项10万元、乙项12.00万元。", ["疑点 22.30万元 → 22.00万元"]],
    ["末位截去而未进位的百分数是提示", "基本支出1.00万元，占支出合计3.00万元的33.34%。", ["提示 33.34% → 33.33%"]],
  ])("%s", (_, source, expected) => expect(told(source)).toEqual(expected));
});
