import { and, count, sql } from "drizzle-orm";
import { yuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { projectsPack } from "../pack.ts";
import { projectsWhere } from "../queries.ts";
import { projects } from "../tables.ts";
import type { funnelOperations } from "./contract.ts";
import { funnelOf } from "./rules.ts";

/** One statement; the sums are of fen, which the database adds up faster than numeric. */
export async function showFunnel(ctx: Context, filter: Input<typeof funnelOperations.show>) {
  const { track, stage, size, totalInvestmentFen } = projects;
  const cells = await ctx.db
    .select({
      track,
      stage,
      size,
      count: count(),
      fen: sql<string>`coalesce(sum(${totalInvestmentFen}) filter (where ${totalInvestmentFen} > 0), 0)::text`,
      unknownCount: sql<number>`count(*) filter (where ${totalInvestmentFen} < 0)::integer`,
    })
    .from(projects)
    .where(and(visible(ctx, projects), projectsWhere(ctx, filter)))
    .groupBy(track, stage, size);
  const counted = cells.map(({ fen, ...cell }) => ({ ...cell, amount: yuan(BigInt(fen)) }));
  return funnelOf(counted, projectsPack(ctx), filter.track);
}
