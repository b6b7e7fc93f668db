import { describe, expect, test } from "vitest";
import { gridOf, type Table } from "#kit/documents/document.ts";
import { docxOf, level, numPr, p, readBody, readBytes } from "#tests/support/docx.ts";

const tc = (text: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
const tr = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
const header = (...cells: string[]) => `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cells.join("")}</w:tr>`;
const tbl = (...rows: string[]) => `<w:tbl><w:tblPr><w:jc w:val="center"/></w:tblPr>${rows.join("")}</w:tbl>`;
const span = (columns: number) => `<w:gridSpan w:val="${columns}"/>`;
const opens = '<w:vMerge w:val="restart"/>';
const goesOn = "<w:vMerge/>";
const captionStyle = `<w:styles><w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style></w:styles>`;

async function rowsOf(table: string) {
  const [block] = await readBody(table);
  return block?.kind === "table" ? block.rows : [];
}

describe("表格", () => {
  test("项目支出绩效自评表：横竖合并的单元格各归其位", async () => {
    const rows = await rowsOf(
      tbl(
        tr(tc("项目名称", span(2)), tc("招商专项", span(3))),
        tr(tc("项目资金", opens), tc("", span(2)), tc("全年预算数"), tc("全年执行数")),
        tr(tc("", goesOn), tc("年度资金总额", span(2)), tc("101.93"), tc("94.21")),
        tr(tc("", goesOn), tc("其他资金", span(2)), tc("0"), tc("0")),
        tr(tc("总分", span(4)), tc("98")),
      ),
    );
    expect(rows).toEqual([
      [
        { text: "项目名称", columns: 2 },
        { text: "招商专项", columns: 3 },
      ],
      [{ text: "项目资金", rows: 3 }, { text: "", columns: 2 }, { text: "全年预算数" }, { text: "全年执行数" }],
      [{ text: "年度资金总额", columns: 2 }, { text: "101.93" }, { text: "94.21" }],
      [{ text: "其他资金", columns: 2 }, { text: "0" }, { text: "0" }],
      [{ text: "总分", columns: 4 }, { text: "98" }],
    ]);
    const table: Table = { kind: "table", rows };
    expect(gridOf(table).map((row) => row.map((cell) => cell?.text ?? null))).toMatchObject([
      ["项目名称", "项目名称", "招商专项", "招商专项", "招商专项"],
      ["项目资金", "", "", "全年预算数", "全年执行数"],
      ["项目资金", "年度资金总额", "年度资金总额", "101.93", "94.21"],
      ["项目资金", "其他资金", "其他资金", "0", "0"],
      ["总分", "总分", "总分", "总分", "98"],
    ]);
  });

  test("标题行只从顶上数起", async () => {
    const rows = await rowsOf(tbl(header(tc("甲")), tr(tc("1")), header(tc("乙"))));
    expect(rows.map(([cell]) => cell?.isHeader ?? false)).toEqual([true, false, false]);
  });

  test("没有上文的接续、没有下文的开头、宽度不同的接续，都是自己的单元格", async () => {
    const rows = await rowsOf(
      tbl(tr(tc("甲", goesOn), tc("乙", opens)), tr(tc("丙", opens), tc("丁", span(2) + goesOn)), tr(tc("戊", opens))),
    );
    expect(rows).toEqual([
      [{ text: "甲" }, { text: "乙" }],
      [{ text: "丙" }, { text: "丁", columns: 2 }],
      [{ text: "戊" }],
    ]);
  });

  test("缩进的行前面补一格，删去的行不读", async () => {
    const before = `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${tc("丙")}</w:tr>`;
    const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${tc("删")}</w:tr>`;
    expect(await rowsOf(tbl(tr(tc("甲"), tc("乙"), tc("")), deleted, before))).toEqual([
      [{ text: "甲" }, { text: "乙" }, { text: "" }],
      [{ text: "", columns: 2 }, { text: "丙" }],
    ]);
  });

  test("表中表成为单元格里的各行文字，空段不留", async () => {
    const nested = `<w:tc>${p("外")}<w:p/>${tbl(tr(tc("内一"), tc("内二")))}<w:p/></w:tc>`;
    expect(await rowsOf(tbl(tr(nested, tc("旁"))))).toEqual([[{ text: "外\n内一\n内二" }, { text: "旁" }]]);
  });

  test("单元格里的自动编号是单元格的文字", async () => {
    const numbering = `<w:numbering><w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const numbered = `<w:tc>${p("", numPr(1))}</w:tc>`;
    const blocks = await readBody(tbl(tr(numbered, tc("甲")), tr(numbered, tc("乙"))), { numbering });
    expect(blocks).toEqual([
      {
        kind: "table",
        rows: [
          [{ text: "1" }, { text: "甲" }],
          [{ text: "2" }, { text: "乙" }],
        ],
      },
    ]);
  });

  test("位置说第几个表、第几行、第几列，列按格子数", async () => {
    const { blocks } = await readBytes(await docxOf(tbl(tr(tc("一"))) + tbl(tr(tc("甲", span(2)), tc("乙")))));
    const places = blocks.map(
      (block) => block.kind === "table" && block.rows[0]?.map(({ pieces }) => pieces?.[0]?.place.label),
    );
    expect(places).toEqual([["表 1 第 1 行第 1 列"], ["表 2 第 1 行第 1 列", "表 2 第 1 行第 3 列"]]);
  });
});

describe("表题与单位行", () => {
  const table = tbl(tr(tc("甲")));
  const rows = [[{ text: "甲" }]];
  const unit = p("单位：万元", '<w:jc w:val="right"/>');
  const unitBlock = { kind: "paragraph", text: "单位：万元", align: "right" };

  test("表前的题注样式或“表1 …”是表题，中间可以有单位行", async () => {
    const caption = p("各区情况", '<w:pStyle w:val="cap"/>');
    expect(await readBody(caption + unit + table + p("表2　明细") + table, { styles: captionStyle })).toEqual([
      unitBlock,
      { kind: "table", caption: { text: "各区情况" }, rows },
      { kind: "table", caption: { text: "表2　明细" }, rows },
    ]);
  });

  test("后面没有表，就都是段落", async () => {
    expect(await readBody(p("表1 情况") + unit + p("正文") + unit + table + p("表2 情况"))).toEqual([
      { kind: "paragraph", text: "表1 情况" },
      unitBlock,
      { kind: "paragraph", text: "正文" },
      unitBlock,
      { kind: "table", rows },
      { kind: "paragraph", text: "表2 情况" },
    ]);
  });

  test("表题和单元格里的注跟在表后", async () => {
    const footnotes = ["1", "2"].map((id) => `<w:footnote w:id="${id}">${p(`注${id}`)}</w:footnote>`).join("");
    const mark = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const caption = `<w:p><w:r><w:t>表1 情况</w:t></w:r>${mark(1)}</w:p>`;
    const noted = tbl(tr(`<w:tc><w:p><w:r><w:t>甲</w:t></w:r>${mark(2)}</w:p></w:tc>`));
    const blocks = await readBody(caption + noted, { footnotes: `<w:footnotes>${footnotes}</w:footnotes>` });
    expect(blocks).toEqual([
      { kind: "table", caption: { text: "表1 情况" }, rows },
      { kind: "note", mark: "1", text: "注1" },
      { kind: "note", mark: "2", text: "注2" },
    ]);
  });
});
