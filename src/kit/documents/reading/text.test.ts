import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
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

const paper = [
  "　　2023年，全区紧扣三大主导产业培育，把招商引资作为一号工",
  "程，深入开展突破年活动，全区招商引资工作呈现量质齐升态势，全",
  "年实际到位市外资金214.85亿元，完成年度任务的105.84%，比上年",
  "增加18个。",
];

describe("折行", () => {
  test("纸上的行接成一段，每一行仍有自己的行号", () => {
    const [paragraph, ...rest] = blocksOf(...paper) as Prose[];
    expect(rest).toEqual([]);
    expect(paragraph?.text).toBe(paper.join("").trim());
    expect(paragraph?.pieces).toEqual([1, 2, 3, 4].map((line) => expect.objectContaining({ place: { line } })));
    expect(lineOf(paragraph, "214.85")).toBe(3);
  });

  test("页码隔开的两行仍是一段，行号不移", () => {
    const [paragraph, ...rest] = blocksOf(...paper.slice(0, 2), "", "- 3 -", "", ...paper.slice(2)) as Prose[];
    expect(rest).toEqual([]);
    expect(paragraph?.text).toBe(paper.join("").trim());
    expect(lineOf(paragraph, "214.85")).toBe(6);
  });

  test.each(["- 3 -", "— 12 —", "第 3 页 共 12 页", "第3页", "15"])("“%s”在纸上是页码", (page) => {
    expect(blocksOf(...paper.slice(0, 2), page, ...paper.slice(2))).toHaveLength(1);
  });

  test("整段成行的文书里，单独的数字不是页码", () => {
    expect(outline(blocksOf("收入合计为：", "", "15", "", "其中财政拨款为15万元。"))).toContain("paragraph 15");
  });

  test("断成两截的数字接起来，分开的数字不接", () => {
    const broken = [
      "全区招商引资工作呈现量质齐升的态势，实际到位市外资金合计1,2",
      "34.56亿元，完成年度任务，比上年增加，全区招商引资工作呈现良好",
      "态势，再创新高，继续保持全市前列，项目数量与质量均有明显提高。",
    ];
    expect((blocksOf(...broken) as Prose[])[0]?.text).toContain("合计1,234.56亿元");
    const apart = readText("⇥甲\n⇥2022\n2023\n\n⇥乙\n⇥1,2\n34.56\n".replaceAll("⇥", "\t"));
    expect(cellsOf(tablesOf(apart)[0])).toEqual([
      ["甲", "2022 2023"],
      ["乙", "1,234.56"],
    ]);
  });

  test("英文单词之间留一个空格", () => {
    const english = [
      "招商引资工作呈现量质齐升的态势，我区与国际知名企业Invest Group",
      "Limited签订协议，完成年度任务，全区招商引资工作呈现良好的态势",
      "并且继续保持全市前列，项目数量与质量均有明显提高。",
    ];
    expect((blocksOf(...english) as Prose[])[0]?.text).toContain("Invest Group Limited签订");
  });

  test("标题、序号和缩进另起一段", () => {
    const text = blocksOf("一、总体情况", ...paper, "（一）分地区情况", ...paper, ...paper);
    expect(text.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "heading", "paragraph", "paragraph"]);
  });

  test.each([
    ["短行", ["甲公司已经签约", "乙公司正在洽谈", "丙公司有意来访"]],
    [
      "宽窄不一",
      [
        "全年新签约项目一百二十六个，比上年增加十八个，增长百分之十六点六七",
        "实际到位资金二百一十四点八五亿元，完成年度任务",
        "新设外商投资企业十八家，上年为九家，实现翻一番，来源地更加多元",
        "亿元以上项目五十一个，占签约项目总数的四成以上",
      ],
    ],
    [
      "有序号的清单",
      [
        "（1）服务企业培训活动经费二十五万元，已按照年初预算全部执行到位",
        "（2）走进本区系列活动经费二十万元整，已按照年初预算全部执行到位",
        "（3）招商平台建设项目经费五十万元整，已按照年初预算全部执行到位",
      ],
    ],
  ])("不接：%s", (_, lines) => expect(blocksOf("情况如下：", ...lines)).toHaveLength(lines.length + 1));

  test("每行都以句号结尾的文书从不相接", () => {
    const sentence = fc
      .integer({ min: 1, max: 70 })
      .map((length) => `${"招商引资工作有序推进".repeat(7).slice(0, length)}。`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 30 }), (lines) => {
        expect(blocksOf(...lines)).toHaveLength(lines.length);
      }),
    );
  });

  test("一段折成任意宽的纸，读回仍是一段", () => {
    const clause = fc.constantFrom(
      "全区招商引资工作，",
      "量质齐升，",
      "签约项目126个，",
      "比上年增加18个，",
      "呈现良好态势，",
    );
    fc.assert(
      fc.property(
        fc.array(clause, { minLength: 40, maxLength: 80 }),
        fc.integer({ min: 28, max: 45 }),
        (clauses, width) => {
          const text = `${clauses.join("")}完成任务。`;
          expect((blocksOf(...wrapped(text, width)) as Prose[]).map((block) => block.text)).toEqual([text]);
        },
      ),
    );
  });
});

/** As a program sets it: no figure is broken, no line begins with a comma. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.match(/(?:\d+|.)[，。]?/g) ?? []) {
    const wide = [...word].reduce((sum, character) => sum + (/\d/.test(character) ? 0.5 : 1), 0);
    if (used + wide > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += word;
    used += wide;
  }
  return [...lines, line];
}

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
    ["两列文字", "目  录\n第一部分  概况\n第二部分  说明"],
  ])("不是表格：%s", (_, text) => expect(tablesOf(readText(text))).toEqual([]));

  test.each([
    ["有表头线", "| 支出 | 数额 |\n|---|---:|\n| 推介 | 420.00 |\n| 合计 | 420.00 |"],
    ["没有表头线", "| 支出 | 数额 |\n| 推介 | 420.00 |\n| 合计 | 420.00 |"],
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
    expect(headersOf(tablesOf(readText("甲\t5\t6\n乙\t7\t8\n"))[0])).toBe(0);
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
    const started = performance.now();
    expect(readText(source).blocks.length).toBeLessThan(300_000);
    expect(performance.now() - started).toBeLessThan(3000);
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
