import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const report = (number: string) =>
  [
    `评价指标体系设2个一级指标，下设${number}个二级指标。`,
    "",
    "| 一级指标 | 二级指标 | 分值 |",
    "| --- | --- | --- |",
    "| 决策 | 立项 | 20 |",
    "| 决策 | 目标 | 30 |",
    "| 产出 | 数量 | 20 |",
    "| 产出 | 质量 | 30 |",
  ].join("\n");

test("二级指标的个数与表中的一列对得上", () => {
  expect(told(report("4"), "item-count")).toEqual([]);
  expect(told(report("6"), "item-count")).toEqual(["疑点 6个 → 4个"]);
});
