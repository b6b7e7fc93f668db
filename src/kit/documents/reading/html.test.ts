import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, gridOf, type Prose, type Table } from "../document.ts";
import { readHtml } from "./html.ts";

const blocksOf = (source: string): Block[] => readHtml(source).blocks;
const outline = (source: string) =>
  blocksOf(source).map((block) => {
    if (block.kind === "heading") return `${block.level} ${block.text}`;
    if (block.kind === "list")
      return `${block.isOrdered ? "ol" : "ul"} ${block.items.map(({ level, text }) => `${level}${text}`).join(" ")}`;
    if (block.kind === "table") return block.rows.map((row) => row.map(({ text }) => text));
    return `${block.kind} ${block.text}`;
  });
const tableOf = (source: string) => blocksOf(source).find((block): block is Table => block.kind === "table");

describe("段落与标题", () => {
  test("唯一而在先的 h1 是题目，以下各升一级", () => {
    expect(outline("<title>不要</title><h1>绩效报告</h1><h2>一、概况</h2><p>正文</p><h3>（一）机构</h3>")).toEqual([
      "title 绩效报告",
      "1 一、概况",
      "paragraph 正文",
      "2 （一）机构",
    ]);
  });

  test.each([
    ["有几个 h1", "<h1>甲</h1><h1>乙</h1>", ["1 甲", "1 乙"]],
    ["带序号的 h1", "<h1>一、概况</h1><h2>（一）机构</h2>", ["1 一、概况", "2 （一）机构"]],
    ["没有 h1", "<h2>甲</h2>", ["2 甲"]],
  ])("没有题目：%s", (_, source, expected) => expect(outline(source)).toEqual(expected));

  test("裸露的文字成段，br 分段，行内标签不分", () => {
    expect(outline("<div>甲<span>乙</span><b>丙</b><div>丁</div>戊</div>己<br>庚<br/><br>辛<hr>壬")).toEqual(
      ["甲乙丙", "丁", "戊", "己", "庚", "辛", "壬"].map((text) => `paragraph ${text}`),
    );
  });

  test("标题里的 br 不分段", () =>
    expect(outline("<h1>某中心<br>绩效报告</h1><p>文</p>")[0]).toBe("title 某中心绩效报告"));

  test("空白：连续的并成一个，汉字之间的换行没有，全角与不换行空格保留", () => {
    expect(outline("<p>\n  编制  0\t人\n实际\n\u300028&nbsp;人 Invest\nGroup\n</p>")).toEqual([
      "paragraph 编制 0 人实际\u300028\u00a0人 Invest Group",
    ]);
  });

  test("script、style、head 与注释里的都不是文字", () => {
    const page =
      "<head><title>x</title><style>p{}</style></head><script>if (a<b) '<p>x</p>'</script ><!-- <p>x</p> --><p>正文</p>";
    expect(outline(page)).toEqual(["paragraph 正文"]);
  });

  test("没有写完的标签不吞掉后文", () => {
    expect(outline('<p title="a>b">甲</p><p>占比<5%，3 < 5</p><select><p>乙</p><a href="x>丙</p>')).toEqual(
      ["甲", "占比<5%，3 < 5", "乙", "丙"].map((text) => `paragraph ${text}`),
    );
  });

  test.each([
    ["&lt;5&gt; &amp;amp; &quot;&#39;", "<5> &amp; \"'"],
    ["&#20013;&#x6587;&ldquo;三公&rdquo;", "中文“三公”"],
    ["&ge;90&permil; &times;&divide;&sup2;", "≥90‰ ×÷²"],
    ["&unknown; R&D &ampx &#0;&#xD800;&#150;", "&unknown; R&D &x ��–"],
    ["a&#32;&#32;b", "a  b"],
  ])("实体 %s", (source, expected) => expect(blocksOf(`<p>${source}</p>`)).toMatchObject([{ text: expected }]));

  test("居中与居右，来自 class、style、align 或外层", () => {
    const source =
      '<p class="center">a</p><p style="TEXT-ALIGN: right">b</p><center><p>c</p></center><div align=center><p>d</p><p align="left">e</p></div><p>f</p>';
    expect(blocksOf(source).map((block) => ("align" in block ? block.align : undefined))).toEqual([
      "center",
      "right",
      "center",
      "center",
      "center",
      undefined,
    ]);
  });

  test("pre 每行一段", () => expect(outline("<pre>一行\n 二行\n</pre>")).toEqual(["paragraph 一行", "paragraph 二行"]));
});

