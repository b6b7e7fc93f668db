import { and, count, eq, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import type { stopOperations } from "./contract.ts";
import { tripStops } from "./tables.ts";

const asReader = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });

const columns = (ctx: Context) => ({
  id: tripStops.id,
  eventId: tripStops.eventId,
  calledOn: tripStops.calledOn,
  place: tripStops.place,
  companyId: tripStops.companyId,
  companyName: tripStops.companyName,
  met: tripStops.met,
  presentIds: tripStops.presentIds,
  result: tripStops.result,
  version: tripStops.version,
  isCompanySeen: sql<boolean>`exists (select 1 from ${companies} where ${and(
    eq(companies.id, tripStops.companyId),
    visible(asReader(ctx), companies),
  )})`,
  presentNames: sql<string>`coalesce((select string_agg(${persons.name}, '、' order by ${persons.name}) from ${persons}
    where ${eq(persons.agencyId, ctx.agencyId)} and ${persons.id} in
      (select jsonb_array_elements_text(${tripStops.presentIds})::uuid)), '')`,
});

export async function listStops(ctx: Context, input: Input<typeof stopOperations.list>) {
  return page(input, {
    sorts: { calledOn: tripStops.calledOn },
    id: tripStops.id,
    where: and(
      visible(ctx, tripStops),
      input.eventId ? eq(tripStops.eventId, input.eventId) : undefined,
      input.companyId ? eq(tripStops.companyId, input.companyId) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns(ctx), sortKey: tripStops.calledOn, total })
        .from(tripStops)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(tripStops).where(where))[0]?.total ?? 0,
  });
}

export async function getStop(ctx: Context, id: string) {
  const [stop] = await ctx.db
    .select(columns(ctx))
    .from(tripStops)
    .where(and(eq(tripStops.id, id), visible(ctx, tripStops)))
    .for("update");
  if (!stop) throw new Failure("missing", "tripStops.missing", "这一站不存在，或不在您的办理范围内");
  return stop;
}
