import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("年度的说法", () => {
  test.each([
    ["item-count", "全年实现连续三年零纠错，即2021年、2022年、2023年均无。", []],
    ["item-count", "全年实现连续四年零纠错，即2021年、2022年、2023年均无。", ["疑点 连续四年 → 连续3年"]],
    ["period", "2024年国民经济和社会发展统计公报\n2024年全市总产值80亿元。\n注：文中“上年”均指2023年。", []],
    [
      "period",
      "2024年国民经济和社会发展统计公报\n2024年全市总产值80亿元。\n注：文中“上年”均指2022年。",
      ["疑点 2022年 → 2023年"],
    ],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
