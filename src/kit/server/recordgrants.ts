import { and, eq, sql } from "drizzle-orm";
import type { Context } from "./context.ts";
import { recordGrants } from "./tables.ts";

/** 个案授权: one account may read one record although it lies outside of its scope, until a day. */
interface Granted {
  /** The noun of the record's read permission: `companies`. */
  noun: string;
  subjectId: string;
  accountId: string;
}

/** Lets the account in until that day; true where it was not let in as long before. */
export async function grantRecord(ctx: Context, { noun, subjectId, accountId }: Granted, until: string) {
  const written = await ctx.db
    .insert(recordGrants)
    .values({ agencyId: ctx.agencyId, subjectKind: noun, subjectId, accountId, until })
    .onConflictDoUpdate({
      target: [recordGrants.agencyId, recordGrants.accountId, recordGrants.subjectKind, recordGrants.subjectId],
      set: { until },
      setWhere: sql`${recordGrants.until} < excluded.until`,
    })
    .returning({ until: recordGrants.until });
  return written.length > 0;
}

/** Takes back what was granted until exactly that day: a longer one that somebody gave meanwhile stays. */
export async function revokeRecord(ctx: Context, { noun, subjectId, accountId }: Granted, until: string) {
  await ctx.db
    .delete(recordGrants)
    .where(
      and(
        eq(recordGrants.agencyId, ctx.agencyId),
        eq(recordGrants.accountId, accountId),
        eq(recordGrants.subjectKind, noun),
        eq(recordGrants.subjectId, subjectId),
        eq(recordGrants.until, until),
      ),
    );
}
