import { readAhead } from "#kit/base/ahead.ts";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Cell, Row } from "#kit/documents/cells.ts";
import { writeWorkbook } from "#kit/documents/spreadsheet.ts";
import type { Sheet } from "#kit/documents/xlsx.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { House } from "#kit/server/serve.ts";
import { keepFile, type Step, stepsOf } from "#kit/server/steps.ts";
import { type ImportChoices, type ImportKind, type Judge, type Judged, typedRow } from "../staging/import.ts";
import { openStage, readingOf, typedOf } from "../staging/queries.ts";
import {
  amendedRow,
  asideOf,
  columnsOf,
  fileCells,
  guessHeaderRow,
  maskedSample,
  mergedDown,
  proposeMapping,
  type SheetRow,
  statedUnit,
  twinProblem,
} from "../staging/rules.ts";
import type { MoneyUnit } from "../staging/words.ts";
import { clearStaging, endStaging, formDigest, importJobs, keepHeads, stageChunk } from "./actions.ts";
import { importOperations } from "./contract.ts";
import * as read from "./queries.ts";

/** 导入的各步 as jobs: reading the sheet, judging its rows, giving back those that failed. The writing is in `commits`. */
export interface Setting {
  house: House;
  /** The data folder, where uploads lie. */
  place: string;
  kinds: readonly ImportKind[];
}

export interface Work extends Setting {
  run: Pick<Run<unknown>, "progress">;
  step: Step;
  id: string;
}

const chunkSize = 500;
const headRows = 20;
const mostSheets = 20;
const { start, map, get, failedRows, template } = importOperations;

export const workOf = (setting: Setting, run: Run<{ id: string }>): Work => ({
  ...setting,
  run,
  step: stepsOf(setting.house, run),
  id: run.input.id,
});

export function importWork(setting: Setting): Job[] {
  return [
    job({ ...importJobs.read, work: (run) => readHeads(workOf(setting, run)) }),
    job({ ...importJobs.stage, work: (run) => stageRows(workOf(setting, run)) }),
    job({ ...importJobs.failedRows, work: (run) => writeFailedRows(workOf(setting, run)) }),
    job({ ...importJobs.template, work: (run) => writeTemplate(setting, stepsOf(setting.house, run), run.input.kind) }),
  ] as unknown as Job[];
}

/** The batch and its file, read without holding the database. */
async function open({ step, kinds, place, id }: Work) {
  const { upload, ...opened } = await step(get, async (ctx) => {
    const batch = await read.findBatch(ctx, kinds, id);
    return {
      batch,
      kind: read.kindOf(ctx, kinds, batch.kind),
      upload: await read.openUpload(ctx, place, batch.fileId),
      // 改正过的行, as typed in the preview.
      amended: await typedOf(ctx, batch),
    };
  });
  return { ...opened, table: await upload() };
}

async function readHeads(work: Work) {
  const { kind, table } = await open(work);
  const fields = read.fieldsOf(kind);
  const heads = (await Promise.all(table.sheets.slice(0, mostSheets).map((sheet) => headOf(sheet, fields)))).filter(
    ({ columns }) => columns.length > 0,
  );
  if (heads.length === 0) throw new Failure("refused", "imports.empty", "文件里没有内容，请检查后重新上传");
  await work.step(start, async (ctx) => {
    const forms = heads.map(({ columns }) => formDigest(columns));
    const known = await read.rememberedMappings(ctx, kind.kind, forms);
    const sheets = heads.map((head, i) => {
      const remembered = known.get(forms[i] ?? "");
      return { ...head, proposed: remembered ?? proposeMapping(head.columns, fields), isRemembered: !!remembered };
    });
    await keepHeads(ctx, work.kinds, work.id, sheets);
  });
  return { batchId: work.id, address: `imports/${work.id}` };
}

