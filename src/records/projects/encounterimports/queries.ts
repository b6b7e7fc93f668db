import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, visible } from "#kit/server/scope.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { projects } from "../tables.ts";
import { encounterOperations } from "../encounters/contract.ts";
import { encounters } from "../encounters/tables.ts";

/** As whoever types them by hand in one's own name: an import reaches no further. */
const managing = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: encounterOperations.create,
});

/** Projects of these numbers, in sight or not. */
export async function projectsCoded(ctx: Context, codes: string[]) {
  if (codes.length === 0) return [];
  return ctx.db
    .select({ id: projects.id, code: projects.code, isSeen: sql<boolean>`(${visible(managing(ctx), projects)})` })
    .from(projects)
    .where(and(eq(projects.agencyId, ctx.agencyId), inArray(projects.code, codes)));
}

/** What stands on these days already: the same file brought twice changes nothing. */
export async function heldOn({ db, agencyId }: Context, days: string[]) {
  if (days.length === 0) return [];
  const { id, happenedOn, kind, summary, officerId } = encounters;
  return db
    .select({ id, happenedOn, kind, summary, officerId })
    .from(encounters)
    .where(
      and(
        eq(encounters.agencyId, agencyId),
        inArray(encounters.happenedOn, [...new Set(days)]),
        isNull(encounters.voidedAt),
      ),
    );
}

/** Rows whose record was changed since they were brought. */
export async function changedEncounters(ctx: Context, from: StagedFrom): Promise<number[]> {
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (select r.row_number, r.subject_id, r.version from (${from("encounter")}) r where r.version > 0)
    select row_number from staged s where not exists (select from ${encounters} where ${encounters.agencyId} = ${ctx.agencyId}
      and ${encounters.id} = s.subject_id and ${encounters.version} = s.version)
    order by 1`);
  return rows.map((row) => row.row_number);
}
