/*
 * 读取表格: whatever table an office sends (xlsx, CSV, TSV), read row by row and judged by its content, never by its name.
 *
 * Everything that cannot be read safely and completely is refused in a sentence that says what to do. Rows stream: a sheet of
 * 100,000 rows costs no more memory than its texts.
 */
import { type Archive, openArchive } from "./archive.ts";
import type { Row } from "./cells.ts";
import { type Encoding, encodingOf, readDelimited } from "./delimited.ts";
import { defaultLimits, type Limits, locked, unreadable } from "./limits.ts";
import { openXlsx, type Sheet } from "./xlsx.ts";

export interface Table {
  format: "xlsx" | "delimited";
  /** Of a text file: how its characters were read, to be told to the user. */
  encoding: Encoding | null;
  sheets: Sheet[];
}

export async function readTable(bytes: Uint8Array, name: string, changes: Partial<Limits> = {}): Promise<Table> {
  const limits = { ...defaultLimits, ...changes };
  if (bytes.length === 0) throw unreadable("empty", "文件是空的，请检查后重新上传");
  if (bytes.length > limits.bytes) {
    const most = Math.floor(limits.bytes / 1024 / 1024);
    throw unreadable("size", `文件超过 ${most} MB。请删去图片和多余的工作表，或分成几个文件再上传`);
  }
  if (startsWith(bytes, "PK")) return readWorkbook(openArchive(bytes, limits), limits);
  if (startsWith(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) throw whyNotCompound(bytes);
  return readText(bytes, name, limits);
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((mark, i) => bytes[i] === mark.charCodeAt(0));
}

async function readWorkbook(archive: Archive, limits: Limits): Promise<Table> {
  const has = (pattern: RegExp) => archive.names.some((part) => pattern.test(part));
  if (has(/vbaproject\.bin$|\/macrosheets\//)) {
    throw unreadable("macro", "文件含有宏，为安全起见不能上传。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传");
  }
  if (has(/^xl\/workbook\.bin$/)) throw notTable("这是 .xlsb 二进制工作簿");
  if (has(/^content\.xml$/)) throw notTable("这是 OpenDocument 文件");
  if (has(/^word\//)) throw notTable("这是 Word 文档");
  if (has(/^ppt\//)) throw notTable("这是演示文稿");
  if (!has(/^xl\//)) throw notTable("这是压缩包，不是表格");
  const sheets = await openXlsx(archive, limits);
  return { format: "xlsx", encoding: null, sheets: sheets.map((sheet) => withRowLimit(sheet, limits)) };
}

function notTable(what: string) {
  return unreadable("kind", `${what}，不能作为表格读取。请上传 .xlsx 或 .csv 文件`);
}

/** 复合文档: the old envelope holds either an old workbook or a new one behind a password; the names in its directory tell. */
function whyNotCompound(bytes: Uint8Array) {
  const directory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (directory.includes(Buffer.from("EncryptedPackage", "utf16le"))) return locked();
  if (directory.includes(Buffer.from("WordDocument", "utf16le"))) return notTable("这是旧版 Word 文档");
  return unreadable("legacy", "这是旧版 .xls 文件。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传");
}

function readText(bytes: Uint8Array, name: string, limits: Limits): Table {
  if (startsWith(bytes, "%PDF")) throw notTable("这是 PDF 文件");
  if (startsWith(bytes, "{\\rtf")) throw notTable("这是 RTF 文档");
  const encoding = encodingOf(bytes);
  const opening = new TextDecoder(encoding).decode(bytes.subarray(0, 1000)).trimStart();
  // Many systems "export to Excel" by naming a web page .xls; Excel opens it, so the officer never knew.
  if (/^<[!?a-z]/i.test(opening)) {
    throw unreadable(
      "page",
      "这个文件其实是网页（不少系统导出的 .xls 如此）。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传",
    );
  }
  const sheet: Sheet = {
    name: name.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, ""),
    isHidden: false,
    rows: async function* () {
      yield* readDelimited(bytes, encoding, name, limits);
    },
    outline: async () => {
      const numbers: number[] = [];
      for (const { number } of readDelimited(bytes, encoding, name, limits)) numbers.push(number);
      return { rows: numbers, merges: [] };
    },
  };
  return { format: "delimited", encoding, sheets: [withRowLimit(sheet, limits)] };
}

function withRowLimit(sheet: Sheet, limits: Limits): Sheet {
  const refuseMore = (count: number) => {
    if (count <= limits.rows) return;
    throw unreadable("rows", `工作表“${sheet.name}”超过 ${limits.rows - 1} 行数据，请分成几个文件再上传`);
  };
  async function* rows(look?: "exact" | "shown"): AsyncGenerator<Row> {
    let count = 0;
    for await (const row of sheet.rows(look)) {
      count += 1;
      refuseMore(count);
      yield row;
    }
  }
  const outline = async () => {
    const told = await sheet.outline();
    refuseMore(told.rows.length);
    return told;
  };
  return { ...sheet, rows, outline };
}