async function headOf(sheet: Sheet, fields: ReturnType<typeof read.fieldsOf>) {
  const rows: SheetRow[] = [];
  for await (const { number, cells } of sheet.rows()) {
    if (rows.length === headRows) break;
    rows.push({ number, cells: cells.map(({ text }) => maskedSample(text.trim().slice(0, 40))) });
  }
  const headerRow = guessHeaderRow(rows, fields);
  const { name, isHidden } = sheet;
  return {
    name,
    isHidden,
    headerRow,
    columns: columnsOf(rows, headerRow),
    moneyUnit: statedUnit(rows, headerRow),
    rows,
  };
}

export async function stageRows(work: Work, message: string | null = null) {
  const { step, kinds, id, run } = work;
  const { batch, kind, table, amended } = await open(work);
  const { sheet: name, headerRow, mapping, options } = batch;
  const sheet = table.sheets.find((each) => each.name === name);
  if (!sheet || !headerRow || !mapping)
    throw new Failure("refused", "imports.sheet", "文件里没有所选的工作表，请重新上传");
  const { titles, titleOf } = readingOf(batch, kind);

  const { rows, merges } = await sheet.outline();
  const total = rows.filter((row) => row > headerRow).length;
  await step(map, (ctx) => clearStaging(ctx, id));
  const judge = await step(get, (ctx) => kind.open(ctx, options));
  const counts = { create: 0, update: 0, same: 0, aside: 0, error: 0, warned: 0 };
  const chunks = inChunks(filledDown(sheet.rows(), mergedDown(merges, headerRow)), headerRow);
  let done = 0;
  // The next rows are read and judged while those before are written.
  for await (const { read, asides, stage } of readAhead(
    judgedChunks(work, chunks, { kind, judge, amended, mapping, options, titles, titleOf }),
  )) {
    const staged = stage();
    await step(map, (ctx) => stageChunk(ctx, id, "commit", { ...staged, rows: [...staged.rows, ...asides] }));
    counts.aside += asides.length;
    for (const { outcome, isWarned } of staged.rows) {
      counts[outcome] += 1;
      if (isWarned) counts.warned += 1;
    }
    done += read;
    await run.progress(done, total);
  }
  await step(map, (ctx) => endStaging(ctx, kinds, id, counts, message));
  return { batchId: id, address: `imports/${id}`, ...counts };
}

interface Reading {
  kind: ImportKind;
  judge: Judge;
  amended: Awaited<ReturnType<typeof typedOf>>;
  mapping: Record<string, number>;
  options: ImportChoices & { onAside: string; moneyUnit: MoneyUnit };
  titles: ReadonlyMap<number, string>;
  titleOf: (field: string) => string;
}

async function* judgedChunks({ step, id }: Work, chunks: AsyncIterable<Row[]>, reading: Reading) {
  const { kind, judge, amended, mapping, options, titles, titleOf } = reading;
  const mapped = new Map(Object.values(mapping).map((index) => [index, titles.get(index) ?? ""]));
  const reasonOf = (row: Row) =>
    options.onAside === "read" || amended.has(row.number)
      ? null
      : asideOf(
          row.cells.map(({ text }) => text),
          mapped,
        );
  const seen = new Map<string, number>();
  for await (const chunk of chunks) {
    const asides = chunk.flatMap((row) => asideRow(row, reasonOf(row)));
    const rows = chunk.filter(({ number }) => !asides.some((each) => each.number === number));
    const typed = rows.map((row) =>
      typedRow(kind, amendedRow(row, amended.get(row.number)), mapping, titles, options.moneyUnit),
    );
    const stage = await step(map, async (ctx) => {
      const judged = await judge(ctx, typed);
      const all = typed.map((each, i) => {
        const verdict = judged[i];
        if (!verdict) throw new Error(`import kind ${kind.kind} left a row unjudged`);
        refuseTwin(verdict, each.number, seen);
        const own = amended.get(each.number);
        return {
          typed: each,
          judged: verdict,
          cells: fileCells(rows[i] ?? { number: each.number, cells: [] }, mapping),
          amended: Object.keys(mapping).filter((field) => own?.has(mapping[field] ?? -1)),
        };
      });
      return openStage(ctx, all, { batchId: id, kind, titleOf });
    });
    yield { read: chunk.length, asides, stage };
  }
}

