import { and, asc, eq, gt, lt, min, ne, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { importRows } from "../imports/tables.ts";

type Kept = typeof importRows.$inferSelect;

/** Rows of the batch as they are staged, in the order of the file. */
export async function stagedRows(ctx: Context, batchId: string, where?: SQL): Promise<Kept[]> {
  return ctx.db
    .select()
    .from(importRows)
    .where(and(ofBatch(ctx, batchId), where))
    .orderBy(asc(importRows.number));
}

export const ofBatch = ({ agencyId }: Context, batchId: string) =>
  and(eq(importRows.agencyId, agencyId), eq(importRows.batchId, batchId));

/** Of a kind that is judged together: every row that is a record. */
export const records = ne(importRows.outcome, "aside");

const holdsOne = (column: SQL, keys: string[]): SQL => sql`jsonb_exists_any(${column}, ${sql.param(keys)}::text[])`;

/**
 * The first row that is about the same: any that stands above, and below only one that would go in; so of two rows about
 * one thing it is always the later that says so.
 */
export async function heldBy(ctx: Context, batchId: string, number: number, met: string[]): Promise<number | null> {
  if (met.length === 0) return null;
  const [row] = await ctx.db
    .select({ number: min(importRows.number) })
    .from(importRows)
    .where(
      and(
        ofBatch(ctx, batchId),
        or(
          lt(importRows.number, number),
          and(gt(importRows.number, number), ne(importRows.outcome, "error"), ne(importRows.outcome, "aside")),
        ),
        holdsOne(sql`${importRows.held}`, met),
      ),
    );
  return row?.number ?? null;
}

/** Rows that may have failed only because of what this one was about. */
export async function answeringTo(ctx: Context, batchId: string, { number, held }: Kept, most: number) {
  if (held.length === 0) return [];
  const rows = await stagedRows(
    ctx,
    batchId,
    and(ne(importRows.number, number), eq(importRows.outcome, "error"), holdsOne(sql`${importRows.met}`, held)),
  );
  return rows.slice(0, most);
}
