import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const text = (again: string) =>
  `基础设施投资下降7.3%，工业投资增长9.1%。\n\n也要看到，基础设施投资${again}7.3%，后劲不足。`;

test("同一增减前后方向相反", () => {
  expect(told(text("下降"), "direction")).toEqual([]);
  expect(told(text("增长"), "direction")).toEqual(["疑点 7.3% → 下降"]);
});

test("名称不同的两件事，增减可以相反", () => {
  expect(told("出口总额增长6.4%。\n\n进口总额下降6.4%。", "direction")).toEqual([]);
});
