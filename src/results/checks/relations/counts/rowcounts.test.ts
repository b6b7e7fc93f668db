import { expect, test } from "vitest";
import { readMarkdown } from "#kit/documents/reading/markdown.ts";
import { checkDocument } from "../../rules.ts";

const rows = "| 类别 | 采购项目 | 金额（万元） |\n| --- | --- | --- |\n";
const table = `附表2 采购情况\n\n${rows}| 货物 | 电脑 | 12.00 |\n| 货物 | 打印机 | 3.50 |\n| 服务 | 物业 | 46.00 |\n| 服务 | 审计 | 8.00 |\n| 合计 |  | 69.50 |\n`;
const found = (source: string) =>
  checkDocument(readMarkdown(source))
    .findings.filter(({ rule }) => rule === "table-text")
    .map(({ at, expected }) => `${at.quote} → ${expected}`);

test.each<[string, string[]]>([
  ["全年采购项目共4项，详见附表2。", []],
  ["全年采购项目共5项，详见附表2。", ["5项 → 4"]],
  ["全年安排两类4项采购，见附表2。", []],
  ["其中主要采购项目2项，见附表2。", []],
  ["全年引进企业5家，分布见附表2。", []],
])("%s", (sentence, expected) => {
  expect(found(`${sentence}\n\n中间的一段。\n\n又一段。\n\n再一段。\n\n另一段。\n\n${table}`)).toEqual(expected);
});
