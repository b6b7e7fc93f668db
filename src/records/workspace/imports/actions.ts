import { createHash } from "node:crypto";
import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { unprepare } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { getFile } from "#kit/server/files.ts";
import { startJob } from "#kit/server/jobs.ts";
import type { ImportKind } from "../staging/import.ts";
import { columnsOf, formOf } from "../staging/rules.ts";
import { ImportOptions, ImportRecord, type importOperations, type SheetHead } from "./contract.ts";
import { type Batch, createdIn, findBatch, isMine, kindOf, shownBatch } from "./queries.ts";
import { type ImportStep, whyNotImport } from "./rules.ts";
import { importBatches, importMappings, importRecords, importRows, type Pass } from "./tables.ts";
import type { ImportState } from "./words.ts";

type Kinds = readonly ImportKind[];

export const importSubject: Subject = { kind: "importBatch", title: "导入批次", noun: "imports", shape: ImportRecord };

const ofBatch = z.strictObject({ id: z.uuid() });
/** What the commands put into the queue; `schedule.ts` says how each is done. */
export const importJobs = {
  read: { kind: "imports.read", title: "读取导入文件", input: ofBatch },
  stage: { kind: "imports.map", title: "校验导入的行", input: ofBatch },
  commit: { kind: "imports.commit", title: "导入", isAwaited: true, input: ofBatch },
  revert: { kind: "imports.revert", title: "撤销导入", isAwaited: true, input: ofBatch.extend({ reason: z.string() }) },
  failedRows: { kind: "imports.failedRows", title: "整理有误的行", mayRepeat: true, input: ofBatch },
  template: {
    kind: "imports.template",
    title: "生成导入模板",
    mayRepeat: true,
    input: z.strictObject({ kind: z.string() }),
  },
};

export const noCounts = { create: 0, update: 0, same: 0, aside: 0, error: 0, warned: 0 };

/** 开始导入 of a file one has uploaded. */
export async function startImport(
  ctx: Context,
  kinds: Kinds,
  { kind: name, fileId, aboutId }: Input<typeof importOperations.start>,
) {
  const kind = kindOf(ctx, kinds, name);
  const file = await getFile(ctx, fileId);
  if (file.accountId !== ctx.actor.accountId) throw new Failure("missing", "files.missing", "附件不存在，请重新上传");
  const id = newId();
  const { accountId } = ctx.actor;
  await ctx.db.insert(importBatches).values({
    agencyId: ctx.agencyId,
    id,
    kind: kind.kind,
    fileId,
    fileName: file.name,
    accountId: accountId ?? "",
    state: "reading",
    sheets: [],
    options: ImportOptions.parse({ aboutId }),
    counts: noCounts,
    jobId: await startJob(ctx, importJobs.read, { id }),
    createdAt: ctx.now.toISOString(),
  });
  return shownBatch(ctx, kinds, await findBatch(ctx, kinds, id));
}

/** 对应列: says which column is which field, and has every row read. */
export async function mapImport(ctx: Context, kinds: Kinds, input: Input<typeof importOperations.map>) {
  const batch = await openFor(ctx, kinds, "map", input.id);
  const kind = kindOf(ctx, kinds, batch.kind);
  const sheet = batch.sheets.find(({ name }) => name === input.sheet);
  if (!sheet) throw new Failure("refused", "imports.sheet", "文件里没有这个工作表，请重新选择");
  const columns = columnsOf(sheet.rows, input.headerRow);
  if (columns.length === 0) throw new Failure("refused", "imports.headerRow", "标题行应在前 20 行之内，请重新选择");
  refuseMapping(kind, input.mapping, new Set(columns.map(({ index }) => index)));
  await remember(ctx, kind.kind, formDigest(columns), input.mapping);
  const { sheet: name, headerRow, mapping } = input;
  const options = { ...input.options, aboutId: batch.options.aboutId };
  await change(ctx, batch, {
    sheet: name,
    headerRow,
    mapping,
    options,
    // What was amended stands in cells of that sheet.
    ...(name !== batch.sheet && { amendments: {} }),
    counts: noCounts,
    message: null,
    state: "staging",
    jobId: await startJob(ctx, importJobs.stage, { id: batch.id }),
  });
  return shownBatch(ctx, kinds, await findBatch(ctx, kinds, batch.id));
}

