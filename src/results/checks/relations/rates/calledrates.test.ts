import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("按名称找的比率", () => {
  test.each([
    // Part and whole in two sentences or paragraphs; two wholes that add up.
    ["年初安排养护资金3000万元，年中追加200万元。\n截至年末实际支出2880万元。预算执行率为90.00%。", []],
    [
      "年初安排养护资金3000万元，年中追加200万元。\n截至年末实际支出2880万元。预算执行率为97.00%。",
      ["疑点 97.00% → 96.00%"],
    ],
    ["审计报告指出问题50个。各单位建立台账。\n目前已完成整改46个，正在整改4个，整改完成率92.0%。", []],
    [
      "审计报告指出问题50个。各单位建立台账。\n目前已完成整改46个，正在整改4个，整改完成率95.0%。",
      ["疑点 95.0% → 92.0%"],
    ],
    ["其中新建项目60个，续建项目40个。\n新建项目已开工51个，开工率85%。", []],
    ["其中新建项目60个，续建项目40个。\n新建项目已开工51个，开工率91%。", ["疑点 91% → 85%"]],
    // What is left over is told behind the rate.
    ["全年政策资金预算5000万元，执行率为84.00%，结余800万元。", []],
    ["全年政策资金预算5000万元，执行率为88.00%，结余800万元。", ["疑点 88.00% → 84.00%"]],
    // No doing, no figures, or a goal: nothing to say.
    ["受理诉求500件，办结率力争达到98%。", []],
    ["种植面积500亩。全市办结率96%。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "ratio")).toEqual(expected);
  });

  test("前一段的目标", () => {
    const of = (rate: string) =>
      `目标任务：新增城镇就业5000人。\n\n完成情况：新增城镇就业5250人，完成年度任务的${rate}。`;
    expect(told(of("105.0%"), "target-actual")).toEqual([]);
    expect(told(of("115.0%"), "target-actual")).toEqual(["疑点 115.0% → 105.0%"]);
  });
});

describe("分别的比率", () => {
  test.each([
    ["交办建议80件、提案150件。\n按期办结建议80件、提案147件。办结率分别为100%和98.0%。", []],
    ["交办建议80件、提案150件。\n按期办结建议80件、提案147件。办结率分别为100%和96.5%。", ["疑点 96.5% → 98.0%"]],
  ])("%s", (source, expected) => {
    expect(told(source, "ratio")).toEqual(expected);
  });

  test("两年各两数", () => {
    const of = (rate: string) => `去年立案400件，结案380件；今年立案440件，结案399件，同比分别增长${rate}和5%。`;
    expect(told(of("10%"), "growth-rate")).toEqual([]);
    expect(told(of("13%"), "growth-rate")).toEqual(["疑点 增长13% → 10%"]);
  });
});

describe("比例", () => {
  test.each([
    ["资金按5:3:2的比例分担，分别为500万元、300万元和200万元。", []],
    ["资金按5:3:2的比例分担，分别为500万元、330万元和200万元。", ["疑点 5:3:2"]],
    ["专任教师500名，在校学生7500名，师生比为1:15。", []],
    ["专任教师500名，在校学生7500名，师生比为1:17。", ["疑点 1:17"]],
    // A share of the whole in round numbers; what it was before is of other figures.
    ["产业结构由10:45:45调整为8:42:50，增加值分别为8亿元、42亿元和50亿元。", []],
    ["地图比例尺为1:500，共绘制120张、覆盖80个村。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "ratio").map((each) => each.replace(/ →.*/, ""))).toEqual(expected);
  });
});
