import { expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

const table = `表1 各片区资金拨付（单位：万元）
片区\t计划金额\t已拨付金额\t拨付率
东片区\t1,480.20\t1,352.70\t91.39%
西片区\t1,265.40\t1,265.40\t100.00%
北片区\t986.30\t641.80\t65.07%
合计\t3,731.90\t3,259.90\t87.35%
`;

test.each([
  ["东片区未拨付127.50万元。", []],
  ["东片区未拨付172.50万元。", ["疑点 172.50万元 → 127.50万元"]],
  ["北片区未拨付344.50万元，涉及6家企业。", []],
  // Far from any difference of the row: something else.
  ["东片区结余18.36万元。", []],
])("一行两数之差：%s", (said, expected) => {
  expect(told(table + said, "table-text")).toEqual(expected);
});

test.each([
  ["北片区拨付率最低，比全县平均水平低22.28个百分点。", []],
  ["北片区拨付率最低，比全县平均水平低28.22个百分点。", ["疑点 28.22个百分点 → 22.28个百分点"]],
  ["北片区拨付率最低，比东片区低26.32个百分点。", []],
  ["北片区拨付率最低，比东片区低23.62个百分点。", ["疑点 23.62个百分点 → 26.32个百分点"]],
])("两行比率之差：%s", (said, expected) => {
  expect(told(table + said, "percent-point").map((line) => line.replace(/ [\p{Script=Han}]*(?=\d)/u, " "))).toEqual(
    expected,
  );
});

const composed = `表2 支出决算（单位：万元）
科目\t合计\t基本支出\t项目支出
粮油物资储备支出\t164.35\t0.00\t164.35
住房保障支出\t92.40\t92.40\t0.00
合计\t256.75\t92.40\t164.35
`;

test.each([
  ["粮油物资储备支出164.35万元，全部为项目支出。", []],
  ["粮油物资储备支出164.35万元，全部为基本支出。", ["疑点 全部为基本支出 → 项目支出"]],
  ["粮油物资储备支出164.35万元，全部为一般性支出。", []],
])("构成与表：%s", (said, expected) => {
  expect(told(composed + said, "table-text")).toEqual(expected);
});
