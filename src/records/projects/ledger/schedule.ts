import { Readable } from "node:stream";
import { addDecimals } from "#kit/base/decimals.ts";
import type { Input } from "#kit/base/operation.ts";
import { packArchive, type Part } from "#kit/documents/archive.ts";
import { columnName, serialOf } from "#kit/documents/cells.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { House } from "#kit/server/serve.ts";
import { keepFile, stepsOf } from "#kit/server/steps.ts";
import { recordExport } from "#records/workspace/exports/actions.ts";
import { projectOperations } from "../contract.ts";
import { ledgerJob } from "./actions.ts";
import { ledgerOperations } from "./contract.ts";
import { agencyName, readLedger, readRegions } from "./queries.ts";
import { type LedgerColumn, ledgerColumns } from "./rules.ts";

const { list } = projectOperations;
const title = "招商项目台账";

/** 写台账: the list page by page as whoever asked, so its scope and filter are the ledger's; rows stream into the file. */
export const ledgerJobs = (house: House, place: string): Job[] => {
  const work = async (run: Run<Input<typeof ledgerOperations.write>>) => {
    const step = stepsOf(house, run);
    const pageAfter = (after: string | null) =>
      step(list, (ctx) => readLedger(ctx, { ...run.input, limit: 200, ...(after ? { after } : {}) }));
    const head = await step(list, async (ctx) => ({
      agency: await agencyName(ctx),
      regionName: await readRegions(ctx),
      today: ctx.today,
    }));
    const first = await pageAfter(null);
    const sums: (string | null)[] = ledgerColumns.map(({ kind }) => (kind === "money" ? "0" : null));
    let number = 0;
    async function* rows() {
      for (let page = first; ; page = await pageAfter(page.next)) {
        for (const row of page.rows) {
          number += 1;
          const project = { ...row, regionName: head.regionName(row.region) };
          const cells = ledgerColumns.map(({ cell }) => cell(project, number));
          sums.forEach((sum, i) => {
            if (sum !== null && cells[i] !== null) sums[i] = addDecimals(sum, String(cells[i]));
          });
          yield cells;
        }
        await run.progress(number, page.total);
        if (!page.next) return;
      }
    }
    const stream = writeLedger({
      name: title,
      title: `${head.agency}${title}`,
      notes: ["单位：万元", `截至 ${head.today}，共 ${first.total} 个项目`],
      columns: ledgerColumns,
      rows: rows(),
      totals: () => sums,
      ...(house.instance === "demo" ? { stamp: "演示数据" } : {}),
    });
    const name = `${title}.xlsx`;
    const kept = await keepFile(step, place, ledgerOperations.write, {
      name,
      stream,
      record: (ctx, fileId) =>
        recordExport(ctx, fileId, {
          listTitle: title,
          filter: JSON.stringify(run.input),
          columns: ledgerColumns.map((column) => column.title).join("、"),
          rows: number,
          fileName: name,
        }),
    });
    return { ...kept, rows: number, summary: `“${kept.fileName}”已生成，共 ${number} 个项目，请到任务中心下载` };
  };
  return [job({ ...ledgerJob, work })] as unknown as Job[];
};

/**
 * 台账版式: a workbook of one sheet as offices print it: title, unit, two rows of headings of which groups are merged, rows,
 * a total that follows the filter; headings stay in sight and repeat on every page, A3 across. (The lists' own exporter has
 * its titles in the first row and nothing above them.)
 */
export interface LedgerSheet {
  name: string;
  title: string;
  /** Left and right under the title. */
  notes: [string, string];
  columns: SheetColumn[];
  rows: AsyncIterable<(string | number | null)[]>;
  /** 合计, by column; asked when all rows were written. */
  totals: () => (string | null)[];
  stamp?: string;
}

/** 一列; `places` says how many decimals an amount shows, two to six unless said. */
export type SheetColumn = Pick<LedgerColumn, "title" | "group" | "kind" | "width"> & { places?: number };

