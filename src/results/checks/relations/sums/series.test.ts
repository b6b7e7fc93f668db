import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

const told = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  return {
    found: findings.map(({ at, expected }) => `${at.quote} → ${expected}`),
    held: held.map(({ at }) => at.quote),
  };
};

const counts = "四个季度签约项目分别为12个、15个、9个和14个，金额分别为20.5亿元、31.2亿元、18.6亿元和24.1亿元。";
const years = "2021—2023年投入依次为400、500、630万元，";

test.for([
  [`${counts}三季度环比下降40.0%。`, "40.0%"],
  [`${counts}三季度环比下降40.4%。`, "40.4%"],
  [`${counts}上半年累计签约27个、51.7亿元，下半年23个、42.7亿元。`, "42.7亿元"],
  [`${counts}二季度最多，下半年低于上半年。`, "下半年低于上半年"],
  [`${years}2022年比2021年增加100万元，增长25.00%，三年合计1530万元。`, "1530万元"],
  ["一季度到位20亿元，二季度25亿元，三季度15亿元，四季度40亿元，二季度比一季度多5亿元，增长25%。", "25%"],
  ["1—3月各月分别为12家、15家、9家，3月环比减少6家。", "减少6家"],
] as const)("数列的再说相符：%s", ([source, quote]) => {
  const { found, held } = told(source);
  expect(found).toEqual([]);
  expect(held.some((each) => each.includes(quote))).toBe(true);
});

test.for([
  [`${counts}三季度环比下降48.0%。`, "环比下降48.0% → 40.4%"],
  [`${counts}三季度环比增长40.4%。`, "40.4% → 减少"],
  [`${counts}上半年累计签约27个、57.1亿元。`, "57.1亿元 → 51.7亿元"],
  [`${counts}三季度最多。`, "最多 → 15个"],
  [`${counts}下半年高于上半年。`, "下半年高于上半年 → 减少"],
  [`${years}2022年比2020年增加100万元。`, "2020 → 2021年"],
  [`${years}2022年比2021年增加100万元，增长25.00%，三年合计1503万元。`, "1503万元 → 1530万元"],
] as const)("数列的再说不符：%s", ([source, finding]) => {
  expect(told(source).found).toContain(finding);
});

test.for([
  `${counts}三季度同比增长5.2%。`,
  `${counts}全年开工40个。`,
  `${counts}三季度增速最高。`,
  "三季度签约12个，比上年同期增加5个。",
])("另有对照、另说一事时不作计较：%s", (source) => {
  expect(told(source).found).toEqual([]);
});
