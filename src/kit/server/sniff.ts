import type { FileHandle } from "node:fs/promises";
import { Failure } from "#kit/base/errors.ts";
import { damaged, type Entry, listOle, listZip, swollen } from "./containers.ts";

/** 附件类型: what may be stored, the extensions it may carry (the first is given to a name that has none of them), and how it is sent. */
export const fileTypes = {
  pdf: { extensions: ["pdf"], mime: "application/pdf" },
  png: { extensions: ["png"], mime: "image/png" },
  jpeg: { extensions: ["jpg", "jpeg"], mime: "image/jpeg" },
  docx: {
    extensions: ["docx", "wps"],
    mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  xlsx: { extensions: ["xlsx", "et"], mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  pptx: {
    extensions: ["pptx", "dps"],
    mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  },
  ofd: { extensions: ["ofd"], mime: "application/ofd" },
  doc: { extensions: ["doc", "wps"], mime: "application/msword" },
  xls: { extensions: ["xls", "et"], mime: "application/vnd.ms-excel" },
  ppt: { extensions: ["ppt", "dps"], mime: "application/vnd.ms-powerpoint" },
  text: { extensions: ["txt", "csv", "tsv", "md"], mime: "text/plain" },
} as const;
export type FileType = keyof typeof fileTypes;

const limits = { unpacked: 400 * 1024 * 1024, ratio: 200, ratioFrom: 10 * 1024 * 1024 };

/** Decides by the content, never by the name or by what the sender called it. */
export async function sniff(file: FileHandle, size: number): Promise<FileType> {
  const head = Buffer.alloc(16);
  await file.read(head, 0, 16, 0);
  const begins = (...bytes: number[]) => head.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (head.toString("latin1").startsWith("%PDF-")) return "pdf";
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (begins(0xff, 0xd8, 0xff)) return "jpeg";
  if (begins(0x50, 0x4b, 0x03, 0x04)) return zipType(await listZip(file, size));
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oleType(await listOle(file));
  if (await isText(file)) return "text";
  throw unknown();
}

function zipType(entries: Entry[]): FileType {
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw locked();
  let packed = 0;
  let unpacked = 0;
  for (const entry of entries) {
    packed += entry.packed;
    unpacked += entry.unpacked;
    // We never unpack by these names, but whoever opens the file next might.
    if (entry.name.startsWith("/") || /^[a-z]:/i.test(entry.name) || entry.name.split("/").includes(".."))
      throw damaged();
  }
  if (unpacked > limits.unpacked || (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio)) throw swollen();
  const names = entries.map(({ name }) => name.toLowerCase());
  if (names.some((name) => name.endsWith("vbaproject.bin") || name.includes("/macrosheets/"))) throw macros();
  if (names.includes("ofd.xml")) return "ofd";
  if (names.includes("[content_types].xml")) {
    const has = (folder: string) => names.some((name) => name.startsWith(folder));
    if (has("word/")) return "docx";
    if (has("xl/")) return "xlsx";
    if (has("ppt/")) return "pptx";
  }
  throw new Failure("refused", "files.archive", "不接收压缩包。请解压后逐个上传其中的文件");
}

const macroStorages = new Set(["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"]);

function oleType(names: string[]): FileType {
  if (names.includes("EncryptedPackage") || names.includes("EncryptionInfo")) throw locked();
  if (names.some((name) => macroStorages.has(name))) throw macros();
  if (names.includes("WordDocument")) return "doc";
  if (names.includes("Workbook") || names.includes("Book")) return "xls";
  if (names.includes("PowerPoint Document")) return "ppt";
  throw unknown();
}

/** Text is whatever decodes wholly as UTF-8, GB18030 or marked UTF-16 and holds no control characters. */
async function isText(file: FileHandle): Promise<boolean> {
  const mark = Buffer.alloc(2);
  await file.read(mark, 0, 2, 0);
  const encodings = mark.equals(Buffer.from([0xff, 0xfe])) ? ["utf-16le"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) if (await decodes(file, encoding)) return true;
  return false;
}

async function decodes(file: FileHandle, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const chunk = Buffer.alloc(256 * 1024);
  const isPlain = (text: string) => !/[^\P{Cc}\t\n\f\r]|[\ufffe\uffff]/u.test(text);
  try {
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (!isPlain(decoder.decode(chunk.subarray(0, bytesRead), { stream: bytesRead > 0 }))) return false;
      if (bytesRead === 0) return true;
      at += bytesRead;
    }
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function unknown(): Failure {
  const message = "不接收这种文件。可上传 PDF、OFD、图片（png、jpg）、Word、Excel、PPT 和文本文件；照片请先转为 jpg";
  return new Failure("refused", "files.type", message);
}

function locked(): Failure {
  return new Failure("refused", "files.password", "文件有密码，无法读取。请取消密码后另存，再上传");
}

function macros(): Failure {
  return new Failure("refused", "files.macros", "文件含有宏，不予接收。请另存为不含宏的文件（docx、xlsx、pptx）再上传");
}
