import { describe, expect, test } from "vitest";
import { readMarkdown } from "#kit/documents/reading/markdown.ts";
import { told } from "#tests/support/told.ts";
import { checkDocument } from "../../rules.ts";

describe("所列各数的均值", () => {
  test.each([
    ["三个片区得分分别为91.0分、88.0分、85.0分，平均88.0分。", []],
    ["三个片区得分分别为91.0分、88.0分、85.0分，平均80.8分。", ["疑点 80.8分 → 88.0分"]],
    ["三个片区得分分别为91.0分、88.0分、85.0分，加权平均86.2分。", []],
    ["三个片区得分分别为91.0分、88.0分、85.0分，上年平均84.0分。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "average")).toEqual(expected);
  });

  test("表中各行的得分", () => {
    const table =
      "| 序号 | 项目 | 自评得分 |\n| --- | --- | --- |\n| 1 | 甲 | 92.00 |\n| 2 | 乙 | 88.00 |\n| 3 | 丙 | 84.00 |";
    const of = (average: string) =>
      checkDocument(readMarkdown(`${table}\n\n3个项目平均得分${average}分。`)).findings.map(({ rule }) => rule);
    expect(of("88.00")).toEqual([]);
    expect(of("80.80")).toContain("average");
  });
});
