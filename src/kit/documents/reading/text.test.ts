import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Document, Prose, Table } from "../document.ts";
import { readText } from "./text.ts";

const blocksOf = (...lines: string[]): Block[] => readText(lines.join("\n")).blocks;
const outline = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    if (block.kind === "heading") return `${block.level} ${block.text}`;
    return "text" in block ? `${block.kind} ${block.text}` : block.kind;
  });
const tablesOf = ({ blocks }: Document): Table[] => blocks.filter((block) => block.kind === "table");
const spansOf = (table: Table | undefined) => table?.rows.map((row) => row.map(({ columns = 1 }) => columns));
const headersOf = (table: Table | undefined) =>
  table?.rows.filter((row) => row.every(({ isHeader }) => isHeader)).length;

describe("标题", () => {
  test("按印出的序号分级，序号留在文字里", () => {
    expect(
      outline(
        blocksOf(
          "某中心",
          "2023年绩效报告",
          "",
          "一、概况",
          "（一）机构",
          "1.人员",
          "1、编制",
          "（1）实有",
          "①在编",
          "2）借调",
        ),
      ),
    ).toEqual([
      "title 某中心2023年绩效报告",
      "1 一、概况",
      "2 （一）机构",
      "3 1.人员",
      "3 1、编制",
      "4 （1）实有",
      "4 ①在编",
      "4 2）借调",
    ]);
  });

  test("有了第一部分，其余各降一级", () => {
    expect(outline(blocksOf("第一部分 说明", "一、概况", "（一）机构", "第二部分 报表"))).toEqual([
      "1 第一部分 说明",
      "2 一、概况",
      "3 （一）机构",
      "1 第二部分 报表",
    ]);
  });

  test.each([
    ["句子", "（一）压实责任。对项目实行周调度。"],
    ["列举的一项", "1.事业收入0万元，占收入合计的0%；"],
    ["以数字结尾的一项", "（2）招商平台建设经费50万元"],
    ["小数", "1.5亿元以上的项目"],
    ["引出下文", "（一）主要指标如下："],
    ["过长", `一、${"招商引资".repeat(11)}`],
    ["目录的一行", "一、部门概况…………3"],
  ])("带序号却不是标题：%s", (_, text) => expect(blocksOf(text)).toMatchObject([{ kind: "paragraph", text }]));

  test("目录里的不是标题", () => {
    const contents = outline(blocksOf("目  录", "第一部分  概况", "第二部分  说明", "", "第一部分  概况", "内容。"));
    expect(contents).toEqual([
      "paragraph 目  录",
      "paragraph 第一部分  概况",
      "paragraph 第二部分  说明",
      "1 第一部分  概况",
      "paragraph 内容。",
    ]);
  });

  test.each([
    ["只有一行", ["你好"]],
    ["许多短行是清单", ["甲公司", "乙公司", "丙公司", "丁公司", "", "以上企业已走访。"]],
    ["称呼", ["各科室：", "现将情况报告如下。"]],
    ["一句话", ["引进项目33个", "总投资5亿元。"]],
  ])("没有题目：%s", (_, lines) => expect(blocksOf(...lines).every(({ kind }) => kind === "paragraph")).toBe(true));

  test("短行很多时，只有居中的几行是题目", () => {
    const lines = ["          某市招商局", "          工作简报", "甲公司", "乙公司", "丙公司", "", "以上企业已走访。"];
    expect(outline(blocksOf(...lines)).slice(0, 2)).toEqual(["title 某市招商局工作简报", "paragraph 甲公司"]);
  });
});

