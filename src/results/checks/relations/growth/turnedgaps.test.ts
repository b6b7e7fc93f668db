import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("差数对了，方向反了", () => {
  test.each([
    ["direction", "计划工期180天，实际用时165天，提前15天竣工。", []],
    ["direction", "计划工期180天，实际用时165天，延迟15天竣工。", ["疑点 15天"]],
    ["direction", "最高与最低相差4.4分，比上年的5.8分扩大1.4分。", ["疑点 1.4分"]],
    ["direction", "保费620万元，赔付589万元，赔付额比保费多31万元。", ["疑点 31万元 → 减少"]],
    ["direction", "亩均产量460公斤，比全县平均水平（400公斤）低于15%。", ["疑点 15%"]],
    ["direction", "甲县620万元，乙县589万元，两县相差31万元。", []],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