const styleOf = { title: 1, note: 2, heading: 3, text: 4, money: 5, count: 6, date: 7, total: 8 } as const;
/** Amounts with so many decimals, and their totals: seven of each behind the formats of `styleOf`. */
const mostPlaces = 6;
const placesStyle = (places: number, isTotal: boolean): number =>
  Object.keys(styleOf).length + 1 + places + (isTotal ? mostPlaces + 1 : 0);
const headingRow = 4;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const formats = "http://schemas.openxmlformats.org";
const main = `xmlns="${formats}/spreadsheetml/2006/main" xmlns:r="${formats}/officeDocument/2006/relationships"`;

export const writeLedger = (sheet: LedgerSheet): Readable =>
  Readable.from(packArchive(partsOf(sheet)), { objectMode: false });

function* partsOf(sheet: LedgerSheet): Generator<Part> {
  yield { name: "[Content_Types].xml", text: [contentTypes] };
  yield { name: "_rels/.rels", text: [relations([["officeDocument", "xl/workbook.xml"]])] };
  yield { name: "xl/workbook.xml", text: [workbook(sheet)] };
  const targets: [string, string][] = [
    ["worksheet", "worksheets/sheet1.xml"],
    ["styles", "styles.xml"],
  ];
  yield { name: "xl/_rels/workbook.xml.rels", text: [relations(targets)] };
  yield { name: "xl/styles.xml", text: [styles] };
  yield { name: "xl/worksheets/sheet1.xml", text: worksheet(sheet) };
}

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const contentTypes = `${declaration}<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${[
  ["workbook", "sheet.main"],
  ["styles", "styles"],
  ["worksheets/sheet1", "worksheet"],
]
  .map(([part, kind]) => `<Override PartName="/xl/${part}.xml" ContentType="${spreadsheet}.${kind}+xml"/>`)
  .join("")}</Types>`;

function relations(targets: [type: string, target: string][]): string {
  const items = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${formats}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${formats}/package/2006/relationships">${items.join("")}</Relationships>`;
}

const workbook = ({ name }: LedgerSheet): string =>
  `${declaration}<workbook ${main}><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${escaped(`'${name}'`)}!$3:$${headingRow}</definedName></definedNames></workbook>`;

const font = (size: number, isBold: boolean) =>
  `<font>${isBold ? "<b/>" : ""}<sz val="${size}"/><name val="等线"/><family val="2"/></font>`;
const thin = ["left", "right", "top", "bottom"].map((side) => `<${side} style="thin"/>`).join("");
const format = (number: number, fontId: number, look: string, isFramed = true) =>
  `<xf numFmtId="${number}" fontId="${fontId}" fillId="${fontId === 1 ? 2 : 0}" borderId="${isFramed ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center"${look}/></xf>`;
const center = ' horizontal="center" wrapText="1"';
const wrapped = ' wrapText="1"';
const everyPlaces = Array.from({ length: mostPlaces + 1 }, (_, places) => places);
const placesFormats = everyPlaces
  .map((places) => `<numFmt numFmtId="${170 + places}" formatCode="#,##0${places ? `.${"0".repeat(places)}` : ""}"/>`)
  .join("");