function refuseMapping(kind: ImportKind, mapping: Record<string, number>, columns: Set<number>): void {
  const no = (message: string) => new Failure("refused", "imports.mapping", message);
  for (const [field, column] of Object.entries(mapping)) {
    if (!kind.columns.some((each) => each.field === field)) throw no("有的字段不属于这一类导入，请刷新后重新对应");
    if (!columns.has(column)) throw no("有的列不在所选的标题行里，请重新对应");
  }
  const missing = kind.columns.filter(({ field, required }) => required && !(field in mapping));
  if (missing.length > 0) throw no(`请先对应“${missing.map(({ title }) => title).join("、")}”所在的列`);
}

export const formDigest = (columns: Parameters<typeof formOf>[0]): string =>
  createHash("sha256").update(formOf(columns)).digest("hex");

async function remember(ctx: Context, kind: string, titles: string, mapping: Record<string, number>): Promise<void> {
  const usedAt = ctx.now.toISOString();
  await ctx.db
    .insert(importMappings)
    .values({ agencyId: ctx.agencyId, kind, titles, mapping, usedAt })
    .onConflictDoUpdate({
      target: [importMappings.agencyId, importMappings.kind, importMappings.titles],
      set: { mapping, usedAt },
    });
}

export async function commitImport(ctx: Context, kinds: Kinds, { id, version }: Input<typeof importOperations.commit>) {
  const batch = await openFor(ctx, kinds, "commit", id);
  if (version !== batch.version) throw new Failure("refused", "imports.version", "预览已更新，请看过最新的结果再确认");
  const jobId = await startJob(ctx, importJobs.commit, { id });
  await change(ctx, batch, { state: "committing", message: null, jobId });
  return shownBatch(ctx, kinds, await findBatch(ctx, kinds, id));
}

export async function revertImport(ctx: Context, kinds: Kinds, { id, reason }: Input<typeof importOperations.revert>) {
  const batch = await openFor(ctx, kinds, "revert", id);
  const jobId = await startJob(ctx, importJobs.revert, { id, reason });
  await change(ctx, batch, { state: "reverting", message: null, jobId });
  return shownBatch(ctx, kinds, await findBatch(ctx, kinds, id));
}

export async function returnFailedRows(ctx: Context, kinds: Kinds, { id }: Input<typeof importOperations.failedRows>) {
  const batch = await openFor(ctx, kinds, "failedRows", id);
  return { jobId: await startJob(ctx, importJobs.failedRows, { id: batch.id }) };
}

export async function makeTemplate(ctx: Context, kinds: Kinds, { kind }: Input<typeof importOperations.template>) {
  return { jobId: await startJob(ctx, importJobs.template, { kind: kindOf(ctx, kinds, kind).kind }) };
}

/** 放弃: nothing of it stays but the uploaded file. */
export async function discardImport(ctx: Context, kinds: Kinds, { id }: Input<typeof importOperations.discard>) {
  const batch = await openFor(ctx, kinds, "discard", id);
  await clearStaging(ctx, batch.id);
  await ctx.secrets.erase(ctx.db, ctx.agencyId, [batch.id]);
  await ctx.db.delete(importBatches).where(theBatch(ctx, batch.id));
  return {};
}

export async function openFor(ctx: Context, kinds: Kinds, step: ImportStep, id: string): Promise<Batch> {
  const batch = await findBatch(ctx, kinds, id);
  kindOf(ctx, kinds, batch.kind);
  refuseIf(whyNotImport(step, { ...batch, isMine: isMine(ctx, batch) }));
  return batch;
}

const theBatch = ({ agencyId }: Context, id: string) =>
  and(eq(importBatches.agencyId, agencyId), eq(importBatches.id, id));

type Changes = Partial<typeof importBatches.$inferInsert>;

export async function change(
  ctx: Context,
  { id, version }: { id: string; version: number },
  changes: Changes,
): Promise<void> {
  await ctx.db
    .update(importBatches)
    .set({ ...changes, version: version + 1 })
    .where(theBatch(ctx, id));
}

/** Thrown through a job whose batch went on without it: cancelled and taken up anew. */
const superseded = () => new Failure("refused", "imports.superseded", "这一批已另行处理");

/** The batch, locked, while it is in the state that this job works on; a job that comes late finds another. */
export async function workedOn(ctx: Context, kinds: Kinds, id: string, state: ImportState): Promise<Batch> {
  const batch = await findBatch(ctx, kinds, id);
  if (batch.state !== state) throw superseded();
  return batch;
}

export async function keepHeads(
  ctx: Context,
  kinds: Kinds,
  id: string,
  sheets: z.output<typeof SheetHead>[],
): Promise<void> {
  const batch = await workedOn(ctx, kinds, id, "reading");
  await change(ctx, batch, { sheets, state: "mapping", message: null });
}

