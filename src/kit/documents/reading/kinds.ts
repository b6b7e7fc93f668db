/* 文件种类: what a file is by its first bytes or its parts, and what to say of those that are no document to us. */
import type { Failure } from "#kit/base/errors.ts";
import { unreadableDocument } from "./refusals.ts";

function notDocument(what: string, advice: string): Failure {
  return unreadableDocument("kind", `${what}。${advice}`);
}

const saveAsDocx = "请用 Word 或 WPS 打开后另存为 .docx 再上传";
const saveAsXlsx = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传";
const ocr = "请先做文字识别（OCR），或上传原始 Word 文件";
const unpack = "请解压后逐个上传其中的文件";

const gzip = "\x1f\x8b";
const contents: [pattern: RegExp, what: string, advice: string][] = [
  [/^\{\\rtf/, "这是 RTF 文档", saveAsDocx],
  [
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif))/s,
    "这是图片",
    ocr,
  ],
  [/^(?:Rar!|7z\xbc\xaf|BZh\d|\xfd7zXZ)/, "这是压缩包", unpack],
  [/^(?:MZ.{58}|\x7fELF)/s, "这是程序，不是文书", "请检查是否选错了文件"],
  [/^(?:ID3|OggS|fLaC|.{4}ftyp|RIFF.{4}(?:WAVE|AVI ))/s, "这是音频或视频", "请上传会议记录等文字材料"],
  [/^(?:HWP Document File|CAJ|KDH|%!PS)/, "这种文件读不了", "请转为 .docx 或有文字层的 PDF 再上传"],
];

/** Why a file cannot be read, from its first bytes; null where nothing speaks against it. */
export function refusalOfContent(bytes: Uint8Array): Failure | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString("latin1");
  if (start.startsWith(gzip)) return notDocument("这是压缩包", unpack);
  const found = contents.find(([pattern]) => pattern.test(start));
  return found ? notDocument(found[1], found[2]) : null;
}

/** Null when the archive is a Word document. */
export function refusalOfArchive(names: string[]): Failure | null {
  const has = (pattern: RegExp) => names.some((part) => pattern.test(part));
  if (has(/^xl\/workbook\.bin$/)) return notDocument("这是 .xlsb 二进制工作簿", saveAsXlsx);
  if (has(/^content\.xml$/))
    return notDocument("这是 OpenDocument 文件（.odt、.ods）", "请另存为 .docx 或 .xlsx 再上传");
  if (has(/^ppt\//)) return notDocument("这是演示文稿", "请把要核对的文字放进 Word 文件再上传");
  if (has(/^ofd\.xml$/)) return notDocument("这是 OFD 版式文件", "请上传原始的 Word 文件，或转为有文字层的 PDF 再上传");
  if (has(/^word\/|^\[content_types\]\.xml$/)) return null;
  return notDocument("这是压缩包", unpack);
}

/** Null when the compound file is a Word document; old WPS files are such too. */
export function refusalOfCompound(names: string[]): Failure | null {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^WordDocument$/i)) return null;
  if (has(/^(?:Workbook|Book)$/i)) return notDocument("这是旧版 .xls 工作簿", saveAsXlsx);
  if (has(/^PowerPoint Document$/i)) return notDocument("这是旧版演示文稿", "请把要核对的文字放进 Word 文件再上传");
  if (has(/^__(?:properties|substg)/i)) return notDocument("这是 Outlook 邮件", "请把正文或附件另存后再上传");
  return notDocument("认不出这个 Office 文件", saveAsDocx);
}

/** Texts that only programs read. */
export function refusalOfText(source: string): Failure | null {
  const start = source.slice(0, 4000);
  if (/<(?:w:wordDocument|pkg:package)\b|progid="Word\.Document"/.test(start)) {
    return notDocument("这是 Word 的 XML 文件", saveAsDocx);
  }
  if (/progid="Excel\.Sheet"|<Workbook\b[^>]*office:spreadsheet/.test(start))
    return notDocument("这是 Excel 的 XML 文件", saveAsXlsx);
  if (/^\s*MIME-Version:|^\s*From:.*\r?\n[\s\S]*?^MIME-Version:/im.test(start)) {
    return notDocument("这是单一网页文件（.mht）或邮件", saveAsDocx);
  }
  return null;
}

/** The start of a page, or of what some systems write for one: “export to Word” is often a table of HTML named .doc. */
const page =
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|style)\b/i;
const fragment = /^\s*<(?:table|div|p|center|font|h[1-6]|span|ul|ol|br|b|pre)\b[^>]*>/i;
const markdown = /^ {0,3}(?:#{1,6} \S|\|? *:?-{3,}:? *\|)|^```/m;

export function textFormat(source: string, name: string): "html" | "markdown" | "text" {
  if (page.test(source)) return "html";
  const [, extension = ""] = /\.([a-z]+)$/i.exec(name) ?? [];
  switch (extension.toLowerCase()) {
    case "md":
    case "markdown":
      return "markdown";
    case "txt":
    case "csv":
    case "tsv":
      return "text";
    case "htm":
    case "html":
      return source.includes("<") ? "html" : "text";
    default:
      if (fragment.test(source)) return "html";
      return markdown.test(source.slice(0, 100_000)) ? "markdown" : "text";
  }
}

/** 文本表格: by its name, or because a system that “exports to Excel” named a text of tabs so. */
export function isTextTable(source: string, name: string): boolean {
  if (/\.(?:csv|tsv)$/i.test(name)) return true;
  return /\.(?:xlsx?|et)$/i.test(name) && /^[^\n]*[\t,]/.test(source);
}
