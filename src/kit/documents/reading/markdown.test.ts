import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, placeAt, type Prose, type Table } from "../document.ts";
import { readMarkdown } from "./markdown.ts";

const blocksOf = (...lines: string[]): Block[] => readMarkdown(lines.join("\n")).blocks;
const outline = (...lines: string[]) =>
  blocksOf(...lines).map((block) => {
    if (block.kind === "heading") return `${block.level} ${block.text}`;
    if (block.kind === "list")
      return `${block.isOrdered ? "ol" : "ul"} ${block.items.map(({ level, text }) => `${level}${text}`).join(" ")}`;
    if (block.kind === "table")
      return block.rows.map((row) => row.map(({ text, isHeader }) => (isHeader ? `#${text}` : text)));
    return block.kind === "note" ? `note ${block.mark} ${block.text}` : `${block.kind} ${block.text}`;
  });

describe("块", () => {
  test("两种标题写法；唯一而在先的一级标题是题目", () => {
    expect(outline("# 工作总结 #", "## 一、概况", "### （一）机构 ###", "正文", "二、成效", "---")).toEqual([
      "title 工作总结",
      "1 一、概况",
      "2 （一）机构",
      "1 正文二、成效",
    ]);
    expect(outline("总结", "===", "", "概况", "--")).toEqual(["title 总结", "1 概况"]);
  });

  test.each([
    ["带序号", ["# 一、概况", "## （一）机构"], ["1 一、概况", "2 （一）机构"]],
    ["不止一个", ["# 甲", "# 乙"], ["1 甲", "1 乙"]],
    ["没有空格不是标题", ["#甲"], ["paragraph #甲"]],
  ])("不是题目：%s", (_, lines, expected) => expect(outline(...lines)).toEqual(expected));

  test("一段几行：汉字之间什么都不加，单词之间一个空格", () => {
    expect(outline("招商引资", "Invest", "Group", "签约。", "", "另起一段")).toEqual([
      "paragraph 招商引资Invest Group签约。",
      "paragraph 另起一段",
    ]);
  });

  test("列表：层级、松散、续行；没有空格的序号是文字", () => {
    expect(outline("1. 走访", "2. 签约", "   重点项目", "", "3. 落地", "   - 甲", "   - 乙", "4. 投产")).toEqual([
      "ol 1走访 1签约重点项目 1落地 2甲 2乙 1投产",
    ]);
    expect(outline("- 甲", "* 乙", "1. 丙")).toEqual(["ul 1甲 1乙", "ol 1丙"]);
    expect(outline("1.走访企业", "", "2、签约项目", "", "2023. 4")).toEqual([
      "paragraph 1.走访企业",
      "paragraph 2、签约项目",
      "paragraph 2023. 4",
    ]);
  });

  test("段落里忽然有“2. ”不是列表", () => expect(outline("共签约项目", "2. 5亿元以上的有3个")).toHaveLength(1));

  test("竖线表：对齐行、省略外框、转义、前面的表题", () => {
    expect(outline("| 项目 | 数额 |", "|:--|--:|", "| **推介** | 1\\|2 |", "| 合计 |", "以上。")).toEqual([
      [["#项目", "#数额"], ["推介", "1|2"], ["合计"]],
      "paragraph 以上。",
    ]);
    expect(outline("项目 | 数额", "--- | ---", "推介 | 420")).toEqual([
      [
        ["#项目", "#数额"],
        ["推介", "420"],
      ],
    ]);
    expect((blocksOf("表1  明细", "", "| 甲 | 乙 |", "|---|---|", "| 1 | 2 |")[0] as Table).caption?.text).toBe(
      "表1  明细",
    );
    expect(outline("| 甲 | 5 |", "| 乙 | 6 |")).toEqual([
      [
        ["甲", "5"],
        ["乙", "6"],
      ],
    ]);
  });

  test("脚注、引用、代码、分隔线、链接定义", () => {
    expect(
      outline(
        "增长5%[^1]。",
        "",
        "[^1]: 口径见",
        "  附件。",
        "",
        "> 引用",
        "> 两行",
        "***",
        "```",
        "a | b",
        "# x",
        "```",
        "[x]: https://a.b",
      ),
    ).toEqual(["paragraph 增长5%。", "note 1 口径见附件。", "paragraph 引用两行", "paragraph a | b", "paragraph # x"]);
  });
});

