import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("规模分档", () => {
  test.each([
    ["亿元以上项目84个，其中10亿元以上21个，包括50亿元以上4个。", []],
    ["亿元以上项目84个，其中10亿元以上21个，包括50亿元以上24个。", ["疑点 24个 → 不超过 21个"]],
    ["20亿元以上项目3个，10亿元至20亿元项目9个，1亿元至10亿元项目32个。亿元以上项目共44个。", []],
    ["20亿元以上项目3个，10亿元至20亿元项目9个，1亿元至10亿元项目32个。亿元以上项目共54个。", ["疑点 54个 → 44个"]],
    // Two sets of projects.
    ["签约亿元以上项目20个，开工10亿元以上项目25个。", []],
    ["5000万元以上30个，比上年的亿元以上40个口径更宽。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "total-parts")).toEqual(expected);
  });
});
