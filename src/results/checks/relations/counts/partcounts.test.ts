import { expect, test } from "vitest";
import { readMarkdown } from "#kit/documents/reading/markdown.ts";
import { told } from "#tests/support/told.ts";
import { checkDocument } from "../../rules.ts";

test.each<[string, string[]]>([
  ["推进九大示范工程，其中已完工4个、在建3个、前期2个。", []],
  ["推进八大示范工程，其中已完工4个、在建3个、前期2个。", ["疑点 八大 → 9大"]],
  ["15个重点项目中，按期完成11个、正在推进3个、进度滞后1个。", []],
  ["16个重点项目中，按期完成11个、正在推进3个、进度滞后1个。", ["疑点 16个 → 15个"]],
  ["引进六家企业，其中内资四家、外资三家。", ["错误 六家 → 7家"]],
  ["五个园区中，甲园引进12个、乙园引进8个、丙园引进6个。", []],
  ["全区9个街道，6个超序时进度，3个未达序时进度。", []],
  ["全区9个街道，7个超序时进度，3个未达序时进度。", ["疑点 9个 → 10个"]],
  ["12个部门，完成率高于90%的8个，低于90%的4个。", []],
  ["12个部门，完成率高于90%的8个，低于90%的3个。", ["疑点 12个 → 11个"]],
  ["10个县区，6个获评优秀，3个进入前十。", []],
  ["十大重点项目中，亿元以上8个、外资5个，均已开工。", []],
])("%s", (source, expected) => {
  expect(told(source, "total-parts")).toEqual(expected);
});

test.each<[string, string[]]>([
  ["抽查项目13个，评价等次为5优7良1中。", []],
  ["抽查项目13个，评价等次为5优6良1中。", ["疑点 13个 → 12"]],
  ["本年自评项目7个，4个为优、2个为良、1个为中。", []],
  ["本年自评项目8个，4个为优、2个为良、1个为中。", ["疑点 8个 → 7"]],
  ["建成3个良种基地和2个优质粮源基地。", []],
])("等级个数：%s", (source, expected) => {
  expect(told(source, "grade")).toEqual(expected);
});

test("等级个数以表中所列为准", () => {
  const table = "\n| 项目 | 等级 |\n| --- | --- |\n| 甲 | 优 |\n| 乙 | 优 |\n| 丙 | 良 |\n\n";
  const found = (sentence: string) =>
    checkDocument(readMarkdown(table + sentence))
      .findings.filter(({ rule }) => rule === "grade")
      .map(({ at, expected }) => `${at.quote} → ${expected}`);
  expect(found("评价结果为2优1良。")).toEqual([]);
  expect(found("评价结果为1优2良。")).toEqual(["1优 → 2", "2良 → 1"]);
});
