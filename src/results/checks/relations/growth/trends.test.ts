import { expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

const told = (source: string) => {
  const { findings, held } = checkDocument(readText(source));
  return {
    found: findings
      .filter(({ message }) => message.startsWith("说法与所列"))
      .map(({ severity, at }) => `${severity} ${at.quote}`),
    held: held.filter(({ at }) => /逐|均|有所|依次/.test(at.quote)).map(({ at }) => at.quote),
  };
};

test.for([
  ["一至四季度进出口分别为92.4亿元、103.7亿元、108.5亿元和115.6亿元，逐季走高。", "逐季走高"],
  ["三年支出分别为442万元、398万元、362万元，逐年下降。", "逐年下降"],
  ["三项满意度分别为92.03%、94.64%、91.30%，均超过90%。", "均超过90%"],
  ["各季度满意度均在95%以上，分别为96.2%、97.1%、95.8%、98.0%。", "均在95%"],
  ["近两年增速分别为9.4%和6.1%，增速有所放缓。", "增速有所放缓"],
  ["甲区88.6分、乙区85.1分、丙区84.0分，由高到低依次排列。", "由高到低依次排列"],
] as const)("说法与所列各数相符：%s", ([source, quote]) => {
  expect(told(source)).toEqual({ found: [], held: [quote] });
});

test.for([
  ["一至四季度进出口分别为92.4亿元、108.5亿元、103.7亿元和115.6亿元，逐季走高。", "error 逐季走高"],
  ["三年支出分别为362万元、398万元、442万元，逐年下降。", "error 逐年下降"],
  ["三项满意度分别为92.03%、88.64%、91.30%，均超过90%。", "error 均超过90%"],
  ["各季度满意度均在95%以上，分别为96.2%、97.1%、94.8%、98.0%。", "error 均在95%"],
  ["近两年增速分别为9.4%和6.1%，增速有所加快。", "error 增速有所加快"],
  ["三地增速分别为31%、24%和28%，由城区向东、西两片依次递减。", "error 依次递减"],
] as const)("说法与所列各数不符：%s", ([source, finding]) => {
  expect(told(source).found).toEqual([finding]);
});

test.for([
  "进度逐步提高，投资12亿元。",
  "2个项目均由财政安排，投资30万元。",
  "签约12个、开工8个，逐年增长。",
  "三个项目投资分别为5亿元、6亿元，均达到序时进度，就业300人。",
])("没有可比的一列数时不作计较：%s", (source) => {
  expect(told(source).found).toEqual([]);
});
