import { describe, expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

const once = "数量指标：全年招引亿元以上项目个数，指标值应大于等于20个，实际完成49个，该指标已完成。";

describe("前后不一", () => {
  test("同一段话说了两遍，其中一个数不同", () => {
    expect(told(`${once}\n${once.replace("49个", "94个")}`, "restated")).toEqual(["疑点 94个 → 49个"]);
    expect(holding(`${once}\n${once}`, "restated")).toEqual(["20个 = 20个", "49个 = 49个"]);
  });

  test("同一名称前后两个数", () => {
    const source = "兑现示例甲公司装修改造补贴90万元。\n另有其他支出。\n其中示例甲公司装修改造补贴95万元已经拨付。";
    expect(told(source, "restated")).toEqual(["疑点 95万元 → 90万元"]);
  });

  test("下一年的打算与已经做到的是两回事", () => {
    const source =
      "一、去年工作回顾\n省级专精特新中小企业达到103户。\n二、明年工作安排\n省级专精特新中小企业达到130户。";
    expect(told(source, "restated")).toEqual([]);
    expect(told(source.replace("明年工作安排", "存在的问题"), "restated")).toEqual(["疑点 130户 → 103户"]);
  });

  test("只有几个，前面点过数", () => {
    const source = "亿元以上大项目9个，头部级项目2个。\n问题是大项目不多，头部级项目仅2个。";
    expect(told(source, "restated")).toEqual([]);
    expect(told(source.replace("仅2个", "仅3个"), "restated")).toEqual(["疑点 3个 → 2个"]);
  });

  test("金额重述时两位数字颠倒", () => {
    const source = "全年计划投资536亿元，上半年完成投资268亿元，占计划的50.0%。\n下一步，全力冲刺全年536亿元投资任务。";
    expect(told(source, "restated")).toEqual([]);
    expect(told(source.replace("冲刺全年536", "冲刺全年563"), "restated")).toEqual(["疑点 563亿元 → 536亿元"]);
    expect(told("2022年投入技改资金1224.5万元。\n2023年投入技改资金1242.5万元。", "restated")).toEqual([]);
  });

  test("几大产业前后不一", () => {
    expect(told("聚焦三大主导产业发力。\n所引项目均符合两大主导产业方向。", "restated")).toEqual(["疑点 两大 → 3大"]);
  });

  test("许多事项共用的栏目名称，各有各的数", () => {
    const source =
      "甲项目全年预算120万元，执行118万元。\n乙项目全年预算260万元，执行251万元。\n丙项目全年预算85万元，执行85万元。";
    expect(told(source, "restated")).toEqual([]);
  });
});

describe("指名的对照数与换算", () => {
  test.each([
    ["年初预算52.00万元，决算40.37万元，比年初预算减少11.63万元。", []],
    ["年初预算52.00万元，决算40.37万元，比年初预算减少16.13万元。", ["疑点 减少16.13万元 → 11.63万元"]],
  ])("%s", (source, expected) => {
    expect(told(source, "difference")).toEqual(expected);
  });

  test("上年的数在后文", () => {
    const source = "全年出口267.3亿元，增长10.5%。上年出口241.8亿元。";
    expect(told(source, "growth-rate")).toEqual([]);
    expect(told(source.replace("10.5%", "1.05%"), "growth-rate")).toEqual(["疑点 增长1.05% → 10.55%"]);
  });

  test("两个单位说的是同一个数", () => {
    expect(told("核准面积1,240公顷，折合12.40平方公里、18,600亩。", "unit-slip")).toEqual([]);
    expect(told("核准面积1,240公顷，折合12.40平方公里、16,800亩。", "unit-slip")).toEqual(["错误 16,800亩 → 18,600亩"]);
  });
});
