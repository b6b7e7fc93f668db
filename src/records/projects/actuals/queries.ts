import { and, asc, eq, exists, isNull, not, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { stateWhere } from "../commitments/queries.ts";
import { commitmentOutcomes, projectCommitments as commitments } from "../commitments/tables.ts";
import { projects } from "../tables.ts";

/** 已违约而还没有记下结果的: what the night writes down. */
export async function unwritten(ctx: Context, limit: number) {
  const t = commitmentOutcomes;
  const written = exists(
    sql`(select 1 from ${t} where ${and(eq(t.agencyId, ctx.agencyId), eq(t.commitmentId, commitments.id), isNull(t.voidedAt))})`,
  );
  return ctx.db
    .select({ commitment: commitments, project: projects })
    .from(commitments)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, commitments.projectId)))
    .where(
      and(
        eq(commitments.agencyId, ctx.agencyId),
        isNull(commitments.voidedAt),
        isNull(projects.removedAt),
        stateWhere(ctx, "breached"),
        not(written),
      ),
    )
    .orderBy(asc(commitments.projectId), asc(commitments.year), asc(commitments.id))
    .limit(limit);
}

export async function outcomeHeld(ctx: Context, commitmentId: string) {
  const t = commitmentOutcomes;
  const [held] = await ctx.db
    .select({ id: t.id, outcome: t.outcome, happenedOn: t.happenedOn })
    .from(t)
    .where(and(eq(t.agencyId, ctx.agencyId), eq(t.commitmentId, commitmentId), isNull(t.voidedAt)));
  return held ?? null;
}
