import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("占比之和", () => {
  test.each([
    ["出口额中，机械占52.4%，食品占30.1%，其他产品占17.5%。", []],
    ["出口额中，机械占52.4%，食品占31.0%，其他产品占17.5%。", ["疑点 17.5% → 100%"]],
    // Rounding explains a tenth.
    ["出口额中，机械占33.3%，食品占33.3%，其他产品占33.3%。", []],
    ["机械占全县的40%，占全市的12%，食品占20%。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "shares-total")).toEqual(expected);
  });
});
