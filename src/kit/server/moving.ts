import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "./context.ts";
import { inParts } from "./history.ts";
import { recordGrants, timelineEntries } from "./tables.ts";

/** 归并: what hangs on a record by its kind and id goes to another one, and back again. */
interface Way {
  kind: string;
  from: string;
  to: string;
}

/** Timeline entries; answers with the ids of those that went. */
export async function moveTimeline({ db, agencyId }: Context, { kind, from, to }: Way): Promise<string[]> {
  const moved = await db
    .update(timelineEntries)
    .set({ subjectId: to })
    .where(
      and(
        eq(timelineEntries.agencyId, agencyId),
        eq(timelineEntries.subjectKind, kind),
        eq(timelineEntries.subjectId, from),
      ),
    )
    .returning({ id: timelineEntries.id });
  return moved.map(({ id }) => id);
}

export async function moveTimelineBack({ db, agencyId }: Context, way: Way, ids: string[]): Promise<void> {
  for (const part of inParts(ids, 5000))
    await db
      .update(timelineEntries)
      .set({ subjectId: way.from })
      .where(
        and(
          eq(timelineEntries.agencyId, agencyId),
          eq(timelineEntries.subjectId, way.to),
          inArray(timelineEntries.id, part),
        ),
      );
}

export interface MovedGrant {
  accountId: string;
  until: string;
  /** Until when the account had one on the other record already; null where it had none. */
  had: string | null;
}

/** 个案授权: who might read the one until a day may read the other until then; of two days the later. */
export async function moveGrants(ctx: Context, { kind, from, to }: Way): Promise<MovedGrant[]> {
  const { db, agencyId } = ctx;
  const grants = await db
    .select()
    .from(recordGrants)
    .where(grantsOn(ctx, kind, from));
  const held = new Map(
    (
      await db
        .select()
        .from(recordGrants)
        .where(grantsOn(ctx, kind, to))
    ).map((each) => [each.accountId, each.until]),
  );
  if (grants.length === 0) return [];
  await db.delete(recordGrants).where(grantsOn(ctx, kind, from));
  await db
    .insert(recordGrants)
    .values(grants.map((grant) => ({ ...grant, agencyId, subjectId: to })))
    .onConflictDoUpdate({
      target: [recordGrants.agencyId, recordGrants.accountId, recordGrants.subjectKind, recordGrants.subjectId],
      set: { until: sql`greatest(record_grant.until, excluded.until)` },
    });
  return grants.map(({ accountId, until }) => ({ accountId, until, had: held.get(accountId) ?? null }));
}

export async function moveGrantsBack(ctx: Context, { kind, from, to }: Way, moved: MovedGrant[]): Promise<void> {
  const { db, agencyId } = ctx;
  for (const { accountId, until, had } of moved) {
    const key = { agencyId, accountId, subjectKind: kind };
    const theirs = and(grantsOn(ctx, kind, to), eq(recordGrants.accountId, accountId));
    if (had === null) await db.delete(recordGrants).where(theirs);
    else await db.update(recordGrants).set({ until: had }).where(theirs);
    await db.insert(recordGrants).values({ ...key, subjectId: from, until });
  }
}

const grantsOn = ({ agencyId }: Context, kind: string, id: string) =>
  and(eq(recordGrants.agencyId, agencyId), eq(recordGrants.subjectKind, kind), eq(recordGrants.subjectId, id));
