import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, type Document, placeAt, type Prose, type Table } from "../document.ts";
import { readText } from "./text.ts";

const blocksOf = (...lines: string[]): Block[] => readText(lines.join("\n")).blocks;
const outline = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    if (block.kind === "heading") return `${block.level} ${block.text}`;
    return "text" in block ? `${block.kind} ${block.text}` : block.kind;
  });
const tablesOf = ({ blocks }: Document): Table[] => blocks.filter((block) => block.kind === "table");
const cellsOf = (table: Table | undefined) => table?.rows.map((row) => row.map(({ text }) => text));
const lineOf = (prose: Prose | undefined, words: string) => prose && placeAt(prose, prose.text.indexOf(words)).line;

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

  test("按字数折的行也接成一段：数字与汉字同算一个字", () => {
    const paragraphs = [
      "　　（一）到位资金。上半年全市到位资金312.40亿元，完成全年目标480.00亿元的65.08%，比上年同期的298.15亿元增加14.25亿元，增长4.78%。其中一季度140.22亿元，二季度172.18亿元，二季度比一季度多31.96亿元。",
      "　　（二）签约项目。全市新签约项目86个，同比增加6个，总投资412.60亿元，平均每个项目4.80亿元。",
    ];
    const lines = paragraphs.flatMap((paragraph) => paragraph.match(/.{1,38}/g) ?? []);
    expect((blocksOf(...lines) as Prose[]).map(({ text }) => text)).toEqual(paragraphs.map((each) => each.trim()));
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
    [
      "同一处有比纸宽得多的段落",
      [...Array(3).fill("招商引资工作有序推进".repeat(3)), ...Array(2).fill(`${"招商引资工作有序推进".repeat(9)}。`)],
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
