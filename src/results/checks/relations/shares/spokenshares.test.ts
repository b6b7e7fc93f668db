import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

const spoken = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  const isOurs = ({ at }: { at: { quote: string } }) => /[成半]|分之/.test(at.quote);
  return {
    found: findings.filter(isOurs).map(({ severity }) => severity),
    held: held.filter(isOurs).map(({ because }) => because),
  };
};

test.for([
  "招商企业纳税6.93亿元，占全部企业纳税的75%。也就是说，26家企业贡献了四分之三。",
  "收回问卷486份，说“满意”的384份，“比较满意”的87份。选“满意”的近八成。",
  "线索309条进入洽谈，其中三分之一，也就是103条，在当年签约。",
  "全区规上工业产值840亿元，新能源链210亿元，占四分之一。",
  "全县支出1,000万元，其中基本支出350万元，占百分之三十五。",
])("说法与数字相符：%s", (source) => {
  expect(spoken(source).found).toEqual([]);
  expect(spoken(source).held).not.toEqual([]);
});

test.for([
  "招商企业纳税6.93亿元，占全部企业纳税的75%。也就是说，26家企业贡献了三分之一。",
  "收回问卷486份，说“满意”的384份，“比较满意”的87份。选“满意”的近六成。",
  "线索309条进入洽谈，其中四分之一，也就是103条，在当年签约。",
  "全区规上工业产值840亿元，新能源链210亿元，占三分之一。",
  "全县支出1,000万元，其中基本支出350万元，占百分之五十三。",
])("说法与数字不符：%s", (source) => {
  expect(spoken(source).found).not.toEqual([]);
});

test.for([
  "签约项目12个，近七成线索来自长三角。",
  "交付26万平方米，交付率80%；已租出去23.4万平方米，占交付面积的九成。",
  "力争开工率提高到一半以上，今年开工12个。",
])("没有部分与总数的说法，不作计较：%s", (source) => {
  expect(spoken(source).found).toEqual([]);
});