describe("行号", () => {
  const fragments = fc.constantFrom(
    "一、概况",
    "全年签约126个，",
    "。",
    "\t",
    "\t25",
    "  ",
    "| a |",
    "1.5",
    "合计",
    "abc",
    "[bookmark: x]",
    "│",
    "- 3 -",
    "",
  );
  const lines = fc.array(
    fc.array(fragments, { maxLength: 6 }).map((parts) => parts.join("")),
    { maxLength: 40 },
  );

  test("每一截都是所在行的原文", () => {
    fc.assert(
      fc.property(lines, fc.constantFrom("\n", "\r\n", "\r"), (source, end) => {
        const { blocks } = readText(source.join(end));
        for (const prose of prosesOf(blocks)) {
          prose.pieces?.forEach(({ at, place }, i) => {
            const stretch = prose.text.slice(at, prose.pieces?.[i + 1]?.at).trim();
            expect(source[(place.line ?? 0) - 1]).toContain(stretch);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test("书签残留不算文字", () => {
    expect(blocksOf("概述[bookmark: _GoBack]如下。", "[bookmark: _GoBack]完。")).toMatchObject([
      { text: "概述如下。" },
      { text: "完。" },
    ]);
  });
});

function prosesOf(blocks: readonly Block[]): Prose[] {
  return blocks.flatMap((block): Prose[] => {
    if (block.kind === "table") return [...block.rows.flat(), ...(block.caption ? [block.caption] : [])];
    return block.kind === "list" ? block.items : [block];
  });
}

/** Processor time, since others may be using the machine. */
describe("时间与输入长度成正比", () => {
  const enormous = 10_000_000;
  test.each([
    ["一千万字的一行", "汉".repeat(enormous)],
    ["一千万个空格", " ".repeat(enormous)],
    ["一千万个制表符", "\t".repeat(enormous)],
    ["一千万个竖线", "|".repeat(enormous)],
    ["二十万段", "招商引资工作有序推进，全年落地项目三十三个。\n".repeat(200_000)],
    ["二十万行折行", "招商引资工作有序推进，全年落地项目三十三个，完成年度目标任务的\n".repeat(200_000)],
    ["二十万个格子", "\t甲\n\t25\n\n".repeat(66_000)],
    ["二十万行格子而无空行", "\t25\n".repeat(200_000)],
    ["两种格子交替", "\t甲\n\n乙\n\t丙\n\t丁\n\n".repeat(33_000)],
    ["只有横线", "-----\n".repeat(200_000)],
    ["对不齐的列", "甲  乙\n".repeat(200_000)],
  ])("%s", (_, source) => {
    const started = process.cpuUsage();
    expect(readText(source).blocks.length).toBeLessThan(300_000);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});

const folder = process.env.LUODI_SEEDS ?? "";
const seed = (prefix: string): Document => {
  const name = readdirSync(folder).find((file) => file.startsWith(prefix)) ?? "";
  return readText(readFileSync(path.join(folder, name), "utf8"));
};
const count = ({ blocks }: Document, kind: Block["kind"]) => blocks.filter((block) => block.kind === kind).length;

describe.runIf(existsSync(folder))("真实报告", () => {
  test("000：两行题目，一张十三行五列的表", () => {
    const document = seed("000");
    const [table] = tablesOf(document);
    expect([count(document, "title"), count(document, "heading"), tablesOf(document).length]).toEqual([1, 20, 1]);
    expect(table?.rows.map((row) => row.length)).toEqual(Array(13).fill(5));
    expect(table?.rows[1]?.[3]?.pieces?.[0]?.place.line).toBe(22);
    expect(headersOf(table)).toBe(1);
    expect(table?.caption?.pieces?.[0]?.place.line).toBe(12);
  });

  test("001：两张表，总计占两列，断开的一行接上，总分占六列", () => {
    const document = seed("001");
    const [budget, form] = tablesOf(document);
    expect(tablesOf(document)).toHaveLength(2);
    expect(budget?.rows.map((row) => row.length)).toEqual([...Array(11).fill(7), 6]);
    expect(spansOf(budget)?.at(-1)).toEqual([2, 1, 1, 1, 1, 1]);
    expect(form?.rows.map((row) => row.length)).toEqual([1, 1, 2, 4, 4, 8, 8, 8, 8, 8, 3, 3, ...Array(10).fill(9), 4]);
    expect(spansOf(form)?.at(-1)).toEqual([6, 1, 1, 1]);
    expect(form?.rows[13]?.[4]?.pieces?.[0]?.place.line).toBe(370);
  });

  test("003：没有表，每行一段", () => {
    const document = seed("003");
    expect([count(document, "title"), tablesOf(document).length, document.blocks.length]).toEqual([1, 0, 74]);
  });
});
