import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { projects } from "../tables.ts";
import type { overrideOperations } from "./contract.ts";
import { projectOverrides } from "./tables.ts";

const asker = alias(persons, "asker");
const decider = alias(persons, "decider");

const columns = {
  evidence: projectOverrides.evidence,
  note: projectOverrides.note,
  skipReason: projectOverrides.skipReason,
  id: projectOverrides.id,
  projectId: projectOverrides.projectId,
  projectName: projects.name,
  stage: projectOverrides.stage,
  happenedOn: projectOverrides.happenedOn,
  reason: projectOverrides.reason,
  missing: projectOverrides.missing,
  state: projectOverrides.state,
  askedById: projectOverrides.askedById,
  askedByName: asker.name,
  askedAt: projectOverrides.askedAt,
  decidedByName: decider.name,
  decidedAt: projectOverrides.decidedAt,
  decision: projectOverrides.decision,
};

const from = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({ ...columns, sortKey: sql<string>`${projectOverrides.askedAt}` })
    .from(projectOverrides)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectOverrides.projectId)))
    .leftJoin(asker, and(eq(asker.agencyId, ctx.agencyId), eq(asker.id, projectOverrides.askedById)))
    .leftJoin(decider, and(eq(decider.agencyId, ctx.agencyId), eq(decider.id, projectOverrides.decidedById)))
    .where(where);

export async function listOverrides(ctx: Context, input: Input<typeof overrideOperations.list>) {
  return page(input, {
    sorts: { askedAt: projectOverrides.askedAt },
    id: projectOverrides.id,
    where: and(
      visible(ctx, projectOverrides, { granted: input.projectId !== undefined }),
      input.projectId ? eq(projectOverrides.projectId, input.projectId) : undefined,
      input.state ? eq(projectOverrides.state, input.state) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      from(ctx, where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) =>
      (await ctx.db.select({ total: count() }).from(projectOverrides).where(where))[0]?.total ?? 0,
  });
}

export async function getOverride(ctx: Context, id: string) {
  const [override] = await from(ctx, and(eq(projectOverrides.id, id), visible(ctx, projectOverrides)));
  if (!override) throw new Failure("missing", "overrides.missing", "这一例外不存在，或不在您的数据范围内");
  return override;
}
