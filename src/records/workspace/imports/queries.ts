import { readFile } from "node:fs/promises";
import { and, asc, count, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { readTable, type Table } from "#kit/documents/workbook.ts";
import type { Context } from "#kit/server/context.ts";
import { filePath, getFile } from "#kit/server/files.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { jobs } from "#kit/server/tables.ts";
import { accounts } from "#records/people/tables.ts";
import { tellChanges } from "../history/queries.ts";
import type { ImportKind } from "../staging/import.ts";
import { asTyped, readingOf, shownCells } from "../staging/queries.ts";
import type { importOperations } from "./contract.ts";
import { whyNotImport, working } from "./rules.ts";
import { importBatches, importMappings, importRecords, importRows, type Pass } from "./tables.ts";
import type { ImportState } from "./words.ts";

type Kinds = readonly ImportKind[];

export const listKinds = async (ctx: Context, kinds: Kinds) =>
  kinds
    .filter(({ permission }) => ctx.actor.grants.has(permission))
    .map((kind) => ({ kind: kind.kind, title: kind.title, fields: fieldsOf(kind) }));

export const fieldsOf = ({ columns }: ImportKind) =>
  columns.map(({ field, title, aliases = [], required = false, hint = null, read }) => ({
    field,
    title,
    aliases,
    required,
    isMoney: read.isMoney === true,
    hint,
  }));

/** The kind, if this installation has it and the actor may do by hand what the import does in bulk. */
export function kindOf(ctx: Context, kinds: Kinds, name: string): ImportKind {
  const kind = kinds.find((each) => each.kind === name);
  if (!kind) throw new Failure("missing", "imports.kind", "没有这一类导入");
  if (ctx.actor.grants.has(kind.permission)) return kind;
  throw new Failure(
    "forbidden",
    "imports.permission",
    `您没有办理“${kind.title}”的权限，如需导入请联系本机构的安全管理员`,
  );
}

const columns = {
  id: importBatches.id,
  kind: importBatches.kind,
  fileId: importBatches.fileId,
  fileName: importBatches.fileName,
  accountId: importBatches.accountId,
  state: importBatches.state,
  message: importBatches.message,
  counts: importBatches.counts,
  jobId: importBatches.jobId,
  createdAt: importBatches.createdAt,
  committedAt: importBatches.committedAt,
  revertedAt: importBatches.revertedAt,
  clearedAt: importBatches.clearedAt,
  version: importBatches.version,
};
const details = {
  sheets: importBatches.sheets,
  sheet: importBatches.sheet,
  headerRow: importBatches.headerRow,
  mapping: importBatches.mapping,
  options: importBatches.options,
  amendments: importBatches.amendments,
};

export const isMine = ({ actor }: Context, { accountId }: { accountId: string }): boolean =>
  accountId === actor.accountId;

const broughtBy = ({ actor, agencyId }: Context): SQL => eq(importBatches.accountId, actor.accountId ?? agencyId);

/** One's own batches, and all of those kinds which one may do for the whole agency. */
function reachable(ctx: Context, kinds: Kinds): SQL | undefined {
  const wide = kinds.filter(({ permission }) => ctx.actor.grants.get(permission) === "agency").map(({ kind }) => kind);
  const mine = broughtBy(ctx);
  return and(visible(ctx, importBatches), wide.length > 0 ? or(mine, inArray(importBatches.kind, wide)) : mine);
}

export async function findBatch(ctx: Context, kinds: Kinds, id: string) {
  const read = ctx.db
    .select({ ...columns, ...details })
    .from(importBatches)
    .where(and(reachable(ctx, kinds), eq(importBatches.id, id)));
  const [batch] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!batch) throw new Failure("missing", "imports.missing", "导入批次不存在，或不在您的数据范围内");
  return { ...batch, ...(await standing(ctx, [batch])).get(batch.id) };
}
export type Batch = Awaited<ReturnType<typeof findBatch>>;

/** Where a batch falls back to when its job ended without finishing: each step is all or nothing. */
const fallback: Partial<Record<ImportState, ImportState>> = {
  reading: "failed",
  staging: "mapping",
  committing: "previewed",
  reverting: "committed",
};

interface Standing {
  state: ImportState;
  message: string | null;
}