async function* inChunks(rows: AsyncIterable<Row>, headerRow: number): AsyncGenerator<Row[]> {
  let chunk: Row[] = [];
  for await (const row of rows) {
    if (row.number <= headerRow) continue;
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** What is left out, for the preview: where it stands and why. */
function asideRow({ number, cells }: Row, reason: string | null) {
  if (reason === null) return [];
  const title =
    cells.find(({ kind, text }) => kind !== "number" && text.trim())?.text.slice(0, 60) ?? `第 ${number} 行`;
  const shared = { recordId: null, cells: {}, held: [], met: [], problems: [], isWarned: false, isAmended: false };
  const warnings = [{ field: null, column: null, message: reason }];
  return [{ ...shared, number, id: newId(), outcome: "aside" as const, title, warnings }];
}

/** 纵向合并的单元格 say the same for each of their rows. */
async function* filledDown(
  rows: AsyncIterable<Row>,
  topOf: (row: number, index: number) => number,
): AsyncGenerator<Row> {
  const held = new Map<number, { number: number; cell: Cell }>();
  for await (const row of rows) {
    const cells = row.cells.map((cell, index) => {
      const top = topOf(row.number, index);
      if (top === row.number) return cell;
      const above = held.get(index);
      return cell.text === "" && above && above.number >= top ? above.cell : cell;
    });
    cells.forEach((cell, index) => {
      if (cell.text !== "") held.set(index, { number: row.number, cell });
    });
    yield { ...row, cells };
  }
}

/** 同一件事说了两次: of two rows about one thing the later says so. */
function refuseTwin({ once, problems }: Judged, number: number, seen: Map<string, number>): void {
  if (!once) return;
  const twin = once.met.map((key) => seen.get(key)).find((each) => each !== undefined);
  if (twin) problems.unshift(twinProblem(once, twin));
  for (const key of once.held) if (!seen.has(key)) seen.set(key, number);
}

/** 有误的行 as they stood in the file, with the reason last: corrected, the same file can be uploaded again. */
async function writeFailedRows(work: Work) {
  const { step, place, id } = work;
  const { batch, table, amended } = await open(work);
  const reasons = await step(get, (ctx) => read.reasonsOf(ctx, id));
  const sheet = table.sheets.find(({ name }) => name === batch.sheet);
  const head = batch.sheets.find(({ name }) => name === batch.sheet);
  if (!sheet || !head || !batch.headerRow) throw new Failure("refused", "imports.sheet", "文件里没有所选的工作表");
  const columns = columnsOf(head.rows, batch.headerRow);
  async function* rows() {
    for await (const row of sheet?.rows() ?? []) {
      const reason = reasons.get(row.number);
      const { cells } = amendedRow(row, amended.get(row.number));
      if (reason) yield [...columns.map(({ index }) => cells[index]?.text ?? ""), reason];
    }
  }
  const titles = [...columns.map(({ title }) => title), "有误原因"];
  const stream = writeWorkbook({
    sheets: [{ name: sheet.name, columns: titles.map((title) => ({ title, kind: "text" })), rows: rows() }],
  });
  const name = `${batch.fileName.replace(/\.[^.]*$/, "")}-有误的行.xlsx`;
  return { ...(await keepFile(step, place, failedRows, { name, stream })), rows: reasons.size };
}

async function writeTemplate({ kinds, place }: Setting, step: Step, name: string) {
  const kind = await step(get, async (ctx) => read.kindOf(ctx, kinds, name));
  const told = kind.columns.filter(({ hint, required }) => hint || required);
  const note = told.map(({ title, hint, required }) => `${title}：${required ? "必填。" : ""}${hint ?? ""}`).join("\n");
  const columns = kind.columns.map(({ title }) => ({ title, kind: "text" as const }));
  const stream = writeWorkbook({ sheets: [{ name: kind.title, columns, rows: [], note }] });
  return keepFile(step, place, template, { name: `${kind.title}导入模板.xlsx`, stream });
}
