import { describe, expect, test } from "vitest";
import { sheet } from "#tests/support/sheets.ts";
import { holding, told } from "#tests/support/told.ts";

const funds = (row: string) =>
  sheet(
    "项目 | 预算数（万元） | 执行数（万元） | 结余（万元） | 执行率",
    "活动 | 420.00 | 401.80 | 18.20 | 95.67%",
    "驻点 | 380.00 | 372.60 | 7.40 | 98.05%",
    row,
  );

describe("表内算式", () => {
  test("执行率与结余", () => {
    const source = funds("奖励 | 500.00 | 436.00 | 64.00 | 87.20%");
    expect(told(source, "table-formula")).toEqual([]);
    expect(holding(source, "table-formula")).toContain("436.00 ÷ 500.00 = 87.20%");
    expect(holding(source, "table-formula")).toContain("500.00 − 436.00 = 64.00万元");
  });

  test.each([
    ["执行率错", "奖励 | 500.00 | 436.00 | 64.00 | 78.20%", ["错误 78.20% → 87.20%"]],
    ["结余错", "奖励 | 500.00 | 436.00 | 46.00 | 87.20%", ["错误 46.00 → 64.00万元"]],
    [
      "预算错，两处不符",
      "奖励 | 550.00 | 436.00 | 64.00 | 87.20%",
      ["错误 64.00 → 114.00万元", "错误 87.20% → 79.27%"],
    ],
    ["没有预算的一行不算", "奖励 | — | 436.00 | — | —", []],
  ])("%s", (_, row, expected) => {
    expect(told(funds(row), "table-formula")).toEqual(expected);
  });

  test.each([
    ["同比带正负号", "云县 | 6,518 | 6,203 | +315 | +5.08%", []],
    ["符号反了", "云县 | 6,518 | 6,203 | -315 | +5.08%", ["错误 -315 → 315万美元"]],
    ["增长率错", "云县 | 6,518 | 6,203 | +315 | +8.05%", ["错误 8.05% → 5.08%"]],
  ])("%s", (_, row, expected) => {
    const source = sheet(
      "区县 | 2024年（万美元） | 2023年（万美元） | 增减额（万美元） | 增减率",
      "新区 | 21,765 | 17,410 | +4,355 | +25.01%",
      "白县 | 9,872 | 11,024 | -1,152 | -10.45%",
      row,
    );
    expect(told(source, "table-formula")).toEqual(expected);
  });

  test.each([
    ["对得上", "丙园 | 31.20 | 18.40 | 15.10 | 0.50 | 1.20 | 64.00", []],
    ["总分错", "丙园 | 31.20 | 18.40 | 15.10 | 0.50 | 1.20 | 46.00", ["错误 46.00 → 64.00分"]],
    ["一项错", "丙园 | 31.20 | 14.80 | 15.10 | 0.50 | 1.20 | 64.00", ["错误 64.00 → 60.40分"]],
  ])("总分是各项相加、扣分除外：%s", (_, row, expected) => {
    const source = sheet(
      "园区 | 发展 | 招商 | 用地 | 加分 | 扣分 | 总分",
      "甲园 | 36.40 | 22.80 | 17.60 | 2.00 | 0.50 | 78.30",
      "乙园 | 35.10 | 21.40 | 18.30 | 1.50 | 1.00 | 75.30",
      row,
    );
    expect(told(source, "table-formula")).toEqual(expected);
  });

  test("占比以合计为分母，累计逐行相加", () => {
    const source = (share: string, sum: string) =>
      sheet(
        "批次 | 金额（万元） | 占比 | 累计金额（万元）",
        "第一批 | 150.00 | 25.00% | 150.00",
        `第二批 | 210.00 | ${share} | 360.00`,
        `第三批 | 240.00 | 40.00% | ${sum}`,
        "合计 | 600.00 | 100.00% | —",
      );
    expect(told(source("35.00%", "600.00"), "table-formula")).toEqual([]);
    expect(told(source("53.00%", "600.00"), "table-formula")).toEqual(["错误 53.00% → 35.00%"]);
    expect(told(source("35.00%", "660.00"), "table-formula")).toEqual(["错误 660.00 → 600.00万元"]);
  });

  test("亩均、单位能耗跨越数量级", () => {
    const source = (cell: string) =>
      sheet(
        "园区 | 用地（亩） | 产值（亿元） | 能耗（吨） | 亩均产值（万元/亩） | 单位产值能耗（吨/万元）",
        "甲 | 3,150 | 138.50 | 83,100 | 439.7 | 0.060",
        `乙 | 2,480 | 116.20 | 139,440 | ${cell} | 0.120`,
        "丙 | 2,260 | 145.80 | 43,740 | 645.1 | 0.030",
      );
    expect(told(source("468.5"), "table-formula")).toEqual([]);
    expect(told(source("486.5"), "table-formula")).toEqual(["错误 486.5 → 468.5万元/亩"]);
  });

  test("单价乘数量，期初加收入减支出，年初加追加减调减", () => {
    const buying = (sum: string) =>
      sheet(
        "品名 | 单价（元） | 数量（台） | 金额（万元）",
        "电脑 | 6,500 | 20 | 13.00",
        "打印机 | 2,400 | 15 | 3.60",
        `投影仪 | 8,800 | 5 | ${sum}`,
      );
    expect(told(buying("4.40"), "table-formula")).toEqual([]);
    expect(told(buying("44.00"), "table-formula")).toEqual(["错误 44.00 → 4.40万元"]);
    const balance = (end: string) =>
      sheet(
        "基金 | 年初结转（万元） | 本年收入（万元） | 本年支出（万元） | 年末结转（万元）",
        "甲 | 100.00 | 520.00 | 560.00 | 60.00",
        "乙 | 0.00 | 80.00 | 75.50 | 4.50",
        `丙 | 12.00 | 30.00 | 41.00 | ${end}`,
      );
    expect(told(balance("1.00"), "table-formula")).toEqual([]);
    expect(told(balance("10.00"), "table-formula")).toEqual(["错误 10.00 → 1.00万元"]);
  });

  test("行与行之间的算式", () => {
    const source = (rate: string) =>
      sheet(
        "项目 | 2022年 | 2023年 | 2024年",
        "预算数（万元） | 800.00 | 900.00 | 1,000.00",
        "执行数（万元） | 760.00 | 873.00 | 940.00",
        `执行率 | 95.00% | ${rate} | 94.00%`,
      );
    expect(told(source("97.00%"), "table-formula")).toEqual([]);
    expect(told(source("79.00%"), "table-formula")).toEqual(["错误 79.00% → 97.00%"]);
  });

  test("列名没说，数字说出来的算式只作疑点", () => {
    const source = (cell: string) =>
      sheet(
        "单位 | 编制 | 实有 | 男 | 女",
        "甲 | 130 | 127 | 75 | 52",
        "乙 | 120 | 118 | 58 | 60",
        "丙 | 112 | 110 | 64 | 46",
        "丁 | 116 | 113 | 69 | 44",
        `戊 | 125 | 121 | 70 | ${cell}`,
      );
    expect(told(source("51"), "table-formula")).toEqual([]);
    expect(told(source("15"), "table-formula")).toEqual(["疑点 15 → 51"]);
  });

  test.each([
    ["三行小表里的巧合", sheet("月份 | 签约 | 开工 | 投产", "1月 | 5 | 2 | 3", "2月 | 4 | 1 | 3", "3月 | 8 | 3 | 1")],
    [
      "地区生产总值按可比价增长",
      sheet(
        "指标 | 2023年（亿元） | 2022年（亿元） | 同比增长（%）",
        "地区生产总值 | 512.30 | 480.10 | 6.0",
        "固定资产投资 | 210.00 | 200.00 | 5.0",
        "社会消费品零售总额 | 105.00 | 100.00 | 5.0",
      ),
    ],
    [
      "完成率另有口径",
      sheet(
        "项目 | 目标（个） | 完成（个） | 完成率",
        "甲 | 20 | 12 | 96.0%",
        "乙 | 30 | 15 | 88.0%",
        "丙 | 10 | 9 | 97.5%",
      ),
    ],
  ])("不说：%s", (_, source) => {
    expect(told(source, "table-formula")).toEqual([]);
  });
});
