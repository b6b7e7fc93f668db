import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("几项合计", () => {
  test.each([
    [
      "item-count",
      "资料不全，扣0.6分；资金滞后，扣0.9分；超进度付款36万元，扣0.7分；档案不齐，扣0.9分，四项合计扣3.1分。",
      [],
    ],
    [
      "item-count",
      "资料不全，扣0.6分；资金滞后，扣0.9分；超进度付款36万元，扣0.7分；档案不齐，扣0.9分，三项合计扣3.1分。",
      ["疑点 三项合计 → 4"],
    ],
    ["item-count", "资料不全，扣0.6分；档案不齐，扣0.9分，其余三项合计扣3.1分。", []],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
