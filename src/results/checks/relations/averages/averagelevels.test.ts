import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

test.each([
  ["全县户均奖励12.40万元。其中，小型企业户均8.15万元，低于全县户均水平。", []],
  ["全县户均奖励12.40万元。其中，小型企业户均8.15万元，高于全县户均水平。", ["疑点 高于 → 低于"]],
  // The average of all stands nowhere.
  ["小型企业户均8.15万元，高于全县户均水平。", []],
  // Two earlier ones on both sides.
  ["工业户均9.10万元，农业户均3.20万元。小型企业户均8.15万元，高于全县户均水平。", []],
])("均值与总体水平：%s", (source, expected) => {
  expect(told(source, "comparison")).toEqual(expected);
});
