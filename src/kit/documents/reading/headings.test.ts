import { describe, expect, test } from "vitest";
import { headingLevel, isCaption, isUnitLine } from "./headings.ts";

describe("凭编号认标题", () => {
  test.each([
    ["一、项目基本情况", 1],
    ["　　十二、其他需要说明的问题", 1],
    ["第一部分 单位概况", 0],
    ["第三部分2023年度其他重要事项", 0],
    ["第三章　绩效分析", 0],
    ["（一）机构设置", 2],
    ["(十一)存在的问题", 2],
    ["1.立项依据", 3],
    ["１．委托业务", 3],
    ["12、社会效益指标", 3],
    ["3. 可持续影响", 3],
    ["（1）数量指标", 4],
    ["①质量指标", 4],
    ["(12)质量指标", 4],
  ])("%s → %i", (text, level) => expect(headingLevel(text)).toBe(level));

  test.each([
    [""],
    ["一、"],
    ["（一）"],
    ["1."],
    ["1.5亿元"],
    ["1.5"],
    ["2023.12 全年情况"],
    ["123、某事"],
    ["第一部分内容已经完成"],
    ["一、总体情况。2023年预算执行良好"],
    ["（一）完成情况，"],
    ["1.基本支出1058.58万元"],
    ["（2）完成率98.5%"],
    ["1.按照要求，及时整改"],
    ["一、总体情况……………3"],
    ["一、总体情况\t12"],
    ["一、主要做法："],
    [`一、${"很长的一句话".repeat(8)}`],
    ["二〇二三年度"],
    ["三公经费"],
  ])("不是标题：%s", (text) => expect(headingLevel(text)).toBeNull());
});

test("极长的文字立即有答案", () => {
  expect(headingLevel("一".repeat(1_000_000))).toBeNull();
});

test("表题", () => {
  for (const text of ["表1 收支情况", "表 2-1：资金情况", "附表三", "表十二　明细", "表1．明细"])
    expect(isCaption(text)).toBe(true);
  for (const text of ["表1显示，支出增长", "表1 说明：见下表。", "表达式", "图1 结构", `表1 ${"长".repeat(90)}`]) {
    expect(isCaption(text)).toBe(false);
  }
});

test("单位行", () => {
  for (const text of ["单位：万元", "（金额单位:元）", " 计量单位：人"]) expect(isUnitLine(text)).toBe(true);
  for (const text of ["单位负责人", "主管单位：某局", "单位"]) expect(isUnitLine(text)).toBe(false);
});
