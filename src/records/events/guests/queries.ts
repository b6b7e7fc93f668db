import { and, count, eq, inArray, ne, or, sql } from "drizzle-orm";
import { normalize } from "#kit/base/text.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { spellingsOf } from "#records/directory/imports/queries.ts";
import { companies } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { eventFollows, events } from "../tables.ts";
import { guestOperations } from "./contract.ts";
import { eventGuests } from "./tables.ts";

/** Companies as their own list would show them: this list opens no page that one would not. */
const asReader = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });

const columns = {
  id: eventGuests.id,
  eventId: eventGuests.eventId,
  eventName: events.name,
  companyName: eventGuests.companyName,
  companyId: eventGuests.companyId,
  contactId: eventGuests.contactId,
  creditCode: eventGuests.creditCode,
  match: eventGuests.match,
  personName: eventGuests.personName,
  position: eventGuests.position,
  inviterId: eventGuests.inviterId,
  inviterName: persons.name,
  reply: eventGuests.reply,
  attendance: eventGuests.attendance,
  talk: eventGuests.talk,
  version: eventGuests.version,
};

const joined = ({ agencyId }: Context) => ({
  event: and(eq(events.agencyId, agencyId), eq(events.id, eventGuests.eventId)),
  inviter: and(eq(persons.agencyId, agencyId), eq(persons.id, eventGuests.inviterId)),
});

export async function listGuests(ctx: Context, input: Input<typeof guestOperations.list>) {
  const on = joined(ctx);
  const { eventId, match, reply, attendance, companyId, isMine } = input;
  const followCount = sql<number>`(select count(*)::integer from ${eventFollows} where ${and(
    eq(eventFollows.agencyId, ctx.agencyId),
    eq(eventFollows.guestId, eventGuests.id),
  )})`;
  const isCompanySeen = sql<boolean>`exists (select 1 from ${companies} where ${and(
    eq(companies.id, eventGuests.companyId),
    visible(asReader(ctx), companies),
  )})`;
  return page(input, {
    sorts: { companyName: eventGuests.sortName },
    id: eventGuests.id,
    where: and(
      visible(ctx, eventGuests),
      eventId ? eq(eventGuests.eventId, eventId) : undefined,
      match ? eq(eventGuests.match, match) : undefined,
      reply ? eq(eventGuests.reply, reply) : undefined,
      attendance ? eq(eventGuests.attendance, attendance) : undefined,
      companyId ? eq(eventGuests.companyId, companyId) : undefined,
      isMine ? inArray(eventGuests.eventId, eventsOfMine(ctx)) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, isCompanySeen, followCount, sortKey: eventGuests.sortName, total })
        .from(eventGuests)
        .innerJoin(events, on.event)
        .leftJoin(persons, on.inviter)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(eventGuests).where(where))[0]?.total ?? 0,
  });
}

const eventsOfMine = ({ db, agencyId, actor }: Context) =>
  db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.agencyId, agencyId), actor.personId ? eq(events.officerId, actor.personId) : sql`false`));

export async function getGuest(ctx: Context, id: string) {
  const [guest] = await guestsBy(ctx, [id]);
  if (!guest) throw new Failure("missing", "guests.missing", "来宾不在名单上，或不在您的办理范围内");
  return guest;
}
export type Guest = Awaited<ReturnType<typeof getGuest>>;

/** Of these, those in reach, locked for the command that changes them. */
export function guestsBy(ctx: Context, ids: string[]) {
  const on = joined(ctx);
  return ctx.db
    .select(columns)
    .from(eventGuests)
    .innerJoin(events, on.event)
    .leftJoin(persons, on.inviter)
    .where(and(inArray(eventGuests.id, ids), visible(ctx, eventGuests)))
    .for("update", { of: eventGuests });
}

/** Everybody on the list of an event: who is invited twice is found by company and name. */
export function listedAt({ db, agencyId }: Context, eventId: string) {
  const { id, companyId, prospectId, companyName, personName, version } = eventGuests;
  return db
    .select({ id, companyId, prospectId, companyName, personName, version })
    .from(eventGuests)
    .where(and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.eventId, eventId)));
}

/** As whoever fills the list by hand: an import reaches no further. */
const managing = (ctx: Context): Context => ({ ...ctx, operation: guestOperations.add });

/** The events a list may be brought into: the one it is for, or all in reach that are not cancelled. */
export function eventsToFill(ctx: Context, id: string | null) {
  return ctx.db
    .select({ id: events.id, name: events.name, state: events.state, fromOn: events.fromOn })
    .from(events)
    .where(and(id ? eq(events.id, id) : undefined, ne(events.state, "cancelled"), visible(managing(ctx), events)));
}

/** Companies of these codes or names, in sight or not. */
export async function companiesCalled(ctx: Context, codes: string[], names: string[]) {
  if (codes.length + names.length === 0) return [];
  const spelled = [...new Set(names.flatMap(spellingsOf))].map(sortNameOf);
  const rows = await ctx.db
    .select({
      id: companies.id,
      name: companies.name,
      creditCode: companies.creditCode,
      isSeen: sql<boolean>`(${visible(asReader(ctx), companies)})`,
    })
    .from(companies)
    .where(
      and(
        eq(companies.agencyId, ctx.agencyId),
        eq(companies.state, "active"),
        or(
          codes.length > 0 ? inArray(companies.creditCode, codes) : undefined,
          spelled.length > 0 ? inArray(companies.sortName, spelled) : undefined,
        ),
      ),
    );
  return rows.map((row) => ({ ...row, key: normalize(row.name) }));
}

export async function guestsAt({ db, agencyId }: Context, eventIds: string[]) {
  if (eventIds.length === 0) return [];
  const { id, eventId, companyId, companyName, creditCode, match, personName, position, attendance, talk, version } =
    eventGuests;
  return db
    .select({ id, eventId, companyId, companyName, creditCode, match, personName, position, attendance, talk, version })
    .from(eventGuests)
    .where(and(eq(eventGuests.agencyId, agencyId), inArray(eventGuests.eventId, eventIds)));
}
export type ListedGuest = Awaited<ReturnType<typeof guestsAt>>[number];

/** Rows whose guest was changed since, or whose event was cancelled or went out of reach. */
export async function changedGuests(ctx: Context, from: StagedFrom): Promise<number[]> {
  const { agencyId } = ctx;
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, (r.image->>'event_id')::uuid as event_id from (${from("eventGuest")}) r)
    select distinct row_number from staged s where
      (s.version > 0 and not exists (select from ${eventGuests} where ${eventGuests.agencyId} = ${agencyId}
        and ${eventGuests.id} = s.subject_id and ${eventGuests.version} = s.version))
      or not exists (select from ${events} where ${events.id} = s.event_id and ${events.state} <> 'cancelled'
        and ${visible(managing(ctx), events)})
    order by 1`);
  return rows.map((row) => row.row_number);
}
