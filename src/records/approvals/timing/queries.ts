import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { approvals, approvalStays } from "../tables.ts";
import type { timingOperations } from "./contract.ts";

/** 审批时效 per flow and step: what ended in the time asked for, and what is open now. */
export async function readTiming(ctx: Context, { from, to }: Input<typeof timingOperations.timing>) {
  const stays = approvalStays;
  const isOpen = sql`${stays.leftAt} is null`;
  const isCounted = sql`${stays.leftAt} is not null and ${stays.workMinutes} is not null`;
  const rows = await ctx.db
    .select({
      flowTitle: stays.flowTitle,
      stepTitle: stays.stepTitle,
      count: sql<number>`count(*) filter (where not ${isOpen})::integer`,
      median: sql<
        number | null
      >`round(percentile_cont(0.5) within group (order by ${stays.workMinutes}) filter (where ${isCounted}))::integer`,
      longest: sql<number | null>`max(${stays.workMinutes}) filter (where ${isCounted})::integer`,
      lateCount: sql<number>`count(*) filter (where ${stays.leftOn} > ${stays.dueOn})::integer`,
      uncounted: sql<number>`count(*) filter (where not ${isOpen} and ${stays.workMinutes} is null)::integer`,
      openCount: sql<number>`count(*) filter (where ${isOpen})::integer`,
      overdueCount: sql<number>`count(*) filter (where ${isOpen} and ${stays.dueOn} < ${ctx.today})::integer`,
    })
    .from(stays)
    .innerJoin(approvals, and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, stays.approvalId)))
    .where(
      and(
        visible(ctx, stays),
        sql`${stays.stepCode} !~ '^added[0-9]+$'`,
        or(
          isNull(stays.leftAt),
          and(sql`true`, from ? gte(stays.leftOn, from) : undefined, to ? lte(stays.leftOn, to) : undefined),
        ),
      ),
    )
    .groupBy(stays.flow, stays.flowTitle, stays.stepCode, stays.stepTitle)
    .orderBy(asc(stays.flow), asc(sql`min(${stays.enteredAt})`), asc(stays.stepCode));
  return rows;
}
