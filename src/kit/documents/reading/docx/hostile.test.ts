import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { packArchive } from "#kit/documents/archive.ts";
import { docxOf, level, numPr, p, readBody, readBytes } from "#tests/support/docx.ts";

const spans = (properties: string) =>
  `<w:tbl><w:tr><w:tc><w:tcPr>${properties}</w:tcPr>${p("甲")}</w:tc></w:tr></w:tbl>`;
const wrapped = (tag: string, times: number, inner: string) =>
  `<${tag}>`.repeat(times) + inner + `</${tag}>`.repeat(times);

/** The code of the refusal; anything thrown that is no refusal with a Chinese sentence fails the test. */
async function refusalOf(bytes: Promise<Uint8Array>): Promise<string> {
  const error: unknown = await bytes.then(readBytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return "read";
  if (error instanceof Failure && error.kind === "refused" && /\p{Script=Han}/u.test(error.message)) return error.code;
  throw error instanceof Error ? error : new Error("not an error was thrown");
}

describe("拒绝", () => {
  const elsewhere = '<R><Relationship Id="r" Type="x/officeDocument" Target="word/none.xml"/></R>';
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ["没有正文部件", "workbook.broken", () => buffer(packArchive([{ name: "word/styles.xml", text: ["<w/>"] }]))],
    ["关系指着没有的部件", "workbook.broken", () => docxOf("", { "_rels/.rels": elsewhere })],
    ["正文部件不是文档", "workbook.broken", () => docxOf("", { document: "<x/>" })],
    ["外来声明", "workbook.doctype", () => docxOf("", { document: `${entity}<w:document/>` })],
    ["样式里的外来声明", "workbook.doctype", () => docxOf(p("甲"), { styles: `${entity}<w:styles/>` })],
    ["没有闭合", "workbook.broken", () => docxOf("", { document: "<w:document><w:body><w:p>" })],
    ["压缩炸弹", "workbook.bomb", () => docxOf(`<w:p>${" ".repeat(12 * 1024 * 1024)}</w:p>`)],
    ["嵌套过深", "workbook.broken", () => docxOf(wrapped("w:sdt", 5000, p("甲")))],
    ["合并十亿列", "workbook.columns", () => docxOf(spans('<w:gridSpan w:val="1000000000"/>'))],
    ["合并九亿列", "workbook.columns", () => docxOf(spans('<w:gridSpan w:val="999999999"/>'))],
    ["一行三千格", "workbook.columns", () => docxOf(`<w:tbl><w:tr>${"<w:tc/>".repeat(3000)}</w:tr></w:tbl>`)],
    [
      "铺得过大的格子",
      "document.paragraphs",
      () =>
        docxOf(`<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr></w:tc></w:tr>'.repeat(3000)}</w:tbl>`),
    ],
    [
      "文本框里五十万段",
      "document.paragraphs",
      () => docxOf(wrapped("w:p", 1, wrapped("w:txbxContent", 1, "<w:p/>".repeat(500_001)))),
    ],
    [
      "一段上万个注",
      "workbook.broken",
      () => docxOf(`<w:p><w:r>${'<w:footnoteReference w:id="1"/>'.repeat(10_000)}</w:r></w:p>`),
    ],
  ])("%s", async (_, code, bytes) => {
    expect(await refusalOf(bytes())).toBe(code);
  });
});

describe("怪文件照样读", () => {
  test("十万个空段", async () => {
    expect(await readBody(`${"<w:p/>".repeat(100_000)}${p("末")}`)).toEqual([{ kind: "paragraph", text: "末" }]);
  });

  test("样式互为基础，编号没有部件", async () => {
    const style = (id: string, base: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:basedOn w:val="${base}"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>`;
    const styles = `<w:styles>${style("a", "b")}${style("b", "a")}${style("c", "c")}</w:styles>`;
    const body = ["a", "c", "没有"].map((id) => p(id, `<w:pStyle w:val="${id}"/>${numPr(1)}`)).join("");
    expect(await readBody(body, { styles })).toEqual([
      { kind: "paragraph", text: "a", align: "center" },
      { kind: "paragraph", text: "c", align: "center" },
      { kind: "paragraph", text: "没有" },
    ]);
  });

  test("一条几万节的样式链、一个几十万级的编号，不拖垮读取", async () => {
    const chain = Array.from(
      { length: 30_000 },
      (_, i) => `<w:style w:styleId="${i}"><w:basedOn w:val="${i + 1}"/></w:style>`,
    );
    const levels = Array.from({ length: 100_000 }, (_, i) => `<w:lvl w:ilvl="${i}"/>`);
    const numbering = `<w:numbering><w:abstractNum w:abstractNumId="0">${levels.join("")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const body = p("甲", `<w:pStyle w:val="0"/>${numPr(1, 8)}`).repeat(1000);
    const started = performance.now();
    expect(await readBody(body, { styles: `<w:styles>${chain.join("")}</w:styles>`, numbering })).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test("几十万字符的属性名，不拖垮读取", async () => {
    const started = performance.now();
    await readBody(p("甲", `<w:pStyle ${"a".repeat(900_000)}/><w:jc ${"w:val ".repeat(100_000)}/>`));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("从不结束的域，几十万字的编号写法，不拖垮读取", async () => {
    const field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(10_000);
    const numbering = `<w:numbering><w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1".repeat(400_000))}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const started = performance.now();
    const blocks = await readBody(`<w:p>${field}</w:p>${p("甲", numPr(1)).repeat(5000)}`, { numbering });
    expect(blocks).toHaveLength(5000);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test("没有行、没有格、没有段的表", async () => {
    expect(await readBody("<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl>")).toEqual([
      { kind: "table", rows: [[]] },
      { kind: "table", rows: [[{ text: "" }]] },
    ]);
  });

  test("在怪地方的元素：段中段、没有段的字、多余的结束", async () => {
    const body = `<w:r><w:t>无段</w:t></w:r><w:tr>${p("无表之行")}</w:tr><w:p><w:t>无串</w:t><w:r><w:fldChar w:fldCharType="end"/><w:t>甲</w:t></w:r></w:p>`;
    expect(await readBody(body)).toEqual([
      { kind: "paragraph", text: "无表之行" },
      { kind: "paragraph", text: "无串甲" },
    ]);
  });
});
