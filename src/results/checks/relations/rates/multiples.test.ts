import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

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

const table = "县区\t签约（个）\t到位（亿元）\n河口区\t24\t45.0\n白沙县\t15\t20.0\n石桥县\t6\t9.0\n合计\t45\t74.0\n\n";

test.for([
  [`${table}到位最多的河口区是最少的石桥县的5倍。`, []],
  [`${table}到位最多的河口区是最少的石桥县的8倍。`, ["warning ratio 5倍"]],
  ["河口区兑现6,300万元，石桥县兑现2,100万元。河口区是石桥县的3倍。", []],
  [
    "河口区兑现6,300万元，白沙县兑现4,200万元，石桥县兑现2,100万元。最多的河口区是最少的石桥县的5倍。",
    ["warning ratio 3倍"],
  ],
  ["贫困发生率山区为6.0%，是平原（2.0%）的3倍。", []],
  ["贫困发生率山区为6.0%，是平原（2.0%）的5倍。", ["warning ratio 3倍"]],
  ["全年实际支出1,250.00万元。\n带动企业投资6,412.50万元，相当于财政支出的5.13倍。", []],
  ["全年实际支出1,250.00万元。\n带动企业投资6,412.50万元，相当于财政支出的51.3倍。", ["warning ratio 5.1倍"]],
] as const)("两者各有其名：%s", ([source, found]) => {
  expect(judged(source).found).toEqual(found);
});
