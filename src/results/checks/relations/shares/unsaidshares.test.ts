import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("未说总数的占比", () => {
  test.each([
    ["项目总投资10亿元，其中资本金2.5亿元，银行贷款7.5亿元，占75%。", []],
    ["项目总投资10亿元，其中资本金2.5亿元，银行贷款7.5亿元，占72%。", ["疑点 72% → 75%"]],
    // The whole stands further off.
    ["全市共有企业500家。\n\n参展企业300家，其中优秀200家，占40%。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "share")).toEqual(expected);
  });
});
