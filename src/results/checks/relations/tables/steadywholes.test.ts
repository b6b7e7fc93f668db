import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("表外的总数", () => {
  test.each([
    [
      "table-formula",
      "全年签约65个项目，履约情况见下表。\n| 阶段 | 累计履约 | 履约率 |\n| --- | --- | --- |\n| 上半年 | 18 | 27.7% |\n| 前三季度 | 31 | 47.7% |\n| 全年 | 46 | 70.8% |",
      [],
    ],
    [
      "table-formula",
      "全年签约65个项目，履约情况见下表。\n| 阶段 | 累计履约 | 履约率 |\n| --- | --- | --- |\n| 上半年 | 18 | 27.7% |\n| 前三季度 | 31 | 44.7% |\n| 全年 | 46 | 70.8% |",
      ["疑点 44.7% → 47.7%"],
    ],
    [
      "table-formula",
      "全年签约65个项目，各县完成情况见下表。\n| 县 | 完成 | 完成率 |\n| --- | --- | --- |\n| 东平县 | 18 | 90.0% |\n| 临川县 | 31 | 86.1% |\n| 石桥县 | 46 | 97.9% |",
      [],
    ],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
