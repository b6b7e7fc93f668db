import { describe, expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

describe("升降、持平", () => {
  test.each<[string, string[]]>([
    ["户均用水18.6吨，比上年的19.2吨略有上升。", ["错误 略有上升 → 下降"]],
    ["户均用水18.6吨，比上年的19.2吨大幅下降。", ["疑点 大幅下降 → 下降"]],
    ["评审周期由16天延长到11天。", ["错误 延长 → 下降"]],
    ["合同履约率从81.5%下降到86.3%。", ["错误 下降 → 上升"]],
    ["甲项办结33件，比上年的29件减少，乙项办结14件，比上年的17件增加。", ["错误 减少 → 上升", "疑点 增加 → 下降"]],
  ])("%s", (source, expected) => {
    expect(told(source, "direction")).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ["全年开办讲座26期，与上年的22期持平。", ["错误 持平 → 增加"]],
    ["绿地面积31.8万平方米，与上年38.5万平方米基本持平。", ["错误 基本持平 → 减少"]],
  ])("%s", (source, expected) => {
    expect(told(source, "difference")).toEqual(expected);
  });

  test.each([
    "由上年的第19位上升到第12位；较上年的18场有所增加，主要是专题活动。",
    "户均用水18.6吨，比上年的19.2吨略有下降；绿地面积31.8万平方米，与上年31.5万平方米基本持平。",
    "装备类签约35个，比上年的28个增长25%，其他类比上年的20个增长15%，达到23个。",
  ])("反例：%s", (source) => {
    expect([...told(source, "direction"), ...told(source, "difference"), ...told(source, "growth-rate")]).toEqual([]);
  });

  test("相符的记下来", () => {
    expect(holding("评审周期由16天压缩到11天。", "direction")).toEqual(["11天 < 16天"]);
  });
});

describe("指名的本年数", () => {
  const list = "新签约装备类项目50个、材料类项目36个、轻纺类项目20个。";

  test.each<[string, string[]]>([
    [`${list}装备类项目比上年的40个下降25%。`, ["疑点 下降25% → 下降"]],
    [`${list}装备类项目比上年的40个增长52%。`, ["疑点 增长52% → 25%"]],
    [`${list}材料类项目比上年的30个持平。`, ["疑点 持平 → 增加"]],
  ])("%s", (source, expected) => {
    expect(told(source).filter((each) => /疑点|错误/.test(each))).toHaveLength(expected.length);
  });

  test("反例", () => {
    expect(
      told(`${list}装备类项目比上年的40个增长25%，轻纺类项目比上年的20个持平，外资类项目比上年的8个减少。`),
    ).toEqual([]);
  });
});

describe("未写明的对照数", () => {
  test.each<[string, string[]]>([
    ["4月份成交52.00万吨，5月份成交57.20万吨，环比下降10.00%。", ["疑点 下降10.00% → 增加"]],
    ["全年办结诉求1320件。上年办结诉求1100件，同比下降20.00%。", ["疑点 下降20.00% → 增加"]],
    ["投放贷款630万元（上年700万元），同比增长10.00%。", ["疑点 增长10.00% → 减少"]],
  ])("%s", (source, expected) => {
    expect(told(source, "direction").length).toBe(expected.length);
  });

  test.each([
    "签约48个，开工24个，开工同比下降50%。",
    "4月份成交52.00万吨，5月份成交57.20万吨，环比增长10.00%。",
    "6月末余额318.60亿元，较5月末的312.40亿元增加6.20亿元，环比增长1.98%。",
  ])("反例：%s", (source) => {
    expect(told(source, "direction")).toEqual([]);
  });
});
