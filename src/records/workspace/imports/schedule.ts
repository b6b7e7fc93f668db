import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Cell, Row } from "#kit/documents/cells.ts";
import { writeWorkbook } from "#kit/documents/spreadsheet.ts";
import type { Sheet } from "#kit/documents/xlsx.ts";
import { indexMany, prepareHistory } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { Findable } from "#kit/server/search.ts";
import { type House, sqlState } from "#kit/server/serve.ts";
import { keepFile, type Step, stepsOf } from "#kit/server/steps.ts";
import { type ImportKind, typedRow } from "../staging/import.ts";
import { stagedOf } from "../staging/queries.ts";
import { columnsOf, guessHeaderRow, maskedSample, proposeMapping, type SheetRow } from "../staging/rules.ts";
import {
  clearRevert,
  clearStaging,
  endStaging,
  formDigest,
  importJobs,
  keepHeads,
  raced,
  restage,
  stageChunk,
  touched,
  writeStaged,
} from "./actions.ts";
import { importOperations } from "./contract.ts";
import * as read from "./queries.ts";
import { rowsInWords } from "./rules.ts";
import type { Pass } from "./tables.ts";

/**
 * 导入的各步 as jobs. Whatever needs no lock is done ahead in short transactions (rows judged, keys and search tokens
 * written, history digested), so that the last transaction, which makes others wait, only copies from staging.
 */
interface Setting {
  house: House;
  /** The data folder, where uploads lie. */
  place: string;
  kinds: readonly ImportKind[];
}

interface Work extends Setting {
  run: Pick<Run<unknown>, "id" | "progress">;
  step: Step;
  id: string;
}

const chunkSize = 500;
const headRows = 20;
const mostSheets = 20;
const { start, map, commit, revert, get, failedRows, template } = importOperations;

export function importWork(setting: Setting): Job[] {
  const working = (run: Run<{ id: string }>): Work => ({
    ...setting,
    run,
    step: stepsOf(setting.house, run),
    id: run.input.id,
  });
  return [
    job({ ...importJobs.read, work: (run) => readHeads(working(run)) }),
    job({ ...importJobs.stage, work: (run) => stageRows(working(run)) }),
    job({ ...importJobs.commit, work: (run) => commitRows(working(run)) }),
    job({ ...importJobs.revert, work: (run) => revertRows(working(run), run.input.reason) }),
    job({ ...importJobs.failedRows, work: (run) => writeFailedRows(working(run)) }),
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
  return { batchId: work.id };
}

async function headOf({ name, isHidden, rows: all }: Sheet, fields: ReturnType<typeof read.fieldsOf>) {
  const rows: SheetRow[] = [];
  for await (const { number, cells } of all()) {
    if (rows.length === headRows) break;
    rows.push({ number, cells: cells.map(({ text }) => maskedSample(text.trim().slice(0, 40))) });
  }
  const headerRow = guessHeaderRow(rows, fields);
  return { name, isHidden, headerRow, columns: columnsOf(rows, headerRow), rows };
}

async function stageRows(work: Work, message: string | null = null) {
  const { step, kinds, id, run } = work;
  const { batch, kind, table } = await open(work);
  const { sheet: name, headerRow, mapping, options } = batch;
  const sheet = table.sheets.find((each) => each.name === name);
  if (!sheet || !headerRow || !mapping)
    throw new Failure("refused", "imports.sheet", "文件里没有所选的工作表，请重新上传");
  const head = batch.sheets.find((each) => each.name === name);
  const titles = new Map(columnsOf(head?.rows ?? [], headerRow).map(({ index, title }) => [index, title]));
  const titleOf = (field: string) =>
    titles.get(mapping[field] ?? -1) || kind.columns.find((each) => each.field === field)?.title || field;

  let total = 0;
  for await (const row of sheet.rows()) if (row.number > headerRow) total += 1;
  await step(map, (ctx) => clearStaging(ctx, id));
  const judge = await step(get, (ctx) => kind.open(ctx, options));
  const counts = { create: 0, update: 0, same: 0, error: 0, warned: 0 };
  let done = 0;
  for await (const rows of inChunks(sheet.rows(), headerRow)) {
    const typed = rows.map((row) => typedRow(kind, row, mapping, titles, options.moneyUnit));
    await step(map, async (ctx) => {
      const judged = await judge(ctx, typed);
      const all = typed.map((each, i) => {
        const verdict = judged[i];
        if (!verdict) throw new Error(`import kind ${kind.kind} left a row unjudged`);
        return { typed: each, judged: verdict, raw: rawOf(kind, rows[i]?.cells ?? [], mapping) };
      });
      const staged = await stagedOf(ctx, all, titleOf);
      await stageChunk(ctx, id, "commit", staged);
      for (const { outcome, isWarned } of staged.rows) {
        counts[outcome] += 1;
        if (isWarned) counts.warned += 1;
      }
    });
    done += rows.length;
    await run.progress(done, total);
  }
  await step(map, (ctx) => endStaging(ctx, kinds, id, counts, message));
  return { batchId: id, ...counts };
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

/** As typed, to show beside what is wrong with it; what is personal stays in the file. */
function rawOf(kind: ImportKind, cells: Cell[], mapping: Record<string, number>): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const { field, isPersonal } of kind.columns) {
    const text = cells[mapping[field] ?? -1]?.text;
    if (text && !isPersonal) raw[field] = text.slice(0, 200);
  }
  return raw;
}

