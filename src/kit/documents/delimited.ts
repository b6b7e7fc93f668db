/* 文本表格: CSV and TSV, in the encodings Chinese offices really send. Every value stays the text it was. */
import { type Cell, columnName, type Row, textCell } from "./cells.ts";
import { type Limits, tooLong, tooWide, unreadable } from "./limits.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

const chunkSize = 256 * 1024;
/** Beyond any spreadsheet's last column; a line of nothing but commas must not fill the memory. */
const mostFields = 16_384;
/** Control characters and noncharacters: no text contains them, and any picture or program does within a few bytes. */
const binaryPattern = /[^\P{Cc}\s]|[\ufffe\uffff]/u;

/** 编码: the byte order mark decides, then whether the whole file is valid UTF-8, then GB18030 (which contains GBK and GB2312). */
export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = markedEncoding(bytes);
  if (marked) {
    if (isText(bytes, marked)) return marked;
    throw strange();
  }
  if (isText(bytes, "utf-8")) return "utf-8";
  // A UTF-8 file cut in the middle of a character is valid GB18030 all too often, and would come in as 乱码.
  if (!isDamagedUtf8(bytes) && isText(bytes, "gb18030")) return "gb18030";
  throw strange();
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  return null;
}

function isText(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    for (const text of decode(bytes, encoding)) if (binaryPattern.test(text)) return false;
    return true;
  } catch {
    return false;
  }
}

function isDamagedUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (const text of decode(bytes, "utf-8", false)) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 0xfffd) bad += 1;
      else if (code > 0x7f) good += 1;
    }
  }
  return good > bad;
}

function* decode(bytes: Uint8Array, encoding: Encoding, fatal = true): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal });
  for (let at = 0; at < bytes.length; at += chunkSize) {
    yield decoder.decode(bytes.subarray(at, at + chunkSize), { stream: true });
  }
  yield decoder.decode();
}

function strange() {
  return unreadable(
    "encoding",
    "认不出文件的内容或文字编码。请用 Excel 或 WPS 打开后另存为 .xlsx（或 UTF-8 的 .csv）再上传",
  );
}

/** Rows that hold something; numbered as Excel numbers them, so an empty line counts and a line break inside quotes does not. */
export function* readDelimited(bytes: Uint8Array, encoding: Encoding, name: string, limits: Limits): Generator<Row> {
  const ready: Row[] = [];
  let splitter: ReturnType<typeof createSplitter> | undefined;
  for (const text of decode(bytes, encoding)) {
    splitter ??= createSplitter(delimiterOf(text, name), limits, (row) => ready.push(row));
    splitter.write(text);
    yield* ready;
    ready.length = 0;
  }
  splitter?.end();
  yield* ready;
}

/** The first line decides by what it has most of; a `.tsv` says it itself. */
function delimiterOf(text: string, name: string): string {
  if (/\.tsv$/i.test(name)) return "\t";
  const [line = ""] = text.replace(/"[^"]*"/g, "").split(/[\r\n]/, 1);
  const count = (mark: string) => line.split(mark).length;
  return ["\t", ";"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ",");
}

function createSplitter(delimiter: string, limits: Limits, done: (row: Row) => void) {
  let number = 1;
  let cells: Cell[] = [];
  let fields = 0;
  let field = "";
  let state: "start" | "plain" | "quoted" | "quoteInQuoted" = "start";
  let isAfterReturn = false;
  const special = delimiter.charCodeAt(0);

  function append(piece: string): void {
    if (field.length + piece.length > limits.characters) {
      throw tooLong(`第 ${number} 行 ${columnName(fields)} 列（或引号没有成对）`, limits);
    }
    field += piece;
  }

  function endField(): void {
    const cell = textCell(field);
    if (cell.kind !== "empty" && fields >= limits.columns) throw tooWide(`第 ${number} 行`, limits);
    if (fields < limits.columns) cells.push(cell);
    fields += 1;
    if (fields > mostFields) throw tooWide(`第 ${number} 行`, limits);
    field = "";
    state = "start";
  }

  function endRow(): void {
    endField();
    const last = cells.findLastIndex((cell) => cell.kind !== "empty");
    if (last >= 0) done({ number, cells: cells.slice(0, last + 1) });
    number += 1;
    cells = [];
    fields = 0;
  }

  /** Takes plain characters up to the next one that means something. */
  function plain(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === special || code === 0x0a || code === 0x0d) break;
      at += 1;
    }
    if (at > from) append(text.slice(from, at));
    return at;
  }

  function quoted(text: string, from: number): number {
    const end = text.indexOf('"', from);
    append(text.slice(from, end < 0 ? text.length : end));
    if (end < 0) return text.length;
    state = "quoteInQuoted";
    return end + 1;
  }

  return {
    write(text: string): void {
      let at = 0;
      while (at < text.length) {
        const mark = text[at];
        if (isAfterReturn) {
          isAfterReturn = false;
          if (mark === "\n") {
            at += 1;
            continue;
          }
        }
        if (state === "quoted") at = quoted(text, at);
        else if (mark === '"' && state !== "plain") {
          // A second quote inside quotes stands for one; at the start of a field it opens them.
          if (state === "quoteInQuoted") append('"');
          state = "quoted";
          at += 1;
        } else if (mark === delimiter) {
          endField();
          at += 1;
        } else if (mark === "\n" || mark === "\r") {
          endRow();
          isAfterReturn = mark === "\r";
          at += 1;
        } else {
          state = "plain";
          at = plain(text, at);
        }
      }
    },
    end(): void {
      if (state === "quoted") {
        throw unreadable("quote", `第 ${number} 行起有一个引号没有成对，后面的内容无法分清。请改正后再上传`);
      }
      if (fields > 0 || field !== "") endRow();
    },
  };
}
