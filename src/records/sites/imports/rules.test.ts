import { describe, expect, test } from "vitest";
import { areaOf, kindOf, loadOf, rentOf, writtenOf } from "./rules.ts";

describe("带单位的数", () => {
  test.each([
    ["12,000㎡", "面积", { number: 12000, unit: "㎡" }],
    ["８６．５", "用地面积（亩）", { number: 86.5, unit: "亩" }],
    ["约3000 平方米", "面积", { number: 3000, unit: "平方米" }],
    ["8.1", "层高", { number: 8.1, unit: "" }],
  ])("%s，列名 %s", (text, title, value) => expect(writtenOf(text, title)).toEqual({ value }));

  test("看不懂的说清楚", () => expect(writtenOf("面议", "面积")).toEqual({ problem: expect.stringContaining("面议") }));
});

test.each([
  ["landPlot", "亩", 100, 100],
  ["landPlot", "公顷", 2, 30],
  ["landPlot", "平方米", 66666.67, 100],
  ["factorySpace", "万㎡", 1.2, 12000],
  ["officeSpace", "", 800, 800],
] as const)("%s 的面积，单位“%s”", (kind, unit, number, value) =>
  expect(areaOf(kind, { number, unit })).toEqual({ value }),
);

test("厂房不能按亩", () =>
  expect(areaOf("factorySpace", { number: 3, unit: "亩" })).toEqual({ problem: expect.stringContaining("平方米") }));

test.each([
  ["kg/㎡", 1500, 1.5],
  ["吨/㎡", 2, 2],
  ["kn/㎡", 9.8, 1],
])("承重 %s", (unit, number, value) => expect(loadOf({ number, unit })).toEqual({ value }));

test("按天、按年的租金折成每月并说明；面议看不懂", () => {
  expect(rentOf("25", "租金（元/㎡/月）")).toEqual({ value: "25.00" });
  expect(rentOf("1.2元/㎡/天", "租金")).toMatchObject({ value: "36.50", warning: expect.stringContaining("按天") });
  expect(rentOf("240", "租金（元/㎡/年）")).toMatchObject({ value: "20.00" });
  expect(rentOf("面议", "租金")).toMatchObject({ problem: expect.stringContaining("面议") });
});

test.each([
  ["东区3号地块", "", "landPlot"],
  ["示例产业园", "", "park"],
  ["2号标准厂房", "", "factorySpace"],
  ["科创中心A座5层", "", "officeSpace"],
  ["A3栋", "", "building"],
  ["东区备用", "亩", "landPlot"],
  ["东区备用", "", null],
])("“%s”按名称判断", (name, unit, kind) => expect(kindOf(name, unit)).toBe(kind));
