import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { projectSubject } from "../contract.ts";
import { projects } from "../tables.ts";
import { projectKind, projectsMoving } from "./queries.ts";

/** 项目随人移交. Facts keep the owner they were counted for; what is counted from now on is the receiver's. */
export async function moveProjects(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(projectKind)) return [];
  const { rows, stale } = await projectsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const owner = { officerId: moving.receiver.personId, divisionId: moving.receiver.divisionId };
  const ids = rows.map(({ id }) => id);
  for (const part of inParts(ids, 1000))
    await ctx.db
      .update(projects)
      .set({ ...owner, version: sql`${projects.version} + 1` })
      .where(and(eq(projects.agencyId, ctx.agencyId), inArray(projects.id, part)));
  for (const before of rows)
    await record(ctx, {
      subject: projectSubject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}
