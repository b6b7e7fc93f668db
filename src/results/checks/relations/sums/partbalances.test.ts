import { expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

const report = (spent: string) => `2022年度某中心整体绩效评价报告
1.部门预算资金执行情况分析
年初财政拨款预算数为300.00万元，财政部门实际下达预算指标为340.00万元。
全年实际执行支出310.00万元，执行率为91.18%。
二、招商引资专项经费项目绩效评价报告
该项目年初预算资金为200.00万元，年中调整后实际拨付资金为190.00万元。
该项目实际执行支出${spent}万元，剩余资金结转至下年度继续使用。`;

test("项目的结余大于部门的结余", () => {
  expect(told(report("150.00"), "part-balance")).toEqual(["疑点 150.00万元 → 余额不超过 30.00万元"]);
});

test("项目的结余在部门的结余之内", () => {
  expect(told(report("170.00"), "part-balance")).toEqual([]);
  expect(holding(report("170.00"), "part-balance")).toEqual([
    "190.00 − 170.00 = 20.00万元，不超过整体的 340.00 − 310.00 = 30.00万元",
  ]);
});

test("比部门还大的不是它的部分；只有预算没有支出的不比", () => {
  expect(told(report("150.00").replace("190.00", "1,900.00"), "part-balance")).toEqual([]);
  expect(told(report("150.00").replace("该项目实际执行支出", "该项目评价得分"), "part-balance")).toEqual([]);
});

const balanceReport = (left: string) => `一、预算安排
全年预算2,085.80万元，其中基本支出预算360.24万元。
二、预算执行
全年执行1,987.64万元，其中基本支出344.90万元。
三、结转结余
年末结转结余${left}万元，占全年预算的4.71%。`;

test("结余与前文的预算、支出相符", () => {
  expect(holding(balanceReport("98.16"), "part-balance")).toEqual(["2,085.80 − 1,987.64 = 98.16万元"]);
  expect(told(balanceReport("89.16"), "part-balance")).toEqual(["疑点 89.16万元 → 98.16万元"]);
});

test("含以前年度结转的结余不像笔误，不问", () => {
  expect(told(balanceReport("153.27"), "part-balance")).toEqual([]);
});