describe("列表", () => {
  test("两级", () => {
    expect(outline("<ol><li>甲<ul><li><p>乙</p><li>丙</ul></li><li>丁</ol><p>戊</p>")).toEqual([
      "ol 1甲 2乙 2丙 1丁",
      "paragraph 戊",
    ]);
  });

  test("条目里有表格", () => {
    expect(outline("<ul><li>甲<table><tr><td>1</table></li><li>乙</ul>")).toEqual(["ul 1甲", [["1"]], "ul 1乙"]);
  });
});

describe("表格", () => {
  test("表题、表头、合并与行号", () => {
    const source = `<table>
      <caption>表1</caption>
      <thead><tr><td rowspan=2>类别<td colspan="2">金额</tr>
      <tr><th>预算<th>执行</tr></thead>
      <tr><td rowspan="0">甲</td><td>1</td><td></td></tr>
      <tr><td>2<br>3</td><td>4<p>亿元</p></td></tr></table>`;
    const table = tableOf(source);
    expect(table?.caption?.text).toBe("表1");
    expect(table && gridOf(table).map((row) => row.map((cell) => cell?.text))).toEqual([
      ["类别", "金额", "金额"],
      ["类别", "预算", "执行"],
      ["甲", "1", ""],
      ["甲", "2 3", "4亿元"],
    ]);
    expect(table?.rows.map((row) => row.every(({ isHeader }) => isHeader))).toEqual([true, true, false, false]);
    expect(table?.rows[2]?.[2]?.pieces).toEqual([{ at: 0, place: { line: 5 } }]);
  });

  test("表中之表并入格子的文字，格与格之间留空", () => {
    expect(outline("<table><tr><td>甲<table><tr><td>25<td>30</table>乙<td>丙</table>丁")).toEqual([
      [["甲 25 30 乙", "丙"]],
      "paragraph 丁",
    ]);
  });

  test("空行不算，除非上一行的格子伸到那里", () => {
    expect(outline("<table><tr></tr><tr><td rowspan=2>甲</tr><tr></tr><tr></tr></table>")).toEqual([[["甲"], []]]);
  });

  test("表内格外的文字在表前", () => {
    expect(outline("<table>甲<tr><td>乙</table>")).toEqual(["paragraph 甲", [["乙"]]]);
  });

  test("合并的范围有限", () => {
    const table = tableOf(`<table>${"<tr><td colspan=999999999 rowspan=999999999>1".repeat(5000)}</table>`);
    const covered = table?.rows.flat().reduce((sum, { columns = 1, rows = 1 }) => sum + columns * rows, 0);
    expect(covered).toBeLessThan(2_100_000);
  });
});

test("行号：每一截都从所在行开始", () => {
  const words = fc.constantFrom(
    "甲",
    "乙 丙",
    "<p>",
    "</p>",
    "<br>",
    "\n",
    "<b>",
    "<td>",
    "<table>",
    "</table>",
    "<li>",
    "&amp;",
    "\r\n",
    "<h1>",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const source = parts.join("");
      const lines = source.split(/\r\n?|\n/);
      for (const prose of prosesOf(blocksOf(source))) {
        for (const { at, place } of prose.pieces ?? []) {
          expect(prose.text === "" || lines[(place.line ?? 0) - 1]?.includes(prose.text.trim().charAt(at))).toBe(true);
        }
      }
    }),
  );
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
    ["一千万个空格", repeated(" ")],
    ["只有 <", repeated("<", 5_000_000)],
    ["没有写完的标签", repeated("<a ", 5_000_000)],
    ["没有配对的引号", repeated('<a ="', 5_000_000)],
    ["藏在引号里的 >", repeated('<a =">" ', 5_000_000)],
    ["没有写完的注释", repeated("<!--")],
    ["没有写完的 select", repeated("<select>", 5_000_000)],
    ["一千万字的属性", `<p ${repeated("a")}>x`],
    ["两百万个属性", `<p ${repeated("a=b ", 5_000_000)}>x`],
    ["只有 &", repeated("&")],
    ["二十万行", repeated("<p>招商引资工作有序推进</p>\n", 4_400_000)],
    ["十万层 div", `${"<div>".repeat(100_000)}x${"</div>".repeat(100_000)}`],
    ["十万层表格", `${"<table><tr><td>".repeat(100_000)}x${"</td></tr></table>".repeat(100_000)}`],
    ["十万层列表", `${"<ul><li>".repeat(100_000)}x${"</li></ul>".repeat(100_000)}`],
    ["十万层而不收尾", "<table><tr><td>1<ul><li><div>".repeat(100_000)],
  ])("%s", (_, source) => {
    const started = process.cpuUsage();
    expect(blocksOf(source).length).toBeLessThan(300_000);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
