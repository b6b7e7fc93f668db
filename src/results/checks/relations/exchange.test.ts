import { expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

test.each<[string, string[]]>([
  ["签约金额35.39亿美元，折合人民币24.773亿元。", ["疑点 24.773亿元 → 汇率在 6 至 7.6 之间"]],
  ["投资100亿元（约合35.39亿美元）。", ["疑点 100亿元 → 汇率在 6 至 7.6 之间"]],
  ["引资61,600万美元，按1美元折合人民币7.1217元计算，折合人民币53.87亿元。", ["疑点 53.87亿元 → 43.87亿元"]],
  ["甲项目10亿美元，折合人民币70亿元；乙项目5亿美元，折合人民币32亿元。", ["疑点 32亿元"]],
])("%s", (source, expected) => {
  expect(told(source, "exchange-rate")).toEqual(expected);
});

test.each(["外资1.28亿美元，内资158.62亿元。", "奖励3650万元（折合0.365亿元）。", "1美元折合7.1元。"])(
  "反例：%s",
  (source) => {
    expect(told(source, "exchange-rate")).toEqual([]);
  },
);

test("合理的折算记下来", () => {
  expect(holding("签约金额35.39亿美元，折合人民币247.73亿元。", "exchange-rate")).toEqual([
    "247.73亿元 ÷ 35.39亿美元 = 7.0000",
  ]);
});
