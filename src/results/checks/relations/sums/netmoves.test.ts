import { expect, test } from "vitest";
import { checkSample } from "#tests/support/corpus.ts";

const told = (text: string): string[] =>
  checkSample("样例.md", text)
    .findings.filter(({ severity }) => severity !== "note")
    .map(({ rule }) => rule);

test("净增减：与新增、减少两数相符则不说，数或方向不符才问", () => {
  const said = (net: string) => `年初在册船舶152艘，当年新购9艘、报废16艘，年末在册145艘，${net}。`;
  expect(told(said("净减少7艘"))).toEqual([]);
  expect(told(said("净增加7艘"))).toContain("direction");
  expect(told(said("净减少17艘"))).toContain("difference");
  expect(told("全年新增摊位40个，更新31个，净增加28个。")).toEqual([]);
});

test("分别：上年两数写在括号内，升降的方向也核对", () => {
  const said = (word: string) => `共登记社团27个、会员810人，较上年（24个、750人）分别${word}12.5%和8.0%。`;
  expect(told(said("增长"))).toEqual([]);
  expect(told(said("下降"))).toContain("direction");
});

test("与…相比：先列上年各数，再逐一说增减", () => {
  const said = (rate: string) =>
    `与上年发放书籍2400册、覆盖读者500人相比，册数增加360册，增长15%；读者增加40人，增长${rate}。`;
  expect(told(said("8%"))).toEqual([]);
  expect(told(said("18%"))).toContain("growth-rate");
});

test("比本届：与报告前文所说的本届数比较", () => {
  const said = (rate: string) =>
    `# 赛事总结\n\n本届比赛参赛队伍80支，观众1.2万人次。\n\n# 下届设想\n\n下届参赛队伍拟增加到96支，比本届增长${rate}。`;
  expect(told(said("20.0%"))).toEqual([]);
  expect(told(said("2.0%"))).toContain("growth-rate");
});

test("增长率以新数为底是错的，标了年份的本年数不当作对照数", () => {
  expect(told("2025年预算安排差旅费27.00万元，比2024年减少3.00万元，下降10.00%。")).toEqual([]);
  expect(told("2025年预算安排差旅费27.00万元，比2024年减少3.00万元，下降11.11%。")).toContain("growth-rate");
});
