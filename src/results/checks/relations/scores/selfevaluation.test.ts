import { describe, expect, test } from "vitest";
import { executionScore, fallingScore, gradeFor, isFarBeyond, risingScore, standardBands } from "./selfevaluation.ts";

const rounded = (value: number) => Number(value.toFixed(2));

describe("自评的算法", () => {
  test.each([
    [10, 148.23, 190, 7.8],
    [10, 310.42, 341.98, 9.08],
    [10, 50, 40, 10],
    [10, 50, 0, 0],
  ])("执行率得分 %d × %d ÷ %d", (weight, spent, budget, score) => {
    expect(rounded(executionScore(weight, spent, budget))).toBe(score);
  });

  test.each([
    [10, 5000, 4500, 9],
    [10, 120, 155.62, 10],
    [10, 0, 3, 10],
  ])("越多越好：%d 分，目标 %d，完成 %d", (weight, target, actual, score) => {
    expect(rounded(risingScore(weight, target, actual))).toBe(score);
  });

  test.each([
    [10, 337.05, 310.42, 10],
    [10, 337.05, 400, 8.43],
  ])("越少越好：%d 分，目标 %d，完成 %d", (weight, target, actual, score) => {
    expect(rounded(fallingScore(weight, target, actual))).toBe(score);
  });

  test.each([
    [90, "优"],
    [89.99, "良"],
    [80, "良"],
    [60, "中"],
    [59.9, "差"],
  ])("%d 分为%s", (score, grade) => {
    expect(gradeFor(score, standardBands)).toBe(grade);
  });

  test("超过三成才算偏离", () => {
    expect(isFarBeyond(120, 155.62)).toBe(false);
    expect(isFarBeyond(20, 49)).toBe(true);
  });
});
