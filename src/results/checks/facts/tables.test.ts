import { describe, expect, test } from "vitest";
import { readText as readPlain } from "#kit/documents/reading/text.ts";
import { sheet } from "#tests/support/sheets.ts";
import { readText } from "./text.ts";
import { isTypo, significant } from "./typos.ts";

const tablesOf = (source: string) => readText(readPlain(source)).tables;

function shown(source: string) {
  return tablesOf(source).map((table) => ({
    titles: Array.from({ length: table.columns }, (_, column) => table.columnTitle(column)),
    rows: Array.from({ length: table.rows - table.body }, (_, at) => {
      const row = table.body + at;
      const figures = Array.from({ length: table.columns }, (_each, column) => table.figure(row, column)).flatMap(
        (fact) => (fact ? [`${fact.value}${fact.unit?.title ?? ""}`] : []),
      );
      return `${table.rowTitle(row)}: ${figures.join(" ")}`;
    }),
  }));
}

describe("表格的读法", () => {
  test("单位：列名、单位行、几种单位、计量单位列", () => {
    expect(shown(sheet("园区 | 企业数 | 税收（万元） | 增幅", "甲园 | 12 | 350.5 | 8.1"))[0]?.rows).toEqual([
      "甲园: 12家 350.5万元 8.1%",
    ]);
    expect(
      shown(`表1 兑现情况（单位：家次、万元）\n${sheet("条款 | 兑现企业 | 兑现金额", "租金 | 35 | 742.50")}`)[0]?.rows,
    ).toEqual(["租金: 35家次 742.5万元"]);
    expect(
      shown(
        sheet("指标 | 计量单位 | 2023年 | 同比增长（%）", "外资 | 万美元 | 5,200 | 8.3", "就业 | 人 | 1,230 | 2.5"),
      )[0]?.rows,
    ).toEqual(["外资/万美元: 5200万美元 8.3%", "就业/人: 1230人 2.5%"]);
  });

  test("两级表头，合并的格子散开了也认得", () => {
    const source = sheet("县区 | 引进资金 |  | 完成率", " | 目标 | 完成 | ", "东县 | 200 | 215.4 | 107.7%");
    expect(shown(source)[0]?.titles).toEqual(["县区", "引进资金/目标", "引进资金/完成", "完成率"]);
  });

  test("一个表格里的几块各有表头", () => {
    const [, second] = tablesOf(
      sheet(
        "项目资金 | 年初预算数 | 全年执行数 | 得分",
        "总额 | 100.00 | 90.00 | 9",
        "一级指标 | 年度指标值 | 实际完成值 | 得分",
        "产出 | ≥12场 | 13场 | 20",
      ),
    );
    expect(second?.columnTitle(1)).toBe("年度指标值");
    expect(second?.rows).toBe(2);
  });

  test("左右并列的两张表", () => {
    const tables = shown(
      sheet("项目 | 金额（万元） | 项目 | 金额（万元）", "收入 | 12.5 | 支出 | 11.5", "合计 | 12.5 | 合计 | 11.5"),
    );
    expect(tables.map(({ rows }) => rows)).toEqual([
      ["收入: 12.5万元", "合计: 12.5万元"],
      ["支出: 11.5万元", "合计: 11.5万元"],
    ]);
  });

  test("正负号、箭头、长数字；电话和编码不是数量", () => {
    const source = sheet(
      "名称 | 变化（%） | 余额（元） | 联系电话",
      "甲 | ↓5.2 | 1234567890 | 13800000001",
      "乙 | +3.1 | -200000000 | 13800000002",
    );
    expect(shown(source)[0]?.rows).toEqual(["甲: -5.2% 1234567890元", "乙: 3.1% -200000000元"]);
  });
});

describe("笔误", () => {
  test.each([
    ["452.90", "425.90", true],
    ["1,250", "1,260", true],
    ["224.80", "22.48", true],
    ["452.90", "452.90", false],
    ["452.90", "367.20", false],
    ["20", "200", false],
  ])("%s 与 %s", (a, b, expected) => {
    expect(isTypo(a, b, true)).toBe(expected);
  });
  test("小数点的移动只在同一单位里算", () => {
    expect(isTypo("1.86", "18.6", false)).toBe(false);
  });
  test("有效的位数", () => {
    expect(["452.90", "1,200", "0.05"].map(significant)).toEqual([4, 2, 1]);
  });
});
