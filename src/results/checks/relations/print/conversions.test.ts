import { expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

test.each<[string, string[]]>([
  ["本年拨付4,360万元（0.436亿元）。", []],
  ["本年拨付4,360万元（4.36亿元）。", ["错误 4.36亿元 → 0.44亿元"]],
  ["供地450亩，折合30公顷。", []],
  ["供地450亩（合300公顷）。", ["错误 300公顷 → 30公顷"]],
  ["支出7,352.6万元，约0.74亿元。", []],
  ["支出7,352.6万元，约7.4亿元。", ["错误 7.4亿元 → 0.7亿元"]],
  ["到账外资500万美元，按1美元兑7.10元人民币折算，约合人民币0.355亿元，即3550万元。", []],
  ["总投资8亿元（一期2000万元）。", []],
])("%s", (source, expected) => {
  expect(told(source, "unit-slip")).toEqual(expected);
});

test("汇率不当作金额，折算以汇率为准", () => {
  const said = (amount: string) => `到账外资500万美元，按1美元兑7.10元人民币折算，约合人民币${amount}亿元。`;
  expect(holding(said("0.355"), "exchange-rate")).toEqual(["500万美元 × 7.10 = 0.355亿元"]);
  expect(told(said("0.535"), "exchange-rate")).toEqual(["错误 0.535亿元 → 0.355亿元"]);
});

test.each<[string, string[]]>([
  ["新建库房8.6亿平方米，其中一期5.1万平方米、二期3.5万平方米。", ["疑点 8.6亿平方米 → 8.6万平方米"]],
  ["新建库房8.6万平方米，其中一期5.1万平方米、二期3.5万平方米。", []],
  ["用电由上年的3.2亿千瓦时增加到3.6万千瓦时。", ["疑点 3.2亿千瓦时 → 3.2万千瓦时"]],
])("计量单位：%s", (source, expected) => {
  expect(told(source, "unit-slip")).toEqual(expected);
});
