/*
 * 写出表格: an xlsx workbook as a stream, one row at a time.
 *
 * What is written reads back through `readTable` unchanged: titles stand in the first row and nothing stands above them. So a
 * stamp (演示数据) and notes go where they disturb no re-import: into the page header of every printed sheet, and onto a last
 * sheet 说明. Text is always a text cell: `=1+1` typed by a stranger never becomes a formula in the reader's Excel.
 */
import { Readable } from "node:stream";
import { packArchive, type Part } from "./archive.ts";
import { columnName, serialOf } from "./cells.ts";
import { defaultLimits, tooLong, unreadable } from "./limits.ts";

export type ColumnKind = "text" | "money" | "count" | "date" | "rate";
export type CellContent = string | number | boolean | null | undefined;

export interface SheetColumn {
  title: string;
  kind: ColumnKind;
  /** Shown behind the title, as 协议投资额（万元）; values are written as they come, in that unit. */
  unit?: string;
  /** In characters. */
  width?: number;
}

export interface SheetContent {
  name: string;
  columns: SheetColumn[];
  /** Money and rates as exact decimal text, dates as ISO text. */
  rows: Iterable<CellContent[]> | AsyncIterable<CellContent[]>;
  note?: string;
}

export interface WorkbookContent {
  sheets: SheetContent[];
  stamp?: string;
}

/** Positions in `styles`, whose cell formats stand in this order. */
const styleOf = { header: 1, text: 2, money: 3, count: 4, date: 5, rate: 6 } as const;
const widthOf: Record<ColumnKind, number> = { text: 24, money: 18, count: 12, date: 12, rate: 10 };
const lastRow = 1_048_576;
const blockSize = 64 * 1024;

export function writeWorkbook({ sheets, stamp }: WorkbookContent): Readable {
  const all = [...sheets, ...explanation(sheets, stamp)];
  const names = sheetNames(all.map((sheet) => sheet.name));
  return Readable.from(packArchive(partsOf(all, names, stamp)), { objectMode: false });
}

function explanation(sheets: SheetContent[], stamp: string | undefined): SheetContent[] {
  const rows = sheets.flatMap(({ name, note }) => (note ? [[name, note]] : []));
  if (stamp) rows.unshift(["全部", stamp]);
  if (rows.length === 0) return [];
  const columns: SheetColumn[] = [
    { title: "工作表", kind: "text" },
    { title: "说明", kind: "text", width: 80 },
  ];
  return [{ name: "说明", columns, rows }];
}

/** 工作表名: Excel refuses a file whose sheet names break its rules, or differ only in case. */
export function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const cleaned = name.replace(/[\\/?*[\]:]|\p{Cc}/gu, "_").replace(/^['\s]+|['\s]+$/g, "");
    const base = cleaned === "" || cleaned.toLowerCase() === "history" ? `${cleaned}表` : cleaned;
    let unique = cut(base, 31);
    for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${cut(base, 31 - `（${i}）`.length)}（${i}）`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** Excel counts UTF-16 units, but half a character is none. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, "")
    .replace(/['\s]+$/, "");
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const formats = "http://schemas.openxmlformats.org";
const main = `xmlns="${formats}/spreadsheetml/2006/main" xmlns:r="${formats}/officeDocument/2006/relationships"`;

function* partsOf(sheets: SheetContent[], names: string[], stamp: string | undefined): Generator<Part> {
  yield { name: "[Content_Types].xml", text: [contentTypes(sheets.length)] };
  yield { name: "_rels/.rels", text: [relations([["officeDocument", "xl/workbook.xml"]])] };
  yield { name: "xl/workbook.xml", text: [workbook(sheets, names)] };
  const targets = sheets.map((_, i): [string, string] => ["worksheet", `worksheets/sheet${i + 1}.xml`]);
  yield { name: "xl/_rels/workbook.xml.rels", text: [relations([...targets, ["styles", "styles.xml"]])] };
  yield { name: "xl/styles.xml", text: [styles] };
  for (const [i, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${i + 1}.xml`, text: inBlocks(worksheet(sheet, stamp)) };
  }
}

