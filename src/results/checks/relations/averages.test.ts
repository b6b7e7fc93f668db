import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../rules.ts";

const averaged = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  const found = findings
    .filter(({ rule }) => rule === "average")
    .map(({ severity, at, expected }) => `${severity} ${at.quote} → ${expected}`);
  return { found, held: held.filter(({ rule }) => rule === "average").map(({ because }) => because) };
};

test.for([
  ["公务用车运行维护费4.32万元，车辆保有量2辆，车均2.16万元。", "4.32万元 ÷ 2辆 = 2.16万元"],
  ["兑现资金4,920,600.00元，惠及63家企业，户均78,104.76元。", "4,920,600.00元 ÷ 63家 = 78,104.76元"],
  ["公务接待费5.94万元，接待66批次594人次，人均100元。", "5.94万元 ÷ 594人次 = 100元"],
  ["处置低效用地21宗、涉及735亩，平均每宗35亩。", "735亩 ÷ 21宗 = 35亩"],
  ["规上企业用地9,200亩，税收178,940万元，亩均税收19.45万元。", "178,940万元 ÷ 9,200亩 = 19.45万元"],
  ["累计投资3,878,900万元，用地9,200亩，投资强度421.6万元/亩。", "3,878,900万元 ÷ 9,200亩 = 421.6万元/亩"],
  ["政策兑现1.86亿元，惠及企业372家，户均50万元。", "1.86亿元 ÷ 372家 = 50万元"],
  ["带动农户3,600户，户均分红约5250元（合计分红1,890万元）。", "1,890万元 ÷ 3,600户 = 5250元"],
  ["2023年上半年到位资金286.40亿元，月均47.73亿元。", "286.40 ÷ 6 = 47.73亿元"],
] as const)("均值与两数相符：%s", ([source, because]) => {
  expect(averaged(source)).toEqual({ found: [], held: [because] });
});

test.for([
  ["公务用车运行维护费4.32万元，车辆保有量2辆，车均2.61万元。", "error 2.61万元 → 2.16万元"],
  ["处置低效用地21宗、涉及753亩，平均每宗35亩。", "error 35亩 → 36亩"],
  ["新签约项目236个，协议投资额1,180.00亿元，平均单体规模50.00亿元。", "error 50.00亿元 → 5.00亿元"],
  [
    "兑现奖励3,650万元，惠及企业42家，其中设备补贴2,480万元、租金补贴1,170万元，户均68.90万元。",
    "warning 68.90万元 → 86.90万元",
  ],
  ["2023年上半年到位资金286.40亿元，月均47.37亿元。", "warning 47.37亿元 → 47.73亿元"],
  ["全年开班38期。\n培训支出66.50万元，平均每期1.57万元。", "warning 1.57万元 → 1.75万元"],
] as const)("均值与两数不符：%s", ([source, finding]) => {
  expect(averaged(source).found).toEqual([finding]);
});

test.for([
  "在编人员33人，平均年龄38岁。",
  "编外人员8人，未超过新区核定的人均8万元控制标准。",
  "全省人均地区生产总值9.8万元，我县常住人口42万人。",
  "办结诉求318件，平均办理时限由9.5个工作日压缩至6.2个工作日。",
  "企业12家，投资30亿元，力争户均达到3亿元。",
  "全县常住人口42万人，生产总值98亿元，人均可支配收入3.2万元。",
])("没有分子分母、是标准或目标的，不作计较：%s", (source) => {
  expect(averaged(source).found).toEqual([]);
});

const table = (last: string) =>
  `表1 评价得分\n项目\t决策\t过程\t产出\n甲\t18.50\t18.20\t28.60\n乙\t18.00\t17.10\t26.30\n丙\t19.00\t16.10\t27.00\n平均分\t18.50\t17.13\t${last}\n`;

test("表内平均行逐列核对，多数列不符时视为加权平均而不作计较", () => {
  expect(averaged(table("27.30"))).toEqual({
    found: [],
    held: expect.arrayContaining(["(28.60 + 26.30 + 27.00) ÷ 3 = 27.30"]) as string[],
  });
  expect(averaged(table("72.30")).found).toEqual(["error 72.30 → 27.30"]);
  expect(averaged(table("72.30").replace("18.50\t17.13", "18.42\t17.03")).found).toEqual([]);
});
