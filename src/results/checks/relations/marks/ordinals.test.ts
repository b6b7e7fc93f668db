import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("第几个", () => {
  test.each([
    ["numbering", "第一个没想到，是工业增长。\n第二个没想到，是农业增长。\n第三个没想到，是投资增长。", []],
    [
      "numbering",
      "第一个没想到，是工业增长。\n第三个没想到，是农业增长。\n第三个没想到，是投资增长。",
      ["疑点 第三个没想到 → 第二"],
    ],
    ["numbering", "第三季度形势好转。\n第一季度形势平稳。\n第二季度有所回落。", []],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
