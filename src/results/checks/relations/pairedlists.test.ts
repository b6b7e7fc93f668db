import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../rules.ts";

const told = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  return {
    found: findings.filter(({ rule }) => rule === "total-parts").map(({ at, expected }) => `${at.quote} → ${expected}`),
    held: held.filter(({ rule }) => rule === "total-parts").map(({ at }) => at.quote),
  };
};

const list = "东区18个、47.6亿元；西区20个、60.1亿元；北区9个、12.3亿元";

test.for([
  [`${list}，合计47个、120.0亿元。`, "120.0亿元"],
  [`新签约47个，总投资120.0亿元。\n${list}。`, "120.0亿元"],
  [`${list}。东区和西区合计38个，投资107.7亿元。`, "107.7亿元"],
  ["欠拨甲镇412.00万元，欠拨乙镇390.00万元，两项合计802.00万元。", "802.00万元"],
] as const)("成对并列的各列与总数相符：%s", ([source, quote]) => {
  expect(told(source).found).toEqual([]);
  expect(told(source).held).toContain(quote);
});

test.for([
  [`${list}，合计47个、121.0亿元。`, "121.0亿元 → 120.0亿元"],
  [`新签约47个，总投资102.0亿元。\n${list}。`, "102.0亿元 → 120.0亿元"],
  [`${list}。东区和西区合计38个，投资170.7亿元。`, "投资170.7亿元 → 107.7亿元"],
  ["欠拨甲镇412.00万元，欠拨乙镇390.00万元，两项合计820.00万元。", "820.00万元 → 802.00万元"],
] as const)("成对并列的一列与总数不符：%s", ([source, finding]) => {
  expect(told(source).found.map((each) => each.replace("投资", ""))).toContain(finding.replace("投资", ""));
});

test.for([
  "东区18个、47.6亿元；西区20个、60.1亿元；北区9个、12.3亿元。全市在建项目60个，投资300.0亿元。",
  "甲镇兑现412.00万元，乙镇兑现390.00万元，三项合计1500.00万元。",
])("总数不在其中时不作计较：%s", (source) => {
  expect(told(source).found).toEqual([]);
});
