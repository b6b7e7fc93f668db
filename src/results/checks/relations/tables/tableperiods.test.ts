import { expect, test } from "vitest";
import { checkSample } from "#tests/support/corpus.ts";

const told = (text: string): string[] =>
  checkSample("样例.md", text)
    .findings.filter(({ severity }) => severity !== "note")
    .map(({ rule }) => rule);

const seasons = (said: string): string =>
  `| 季度 | 借阅量（册） | 到馆（人次） |\n|---|---|---|\n| 一季度 | 640 | 930 |\n| 二季度 | 704 | 1010 |\n\n${said}`;

test("环比：上一季度的数在表中", () => {
  expect(told(seasons("二季度借阅量环比增长10.0%。"))).toEqual([]);
  expect(told(seasons("二季度借阅量环比下降10.0%。"))).toContain("direction");
  expect(told(seasons("二季度借阅量比一季度增长1.0%。"))).toContain("growth-rate");
});

const rows = (said: string): string =>
  `| 站点 | 客流（万人次） | 上年同期（万人次） | 准点率 |\n|---|---|---|---|\n| 北站 | 36.3 | 33.0 | 96.4% |\n| 南站 | 28.5 | 30.0 | 91.8% |\n| 东站 | 12.6 | 12.0 | 94.1% |\n\n${said}`;

test("同比：本行上年同期的数在表中", () => {
  expect(told(rows("北站客流同比增加3.3万人次，增长10.0%。"))).toEqual([]);
  expect(told(rows("南站客流同比增加1.5万人次。"))).toContain("direction");
});

test("两行之差：只说站名，数在表中", () => {
  expect(told(rows("准点率北站最高、南站最低，两者相差4.6个百分点。"))).toEqual([]);
  expect(told(rows("准点率北站最高、南站最低，两者相差6.4个百分点。"))).toContain("percent-point");
  expect(told(rows("北站客流比南站多7.8万人次。"))).toEqual([]);
  expect(told(rows("北站客流比南站少7.8万人次。"))).toContain("direction");
});
