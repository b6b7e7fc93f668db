import { expect, test } from "vitest";
import { readMarkdown } from "#kit/documents/reading/markdown.ts";
import { checkDocument } from "../../rules.ts";

const counted = (source: string) => {
  const { findings, held } = checkDocument(readMarkdown(source));
  return {
    found: findings
      .filter(({ rule, severity }) => rule === "item-count" && severity !== "note")
      .map(({ severity, at, expected }) => `${severity} ${at.quote} → ${expected}`),
    held: held.filter(({ rule }) => rule === "item-count").map(({ at }) => at.quote),
  };
};

const table = `
| 园区 | 产值（亿元） | 上年产值（亿元） | 增速 | 完成率 |
| --- | --- | --- | --- | --- |
| 河东园 | 64.00 | 50.00 | 28.00% | 106.67% |
| 河西园 | 38.00 | 40.00 | -5.00% | 95.00% |
| 城南园 | 27.50 | 25.00 | 10.00% | 100.00% |
| 城北园 | 18.00 | 20.00 | -10.00% | 81.82% |
| 合计 | 147.50 | 135.00 | 9.26% | 97.68% |
`;

test.for([
  ["产值超过30亿元的园区有2个。", "2个"],
  ["4个园区中，完成率低于90%的有1个。", "1个"],
  ["从增速看，2个园区实现正增长。", "2个"],
  ["有2个园区产值下降。", "2个"],
  ["完成年度目标的园区有2个。", "2个"],
  ["增速高于全区平均水平的园区2个。", "2个"],
] as const)("符合条件的行数与所写相符：%s", ([sentence, quote]) => {
  expect(counted(`${table}\n${sentence}`)).toEqual({ found: [], held: [quote] });
});

test.for([
  ["产值超过30亿元的园区有3个。", "warning 3个 → 2个"],
  ["4个园区中，完成率低于90%的有2个。", "warning 2个 → 1个"],
  ["从增速看，3个园区实现正增长。", "warning 3个 → 2个"],
  ["完成年度目标的园区有3个。", "warning 3个 → 2个"],
  ["增速高于全区平均水平的园区3个。", "warning 3个 → 2个"],
  ["4个园区中有4个快于序时进度（91.7%），1个慢于序时进度。", "warning 4个 → 3个"],
  ["从完成率看（序时进度为91.7%），达到或超过序时进度的3个，低于序时进度的2个。", "warning 2个 → 1个"],
] as const)("符合条件的行数与所写不符：%s", ([sentence, finding]) => {
  expect(counted(`${table}\n${sentence}`).found).toEqual([finding]);
});

test.for([
  "今年新入驻企业中，产值超过30亿元的有5家。",
  "全县11个乡镇税收实现正增长。",
  "2019年产值超过30亿元的园区有1个。",
  "3个园区总产值超过100亿元。",
])("说的不是表中的行，不作计较：%s", (sentence) => {
  expect(counted(`# 某区2024年度园区工作总结\n${table}\n${sentence}`).found).toEqual([]);
});

test("没有增速列时以本期与上年同期相比", () => {
  const years =
    "\n| 乡镇 | 本期 | 上年同期 |\n| --- | --- | --- |\n| 甲乡 | 8 | 6 |\n| 乙乡 | 5 | 7 |\n| 丙乡 | 9 | 9 |\n";
  expect(counted(`${years}\n1个乡镇同比下降。`)).toEqual({ found: [], held: ["1个"] });
  expect(counted(`${years}\n2个乡镇同比下降。`).found).toEqual(["warning 2个 → 1个"]);
});

test("本段所列和上文各项也算", () => {
  const list = "四类补助执行率分别为97.0%、84.5%、100%、79.2%";
  expect(counted(`${list}，其中低于90%的有2个。`).held).toContain("2个");
  expect(counted(`${list}，其中低于90%的有3个。`).found).toEqual(["warning 3个 → 2个"]);
  const items = "项目一：展会，320万元。\n\n项目二：驻点，85万元。\n\n项目三：平台，140万元。\n\n";
  expect(counted(`${items}三个项目中，超过100万元的有2个。`).held).toContain("2个");
  expect(counted(`${items}三个项目中，超过100万元的有1个。`).found).toEqual(["warning 1个 → 2个"]);
});