async function commitRows(work: Work) {
  const { step, kinds, id } = work;
  const batch = await step(get, (ctx) => read.findBatch(ctx, kinds, id));
  // Run again after a crash between its last step and the note of it.
  if (batch.state !== "committed") {
    const changed = await writePass(work, batch, "commit", null);
    if (changed.length > 0) {
      await step(commit, (ctx) => restage(ctx, kinds, id));
      const where = rowsInWords(changed);
      return stageRows(work, `预览之后，${where}对应的记录被他人新增或修改。已按最新情况重新校验，请再次确认`);
    }
  }
  await reindex(work, "commit");
  return { batchId: id, created: batch.counts.create, updated: batch.counts.update };
}

/** Prepares and writes one pass; answers with the rows that somebody else changed meanwhile, when nothing was written. */
async function writePass(work: Work, batch: read.Batch, pass: Pass, reason: string | null): Promise<number[]> {
  const { step, kinds, id, run } = work;
  const operation = pass === "commit" ? commit : revert;
  const changedNow = () =>
    step(get, (ctx) => read.kindOf(ctx, kinds, batch.kind).changed(ctx, read.stagedFrom(ctx, id, pass)));
  const early = await changedNow();
  if (early.length > 0) return early;
  const prepared = prepareHistory();
  const total = await step(get, (ctx) => read.countRecords(ctx, id, pass));
  for await (const records of eachChunk(work, pass, read.nextTold)) {
    prepared.add(records.map((each) => ({ ...each, version: each.version + 1, action: operation.address, reason })));
    // Records that are there already go on being found by their old names until the new ones are true.
    await index(
      step,
      operation,
      records.filter(({ version }) => version === 0),
      true,
    );
    await run.progress(prepared.rowCount, total, "准备写入");
  }
  await run.progress(total, total, "正在写入");
  try {
    return await step(operation, (ctx) => writeStaged(ctx, kinds, id, { pass, prepared, reason }));
  } catch (error) {
    const isRace = sqlState(error) === "23505" || (error instanceof Failure && error.code === raced);
    const late = isRace ? await changedNow() : [];
    if (late.length > 0) return late;
    throw error;
  }
}

type Next<T> = (ctx: Context, batchId: string, pass: Pass, after: string | null, limit: number) => Promise<T[]>;

