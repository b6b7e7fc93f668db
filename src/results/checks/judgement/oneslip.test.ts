import { expect, test } from "vitest";
import { checkSample } from "#tests/support/corpus.ts";

const told = (text: string): string[] =>
  checkSample("样例.md", text)
    .findings.filter(({ severity }) => severity !== "note")
    .map(({ rule }) => rule);

test("未超出、没有低于：否定的比较按否定读", () => {
  const said = (word: string) => `全年水费支出86.00万元，完成年度预算95.00万元的90.5%，${word}超出预算。`;
  expect(told(said("未"))).toEqual([]);
  expect(told(said("已"))).toContain("comparison");
});

test("与某年两数相比：增长率除以那一年的数", () => {
  const said = (rate: string) =>
    `户均补贴3.20万元。与上年发放1600万元、惠及500户相比，发放金额增加240万元，增长${rate}，惠及农户增加75户，增长15%。`;
  expect(told(said("15%"))).toEqual([]);
  expect(told(said("51%"))).toContain("growth-rate");
});

test("得分之和已成立，后面所列满分不再当作分项", () => {
  const text =
    "从投入、过程、结果三个方面打分，得分依次为17.5分、26.4分和42.6分，合计86.5分，评价等级为“良”；三个方面的满分分别是20分、30分和50分。";
  expect(told(text)).toEqual([]);
});

test("比较：增速高于某地平均的数，方向写反才问", () => {
  const said = (word: string) => `客运收入64.8亿元，比上年的60.0亿元增长8.0%，增速${word}于全省平均的5.2%。`;
  expect(told(said("高"))).toEqual([]);
  expect(told(said("低"))).toContain("comparison");
});
