import { and, count, eq, inArray, lte } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { eventGuests } from "../guests/tables.ts";
import { eventFollows, events } from "../tables.ts";
import type { followOperations } from "./contract.ts";

const columns = {
  id: eventFollows.id,
  eventId: eventFollows.eventId,
  eventName: events.name,
  toOn: events.toOn,
  companyName: eventGuests.companyName,
  companyId: eventGuests.companyId,
  afterDays: eventFollows.afterDays,
  dueOn: eventFollows.dueOn,
  ownerId: eventFollows.ownerId,
  ownerName: persons.name,
  state: eventFollows.state,
  result: eventFollows.result,
  closedOn: eventFollows.closedOn,
  version: eventFollows.version,
};

const joined = ({ agencyId }: Context) => ({
  event: and(eq(events.agencyId, agencyId), eq(events.id, eventFollows.eventId)),
  guest: and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.id, eventFollows.guestId)),
  owner: and(eq(persons.agencyId, agencyId), eq(persons.id, eventFollows.ownerId)),
});

export async function listFollows(ctx: Context, input: Input<typeof followOperations.list>) {
  const on = joined(ctx);
  const { eventId, ownerId, state, dueBy } = input;
  return page(input, {
    sorts: { dueOn: eventFollows.dueOn },
    id: eventFollows.id,
    where: and(
      visible(ctx, eventFollows),
      eventId ? eq(eventFollows.eventId, eventId) : undefined,
      ownerId ? eq(eventFollows.ownerId, ownerId) : undefined,
      state ? eq(eventFollows.state, state) : undefined,
      dueBy ? lte(eventFollows.dueOn, dueBy) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: eventFollows.dueOn, total })
        .from(eventFollows)
        .innerJoin(events, on.event)
        .innerJoin(eventGuests, on.guest)
        .leftJoin(persons, on.owner)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(eventFollows).where(where))[0]?.total ?? 0,
  });
}

export async function getFollow(ctx: Context, id: string) {
  const on = joined(ctx);
  const [follow] = await ctx.db
    .select(columns)
    .from(eventFollows)
    .innerJoin(events, on.event)
    .innerJoin(eventGuests, on.guest)
    .leftJoin(persons, on.owner)
    .where(and(eq(eventFollows.id, id), visible(ctx, eventFollows)))
    .for("update", { of: eventFollows });
  if (!follow) throw new Failure("missing", "eventFollows.missing", "跟进事项不存在，或不在您的办理范围内");
  return follow;
}

/** What is planned for these guests already: each node of a guest is planned once. */
export function plannedFor({ db, agencyId }: Context, guestIds: string[]) {
  return db
    .select({ guestId: eventFollows.guestId, afterDays: eventFollows.afterDays })
    .from(eventFollows)
    .where(and(eq(eventFollows.agencyId, agencyId), inArray(eventFollows.guestId, guestIds)));
}