async function* inBlocks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let block = "";
  for await (const piece of pieces) {
    block += piece;
    if (block.length < blockSize) continue;
    yield block;
    block = "";
  }
  yield block;
}

function contentTypes(count: number): string {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${type}.${kind}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, i) => part(`worksheets/sheet${i + 1}`, "worksheet"));
  return `${declaration}<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("workbook", "sheet.main")}${part("styles", "styles")}${sheets.join("")}</Types>`;
}

function relations(targets: [type: string, target: string][]): string {
  const items = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${formats}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${formats}/package/2006/relationships">${items.join("")}</Relationships>`;
}

/** The title row repeats on every printed page. */
function workbook(sheets: SheetContent[], names: string[]): string {
  const items = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const titles = sheets.map((_, i) => {
    const name = escaped(`'${(names[i] ?? "").replaceAll("'", "''")}'`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${name}!$1:$1</definedName>`;
  });
  return `${declaration}<workbook ${main}><sheets>${items.join("")}</sheets><definedNames>${titles.join("")}</definedNames></workbook>`;
}

/** 格式: money as #,##0.00 (built-in 4), counts as #,##0 (3), rates as 0.00% (10), text as text (49). */
const styles = `${declaration}<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/><family val="2"/></font><font><b/><sz val="11"/><name val="等线"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFF3F8"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>${[49, 4, 3, 164, 10].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

async function* worksheet({ name, columns, rows }: SheetContent, stamp: string | undefined): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width, kind }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width ?? widthOf[kind]}" customWidth="1"/>`,
  );
  yield `${declaration}<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${widths.length > 0 ? `<cols>${widths.join("")}</cols>` : ""}<sheetData>`;
  const letters = columns.map((_, i) => columnName(i));
  const titles = columns.map((column, i) => textXml(`${letters[i]}1`, styleOf.header, headingOf(column)));
  yield `<row r="1">${titles.join("")}</row>`;

  let number = 1;
  for await (const row of rows) {
    number += 1;
    if (number > lastRow)
      throw unreadable("rows", `工作表“${name}”超过 ${lastRow} 行，Excel 放不下。请缩小范围后再导出`);
    let xml = "";
    columns.forEach(({ kind }, i) => {
      xml += cellXml(`${letters[i]}${number}`, kind, row[i]);
    });
    yield `<row r="${number}">${xml}</row>`;
  }

  const filter = columns.length > 0 ? `<autoFilter ref="A1:${letters.at(-1)}${number}"/>` : "";
  // `&` begins a code in a page header (&P is the page number).
  const header = stamp ? `<oddHeader>${escaped(`&C${stamp.replaceAll("&", "&&")}`)}</oddHeader>` : "";
  yield `</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter>${header}<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function headingOf({ title, unit }: SheetColumn): string {
  return unit ? `${title}（${unit}）` : title;
}

/** What does not fit its column (“不适用” among amounts) stays the text it is. */
function cellXml(place: string, kind: ColumnKind, content: CellContent): string {
  if (content === null || content === undefined || content === "") return "";
  if (typeof content === "boolean") return `<c r="${place}" t="b"><v>${content ? 1 : 0}</v></c>`;
  const text = String(content);
  if (kind === "date") {
    const serial = serialOf(text);
    if (serial !== null) return `<c r="${place}" s="${styleOf.date}"><v>${serial}</v></c>`;
  } else if (kind !== "text" && isExactInExcel(text)) return `<c r="${place}" s="${styleOf[kind]}"><v>${text}</v></c>`;
  return textXml(place, styleOf.text, text);
}

/** Excel keeps 15 digits. A longer amount would be silently rounded the first time somebody saves the file. */
function isExactInExcel(text: string): boolean {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return false;
  const digits = text
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/[-.]/g, "")
    .replace(/^0+/, "");
  return digits.length <= 15;
}

function textXml(place: string, style: number, text: string): string {
  if (text.length > defaultLimits.characters) throw tooLong(`${place} 单元格`, defaultLimits);
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML cannot hold is written as Excel writes it (`_x000B_`), and text that looks so by itself is protected. */
function escaped(text: string): string {
  if (!/[&<>"_\p{Cc}\ufffe\uffff]/u.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replace(
      /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu,
      (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    );
}
