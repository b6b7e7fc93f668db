import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../rules.ts";

const counted = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  const found = findings
    .filter(({ rule }) => rule === "item-count")
    .map(({ severity, at, expected }) => `${severity} ${at.quote} → ${expected}`);
  return { found, held: held.filter(({ rule }) => rule === "item-count").map(({ at }) => at.quote) };
};

test.for([
  ["重点抓好三件事：一是编制图谱；二是组建小组；三是落实办法。", "三件"],
  ["主要承担以下5项职能：（1）拟订规划；（2）统筹项目；（3）跟踪服务；（4）组织活动；（5）承办事项。", "5项"],
  ["上半年，重点抓了两个方面工作。\n一是产业链招商走深走实。制定图谱。\n二是招商活动提质增效。举办活动。", "两个方面"],
  [
    "评价发现三个方面问题：\n1.论证不充分。需求调研不足。\n2.进度不均衡。四季度支出偏多。\n3.指标不精准。缺少依据。",
    "三个方面",
  ],
  ["主要问题有两个：一是跟踪不紧；二是波动较大。", "两个"],
  [
    "（一）存在的问题。一是目标不细；二是申领脱节；三是内控不严。\n（二）有关建议。针对上述3个问题，建议尽快整改。",
    "3个",
  ],
  ["整改分两个阶段：第一阶段自查，3月完成；第二阶段验收，5月完成。", "两个"],
] as const)("分列的条数与所写相符：%s", ([source, quote]) => {
  expect(counted(source)).toEqual({ found: [], held: [quote] });
});

test.for([
  ["重点抓好四件事：一是编制图谱；二是组建小组；三是落实办法。", "error 四件 → 三件"],
  ["主要承担以下5项职能：（1）拟订规划；（2）统筹项目；（3）跟踪服务；（4）组织活动。", "error 5项 → 4项"],
  [
    "上半年，重点抓了三个方面工作。\n一是产业链招商走深走实。制定图谱。\n二是招商活动提质增效。举办活动。",
    "warning 三个方面 → 两个方面",
  ],
  ["一是目标不细；二是申领脱节；三是内控不严。\n以上4个问题须整改。", "warning 4个 → 3个"],
  ["整改分三个阶段：第一阶段自查，3月完成；第二阶段验收，5月完成。", "warning 三个 → 两个"],
  ["下一步抓好三项工作：\n1.抓落地。\n2.抓资金。\n3.抓保障。\n4.抓考核。", "error 三项 → 四项"],
  ["针对审计指出的4个问题，我局逐条整改：①超范围列支；②合同滞后；③账实不符。", "error 4个 → 3个"],
  ["主要做法有四：一是高位推动；二是精准对接；三是严格考核。", "error 四 → 三点"],
  ["围绕“三个聚焦”，推进四项举措。一是聚焦龙头。二是聚焦区域。三是聚焦平台。", "warning 四项 → 三项"],
  ["重点做了四件事。第一件事是编规划，第二件事是搭平台，第三件事是优服务。", "warning 四件 → 三件"],
] as const)("分列的条数与所写不符：%s", ([source, finding]) => {
  expect(counted(source).found).toEqual([finding]);
});

test.for([
  "全年签约项目12个，主要做法是：一是领导带队；二是专班推进。",
  "实施重点项目17个。一是做强物流；二是做优商贸；三是做大旅游。",
  "3个工作日内办结：一是受理；二是审核。",
  "针对上述3个问题，建议：一是按季度拆解目标；二是严格执行制度。",
  "重点抓好三件事：一是编制图谱；二是组建小组；四是落实办法。",
])("顺带的数、编号自身有误，不作计较：%s", (source) => {
  expect(counted(source).found).toEqual([]);
});
