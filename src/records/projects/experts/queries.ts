import { and, asc, count, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { experts } from "../reviews/tables.ts";
import type { expertOperations } from "../reviews/contract.ts";

const { agencyId: _agencyId, ...columns } = getTableColumns(experts);

export async function listExperts(ctx: Context, input: Input<typeof expertOperations.list>) {
  return page(input, {
    sorts: { addedOn: experts.addedOn },
    id: experts.id,
    where: and(visible(ctx, experts), input.field ? eq(experts.field, input.field) : undefined),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...columns, sortKey: sql<string>`${experts.addedOn}` })
        .from(experts)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(experts).where(where))[0]?.total ?? 0,
  });
}

/** 在库专家 */
export const poolOf = (ctx: Context) =>
  ctx.db
    .select(columns)
    .from(experts)
    .where(and(visible(ctx, experts), isNull(experts.retiredOn)))
    .orderBy(asc(experts.id));

export async function getExpert(ctx: Context, id: string) {
  const read = ctx.db
    .select(columns)
    .from(experts)
    .where(and(visible(ctx, experts), eq(experts.id, id)));
  const [expert] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!expert) throw new Failure("missing", "experts.missing", "这位专家不在专家库里，请刷新后再选");
  return expert;
}
