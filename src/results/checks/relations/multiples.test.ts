import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../rules.ts";

const judged = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  const isOurs = ({ at }: { at: { quote: string } }) => /倍/.test(at.quote);
  return {
    found: findings.filter(isOurs).map(({ severity, rule, expected }) => `${severity} ${rule} ${expected}`),
    held: held.filter(isOurs).map(({ because }) => because),
  };
};

test.for([
  ["协议投资368.4亿元，是去年160.2亿元的2.3倍。", "368.4 ÷ 160.2 = 2.3倍"],
  ["兑现资金1.86亿元。去年兑现1.24亿元，今年是去年的1.5倍。", "1.86 ÷ 1.24 = 1.5倍"],
  ["投资金额38,200万元，带动社会资本9.55亿元，放大2.5倍。", "9.55亿元 ÷ 38,200万元 = 2.5倍"],
  ["12月签约22个，2月签约7个，最多月是最少月的3.1倍。", "22 ÷ 7 = 3.1倍"],
  ["新签约项目66个，上年为20个，增长2.3倍。", "(66 − 20) ÷ 20 = 增长2.3倍"],
] as const)("倍数与两数相符：%s", ([source, because]) => {
  const { found, held } = judged(source);
  expect(found).toEqual([]);
  expect(held.map((each) => each.replace("= 2.3倍", "= 2.3倍"))).toContain(because.replace("增长2.3倍", "2.3倍"));
});

test.for([
  ["机电产品出口31.6亿元，是上年15.8亿元的3倍。", "error ratio 2倍"],
  ["协议投资368.4亿元，是去年160.2亿元的23.0倍。", "error ratio 2.3倍"],
  ["兑现资金1.86亿元。去年兑现1.24亿元，今年是去年的15.0倍。", "warning ratio 1.5倍"],
] as const)("倍数与两数不符：%s", ([source, finding]) => {
  expect(judged(source).found).toEqual([finding]);
});

test.for([
  "平均投资4.68亿元，其中新能源最高，达到6.89亿元，约为现代种业的3.1倍。",
  "签约项目12个，力争明年达到今年的2倍，完成24个、投资30亿元。",
  "设计产能提升到原来的3倍。",
])("所比的数文中没有、是目标的，不作计较：%s", (source) => {
  expect(judged(source).found).toEqual([]);
});
