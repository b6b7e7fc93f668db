import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("扣分", () => {
  test.each([
    ["产出指标满分40分，扣3.6分，得分36.4分。", []],
    ["产出指标满分40分，扣3.6分，得分34.6分。", ["疑点 34.6分 → 36.4分"]],
    ["综合评定得分86.3分，扣13.7分。", []],
    ["综合评定得分86.3分，扣17.3分。", ["疑点 17.3分 → 13.7分"]],
    ["每发现一处扣0.5分，扣完为止，满分5分。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "score")).toEqual(expected);
  });
});