describe("行内标记", () => {
  test.each([
    ["增长**5%**左右，*重点*工作**推进**", "增长5%左右，重点工作推进"],
    ["2023**年**、***加粗斜体***、__甲__、~~删去~~", "2023年、加粗斜体、甲、删去"],
    ["面积5*3=15*1亩，file_name_x", "面积5*3=15*1亩，file_name_x"],
    ["合计* 不含境外", "合计* 不含境外"],
    ['见[附件](https://a.b/c)和![图](a.png "题")', "见附件和图"],
    ["京政发[2023](5号)、[2023]5号", "京政发[2023](5号)、[2023]5号"],
    ["`a*b*` 与 ``c`d``", "a*b* 与 c`d"],
    ["\\*不是\\* \\1", "*不是* \\1"],
    ["甲<br>乙<sup>2</sup>，5<b且c>3", "甲乙2，5<b且c>3"],
    ["R&D &amp; &nbsp;x", "R&D & \u00a0x"],
    ["没有配对 ** 的`星号[和括号](", "没有配对 ** 的`星号[和括号]("],
  ])("%s", (source, expected) => expect(blocksOf(source)).toMatchObject([{ kind: "paragraph", text: expected }]));

  test("去掉标记后，每个字仍知道自己的行", () => {
    const [paragraph] = blocksOf("", "全年**签约**126个，", "其中[外资](a.cn)**7家**。") as Prose[];
    expect(paragraph?.text).toBe("全年签约126个，其中外资7家。");
    expect(
      ["签约", "126", "其中", "外资", "7家"].map(
        (words) => placeAt(paragraph as Prose, paragraph?.text.indexOf(words) ?? 0).line,
      ),
    ).toEqual([2, 2, 3, 3, 3]);
  });

  test("每一截都是所在行的原文", () => {
    const parts = fc.constantFrom(
      "甲",
      "乙 ",
      "**",
      "*",
      "_",
      "`",
      "[",
      "](a.cn)",
      "\\",
      "- ",
      "1. ",
      "> ",
      "# ",
      "|",
      "---",
      "[^1]",
      "[^1]: ",
      "\n",
      "\n\n",
      "  ",
      "~~",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (chosen) => {
        const source = chosen.join("");
        const lines = source.split("\n");
        for (const prose of prosesOf(readMarkdown(source).blocks)) {
          prose.pieces?.forEach(({ at, place }, i) => {
            expect(lines[(place.line ?? 0) - 1]).toContain(prose.text.slice(at, prose.pieces?.[i + 1]?.at).trim());
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});

function prosesOf(blocks: readonly Block[]): Prose[] {
  return blocks.flatMap((block): Prose[] =>
    block.kind === "table" ? block.rows.flat() : block.kind === "list" ? block.items : [block],
  );
}

/** Processor time, since others may be using the machine. */
describe("时间与输入长度成正比", () => {
  const repeated = (text: string, length = 10_000_000) => text.repeat(Math.ceil(length / text.length));
  test.each([
    ["一千万字的一行", repeated("汉")],
    ["星号", repeated("* a ", 5_000_000)],
    ["反引号", repeated("` `` ``` ", 5_000_000)],
    ["方括号", repeated("[")],
    ["没有配对的链接", repeated("[a](b ", 5_000_000)],
    ["引用号", repeated(">")],
    ["尖括号", repeated("<a ", 5_000_000)],
    ["井号", repeated("# ", 5_000_000)],
    ["二十万行一段", repeated("招商引资工作**有序**推进\n", 3_200_000)],
    ["二十万个条目", repeated("1. 走访\n", 1_400_000)],
    ["二十万行的表", repeated("| a | 1 |\n", 2_000_000)],
    ["两千层列表", Array.from({ length: 2000 }, (_, level) => `${" ".repeat(2 * level)}- 甲`).join("\n")],
    ["十万层引用", `${">".repeat(100_000)}甲`],
  ])("%s", (_, source) => {
    const started = process.cpuUsage();
    expect(readMarkdown(source).blocks.length).toBeLessThan(300_000);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
