import { and, asc, count, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { ofPass } from "../imports/queries.ts";
import { importRecords, type Pass } from "../imports/tables.ts";
import type { StagedFrom } from "../staging/import.ts";

/** What a kind writes its tables from. */
export const stagedFrom =
  (ctx: Context, batchId: string, pass: Pass): StagedFrom =>
  (subjectKind) =>
    sql`select row_number, subject_id, version, image, image_before from ${importRecords} where ${and(
      ofPass(ctx, batchId, pass),
      eq(importRecords.subjectKind, subjectKind),
    )}`;

/** What the history is written from; see `recordMany`. */
export const historyFrom = (ctx: Context, batchId: string, pass: Pass): SQL =>
  sql`select id, subject_kind, subject_id, version + 1 as version, changes, title, page_kind, page_id, permission
    from ${importRecords} where ${ofPass(ctx, batchId, pass)}`;

/** The staged records in the order of their ids, some at a time. */
export async function nextRecords(ctx: Context, batchId: string, pass: Pass, after: string | null, limit: number) {
  return ctx.db
    .select()
    .from(importRecords)
    .where(and(ofPass(ctx, batchId, pass), after ? gt(importRecords.id, after) : undefined))
    .orderBy(asc(importRecords.id))
    .limit(limit);
}

/** The same with only what the history and the search are told. */
export async function nextTold(ctx: Context, batchId: string, pass: Pass, after: string | null, limit: number) {
  const { id, subjectKind, subjectId, version, changes, findable, findableBefore } = importRecords;
  return ctx.db
    .select({ id, subjectKind, subjectId, version, changes, findable, findableBefore })
    .from(importRecords)
    .where(and(ofPass(ctx, batchId, pass), after ? gt(importRecords.id, after) : undefined))
    .orderBy(asc(importRecords.id))
    .limit(limit);
}

/** Of the records that are called otherwise now: what they are findable by. */
export async function nextRenamed(ctx: Context, batchId: string, pass: Pass, after: string | null, limit: number) {
  const { id, subjectKind, subjectId, findable } = importRecords;
  return ctx.db
    .select({ id, subjectKind, subjectId, findable })
    .from(importRecords)
    .where(
      and(
        ofPass(ctx, batchId, pass),
        isNotNull(importRecords.findableBefore),
        after ? gt(importRecords.id, after) : undefined,
      ),
    )
    .orderBy(asc(importRecords.id))
    .limit(limit);
}

export async function countRecords(ctx: Context, batchId: string, pass: Pass): Promise<number> {
  const rows = await ctx.db
    .select({ total: count() })
    .from(importRecords)
    .where(ofPass(ctx, batchId, pass));
  return rows[0]?.total ?? 0;
}
