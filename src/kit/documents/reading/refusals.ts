import { Failure } from "#kit/base/errors.ts";

/** A document we will not read. */
export function unreadableDocument(code: string, message: string): Failure {
  return new Failure("refused", `document.${code}`, message);
}

/** 没有文字: of a PDF or a Word document, because it is made of pictures. */
export function noText(format: string): Failure {
  const isScanned = ["pdf", "docx", "doc"].includes(format);
  const scanned = "这是扫描件或图片，没有文字层，请先做文字识别（OCR）或上传原始 Word 文件";
  return unreadableDocument("text", isScanned ? scanned : "文件里没有文字，请检查是否选错了文件");
}
