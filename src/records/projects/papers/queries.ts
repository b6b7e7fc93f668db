import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { projectOperations } from "../contract.ts";
import { projectPapers } from "./tables.ts";

/** Whether this reader may open a stored file because a project within reach holds it. */
export async function opensProjectPaper(ctx: Context, fileId: string): Promise<boolean> {
  const { permission } = projectOperations.get;
  if (!ctx.actor.grants.has(permission)) return false;
  const [held] = await ctx.db
    .select({ projectId: projectPapers.projectId })
    .from(projectPapers)
    .where(
      and(
        eq(projectPapers.fileId, fileId),
        inArray(projectPapers.class, [...ctx.actor.classes]),
        visible(ctx, projectPapers, { granted: true }),
      ),
    )
    .limit(1);
  return held !== undefined;
}
