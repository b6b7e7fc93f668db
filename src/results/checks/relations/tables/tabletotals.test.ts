import { describe, expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";
import { sheet } from "#tests/support/sheets.ts";

const regions = (...rows: string[]) => sheet("区域 | 项目（个） | 投资（亿元） | 平均投资", ...rows);

describe("表内合计", () => {
  test("合计行等于各行之和", () => {
    const source = regions("甲区 | 14 | 71.20 | 5.09", "乙区 | 11 | 62.50 | 5.68", "合计 | 25 | 133.70 | 5.35");
    expect(told(source, "table-total")).toEqual([]);
    expect(holding(source, "table-total")).toEqual(["14 + 11 = 25个", "71.20 + 62.50 = 133.70亿元"]);
  });

  test.each([
    ["一列不符", "合计 | 25 | 137.30 | 5.35", ["错误 137.30 → 133.70亿元"]],
    ["合计叫全市合计", "全市合计 | 26 | 133.70 | 5.35", ["错误 26 → 25个"]],
    ["合计带编号和空格", "三、合　计 | 26 | 133.70 | 5.35", ["错误 26 → 25个"]],
    ["全市不只是所列各区，只问", "全市 | 26 | 133.70 | 5.35", ["疑点 26 → 25个"]],
    ["平均不求和", "平均 | 12.5 | 66.85 | 5.35", []],
  ])("%s", (_, last, expected) => {
    expect(told(regions("甲区 | 14 | 71.20 | 5.09", "乙区 | 11 | 62.50 | 5.68", last), "table-total")).toEqual(
      expected,
    );
  });

  test("合计在第一行", () => {
    const source = regions("合计 | 25 | 133.70 | 5.35", "甲区 | 14 | 71.20 | 5.09", "乙区 | 12 | 62.50 | 5.68");
    expect(told(source, "table-total")).toEqual(["错误 25 → 26个"]);
  });

  test.each([
    ["都对", "小计 | 23 | 114.20 | 5", "合计 | 48 | 247.90 | 5", []],
    ["小计错", "小计 | 32 | 114.20 | 5", "合计 | 48 | 247.90 | 5", ["错误 32 → 23个"]],
    ["合计错", "小计 | 23 | 114.20 | 5", "合计 | 48 | 274.90 | 5", ["错误 274.90 → 247.90亿元"]],
  ])("小计与合计：%s", (_, west, all, expected) => {
    const source = regions(
      "甲园 | 14 | 71.20 | 5",
      "乙园 | 11 | 62.50 | 5",
      "小计 | 25 | 133.70 | 5",
      "丙园 | 16 | 84.80 | 5",
      "丁园 | 7 | 29.40 | 5",
      west,
      all,
    );
    expect(told(source, "table-total")).toEqual(expected);
  });

  test("本年收入合计与年初结转之和是收入总计", () => {
    const rows = ["一、财政拨款 | 120.50", "二、其他收入 | 4.50", "本年收入合计 | 125.00", "年初结转和结余 | 5.00"];
    const held = holding(sheet("项目 | 决算数（万元）", ...rows, "收入总计 | 130.00"), "table-total");
    expect(held).toEqual(["120.50 + 4.50 = 125.00万元", "125.00 + 5.00 = 130.00万元"]);
    expect(told(sheet("项目 | 决算数（万元）", ...rows, "收入总计 | 131.00"), "table-total")).toEqual([
      "疑点 131.00 → 130.00万元",
    ]);
  });

  test("其中不重复计算，也不大于所属的一行", () => {
    const source = (part: string) =>
      sheet(
        "项目 | 金额（万元） | 户数（户）",
        "奖励 | 60.00 | 6",
        `其中：甲企业 | ${part} | 1`,
        "补贴 | 40.00 | 4",
        "合计 | 100.00 | 10",
      );
    expect(told(source("20.00"), "table-total")).toEqual([]);
    expect(told(source("80.00"), "table-total")).toEqual(["疑点 80.00 → 不超过 60.00万元"]);
  });

  test("类、款、项逐级相加", () => {
    const source = (leaf: string) =>
      sheet(
        "科目编码 | 科目名称 | 合计（万元） | 基本支出（万元） | 项目支出（万元）",
        "201 | 一般公共服务支出 | 900.00 | 500.00 | 400.00",
        "20113 | 商贸事务 | 900.00 | 500.00 | 400.00",
        `2011308 | 招商引资 | ${leaf} | - | ${leaf}`,
        "2011350 | 事业运行 | 500.00 | 500.00 | -",
        "208 | 社会保障和就业支出 | 100.00 | 100.00 | -",
        " | 合计 | 1,000.00 | 600.00 | 400.00",
      );
    expect(told(source("400.00"), "accounts-classes")).toEqual([]);
    expect(told(source("430.00"), "accounts-classes")).toEqual([
      "错误 900.00 → 930.00万元",
      "错误 400.00 → 430.00万元",
    ]);
    expect(told(source("430.00"), "table-total")).toEqual([]);
  });

  test("合计列等于它所跨的各列", () => {
    const source = (cell: string) =>
      sheet(
        "阶段 | 装备 | 材料 | 物流 | 合计",
        "已签约 | 8 | 7 | 4 | 19",
        `已开工 | 14 | 11 | 6 | ${cell}`,
        "已投产 | 5 | 4 | 5 | 14",
      );
    expect(told(source("31"), "table-total")).toEqual([]);
    expect(told(source("13"), "table-total")).toEqual(["错误 13 → 31"]);
  });

  test("两级表头：小计是本组各列之和", () => {
    const source = (cell: string) =>
      sheet(
        "年度 | 合计 | 出国费 | 用车费 |  |  | 接待费",
        " |  |  | 小计 | 购置费 | 运行费 | ",
        "2021年预算（万元） | 56.00 | 20.00 | 26.00 | 18.00 | 8.00 | 10.00",
        "2022年预算（万元） | 50.00 | 20.00 | 20.00 | 12.00 | 8.00 | 10.00",
        `2023年预算（万元） | 47.60 | 15.50 | ${cell} | 18.00 | 7.10 | 7.00`,
      );
    expect(told(source("25.10"), "table-total")).toEqual([]);
    expect(told(source("21.50"), "table-total")).toEqual(["错误 21.50 → 25.10万元"]);
  });

  test.each([
    ["前几名的表不是全部", "2023年投资前三名", "合计 | 68 | 210.50"],
    ["位次、年份、编码不相加", "2023年情况", ""],
  ])("%s", (_, title, last) => {
    const source = sheet(
      "街道 | 项目（个） | 投资（亿元）",
      "甲 | 12 | 35.20",
      "乙 | 10 | 30.10",
      "丙 | 9 | 28.00",
      ...(last ? [last] : []),
    );
    expect(told(`${title}\n${source}`, "table-total")).toEqual([]);
  });

  test("月份、季度、全年", () => {
    const months = [
      "1月 | 5 | 3",
      "2月 | 4 | 2",
      "3月 | 8 | 5",
      "一季度 | 17 | 10",
      "4月 | 6 | 4",
      "5月 | 7 | 6",
      "6月 | 9 | 8",
    ];
    const source = (half: string) =>
      sheet("月份 | 签约（个） | 注册（个）", ...months, "二季度 | 22 | 18", `合计 | ${half} | 28`);
    expect(told(source("39"), "table-total")).toEqual([]);
    expect(told(source("93"), "table-total")).toEqual(["错误 93 → 39个"]);
  });

  test("四舍五入的整数金额只提示，个数不放过", () => {
    const money = sheet("园区 | 金额（万元）", "甲 | 10", "乙 | 11", "丙 | 12", "合计 | 34");
    const count = sheet("园区 | 企业（家）", "甲 | 10", "乙 | 11", "丙 | 12", "合计 | 34");
    expect(told(money, "table-total")).toEqual(["提示 34 → 33万元"]);
    expect(told(count, "table-total")).toEqual(["错误 34 → 33家"]);
  });

  test("左右两半各是一张表", () => {
    const source = (total: string) =>
      sheet(
        "收入项目 | 金额（万元） | 支出项目 | 金额（万元）",
        "财政拨款 | 120.00 | 基本支出 | 70.00",
        "其他收入 | 10.00 | 项目支出 | 60.00",
        `收入合计 | 130.00 | 支出合计 | ${total}`,
      );
    expect(told(source("130.00"), "table-total")).toEqual([]);
    expect(told(source("103.00"), "table-total")).toEqual(["错误 103.00 → 130.00万元"]);
  });
});
