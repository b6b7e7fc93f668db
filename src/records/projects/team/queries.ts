import { and, asc, desc, eq, getTableColumns, isNull } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { getProject } from "../queries.ts";
import type { memberOperations } from "./contract.ts";
import { projectInstructions, projectMembers } from "./tables.ts";

const { agencyId: _agencyId, typedAt: _typedAt, ...columns } = getTableColumns(projectMembers);
export const memberColumns = columns;

export const membersOf = (ctx: Context, projectId: string) =>
  ctx.db
    .select(memberColumns)
    .from(projectMembers)
    .where(and(eq(projectMembers.agencyId, ctx.agencyId), eq(projectMembers.projectId, projectId)))
    .orderBy(asc(projectMembers.fromOn), asc(projectMembers.id));

export const instructionsOf = (ctx: Context, projectId: string) =>
  ctx.db
    .select()
    .from(projectInstructions)
    .where(
      and(
        eq(projectInstructions.agencyId, ctx.agencyId),
        eq(projectInstructions.projectId, projectId),
        isNull(projectInstructions.voidedAt),
      ),
    )
    .orderBy(desc(projectInstructions.happenedOn), desc(projectInstructions.id));

export async function listTeam(ctx: Context, { projectId }: Input<typeof memberOperations.list>) {
  await getProject(ctx, projectId);
  return { members: await membersOf(ctx, projectId), instructions: await instructionsOf(ctx, projectId) };
}
