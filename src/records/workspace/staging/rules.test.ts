import { describe, expect, test } from "vitest";
import { columnsOf, formOf, guessHeaderRow, maskedSample, plainTitle, proposeMapping, unitOf } from "./rules.ts";

const fields = [
  { field: "name", title: "企业名称", aliases: ["公司名称", "单位名称", "名称"] },
  { field: "creditCode", title: "统一社会信用代码", aliases: ["信用代码"] },
  { field: "capital", title: "注册资本", aliases: ["注册资金"] },
  { field: "address", title: "地址", aliases: ["注册地址"] },
  { field: "contact1", title: "联系人", aliases: ["姓名"] },
  { field: "phone1", title: "电话", aliases: ["联系电话"] },
  { field: "contact2", title: "联系人2", aliases: ["第二联系人", "联系人", "姓名"] },
  { field: "phone2", title: "电话2", aliases: ["电话", "联系电话"] },
];
const rowsOf = (...rows: string[][]) => rows.map((cells, i) => ({ number: i + 1, cells }));

describe("认标题行", () => {
  test.each<[string, string[][], number]>([
    [
      "第一行就是标题",
      [
        ["企业名称", "信用代码"],
        ["甲公司", "9111"],
      ],
      1,
    ],
    [
      "上面有大标题和单位",
      [["某区重点企业台账"], ["", "", "单位：万元"], ["序号", "单位名称", "注册资金"], ["1", "甲公司", "5000"]],
      3,
    ],
    [
      "两行表头取下一行",
      [
        ["企业名称", "联系人", ""],
        ["", "姓名", "联系电话"],
        ["甲公司", "王明", "13800001111"],
      ],
      2,
    ],
    [
      "标题下紧跟数据，数据不被当作标题",
      [
        ["企业名称", "电话"],
        ["名称", "13800001111"],
      ],
      1,
    ],
    ["没有认识的标题时取第一行像标题的", [["说明"], ["A列", "B列"], ["1", "2"]], 2],
    ["空表", [], 1],
  ])("%s", (_title, rows, expected) => expect(guessHeaderRow(rowsOf(...rows), fields)).toBe(expected));

  test("合并单元格里的标题从上一行补", () => {
    const rows = rowsOf(["企业名称", "联系人", ""], ["", "姓名", "联系电话"], ["甲公司", "王明", "138"]);
    expect(columnsOf(rows, 2).map(({ title }) => title)).toEqual(["企业名称", "姓名", "联系电话"]);
  });
  test("大标题不会当作列名", () => {
    const columns = columnsOf(rowsOf(["某区台账"], ["", "企业名称"], ["1", "甲公司"]), 2);
    expect(columns.map(({ letter, title }) => [letter, title])).toEqual([
      ["A", ""],
      ["B", "企业名称"],
    ]);
  });
  test("样例取前三个有内容的", () => {
    const columns = columnsOf(rowsOf(["企业名称"], [""], ["甲"], ["乙"], ["丙"], ["丁"]), 1);
    expect(columns[0]?.samples).toEqual(["甲", "乙", "丙"]);
  });
});

describe("配列", () => {
  const propose = (...titles: string[]) =>
    proposeMapping(
      titles.map((title, index) => ({ index, letter: "", title, samples: [] })),
      fields,
    );
  test.each<[string, string[], Record<string, number>]>([
    ["原名与别名", ["序号", "公司名称", "信用代码"], { name: 1, creditCode: 2 }],
    ["带单位、必填星号、空格", ["*企业 名称", "注册资本（万元）"], { name: 0, capital: 1 }],
    ["多写了几个字", ["企业名称（全称）", "企业统一社会信用代码"], { name: 0, creditCode: 1 }],
    [
      "同名的第二列归第二联系人",
      ["联系人", "电话", "联系人", "电话"],
      { contact1: 0, phone1: 1, contact2: 2, phone2: 3 },
    ],
    ["只有一列时归第一联系人", ["姓名", "联系电话"], { contact1: 0, phone1: 1 }],
    ["不像的不配", ["备注", "产值", ""], {}],
  ])("%s", (_title, titles, expected) => expect(propose(...titles)).toEqual(expected));

  test("一列只配一个字段，一个字段只配一列", () => {
    const mapping = propose("名称", "企业名称", "单位名称");
    expect(mapping).toEqual({ name: 1 });
  });
});

test.each([
  ["注册资本（万元）", "万元"],
  ["注册资本(万)", "万"],
  ["投资额：亿元", "亿元"],
  ["注册资本（万美元）", "万美元"],
  ["注册资本", ""],
])("标题“%s”说的单位是“%s”", (title, unit) => expect(unitOf(title)).toBe(unit));

test("单位、星号、序号与空格不算标题的一部分", () => {
  expect(plainTitle("3、 *注册资本（万元）")).toBe("注册资本");
  expect(plainTitle("联系 电话：")).toBe("联系电话");
});

test("同样的标题是同一张表，换了次序就不是", () => {
  const form = (...titles: string[]) =>
    formOf(titles.map((title, index) => ({ index, letter: "", title, samples: [] })));
  expect(form("企业名称", "电话")).toBe(form("企业名称 ", "电话："));
  expect(form("企业名称", "电话")).not.toBe(form("电话", "企业名称"));
});

test("样例里的手机号与身份证号不完整显示，信用代码不受影响", () => {
  expect(maskedSample("王明 13812345678")).toBe("王明 138****5678");
  expect(maskedSample("11010519491231002X")).toBe("110105********002X");
  expect(maskedSample("91110105MA0000017Y")).toBe("91110105MA0000017Y");
});
