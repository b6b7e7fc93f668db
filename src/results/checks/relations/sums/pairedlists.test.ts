import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

const told = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  return {
    found: findings.filter(({ rule }) => rule === "total-parts").map(({ at, expected }) => `${at.quote} → ${expected}`),
    held: held.filter(({ rule }) => rule === "total-parts").map(({ at }) => at.quote),
  };
};

const list = "东区16个、41.5亿元；西区22个、63.2亿元；北区9个、12.3亿元";

test.for([
  [`${list}，合计47个、117.0亿元。`, "117.0亿元"],
  [`新签约47个，总投资117.0亿元。\n${list}。`, "117.0亿元"],
  [`${list}。东区和西区合计38个，投资104.7亿元。`, "104.7亿元"],
  ["欠拨甲镇25.40万元，欠拨乙镇31.20万元，两项合计56.60万元。", "56.60万元"],
] as const)("成对并列的各列与总数相符：%s", ([source, quote]) => {
  expect(told(source).found).toEqual([]);
  expect(told(source).held).toContain(quote);
});

test.for([
  [`${list}，合计47个、118.0亿元。`, "118.0亿元 → 117.0亿元"],
  [`新签约47个，总投资111.0亿元。\n${list}。`, "111.0亿元 → 117.0亿元"],
  [`${list}。东区和西区合计38个，投资114.7亿元。`, "投资114.7亿元 → 104.7亿元"],
  ["欠拨甲镇25.40万元，欠拨乙镇31.20万元，两项合计65.60万元。", "65.60万元 → 56.60万元"],
] as const)("成对并列的一列与总数不符：%s", ([source, finding]) => {
  expect(told(source).found.map((each) => each.replace("投资", ""))).toContain(finding.replace("投资", ""));
});

test.for([
  "东区16个、41.5亿元；西区22个、63.2亿元；北区9个、12.3亿元。全市在建项目60个，投资300.0亿元。",
  "甲镇兑现25.40万元，乙镇兑现31.20万元，三项合计99.00万元。",
])("总数不在其中时不作计较：%s", (source) => {
  expect(told(source).found).toEqual([]);
});
