import { describe, expect, test } from "vitest";
import { docxOf, p, readBody, readBytes } from "#tests/support/docx.ts";

const styles = `<w:styles>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
  <w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
  <w:style w:type="paragraph" w:styleId="deep"><w:name w:val="深层"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="t2"><w:name w:val="标题 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="c"><w:name w:val="居中"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
  <w:style w:type="character" w:styleId="secret"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`;
const styled = (id: string, text: string) => p(text, `<w:pStyle w:val="${id}"/>`);
const paragraph = (text: string) => ({ kind: "paragraph", text });

async function textsOf(body: string, parts = {}): Promise<string[]> {
  return (await readBody(body, parts)).map((block) => ("text" in block ? block.text : block.kind));
}

describe("标题", () => {
  test("样式、继承的样式、中文样式名、大纲级别，都是标题", async () => {
    const body =
      ["1", "mine", "deep", "t2"].map((id) => styled(id, id)).join("") + p("直接", '<w:outlineLvl w:val="2"/>');
    expect((await readBody(body, { styles })).map((block) => block.kind === "heading" && block.level)).toEqual([
      1, 1, 4, 2, 3,
    ]);
  });

  test("题目样式是题目；没有样式时，开头居中的大字是题目，正文里的不是", async () => {
    const blocks = await readBody(
      styled("c", "关于某事的报告") + styled("a3", "副题") + p("各区：") + styled("c", "后来的大字"),
      { styles },
    );
    expect(blocks).toEqual([
      { kind: "title", text: "关于某事的报告" },
      { kind: "title", text: "副题" },
      paragraph("各区："),
      { kind: "paragraph", text: "后来的大字", align: "center" },
    ]);
  });

  test("没有样式时，凭编号认标题；编号句子仍是正文", async () => {
    const blocks = await readBody(p("一、总体情况") + p("　　（一）机构设置") + p("1.我局共有内设机构3个。"));
    expect(blocks).toEqual([
      { kind: "heading", level: 1, text: "一、总体情况" },
      { kind: "heading", level: 2, text: "　　（一）机构设置" },
      paragraph("1.我局共有内设机构3个。"),
    ]);
  });
});

describe("文字", () => {
  test.each([
    ["分段", "<w:r><w:t>全年</w:t></w:r><w:r><w:t>执行</w:t></w:r>", "全年执行"],
    ["制表与换行", "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>", "甲\t乙\n丙\n"],
    [
      "分页符只在中间隔开文字",
      '<w:r><w:br w:type="page"/><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="page"/></w:r>',
      "甲\n乙",
    ],
    [
      "软硬连字符与符号字体",
      '<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
      "A-B",
    ],
    ["实体与空格", '<w:r><w:t xml:space="preserve"> &lt;甲&gt;&#160;&amp; </w:t></w:r>', " <甲>\u00a0& "],
    ["源码里的换行是空格", "<w:r><w:t>甲\r\n乙</w:t></w:r>", "甲 乙"],
    [
      "链接、智能标记、内容控件",
      '<w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>',
      "链接标记控件",
    ],
    [
      "修订",
      "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo>",
      "新移来",
    ],
    [
      "隐藏文字",
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val="secret"/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val="secret"/><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>',
      "显",
    ],
    [
      "批注",
      '<w:commentRangeStart w:id="0"/><w:r><w:t>正文</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
      "正文",
    ],
    [
      "注音",
      "<w:r><w:ruby><w:rt><w:r><w:t>zhao</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>招</w:t></w:r></w:rubyBase></w:ruby></w:r>",
      "招",
    ],
    [
      "公式里的分数",
      "<m:oMath><m:r><m:t>率=</m:t></m:r><m:f><m:num><m:r><m:t>94</m:t></m:r></m:num><m:den><m:r><m:t>101</m:t></m:r></m:den></m:f></m:oMath>",
      "率=94/101",
    ],
  ])("%s", async (_, content, text) => {
    expect(await textsOf(`<w:p>${content}</w:p>`, { styles })).toEqual([text]);
  });

  test("域只留结果，嵌套的域也是", async () => {
    const sign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const inner = `${sign("begin")}<w:r><w:instrText> REF a </w:instrText></w:r>${sign("separate")}${run("内")}${sign("end")}`;
    const outer = `${sign("begin")}${inner}${run(" = 1")}${sign("separate")}${run("结果")}${inner}${sign("end")}`;
    expect(
      await textsOf(
        `<w:p>${outer}${run("之后")}<w:fldSimple w:instr="SEQ 表"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`,
      ),
    ).toEqual(["结果内之后1"]);
    expect(await textsOf(`<w:p>${sign("begin")}${run("没有结束的域")}</w:p>${p("后文")}`)).toEqual(["后文"]);
  });

  test("修订前的格式不算数", async () => {
    const change = '<w:pPrChange><w:pPr><w:pStyle w:val="1"/><w:jc w:val="center"/></w:pPr></w:pPrChange>';
    expect(await readBody(p("正文", change), { styles })).toEqual([paragraph("正文")]);
  });

  test("删去段落标记，两段连成一段", async () => {
    const deleted = "<w:rPr><w:del/></w:rPr>";
    expect(await textsOf(p("前半", deleted) + p("后半") + p("末段", deleted))).toEqual(["前半后半", "末段"]);
  });

  test("文本框成为后面的段落，两个版本只取一个", async () => {
    const box = (text: string) =>
      `<w:txbxContent>${p(text)}<w:tbl><w:tr><w:tc>${p("框中表")}</w:tc></w:tr></w:tbl></w:txbxContent>`;
    const drawing = `<mc:AlternateContent><mc:Choice>${box("框内")}</mc:Choice><mc:Fallback>${box("框内")}</mc:Fallback></mc:AlternateContent>`;
    expect(await textsOf(`<w:p><w:r>${drawing}<w:t>框外</w:t></w:r><w:r><w:t>之后</w:t></w:r></w:p>`)).toEqual([
      "框外之后",
      "框内",
      "框中表",
    ]);
    const fallback = `<mc:AlternateContent><mc:Fallback><w:t>只有后备</w:t></mc:Fallback></mc:AlternateContent>`;
    expect(await textsOf(`<w:p><w:r>${fallback}</w:r></w:p>`)).toEqual(["只有后备"]);
  });

  test("目录不是正文", async () => {
    const gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>';
    const contents = `<w:sdt>${gallery}<w:sdtContent>${p("目录")}${p("一、总体情况 1")}</w:sdtContent></w:sdt>`;
    const body = contents + styled("toc", "二、其他") + p("正文");
    expect(await textsOf(body, { styles })).toEqual(["正文"]);
  });

  test("宏文件照样读文字，页眉页脚不读", async () => {
    const parts = { header1: `<w:hdr>${p("页眉")}</w:hdr>`, "word/vbaProject.bin": "x" };
    expect(await textsOf(p("正文"), parts)).toEqual(["正文"]);
  });
});

