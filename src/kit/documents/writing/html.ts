/*
 * The document model as one printable page: elements that mean what they hold, no script, nothing fetched from elsewhere.
 *
 * readHtml gives the document back. What may differ: white space at the ends of a text, texts and lists that hold nothing, and
 * the place of notes, which all go to the end. Runs of white space do not differ: all but a single space is written as an
 * entity, which a reader of HTML does not fold, and `pre-wrap` shows them.
 */
import type { Block, Cell, Document, Heading, List, Note, Table } from "../document.ts";

export function writeHtml({ blocks }: Document, options: { title?: string } = {}): string {
  const title = options.title ?? blocks.find((block) => block.kind === "title")?.text ?? "文书";
  const notes = blocks.filter((block) => block.kind === "note");
  const body = blocks.filter((block) => block.kind !== "note").map(blockHtml);
  return [
    "<!doctype html>",
    '<html lang="zh-CN">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    ...body,
    ...(notes.length > 0 ? ['<section class="notes">', ...notes.map(noteHtml), "</section>"] : []),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function blockHtml(block: Exclude<Block, Note>): string {
  switch (block.kind) {
    case "title":
      return `<h1 class="title">${escaped(block.text)}</h1>`;
    case "heading":
      return headingHtml(block);
    case "paragraph":
      return `<p${block.align ? ` class="${block.align}"` : ""}>${escaped(block.text)}</p>`;
    case "list":
      return listHtml(block);
    case "table":
      return tableHtml(block);
  }
}

/** The title is the h1 of the page, so 一、 is an h2; below h6 only the role can tell. */
function headingHtml({ level, text }: Heading): string {
  const own = `data-level="${level}"`;
  if (level < 6) return `<h${level + 1} ${own}>${escaped(text)}</h${level + 1}>`;
  return `<div role="heading" aria-level="${level + 1}" ${own}>${escaped(text)}</div>`;
}

/** A list of depth within its item; where a depth is left out, an empty item holds the next. */
function listHtml({ isOrdered, items }: List): string {
  const tag = isOrdered ? "ol" : "ul";
  const parts: string[] = [];
  let depth = 0;
  for (const { level, text } of items) {
    if (depth >= level) parts.push("</li>");
    for (; depth > level; depth--) parts.push(`</${tag}>`, "</li>");
    for (; depth < level; depth++) parts.push(`<${tag}>`, depth + 1 < level ? "<li>" : "");
    parts.push(`<li>${escaped(text)}`);
  }
  for (; depth > 0; depth--) parts.push("</li>", `</${tag}>`);
  return parts.join("");
}

function tableHtml({ caption, rows }: Table): string {
  const head = rows.findIndex((row) => !isHead(row));
  const headRows = rows.slice(0, head < 0 ? rows.length : head);
  const parts = [
    "<table>",
    caption ? `<caption>${escaped(caption.text)}</caption>` : "",
    ...rows.map((row, i) => rowHtml(row, i < headRows.length)),
    "</table>",
  ];
  return parts.filter((part) => part !== "").join("\n");
}

const isHead = (row: readonly Cell[]): boolean => row.length > 0 && row.every(({ isHeader }) => isHeader);

function rowHtml(row: readonly Cell[], isColumnHead: boolean): string {
  return `<tr>${row.map((cell) => cellHtml(cell, isColumnHead)).join("")}</tr>`;
}

function cellHtml({ text, isHeader, columns = 1, rows = 1 }: Cell, isColumnHead: boolean): string {
  const tag = isHeader ? "th" : "td";
  const scope = isHeader ? ` scope="${isColumnHead ? "col" : "row"}"` : "";
  const spans = (columns > 1 ? ` colspan="${columns}"` : "") + (rows > 1 ? ` rowspan="${rows}"` : "");
  const figure = !isHeader && /^[-+−]?[\d.,]+\s?[%％]?$/.test(text) ? ' class="figure"' : "";
  return `<${tag}${scope}${spans}${figure}>${escaped(text)}</${tag}>`;
}

function noteHtml({ mark, text }: Note): string {
  return `<p role="doc-footnote"><sup>${escaped(mark)}</sup>${escaped(text)}</p>`;
}

/** A single space is a space; any other white space would be folded, and the first or last of a text dropped. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replace(/(?<=\s) |^ | $/g, "&#32;")
    .replaceAll("\u00a0", "&nbsp;")
    .replace(/[\t\n\f\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** 依据：《党政机关公文格式》GB/T 9704—2012: A4, 版心 156 mm × 225 mm, 22 lines of 28 characters, 三号仿宋; 一级黑体、二级楷体. */
const style = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt SimSun, serif; } }
body { max-width: 156mm; margin: 10mm auto; color: #000; background: #fff;
  font: 16pt/28pt FangSong_GB2312, FangSong, 仿宋_GB2312, 仿宋, STFangsong, "Noto Serif CJK SC", serif; }
h1, h2, h3, h4, h5, h6, p, li, caption, th, td, [role="heading"] { white-space: pre-wrap; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6, [role="heading"] { margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em; break-after: avoid; }
h1.title { margin: 0 0 28pt; font-size: 22pt; line-height: 34pt; text-align: center; text-indent: 0;
  font-family: FZXiaoBiaoSong-B05S, 方正小标宋简体, STZhongsong, SimSun, "Noto Serif CJK SC", serif; }
h2 { font-family: SimHei, 黑体, STHeiti, "Noto Sans CJK SC", sans-serif; }
h3 { font-family: KaiTi_GB2312, KaiTi, 楷体, STKaiti, "Noto Serif CJK SC", serif; }
h4 { font-weight: bold; }
p { margin: 0; text-align: justify; text-indent: 2em; }
p.center { text-align: center; text-indent: 0; }
p.right { text-align: right; text-indent: 0; }
ol, ul { margin: 0; padding-left: 2em; }
table { width: 100%; margin: 8pt 0; border-collapse: collapse; font-size: 12pt; line-height: 18pt; }
caption { padding-bottom: 4pt; font-family: SimHei, 黑体, STHeiti, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
th, td { padding: 2pt 5pt; border: 1px solid #000; }
th { font-weight: bold; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
.notes { margin-top: 14pt; padding-top: 6pt; border-top: 1px solid #000; }
.notes p { font-size: 12pt; line-height: 18pt; text-indent: 0; }
.notes sup { margin-right: 0.3em; }
@media print { body { max-width: none; margin: 0; } }
`;
