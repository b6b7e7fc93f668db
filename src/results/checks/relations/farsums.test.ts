import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const far = (part: string) =>
  `一、总体情况\n全年签约项目63个，到位资金总额180.00亿元，比上年增长9.6%。\n二、来源情况\n从来源看，省外资金${part}亿元，占到位资金的75%。`;

test("名称所指的总数在另一段：部分颠倒了数字才问", () => {
  expect(told(far("135.00"))).toEqual([]);
  expect(told(far("315.00"))).toHaveLength(1);
});
