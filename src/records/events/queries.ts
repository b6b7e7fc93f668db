import { and, asc, count, eq, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, type Owned, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { type eventOperations, manage } from "./contract.ts";
import { eventGuests } from "./guests/tables.ts";
import { missingOf, whyNotEvent } from "./rules.ts";
import { eventMembers, events } from "./tables.ts";
import type { EventWait } from "./words.ts";

const eventColumns = {
  id: events.id,
  kind: events.kind,
  name: events.name,
  state: events.state,
  stateReason: events.stateReason,
  fromOn: events.fromOn,
  toOn: events.toOn,
  place: events.place,
  host: events.host,
  purpose: events.purpose,
  budgetLine: events.budgetLine,
  plannedCost: events.plannedCost,
  actualCost: events.actualCost,
  plannedGuests: events.plannedGuests,
  headcount: events.headcount,
  report: events.report,
  officerId: events.officerId,
  divisionId: events.divisionId,
  createdOn: events.createdOn,
  version: events.version,
};

const ofEvent = ({ agencyId }: Context, more?: SQL) =>
  and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.eventId, events.id), more);

const besides = (ctx: Context) => ({
  officerName: persons.name,
  divisionName: divisions.name,
  guestCount: sql<number>`(select count(*)::integer from ${eventGuests} where ${ofEvent(ctx)})`,
  attendedCount: sql<number>`(select count(*)::integer from ${eventGuests} where ${ofEvent(ctx, eq(eventGuests.attendance, "attended"))})`,
});

const joined = ({ agencyId }: Context) => ({
  officer: and(eq(persons.agencyId, agencyId), eq(persons.id, events.officerId)),
  division: and(eq(divisions.agencyId, agencyId), eq(divisions.id, events.divisionId)),
});

export async function listEvents(ctx: Context, input: Input<typeof eventOperations.list>) {
  const sorts = { fromOn: events.fromOn, name: events.sortName };
  const { purpose: _purpose, report: _report, host: _host, ...columns } = eventColumns;
  const on = joined(ctx);
  return page(input, {
    sorts,
    id: events.id,
    where: and(visible(ctx, events), filters(ctx, input)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, ...besides(ctx), sortKey: sql<string>`${sorts[input.sort]}`, total })
        .from(events)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(events).where(where))[0]?.total ?? 0,
  });
}

function filters(ctx: Context, input: Input<typeof eventOperations.list>): SQL | undefined {
  const { search, kind, state, from, to, waits, officerId, divisionId, memberId } = input;
  return and(
    found(ctx, "event", events.id, search),
    kind ? eq(events.kind, kind) : undefined,
    state ? eq(events.state, state) : undefined,
    // An event of several days stands in every month it touches.
    from ? gte(events.toOn, from) : undefined,
    to ? lte(events.fromOn, to) : undefined,
    waits ? waiting(ctx, waits) : undefined,
    officerId ? eq(events.officerId, officerId) : undefined,
    divisionId ? eq(events.divisionId, divisionId) : undefined,
    memberId ? inArray(events.id, eventsOf(ctx, memberId)) : undefined,
  );
}

const waiting = ({ today }: Context, waits: EventWait): SQL | undefined =>
  waits === "holding"
    ? and(eq(events.state, "planned"), lt(events.toOn, today))
    : and(eq(events.state, "held"), eq(events.report, ""));

const eventsOf = ({ db, agencyId }: Context, personId: string) =>
  db
    .select({ id: eventMembers.eventId })
    .from(eventMembers)
    .where(and(eq(eventMembers.agencyId, agencyId), eq(eventMembers.personId, personId)));

/** The one way to an event by its id: an unseen one is missing, so it cannot be changed either. */
export async function getEvent(ctx: Context, id: string) {
  const read = ctx.db
    .select(eventColumns)
    .from(events)
    .where(and(eq(events.id, id), visible(ctx, events)));
  const [event] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!event) throw new Failure("missing", "events.missing", "活动不存在，或不在您的数据范围内");
  return event;
}
export type StoredEvent = Awaited<ReturnType<typeof getEvent>>;

/** Our people of that day, by division and name. */
export function membersOf({ db, agencyId }: Context, eventId: string) {
  return db
    .select({
      personId: eventMembers.personId,
      name: persons.name,
      divisionId: eventMembers.divisionId,
      divisionName: divisions.name,
    })
    .from(eventMembers)
    .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, eventMembers.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, eventMembers.divisionId)))
    .where(and(eq(eventMembers.agencyId, agencyId), eq(eventMembers.eventId, eventId)))
    .orderBy(asc(eventMembers.divisionId), asc(persons.name));
}

/** As others point at them: by name, and open to whom their page is. */
export async function eventPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: events.id, name: events.name, isSeen: sql<boolean>`(${visible(ctx, events)})` })
    .from(events)
    .where(and(eq(events.agencyId, ctx.agencyId), inArray(events.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `events/${id}` : null }));
}

export const mayManage = ({ actor }: Context, event: Owned) =>
  isReached(actor, manage, event)
    ? null
    : { code: "events.scope", message: "这场活动不在您的办理范围内，请联系责任专员" };

export async function getEventPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [event] = await ctx.db
    .select({ ...eventColumns, ...besides(ctx) })
    .from(events)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .where(and(eq(events.id, id), visible(ctx, events)));
  if (!event) throw new Failure("missing", "events.missing", "活动不存在，或不在您的数据范围内");
  const members = await membersOf(ctx, id);
  const scope = mayManage(ctx, event);
  const why = (step: Parameters<typeof whyNotEvent>[0]) => scope ?? whyNotEvent(step, event, ctx.today);
  return {
    event: { ...event, memberIds: members.map(({ personId }) => personId) },
    members,
    missing: missingOf(event),
    timeline: await timeline(ctx, "event", id),
    may: {
      update: why("update"),
      hold: why("hold"),
      cancel: why("cancel"),
      reopen: why("reopen"),
      manage: why("update"),
    },
  };
}