async function* eachChunk<T extends { id: string }>(
  { step, id }: Work,
  pass: Pass,
  next: Next<T>,
): AsyncGenerator<T[]> {
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const records: T[] = await step(get, (ctx) => next(ctx, id, pass, from, chunkSize));
    if (records.length === 0) return;
    yield records;
    after = records.at(-1)?.id ?? null;
  }
}

interface Named {
  subjectKind: string;
  subjectId: string;
  findable: Findable | null;
}

/** 检索词, a hundred records at a time: some thousand tokens, a few tens of milliseconds. */
async function index(step: Step, operation: typeof commit | typeof revert, records: Named[], areNew: boolean) {
  const found = records.flatMap(({ subjectKind, subjectId, findable }) =>
    findable ? [{ kind: subjectKind, id: subjectId, findable }] : [],
  );
  for (const part of inParts(found, 100)) {
    const write = (isFirst: boolean) =>
      step(operation, async (ctx) => {
        for (const kind of new Set(part.map((each) => each.kind))) {
          await indexMany(
            ctx,
            kind,
            part.filter((each) => each.kind === kind),
            { areNew: isFirst },
          );
        }
      });
    // A job run again after a crash meets its own tokens.
    await write(areNew).catch((error: unknown) => (sqlState(error) === "23505" ? write(false) : Promise.reject(error)));
  }
}

/** Once the records bear their new names. */
async function reindex(work: Work, pass: Pass): Promise<void> {
  const operation = pass === "commit" ? commit : revert;
  for await (const renamed of eachChunk(work, pass, read.nextRenamed))
    await index(work.step, operation, renamed, false);
}

async function revertRows(work: Work, reason: string) {
  const { step, kinds, id, house } = work;
  const batch = await step(get, (ctx) => read.findBatch(ctx, kinds, id));
  if (batch.state !== "reverted") {
    const kind = await step(get, async (ctx) => read.kindOf(ctx, kinds, batch.kind));
    await step(revert, (ctx) => clearRevert(ctx, id));
    for await (const records of eachChunk(work, "commit", read.nextRecords)) {
      const undone = records.map((each) => undo(kind, each, reason, house.now().toISOString()));
      await step(revert, (ctx) => stageChunk(ctx, id, "revert", { rows: [], records: undone }));
    }
    const changed = await writePass(work, batch, "revert", reason);
    if (changed.length > 0) throw touched(changed);
  }
  await reindex(work, "revert");
  return { batchId: id };
}

type Staged = Awaited<ReturnType<typeof read.nextRecords>>[number];

function undo(kind: ImportKind, record: Staged, reason: string, at: string) {
  const { subjectKind, image, imageBefore, changes, version, findable, findableBefore } = record;
  const turned = changes.map(({ field, before, after }) => ({ field, before: after, after: before }));
  const gone = imageBefore ? null : kind.gone({ subjectKind, image }, at);
  const back = imageBefore && (kind.back?.({ subjectKind, image, before: imageBefore }) ?? imageBefore);
  return {
    ...record,
    id: newId(),
    version: version + 1,
    image: gone?.image ?? back ?? image,
    imageBefore: image,
    changes: gone?.changes ?? turned,
    findable: findableBefore,
    findableBefore: findableBefore && findable,
    title: record.title && `撤销导入：${reason}`,
  };
}

/** 有误的行 as they stood in the file, with the reason last: corrected, the same file can be uploaded again. */
async function writeFailedRows(work: Work) {
  const { step, place, id } = work;
  const { batch, table } = await open(work);
  const reasons = await step(get, (ctx) => read.reasonsOf(ctx, id));
  const sheet = table.sheets.find(({ name }) => name === batch.sheet);
  const head = batch.sheets.find(({ name }) => name === batch.sheet);
  if (!sheet || !head || !batch.headerRow) throw new Failure("refused", "imports.sheet", "文件里没有所选的工作表");
  const columns = columnsOf(head.rows, batch.headerRow);
  async function* rows() {
    for await (const { number, cells } of sheet?.rows() ?? []) {
      const reason = reasons.get(number);
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
