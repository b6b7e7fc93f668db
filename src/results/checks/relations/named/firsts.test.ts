import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("下表与来源的首末位", () => {
  test.each([
    [
      "rank",
      "从下表看，完成率最低的是东平县。\n| 县 | 计划 | 完成 | 完成率 |\n| --- | --- | --- | --- |\n| 东平县 | 50 | 48 | 96% |\n| 临川县 | 40 | 34 | 85% |\n| 石桥县 | 60 | 45 | 75% |",
      ["疑点 最低 → 石桥县"],
    ],
    ["rank", "中央补助17.01亿元，省级补助12.15亿元，市县自筹19.44亿元，市县自筹是第一大来源。", []],
    [
      "rank",
      "中央补助17.01亿元，省级补助12.15亿元，市县自筹19.44亿元，市县自筹是第二大来源。",
      ["疑点 第二大 → 中央补助"],
    ],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
