import { describe, expect, test } from "vitest";
import { level, numPr, p, readBody } from "#tests/support/docx.ts";
import { writeNumber } from "./numberformats.ts";

describe("编号格式", () => {
  test.each<[string, [number, string][]]>([
    [
      "decimal",
      [
        [1, "1"],
        [12, "12"],
      ],
    ],
    [
      "decimalZero",
      [
        [3, "03"],
        [12, "12"],
      ],
    ],
    [
      "chineseCounting",
      [
        [1, "一"],
        [10, "十"],
        [26, "二十六"],
        [100, "一〇〇"],
      ],
    ],
    [
      "chineseCountingThousand",
      [
        [20, "二十"],
        [101, "一百零一"],
      ],
    ],
    ["japaneseCounting", [[11, "十一"]]],
    [
      "ideographTraditional",
      [
        [1, "甲"],
        [10, "癸"],
        [11, "11"],
      ],
    ],
    ["chineseLegalSimplified", [[3, "叁"]]],
    ["ideographDigital", [[20, "二〇"]]],
    [
      "decimalEnclosedCircle",
      [
        [1, "①"],
        [20, "⑳"],
        [21, "21"],
        [0, "0"],
      ],
    ],
    ["decimalEnclosedCircleChinese", [[2, "②"]]],
    ["decimalFullWidth", [[10, "１０"]]],
    [
      "upperLetter",
      [
        [1, "A"],
        [26, "Z"],
        [27, "AA"],
        [53, "AAA"],
        [99_999, "99999"],
      ],
    ],
    ["lowerLetter", [[2, "b"]]],
    [
      "upperRoman",
      [
        [4, "IV"],
        [1994, "MCMXCIV"],
        [99_999_999, "99999999"],
      ],
    ],
    ["lowerRoman", [[9, "ix"]]],
    ["none", [[1, ""]]],
    ["未知", [[7, "7"]]],
  ])("%s", (format, cases) => {
    for (const [value, text] of cases) expect(writeNumber(value, format)).toBe(text);
  });
});

/** What stands on paper, one line per paragraph. */
async function printed(definitions: string, paragraphs: string, styles = ""): Promise<string[]> {
  const parts = { numbering: `<w:numbering>${definitions}</w:numbering>`, styles: `<w:styles>${styles}</w:styles>` };
  return (await readBody(paragraphs, parts)).flatMap((block) => {
    if (block.kind === "list") return block.items.map((item) => `${"·".repeat(item.level)}${item.text}`);
    return "text" in block ? [block.text] : [];
  });
}

const abstract = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, abstractId = 0, more = "") =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${more}</w:num>`;
const item = (text: string, at = 0, id = 1) => p(text, numPr(id, at));
const report = abstract(
  0,
  level(0, "chineseCountingThousand", "%1、") +
    level(1, "chineseCounting", "（%2）") +
    level(2, "decimal", "%3.") +
    level(3, "decimal", "%1.%3.%4", '<w:isLgl/><w:suff w:val="space"/>'),
);

describe("自动编号", () => {
  test("公文的四级编号写进文字，下级随上级重新开始", async () => {
    const body = [
      item("总体"),
      item("机构", 1),
      item("人员", 1),
      item("在编", 2),
      item("其他", 3),
      item("预算"),
      item("收入", 1),
    ];
    expect(await printed(report + num(1), body.join(""))).toEqual([
      "一、总体",
      "（一）机构",
      "（二）人员",
      "1. 在编",
      "1.1.1 其他",
      "二、预算",
      "（一）收入",
    ]);
  });

  test("上级还没出现过，按起始值印", async () => {
    const definitions = abstract(0, level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")) + num(1);
    expect(await printed(definitions, item("甲", 1) + item("乙", 1) + item("丙"))).toEqual([
      "1.1 甲",
      "1.2 乙",
      "1 丙",
    ]);
  });

  test("同一定义的两个编号接着数，写明重新开始的才重新开始", async () => {
    const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3) + item("戊");
    expect(await printed(report + num(1) + num(2) + num(3, 0, restart), body)).toEqual([
      "一、甲",
      "二、乙",
      "五、丙",
      "六、丁",
      "七、戊",
    ]);
  });

  test("编号可以换掉一级的写法，可以规定哪级之后才重新开始", async () => {
    const own = `<w:lvlOverride w:ilvl="0">${level(0, "upperLetter", "附件%1：", '<w:suff w:val="nothing"/>')}</w:lvlOverride>`;
    const never = abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "表%2", '<w:lvlRestart w:val="0"/>'));
    const body = item("甲", 0, 1) + item("章", 0, 2) + item("乙", 1, 2) + item("章", 0, 2) + item("丙", 1, 2);
    expect(await printed(report + never + num(1, 0, own) + num(2, 1), body)).toEqual([
      "附件A：甲",
      "1. 章",
      "表1 乙",
      "2. 章",
      "表2 丙",
    ]);
  });

  test("样式带来编号，级别看定义里指名的样式；编号 0 是不要编号", async () => {
    const levels = level(0, "decimal", "第%1章") + level(1, "decimal", "%1.%2", '<w:pStyle w:val="s2"/>');
    const styles = `<w:style w:type="paragraph" w:styleId="s2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="s3"><w:basedOn w:val="s2"/></w:style>`;
    const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
    const body = p("甲", style("s2")) + p("乙", style("s2") + numPr(0)) + p("丙", style("s3"));
    expect(await printed(abstract(0, levels) + num(1), body, styles)).toEqual(["1.1 甲", "乙", "第1章 丙"]);
  });

  test("定义在编号样式里的，顺着样式找", async () => {
    const styles = `<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`;
    const link = (id: number) => abstract(id, '<w:numStyleLink w:val="L"/>');
    expect(await printed(link(1) + report + num(1, 1) + num(2), item("甲"), styles)).toEqual(["一、甲"]);
    expect(await printed(link(1) + num(1, 1) + num(2, 1), item("甲"), styles)).toEqual(["甲"]);
  });

  test("项目符号成为列表，层级照旧；编号的空段只印编号", async () => {
    const bullets =
      abstract(0, level(0, "bullet", "\uf0b7") + level(1, "bullet", "o")) + abstract(1, level(0, "decimal", "%1."));
    const body = item("甲") + item("乙", 1) + item("", 0, 2) + item("丙");
    expect(await printed(bullets + num(1) + num(2, 1), body)).toEqual(["·甲", "··乙", "1.", "·丙"]);
  });

  test("找不到的编号、级别、定义，文字照旧", async () => {
    expect(await printed(num(1, 7) + report + num(2), item("甲") + item("乙", 8, 2) + item("丙", 0, 9))).toEqual([
      "甲",
      "乙",
      "丙",
    ]);
    expect(await readBody(item("没有编号部件"))).toEqual([{ kind: "paragraph", text: "没有编号部件" }]);
  });
});