describe("脚注与尾注", () => {
  const note = (kind: string, id: string, text: string) =>
    `<w:${kind}s><w:${kind} w:type="separator" w:id="-1"><w:p/></w:${kind}><w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r><w:r><w:t>${text}</w:t></w:r></w:p></w:${kind}></w:${kind}s>`;

  test("注跟在所注的段落后面，编号按全文的规定", async () => {
    const body = `<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r></w:p>${p("乙")}`;
    const section = '<w:sectPr><w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr></w:sectPr>';
    const parts = { footnotes: note("footnote", "2", " 注文"), endnotes: note("endnote", "3", "尾注文") };
    expect(await readBody(body + section, parts)).toEqual([
      paragraph("甲"),
      { kind: "note", mark: "①", text: "注文" },
      { kind: "note", mark: "i", text: "尾注文" },
      paragraph("乙"),
    ]);
  });

  test("手写的注号不留在正文里", async () => {
    const body =
      '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r><w:r><w:t>后</w:t></w:r></w:p>';
    const blocks = await readBody(body, { footnotes: note("footnote", "2", "* 注文") });
    expect(blocks).toEqual([paragraph("甲后"), { kind: "note", mark: "*", text: "注文" }]);
  });

  test("找不到的注不成块", async () => {
    expect(await readBody('<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="9"/></w:r></w:p>')).toEqual([
      paragraph("甲"),
    ]);
  });
});

test("段落的位置数每一个段落，空的也数", async () => {
  const { blocks } = await readBytes(await docxOf(`${p("甲")}<w:p/>${p("乙")}`));
  expect(blocks.map((block) => "pieces" in block && block.pieces)).toEqual([
    [{ at: 0, place: { label: "第 1 段" } }],
    [{ at: 0, place: { label: "第 3 段" } }],
  ]);
});

test("部件的位置由关系说了算，严格格式的命名空间也读", async () => {
  const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  const bytes = await docxOf("", {
    "_rels/.rels": `<Relationships><Relationship Id="r" Type="${strict}/officeDocument" Target="/word/document2.xml"/></Relationships>`,
    "word/_rels/document2.xml.rels": `<Relationships><Relationship Id="s" Type="${strict}/styles" Target="../other/s.xml"/></Relationships>`,
    document2: `<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><pPr><pStyle val="1"/><jc val="end"/></pPr><r><t>严格</t></r></p></body></document>`,
    "other/s.xml": styles,
  });
  expect((await readBytes(bytes)).blocks).toMatchObject([{ kind: "heading", level: 1, text: "严格" }]);
});

test("只有图片的文件没有块", async () => {
  expect(await readBody("<w:p><w:r><w:drawing><wp:posOffset>12</wp:posOffset></w:drawing></w:r></w:p><w:p/>")).toEqual(
    [],
  );
});
