import { and, asc, eq, getTableColumns, isNull } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { persons } from "#records/people/tables.ts";
import { getProject } from "../queries.ts";
import type { signingOperations } from "./contract.ts";
import { totalsOf } from "./rules.ts";
import { projectSignings } from "./tables.ts";

/** What stands of a project's signings; who sees the project sees them. */
export async function signingsOf(ctx: Context, projectId: string) {
  return ctx.db
    .select({ ...getTableColumns(projectSignings), byName: persons.name })
    .from(projectSignings)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projectSignings.byId)))
    .where(
      and(
        eq(projectSignings.agencyId, ctx.agencyId),
        eq(projectSignings.projectId, projectId),
        isNull(projectSignings.voidedAt),
      ),
    )
    .orderBy(asc(projectSignings.happenedOn), asc(projectSignings.id));
}

export async function listSignings(ctx: Context, { projectId }: Input<typeof signingOperations.list>) {
  await getProject(ctx, projectId);
  const rows = await signingsOf(ctx, projectId);
  return { rows, totals: totalsOf(rows) };
}
