import { and, count, eq, isNull } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { events } from "../tables.ts";
import type { dutyOperations } from "./contract.ts";
import { eventDuties } from "./tables.ts";

const columns = {
  id: eventDuties.id,
  eventId: eventDuties.eventId,
  eventName: events.name,
  title: eventDuties.title,
  personId: eventDuties.personId,
  personName: persons.name,
  dueOn: eventDuties.dueOn,
  doneOn: eventDuties.doneOn,
  note: eventDuties.note,
  version: eventDuties.version,
};

const joined = ({ agencyId }: Context) => ({
  event: and(eq(events.agencyId, agencyId), eq(events.id, eventDuties.eventId)),
  person: and(eq(persons.agencyId, agencyId), eq(persons.id, eventDuties.personId)),
});

export async function listDuties(ctx: Context, input: Input<typeof dutyOperations.list>) {
  const on = joined(ctx);
  return page(input, {
    sorts: { dueOn: eventDuties.dueOn },
    id: eventDuties.id,
    where: and(
      visible(ctx, eventDuties),
      input.eventId ? eq(eventDuties.eventId, input.eventId) : undefined,
      input.personId ? eq(eventDuties.personId, input.personId) : undefined,
      input.isOpen ? isNull(eventDuties.doneOn) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: eventDuties.dueOn, total })
        .from(eventDuties)
        .innerJoin(events, on.event)
        .leftJoin(persons, on.person)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(eventDuties).where(where))[0]?.total ?? 0,
  });
}

export async function getDuty(ctx: Context, id: string) {
  const on = joined(ctx);
  const [duty] = await ctx.db
    .select(columns)
    .from(eventDuties)
    .innerJoin(events, on.event)
    .leftJoin(persons, on.person)
    .where(and(eq(eventDuties.id, id), visible(ctx, eventDuties)))
    .for("update", { of: eventDuties });
  if (!duty) throw new Failure("missing", "eventDuties.missing", "分工不存在，或不在您的办理范围内");
  return duty;
}
