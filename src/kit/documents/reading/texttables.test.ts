import { describe, expect, test } from "vitest";
import { type Block, type Document, gridOf, placeAt, type Prose, type Table } from "../document.ts";
import { readText } from "./text.ts";

const blocksOf = (...lines: string[]): Block[] => readText(lines.join("\n")).blocks;
const outline = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    if (block.kind === "heading") return `${block.level} ${block.text}`;
    return "text" in block ? `${block.kind} ${block.text}` : block.kind;
  });
const tablesOf = ({ blocks }: Document): Table[] => blocks.filter((block) => block.kind === "table");
const cellsOf = (table: Table | undefined) => table?.rows.map((row) => row.map(({ text }) => text));
const spansOf = (table: Table | undefined) => table?.rows.map((row) => row.map(({ columns = 1 }) => columns));
const headersOf = (table: Table | undefined) =>
  table?.rows.filter((row) => row.every(({ isHeader }) => isHeader)).length;
const lineOf = (prose: Prose | undefined, words: string) => prose && placeAt(prose, prose.text.indexOf(words)).line;

describe("表格", () => {
  const seedStyle =
    "表1  绩效指标\n单位：万元\n⇥序号\n⇥项目\n（全称）\n⇥预算\n⇥备注\n\n⇥1\n⇥培训\n⇥25\n⇥\n\n⇥\n⇥推介\n⇥20\n⇥-\n\n⇥总 计\n⇥45\n⇥\n\n\n\n结余为0。".replaceAll(
      "⇥",
      "\t",
    );

  test("每格一行：表题、空格子、占几行的格子、少一格的总计", () => {
    const document = readText(seedStyle);
    const [table] = tablesOf(document);
    expect(cellsOf(table)).toEqual([
      ["序号", "项目（全称）", "预算", "备注"],
      ["1", "培训", "25", ""],
      ["", "推介", "20", "-"],
      ["总 计", "45", ""],
    ]);
    expect(spansOf(table)?.at(-1)).toEqual([2, 1, 1]);
    expect(gridOf(table as Table)[3]?.[2]?.text).toBe("45");
    expect(headersOf(table)).toBe(1);
    expect(table?.caption?.text).toBe("表1  绩效指标");
    expect(lineOf(table?.rows[0]?.[1], "（全称）")).toBe(5);
    expect(table?.rows[1]?.[3]?.pieces).toEqual([{ at: 0, place: { line: 12 } }]);
    expect(outline(document.blocks)).toEqual(["paragraph 单位：万元", "table", "paragraph 结余为0。"]);
  });

  test("每行第一格丢了制表符", () => {
    const document = readText("2.支出情况。\n序号\n\t项目\n\t金额\n\n1\n\t培训\n\t25\n\n2\n\t推介\n\t20\n");
    expect(cellsOf(tablesOf(document)[0])).toEqual([
      ["序号", "项目", "金额"],
      ["1", "培训", "25"],
      ["2", "推介", "20"],
    ]);
    expect(outline(document.blocks)[0]).toBe("paragraph 2.支出情况。");
  });

  test("标题紧挨着表格，不是第一格", () => {
    const document = readText(
      "二、自评表\n\t项目\n\t金额\n\n\t培训\n\t25\n\n表2 分值\n\t指标\n\t得分\n\n\t数量\n\t10\n三、结论\n",
    );
    expect(outline(document.blocks)).toEqual(["1 二、自评表", "table", "table", "1 三、结论"]);
    expect(tablesOf(document).map((table) => table.rows.length)).toEqual([2, 2]);
    expect(tablesOf(document)[1]?.caption?.text).toBe("表2 分值");
  });

  test("格子里的空段落把一行断成两行，按格数接上", () => {
    const rows = "⇥甲\n⇥乙\n⇥丙\n⇥丁\n\n⇥1\n⇥第一段\n第二段\n\n⇥3\n⇥4\n\n⇥5\n⇥6\n⇥7\n⇥8\n".replaceAll("⇥", "\t");
    expect(cellsOf(tablesOf(readText(rows))[0])).toEqual([
      ["甲", "乙", "丙", "丁"],
      ["1", "第一段第二段", "3", "4"],
      ["5", "6", "7", "8"],
    ]);
  });

  test("用制表符缩进的段落不是表格", () => {
    const long = "招商引资工作有序推进，全年落地项目三十三个，完成年度目标任务，比上年有明显提高，位居全市前列。";
    expect(blocksOf(`\t${long}`, `\t${long}`, "", `\t${long}`, `\t${long}`).map(({ kind }) => kind)).toEqual(
      Array(4).fill("paragraph"),
    );
  });

  test("一行之内以制表符分隔", () => {
    const [table] = tablesOf(
      readText("季度\t用款\t进度\n一季度\t612.00\t18.0%\n\t1,105.30\t50.5%\n合计\t1,717.30\n按计划执行。"),
    );
    expect(cellsOf(table)).toEqual([
      ["季度", "用款", "进度"],
      ["一季度", "612.00", "18.0%"],
      ["", "1,105.30", "50.5%"],
      ["合计", "1,717.30"],
    ]);
    expect(spansOf(table)?.at(-1)).toEqual([2, 1]);
  });

  test.each([
    ["单独一行的图表文字", "收入决算\t财政拨款\t1\t0\t0"],
    ["序号后的制表符", "1.\t走访企业\n2.\t签约项目"],
    ["目录", "一、部门概况\t1\n二、绩效目标\t3"],
    ["段落里的空格", "编制  30  人，实际  29  人\n本年度无此项支出"],
    ["只有两行的两列", "支出  数额\n推介  420"],
    ["两列文字", "目  录\n第一部分  概况\n第二部分  说明"],
  ])("不是表格：%s", (_, text) => expect(tablesOf(readText(text))).toEqual([]));

  test.each([
    ["有表头线", "| 支出 | 数额 |\n|---|---:|\n| 推介 | 420.00 |\n| 合计 | 420.00 |"],
    ["没有表头线", "| 支出 | 数额 |\n| 推介 | 420.00 |\n| 合计 | 420.00 |"],
    ["只在格子之间的竖线", "支出|数额\n推介|420.00\n合计|420.00"],
    ["方框", "┌────┬────┐\n│支出│数额│\n├────┼────┤\n│推介│420.00│\n├────┼────┤\n│合计│420.00│\n└────┴────┘"],
    ["空格对齐", "支出    数额\n推介    420.00\n合计    420.00"],
  ])("竖线、方框与对齐的表：%s", (_, text) => {
    const [table] = tablesOf(readText(`见下表：\n${text}\n以上。`));
    expect(cellsOf(table)).toEqual([
      ["支出", "数额"],
      ["推介", "420.00"],
      ["合计", "420.00"],
    ]);
    expect(headersOf(table)).toBe(1);
  });

  test("没有任何标记、每格一行的表：列数由重复看出来", () => {
    const rows = [
      ["指标名称", "目标值", "完成值", "分值", "得分", "偏差原因"],
      ["推介活动", "≥12场", "14场", "10", "10.00", "无"],
      ["签约项目", "≥30个", "27个", "20", "18.00", "两个项目推迟签约"],
      ["资金到位率", "≥95%", "96.10%", "20", "20.00", "无"],
    ];
    const lines = ["表2 自评指标", ...rows.flat(), "合计", "50", "48.00", "三、存在的问题", "招商力量不足。"];
    const [table] = tablesOf(readText(lines.join("\n")));
    expect(cellsOf(table)).toEqual([...rows, ["合计", "50", "48.00", ""]]);
    expect(spansOf(table)?.at(-1)).toEqual([3, 1, 1, 1]);
    expect(table?.caption?.text).toBe("表2 自评指标");
    expect(headersOf(table)).toBe(1);
    expect(lineOf(table?.rows[2]?.[4], "18.00")).toBe(18);
  });

  test("短行、条目和逐行的数字不是表", () => {
    const lines = [
      "主要指标",
      "签约项目数",
      "30个",
      "到位资金",
      "25亿元",
      "外资企业数",
      "6家",
      "办结率",
      "98%",
      "满意度",
      "95%",
    ];
    expect(tablesOf(readText(lines.join("\n")))).toEqual([]);
  });

  test("方框里折行的格子接起来", () => {
    const box =
      "┏━━┳━━┓\n┃名称┃数额┃\n┣━━╋━━┫\n┃企业培┃25.00┃\n┃训经费┃┃\n┣━━╋━━┫\n┃推介┃20.00┃\n┣━━╋━━┫\n┃合计┃45.00┃\n┗━━┻━━┛";
    expect(cellsOf(tablesOf(readText(box))[0])).toEqual([
      ["名称", "数额"],
      ["企业培训经费", "25.00"],
      ["推介", "20.00"],
      ["合计", "45.00"],
    ]);
  });

  test("年份是表头，数字不是", () => {
    expect(headersOf(tablesOf(readText("指标\t2022年\t2023年\n项目\t5\t6\n"))[0])).toBe(1);
    expect(headersOf(tablesOf(readText("项目\t金额\t备注\n推介\t\t未定\n培训\t5\t6\n"))[0])).toBe(1);
    expect(headersOf(tablesOf(readText("项目\t金额\t金额\n\t预算\t执行\n培训\t5\t6\n"))[0])).toBe(2);
    expect(headersOf(tablesOf(readText("\t预算\t执行\n培训\t5\t6\n"))[0])).toBe(1);
    expect(headersOf(tablesOf(readText("甲\t5\t6\n乙\t7\t8\n"))[0])).toBe(0);
  });
});
