import { describe, expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

describe("几增几降", () => {
  test.each<[string, string[]]>([
    ["三项指标一升两降：签约额增长9.1%，到位额增长4.4%，开工率下降1.6%。", ["疑点 一升两降"]],
    ["四大行业四升一降，总体平稳。", ["疑点 四升一降 → 4"]],
    ["对甲国增长3.0%，对乙国下降2.1%，对丙国增长6.5%，一个国家实现增长。", ["疑点 一个国家实现增长 → 2"]],
  ])("%s", (source, expected) => {
    expect(told(source, "item-count")).toEqual(expected);
  });

  test("表列的升降", () => {
    const table = "市场\t进出口\t同比增速\n甲国\t20.1\t3.0\n乙国\t18.4\t-2.1\n丙国\t9.9\t6.5\n其他\t7.0\t1.2\n";
    expect(told(`三大市场两增一降\n\n${table}`, "item-count")).toEqual([]);
  });

  test.each([
    "三项指标两升一降：签约额增长9.1%，到位额增长4.4%，开工率下降1.6%。",
    "六大行业五升一降，其中食品业增长4.2%。",
    "落实“双增双减”要求，新增2个项目，降低成本3%。",
    "要实现两增一降，投资增长8.0%。",
  ])("反例：%s", (source) => {
    expect(told(source, "item-count")).toEqual([]);
  });

  test("核对通过", () => {
    expect(holding("三项指标两升一降：签约额增长9.1%，到位额增长4.4%，开工率下降1.6%。", "item-count")).not.toEqual([]);
  });
});
