import { createHash } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Context } from "./context.ts";
import { digestRow } from "./history.ts";
import { unindex } from "./search.ts";
import { histories, secretKeys, timelineEntries } from "./tables.ts";
import type { HistoryRow, Prepared } from "./trail.ts";

/**
 * 成批办理: thousands of records in one command. What one record does statement by statement is done for all of them in
 * one statement, and what needs no lock (search tokens, keys, the digest of the history) is done ahead, in short
 * transactions: a token or a key of a record that is not there yet is seen by nobody.
 */

/**
 * A connection keeps its plans, also those by which a foreign key (外键) is checked. What was planned while a table held a few
 * rows reads all of it for each of the thousands that now come; so all is planned anew.
 */
export const replan = ({ db }: Pick<Context, "db">): Promise<unknown> => db.execute(sql`discard plans`);

/** Removes what was prepared for records that never came to be; `ids` selects theirs. */
export async function unprepare({ db, agencyId }: Pick<Context, "db" | "agencyId">, ids: SQL): Promise<void> {
  await unindex({ db, agencyId }, ids);
  await db.delete(secretKeys).where(and(eq(secretKeys.agencyId, agencyId), sql`${secretKeys.subjectId} in (${ids})`));
}

/** Digests history rows in the order of their ids, some at a time. */
export function prepareHistory(): Prepared & { add: (rows: HistoryRow[]) => void } {
  const prepared = {
    rowCount: 0,
    lastId: "",
    digest: createHash("sha256"),
    add: (rows: HistoryRow[]) => {
      for (const row of rows) {
        if (row.id <= prepared.lastId) throw new Error("history ids are out of order");
        digestRow(prepared.digest, row);
        prepared.lastId = row.id;
      }
      prepared.rowCount += rows.length;
    },
  };
  return prepared;
}

/**
 * Writes prepared history rows, and their timeline entries, from a staging table. `rows` selects id, subject_kind,
 * subject_id, version, changes, title, page_kind, page_id, permission; a row without a title is on no timeline.
 */
export async function recordMany(ctx: Context, rows: SQL, prepared: Prepared, reason: string | null): Promise<void> {
  const { db, agencyId, trail, actor, today } = ctx;
  const at = ctx.now.toISOString();
  const action = ctx.operation.address;
  const written = await db.execute(sql`insert into ${histories}
    (agency_id, at, id, command_id, subject_kind, subject_id, action, version, changes, reason)
    select ${agencyId}::uuid, ${at}::timestamptz, r.id, ${trail.commandId}::uuid, r.subject_kind, r.subject_id,
      ${action}, r.version, r.changes, ${reason} from (${rows}) r`);
  if (written.rowCount !== prepared.rowCount) throw new Error("history rows are not those that were prepared");
  await db.execute(sql`insert into ${timelineEntries}
    (agency_id, id, subject_kind, subject_id, happened_on, typed_at, account_id, kind, permission, class, title, link)
    select ${agencyId}::uuid, r.id, r.page_kind, r.page_id, ${today}::date, ${at}::timestamptz, ${actor.accountId}::uuid,
      ${action}, r.permission, 'internal', r.title, null from (${rows}) r where r.title is not null`);
  trail.prepared = prepared;
}