async function standing(ctx: Context, batches: { id: string; jobId: string | null; state: ImportState }[]) {
  const busy = batches.filter(({ state }) => working.includes(state));
  const ids = busy.map(({ jobId }) => jobId).filter((id) => id !== null);
  const answer = new Map<string, Standing>();
  if (ids.length === 0) return answer;
  const ended = await ctx.db
    .select({ id: jobs.id, message: jobs.message })
    .from(jobs)
    .where(and(eq(jobs.agencyId, ctx.agencyId), inArray(jobs.id, ids), inArray(jobs.state, ["failed", "cancelled"])));
  for (const { id, jobId, state } of busy) {
    const job = ended.find((each) => each.id === jobId);
    if (job) answer.set(id, { state: fallback[state] ?? state, message: job.message });
  }
  return answer;
}

export async function getBatch(ctx: Context, kinds: Kinds, id: string) {
  return shownBatch(ctx, kinds, await findBatch(ctx, kinds, id));
}

export async function shownBatch(ctx: Context, kinds: Kinds, batch: Batch) {
  const kind = kindOf(ctx, kinds, batch.kind);
  const [account] = await ctx.db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, batch.accountId));
  const known = { ...batch, isMine: isMine(ctx, batch) };
  const why = (step: Parameters<typeof whyNotImport>[0]) => whyNotImport(step, known);
  return {
    ...batch,
    amended: Object.keys(batch.amendments).length,
    kindTitle: kind.title,
    byName: account?.name ?? null,
    fields: fieldsOf(kind),
    may: {
      map: why("map"),
      amend: why("amend"),
      commit: why("commit"),
      revert: why("revert"),
      failedRows: why("failedRows"),
      discard: why("discard"),
    },
  };
}

/** 导入批次 as others point at them. */
export async function batchPlaces(ctx: Context, kinds: Kinds, ids: string[]) {
  const rows = await ctx.db
    .select({ id: importBatches.id, name: importBatches.fileName, isSeen: sql<boolean>`${reachable(ctx, kinds)}` })
    .from(importBatches)
    .where(and(visible(ctx, importBatches), inArray(importBatches.id, ids)));
  const may = ctx.actor.grants.has("imports.manage");
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: may && isSeen ? `imports/${id}` : null }));
}

export async function listBatches(ctx: Context, kinds: Kinds, input: Input<typeof importOperations.list>) {
  const answer = await page(input, {
    sorts: { createdAt: importBatches.createdAt },
    id: importBatches.id,
    where: and(
      reachable(ctx, kinds),
      input.kind ? eq(importBatches.kind, input.kind) : undefined,
      input.state ? eq(importBatches.state, input.state) : undefined,
      input.isMine ? broughtBy(ctx) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...columns, byName: accounts.name, sortKey: importBatches.createdAt })
        .from(importBatches)
        .leftJoin(accounts, eq(accounts.id, importBatches.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(importBatches).where(where))[0]?.total ?? 0,
  });
  const now = await standing(ctx, answer.rows);
  const titleOf = (name: string) => kinds.find(({ kind }) => kind === name)?.title ?? name;
  return {
    ...answer,
    rows: answer.rows.map((row) => ({ ...row, kindTitle: titleOf(row.kind), ...now.get(row.id) })),
  };
}

export async function listRows(ctx: Context, kinds: Kinds, input: Input<typeof importOperations.rows>) {
  const { db, agencyId } = ctx;
  const batch = await findBatch(ctx, kinds, input.batchId);
  const kind = kindOf(ctx, kinds, batch.kind);
  const answer = await page(input, {
    sorts: { number: importRows.number },
    id: importRows.id,
    where: and(
      eq(importRows.agencyId, agencyId),
      eq(importRows.batchId, batch.id),
      input.outcome ? eq(importRows.outcome, input.outcome) : undefined,
      input.isWarned === undefined ? undefined : eq(importRows.isWarned, input.isWarned),
      input.isAmended === undefined ? undefined : eq(importRows.isAmended, input.isAmended),
    ),
    rows: ({ where, orderBy, limit }) =>
      db
        .select({
          id: importRows.id,
          number: importRows.number,
          outcome: importRows.outcome,
          title: importRows.title,
          recordId: importRows.recordId,
          isAmended: importRows.isAmended,
          kept: importRows.cells,
          problems: importRows.problems,
          warnings: importRows.warnings,
          sortKey: importRows.number,
        })
        .from(importRows)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await db.select({ total: count() }).from(importRows).where(where))[0]?.total ?? 0,
  });
  const changes = await changesOf(
    ctx,
    kind,
    batch.id,
    answer.rows.map(({ number }) => number),
  );
  const { titleOf } = readingOf(batch, kind);
  const mayAmend = (row: Amendable) =>
    batch.state === "previewed" &&
    row.outcome !== "aside" &&
    (row.outcome === "error" || row.isAmended || row.warnings.length > 0);
  return {
    ...answer,
    rows: answer.rows.map(({ kept, sortKey: _key, ...row }) => ({
      ...row,
      values: changes.get(row.number) ?? (row.outcome === "error" ? asTyped(kind, kept) : []),
      cells: mayAmend(row) ? shownCells(kind, batch, { number: row.number, kept }, titleOf) : [],
    })),
  };
}