/** Takes back what an earlier reading of this batch staged. */
export async function clearStaging(ctx: Context, batchId: string): Promise<void> {
  await unprepare(ctx, createdIn(ctx, batchId));
  await ctx.db
    .delete(importRecords)
    .where(and(eq(importRecords.agencyId, ctx.agencyId), eq(importRecords.batchId, batchId)));
  await ctx.db.delete(importRows).where(and(eq(importRows.agencyId, ctx.agencyId), eq(importRows.batchId, batchId)));
}

/**
 * 暂存的清除: some time after an import was written or taken back, what it was written from goes. The batch stays, and what
 * it brought; only taking it back, and giving back the rows that failed, end with it.
 */
export async function clearStaged(db: Db, before: string, at: string): Promise<void> {
  const old = await db
    .select({ agencyId: importBatches.agencyId, id: importBatches.id })
    .from(importBatches)
    .where(
      and(
        isNull(importBatches.clearedAt),
        or(
          and(eq(importBatches.state, "committed"), lt(importBatches.committedAt, before)),
          and(eq(importBatches.state, "reverted"), lt(importBatches.revertedAt, before)),
        ),
      ),
    )
    .limit(200)
    .for("update", { skipLocked: true });
  for (const agencyId of new Set(old.map((each) => each.agencyId))) {
    const ids = old.filter((each) => each.agencyId === agencyId).map(({ id }) => id);
    await db
      .delete(importRecords)
      .where(and(eq(importRecords.agencyId, agencyId), inArray(importRecords.batchId, ids)));
    await db.delete(importRows).where(and(eq(importRows.agencyId, agencyId), inArray(importRows.batchId, ids)));
    await unprepare({ db, agencyId }, sql`select unnest(${sql.param(ids)}::uuid[])`);
    await db
      .update(importBatches)
      .set({ clearedAt: at, amendments: {} })
      .where(and(eq(importBatches.agencyId, agencyId), inArray(importBatches.id, ids)));
  }
}

type RowValues = Omit<typeof importRows.$inferInsert, "agencyId" | "batchId">;
type RecordValues = Omit<typeof importRecords.$inferInsert, "agencyId" | "batchId" | "pass">;

/** One chunk of a reading, as two statements. */
export async function stageChunk(
  { db, agencyId }: Context,
  batchId: string,
  pass: Pass,
  { rows, records }: { rows: RowValues[]; records: RecordValues[] },
): Promise<void> {
  if (rows.length > 0) {
    await db.execute(sql`insert into ${importRows}
      (agency_id, batch_id, number, id, outcome, title, record_id, cells, held, met, problems, warnings, is_warned, is_amended)
      select ${agencyId}::uuid, ${batchId}::uuid, r.number, r.id, r.outcome, r.title, r."recordId", r.cells, r.held, r.met,
        r.problems, r.warnings, r."isWarned", r."isAmended"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(number int, id uuid, outcome text, title text,
        "recordId" uuid, cells jsonb, held jsonb, met jsonb, problems jsonb, warnings jsonb, "isWarned" boolean,
        "isAmended" boolean)`);
  }
  if (records.length === 0) return;
  await db.execute(sql`insert into ${importRecords}
    (agency_id, batch_id, pass, id, row_number, subject_kind, subject_id, version, image, image_before, changes,
      findable, findable_before, title, page_kind, page_id, permission)
    select ${agencyId}::uuid, ${batchId}::uuid, ${pass}, r.id, r."rowNumber", r."subjectKind", r."subjectId", r.version,
      r.image, ${jsonOrNull(sql`r."imageBefore"`)}, r.changes, ${jsonOrNull(sql`r.findable`)},
      ${jsonOrNull(sql`r."findableBefore"`)}, r.title, r."pageKind", r."pageId", r.permission
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id uuid, "rowNumber" int, "subjectKind" text,
      "subjectId" uuid, version int, image jsonb, "imageBefore" jsonb, changes jsonb, findable jsonb,
      "findableBefore" jsonb, title text, "pageKind" text, "pageId" uuid, permission text)`);
}

/** A JSON null is nothing here. */
const jsonOrNull = (column: SQL): SQL => sql`nullif(${column}, 'null'::jsonb)`;

export async function endStaging(
  ctx: Context,
  kinds: Kinds,
  id: string,
  counts: typeof noCounts,
  message: string | null,
): Promise<void> {
  const batch = await workedOn(ctx, kinds, id, "staging");
  await change(ctx, batch, { counts, message, state: "previewed" });
}