/** 格式: 164 shows 万元 with two to six decimals; 165 dates; 49 is text, 3 a count. In the order of `styleOf`. */
const styles = `${declaration}<styleSheet ${main}><numFmts count="${2 + everyPlaces.length}">${placesFormats}<numFmt numFmtId="164" formatCode="#,##0.00####"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3">${font(10, false)}${font(10, true)}${font(18, true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFF3F8"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${placesStyle(mostPlaces, true) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[
  format(49, 2, center, false),
  format(49, 0, "", false),
  format(49, 1, center),
  format(49, 0, wrapped),
  format(164, 0, ""),
  format(3, 0, center),
  format(165, 0, center),
  format(164, 1, ""),
  ...[0, 1].flatMap((fontId) => everyPlaces.map((places) => format(170 + places, fontId, ""))),
].join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

async function* worksheet({ title, notes, columns, rows, totals, stamp }: LedgerSheet): AsyncGenerator<string> {
  const letters = columns.map((_, i) => columnName(i));
  const last = letters.at(-1) ?? "A";
  const widths = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  yield `${declaration}<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane xSplit="3" ySplit="${headingRow}" topLeftCell="D${headingRow + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>`;
  yield `<row r="1" ht="32" customHeight="1">${textXml("A1", styleOf.title, title)}</row>`;
  const middle = letters[Math.max(1, letters.length - 6)] ?? last;
  yield `<row r="2">${textXml("A2", styleOf.note, notes[0])}${textXml(`${middle}2`, styleOf.note, notes[1])}</row>`;
  const groups = groupsOf(columns, letters);
  const heads = letters.map((letter) => {
    const group = groups.find(({ from }) => from === letter);
    return group ? textXml(`${letter}3`, styleOf.heading, group.title) : `<c r="${letter}3" s="${styleOf.heading}"/>`;
  });
  yield `<row r="3" ht="20" customHeight="1">${heads.join("")}</row>`;
  const titles = columns.map((column, i) => textXml(`${letters[i]}${headingRow}`, styleOf.heading, column.title));
  yield `<row r="${headingRow}" ht="32" customHeight="1">${titles.join("")}</row>`;

  let number = headingRow;
  for await (const row of rows) {
    number += 1;
    const cells = columns.map((column, i) => cellXml(`${letters[i]}${number}`, column, row[i] ?? null));
    yield `<row r="${number}">${cells.join("")}</row>`;
  }
  const range = (letter: string) => `${letter}${headingRow + 1}:${letter}${Math.max(number, headingRow + 1)}`;
  const sums = totals().map((sum, i) => {
    const letter = letters[i] ?? "A";
    const place = `${letter}${number + 1}`;
    if (i === 0) return textXml(place, styleOf.heading, "合计");
    if (sum === null) return `<c r="${place}" s="${styleOf.heading}"/>`;
    const places = columns[i]?.places;
    const style = places === undefined ? styleOf.total : placesStyle(places, true);
    return `<c r="${place}" s="${style}"><f>SUBTOTAL(109,${range(letter)})</f><v>${sum}</v></c>`;
  });
  yield `<row r="${number + 1}">${sums.join("")}</row></sheetData>`;
  yield `<autoFilter ref="A${headingRow}:${last}${number}"/>`;
  const merged = [`A1:${last}1`, `${middle}2:${last}2`, ...groups.map(({ from, to }) => `${from}3:${to}3`)];
  const merges = merged.filter((each) => each.split(":")[0] !== each.split(":")[1]);
  yield `<mergeCells count="${merges.length}">${merges.map((each) => `<mergeCell ref="${each}"/>`).join("")}</mergeCells>`;
  // `&` begins a code in a page header (&P is the page number).
  const header = stamp ? `<oddHeader>${escaped(`&R${stamp.replaceAll("&", "&&")}`)}</oddHeader>` : "";
  yield `<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/><headerFooter>${header}<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function groupsOf(columns: SheetColumn[], letters: string[]) {
  const groups: { title: string; from: string; to: string }[] = [];
  columns.forEach(({ group }, i) => {
    const letter = letters[i] ?? "A";
    const open = groups.at(-1);
    if (open?.title === group) open.to = letter;
    else groups.push({ title: group, from: letter, to: letter });
  });
  return groups;
}

function cellXml(place: string, { kind, places }: SheetColumn, content: string | number | null): string {
  const style = places === undefined ? styleOf[kind] : placesStyle(places, false);
  if (content === null || content === "") return `<c r="${place}" s="${style}"/>`;
  const text = String(content);
  const serial = kind === "date" ? serialOf(text) : null;
  if (serial !== null) return `<c r="${place}" s="${styleOf.date}"><v>${serial}</v></c>`;
  // Excel keeps 15 digits; a longer amount stays text rather than be rounded by whoever saves the file.
  if ((kind === "money" || kind === "count") && text.replace(/\D/g, "").length <= 15)
    return `<c r="${place}" s="${style}"><v>${text}</v></c>`;
  return textXml(place, styleOf.text, text);
}

/** Always a text cell: `=1+1` typed by a stranger never becomes a formula in the reader's Excel. */
const textXml = (place: string, style: number, text: string): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML cannot hold is left out; text that looks like Excel's own escape is protected. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, "");