type Amendable = { outcome: string; isAmended: boolean; warnings: unknown[] };

/** What each row will change, in words and by today's rights. */
async function changesOf(ctx: Context, kind: ImportKind, batchId: string, numbers: number[]) {
  const answer = new Map<number, { field: string; title: string; value: string | null; before: string | null }[]>();
  if (numbers.length === 0) return answer;
  const records = await ctx.db
    .select()
    .from(importRecords)
    .where(and(ofPass(ctx, batchId, "commit"), inArray(importRecords.rowNumber, numbers)))
    .orderBy(asc(importRecords.id));
  const subjectOf = (name: string) => kind.subjects.find((subject) => subject.kind === name);
  const told = await tellChanges(
    ctx,
    records.map(({ subjectKind, subjectId, changes }) => ({ subject: subjectOf(subjectKind), id: subjectId, changes })),
  );
  records.forEach(({ rowNumber, subjectKind }, i) => {
    const isChild = subjectKind !== kind.subjects[0]?.kind;
    const prefix = isChild ? `${subjectOf(subjectKind)?.title ?? ""}·` : "";
    const shown = (told[i] ?? [])
      .filter(({ before, after, withheld }) => withheld !== null || before !== null || after !== null)
      .map(({ field, title, before, after, withheld }) => ({
        field: `${subjectKind}.${field}`,
        title: `${prefix}${title}`,
        value: withheld ? "（无权查看）" : after,
        before,
      }));
    answer.set(rowNumber, [...(answer.get(rowNumber) ?? []), ...shown]);
  });
  return answer;
}

export const ofPass = ({ agencyId }: Context, batchId: string, pass: Pass) =>
  and(eq(importRecords.agencyId, agencyId), eq(importRecords.batchId, batchId), eq(importRecords.pass, pass));

/** Ids of records that only this batch would bring into being. */
export const createdIn = (ctx: Context, batchId: string): SQL =>
  sql`select subject_id from ${importRecords} where ${and(ofPass(ctx, batchId, "commit"), eq(importRecords.version, 0))}`;

/** Of the rows that failed, by row number: why. */
export async function reasonsOf(ctx: Context, batchId: string): Promise<Map<number, string>> {
  const rows = await ctx.db
    .select({ number: importRows.number, problems: importRows.problems })
    .from(importRows)
    .where(
      and(eq(importRows.agencyId, ctx.agencyId), eq(importRows.batchId, batchId), eq(importRows.outcome, "error")),
    );
  const told = (problems: { column: string | null; message: string }[]) =>
    problems.map(({ column, message }) => (column ? `${column}：${message}` : message)).join("；");
  return new Map(rows.map(({ number, problems }) => [number, told(problems)]));
}

export async function rememberedMappings({ db, agencyId }: Context, kind: string, titles: string[]) {
  if (titles.length === 0) return new Map<string, Record<string, number>>();
  const rows = await db
    .select({ titles: importMappings.titles, mapping: importMappings.mapping })
    .from(importMappings)
    .where(
      and(eq(importMappings.agencyId, agencyId), eq(importMappings.kind, kind), inArray(importMappings.titles, titles)),
    );
  return new Map(rows.map((row) => [row.titles, row.mapping]));
}

/** The uploaded table, from the disk; `place` is the data folder. */
export async function openUpload(ctx: Context, place: string, fileId: string): Promise<() => Promise<Table>> {
  const { name, digest } = await getFile(ctx, fileId);
  const path = filePath(place, digest);
  // Outside of the transaction: reading takes as long as the file is large.
  return async () => {
    const bytes = await readFile(path).catch(() => null);
    if (!bytes) throw new Failure("missing", "files.lost", "附件的内容不在服务器上，请重新上传");
    return readTable(bytes, name);
  };
}
