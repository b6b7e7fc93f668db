import { and, eq, gte, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { personServices, persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { type eventOperations, eventSubject, manage } from "./contract.ts";
import { eventDuties } from "./duties/tables.ts";
import { getEvent, membersOf, type StoredEvent } from "./queries.ts";
import { whyNotEvent, whyNotMovedDay, whyNotPeriod } from "./rules.ts";
import { tripStops } from "./stops/tables.ts";
import { eventHoldings, eventMeetings, eventMembers, events } from "./tables.ts";
import type { MeetingSource } from "./words.ts";

export async function createEvent(ctx: Context, { memberIds, ...wanted }: Input<typeof eventOperations.create>) {
  refuseIf(whyNotPeriod(wanted));
  const owner = await ownerOf(ctx, wanted.officerId ?? ctx.actor.personId);
  const id = newId();
  await ctx.db.insert(events).values({
    ...wanted,
    ...owner,
    agencyId: ctx.agencyId,
    id,
    sortName: sortNameOf(wanted.name),
    createdOn: ctx.today,
  });
  await setMembers(ctx, id, memberIds, wanted.fromOn);
  await index(ctx, "event", id, { names: [wanted.name], codes: [] });
  const event = await getEvent(ctx, id);
  await record(ctx, { subject: eventSubject, id, before: null, after: await told(ctx, event), title: "登记活动" });
  await tellOfficer(ctx, null, event);
  return { id };
}

export async function updateEvent(ctx: Context, sent: Input<typeof eventOperations.update>) {
  const before = await getEvent(ctx, sent.id);
  refuseIf(whyNotEvent("update", before, ctx.today));
  const { memberIds, officerId, ...typed } = sent.changes;
  refuseIf(whyNotPeriod({ ...before, ...defined(typed) }));
  refuseIf(whyNotMovedDay(before.state, typed.fromOn ?? before.fromOn, ctx.today));
  const old = await told(ctx, before);
  await refuseConflict(ctx, eventSubject, { id: sent.id, version: sent.version, changes: sent.changes }, before);
  const owner = officerId === undefined || officerId === before.officerId ? {} : await ownerOf(ctx, officerId);
  const after = await write(ctx, before, { ...defined(typed), ...owner });
  // Whoever took part is set anew where the day moved: the division is that day's.
  if (memberIds || after.fromOn !== before.fromOn)
    await setMembers(
      ctx,
      after.id,
      memberIds ?? (await membersOf(ctx, after.id)).map((each) => each.personId),
      after.fromOn,
    );
  if (after.divisionId !== before.divisionId)
    await ctx.db
      .update(eventDuties)
      .set({ divisionId: after.divisionId })
      .where(and(eq(eventDuties.agencyId, ctx.agencyId), eq(eventDuties.eventId, after.id)));
  if (after.name !== before.name) await index(ctx, "event", after.id, { names: [after.name], codes: [] });
  if (after.state === "held") await rewriteFacts(ctx, before, after);
  const now = await told(ctx, after);
  const title = `修改：${changedTitles(eventSubject, old, now)}`;
  await record(ctx, { subject: eventSubject, id: after.id, before: old, after: now, title });
  await tellOfficer(ctx, before, after);
  return { id: after.id };
}

export async function holdEvent(ctx: Context, { id, version, ...outcome }: Input<typeof eventOperations.hold>) {
  const before = await getEvent(ctx, id);
  refuseIf(whyNotEvent("hold", before, ctx.today));
  const changes = { ...said(outcome), state: "held" as const, stateReason: "" };
  await refuseConflict(ctx, eventSubject, { id, version, changes }, before);
  const after = await write(ctx, before, changes);
  await writeHolding(ctx, after);
  await meetOnTheWay(ctx, after);
  await recordStep(ctx, before, after, "登记举办");
  return { id };
}

export async function cancelEvent(ctx: Context, { id, version, reason }: Input<typeof eventOperations.cancel>) {
  const before = await getEvent(ctx, id);
  refuseIf(whyNotEvent("cancel", before, ctx.today));
  const changes = { state: "cancelled" as const, stateReason: reason };
  await refuseConflict(ctx, eventSubject, { id, version, changes }, before);
  await recordStep(ctx, before, await write(ctx, before, changes), `取消：${reason}`, reason);
  return { id };
}

export async function reopenEvent(ctx: Context, { id, version, reason }: Input<typeof eventOperations.reopen>) {
  const before = await getEvent(ctx, id);
  refuseIf(whyNotEvent("reopen", before, ctx.today));
  const changes = { state: "planned" as const, stateReason: reason };
  await refuseConflict(ctx, eventSubject, { id, version, changes }, before);
  const after = await write(ctx, before, changes);
  await voidFacts(ctx, eventHoldings, eq(eventHoldings.eventId, id));
  await recordStep(ctx, before, after, `退回筹备：${reason}`, reason);
  return { id };
}

const recordStep = async (ctx: Context, before: StoredEvent, after: StoredEvent, title: string, reason?: string) =>
  record(ctx, { subject: eventSubject, id: after.id, before, after, title, ...(reason ? { reason } : {}) });

async function write(ctx: Context, before: StoredEvent, changes: Partial<typeof events.$inferInsert>) {
  const sortName = changes.name === undefined ? {} : { sortName: sortNameOf(changes.name) };
  await ctx.db
    .update(events)
    .set({ ...changes, ...sortName, version: before.version + 1 })
    .where(and(eq(events.agencyId, ctx.agencyId), eq(events.id, before.id)));
  return { ...before, ...changes, version: before.version + 1 } as StoredEvent;
}

/** What was said; a field left empty in a step leaves the record as it is. */
const said = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== "")) as Partial<T>;

const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

/** 责任专员 and the division that goes with that person today. */
async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "events.officer", "责任专员不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, manage, officer)) {
    const message = "只能把活动交给自己办理范围内的专员；跨科室的请由主任办理";
    throw new Failure("refused", "events.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}

async function setMembers(ctx: Context, eventId: string, personIds: string[], day: string): Promise<void> {
  const { db, agencyId } = ctx;
  const wanted = [...new Set(personIds)];
  await db.delete(eventMembers).where(and(eq(eventMembers.agencyId, agencyId), eq(eventMembers.eventId, eventId)));
  if (wanted.length === 0) return;
  const known = await divisionsOn(ctx, wanted, day);
  if (known.length < wanted.length)
    throw new Failure("refused", "events.members", "参加人员不在本机构，请从列表中选择");
  await db.insert(eventMembers).values(known.map((each) => ({ agencyId, id: newId(), eventId, ...each })));
}

/** Where each of them worked on that day; today's division where the services do not reach back so far. */
async function divisionsOn({ db, agencyId }: Context, personIds: string[], day: string) {
  const rows = await db
    .select({ personId: persons.id, today: persons.divisionId, divisionId: personServices.divisionId })
    .from(persons)
    .leftJoin(
      personServices,
      and(
        eq(personServices.agencyId, agencyId),
        eq(personServices.personId, persons.id),
        lte(personServices.fromOn, day),
        or(isNull(personServices.toOn), gte(personServices.toOn, day)),
      ),
    )
    .where(and(eq(persons.agencyId, agencyId), inArray(persons.id, personIds)));
  return [...new Map(rows.map((row) => [row.personId, row])).values()].map(({ personId, today, divisionId }) => ({
    personId,
    divisionId: divisionId ?? today,
  }));
}

async function told(ctx: Context, event: StoredEvent) {
  const members = await membersOf(ctx, event.id);
  return { ...event, members: members.map(({ name }) => name).join("、") };
}

async function tellOfficer(ctx: Context, before: StoredEvent | null, { id, name, officerId }: StoredEvent) {
  if (officerId === null || officerId === before?.officerId || officerId === ctx.actor.personId) return;
  const title = `活动“${name}”交由您负责`;
  await notify(ctx, { to: { persons: [officerId] }, kind: "assigned", title, subject: { kind: "event", id } });
}

type Facts = typeof eventHoldings | typeof eventMeetings;

/** 作废: facts are never changed, so that a figure as of yesterday stays what it was. */
async function voidFacts(ctx: Context, table: Facts, which: SQL | undefined) {
  await ctx.db
    .update(table)
    .set({ voidedAt: ctx.now.toISOString() })
    .where(and(eq(table.agencyId, ctx.agencyId), isNull(table.voidedAt), which));
}

const factOf = (ctx: Context, { id, kind, officerId, divisionId, fromOn }: StoredEvent) => ({
  agencyId: ctx.agencyId,
  id: newId(),
  eventId: id,
  kind,
  officerId,
  divisionId,
  happenedOn: fromOn,
  typedAt: ctx.now.toISOString(),
});

const writeHolding = (ctx: Context, event: StoredEvent) =>
  ctx.db.insert(eventHoldings).values({ ...factOf(ctx, event), cost: event.actualCost });

/** What figures group by was changed after the event: the facts are voided and written anew. */
async function rewriteFacts(ctx: Context, before: StoredEvent, after: StoredEvent): Promise<void> {
  const isSame = before.kind === after.kind && before.fromOn === after.fromOn;
  if (isSame && before.actualCost === after.actualCost) return;
  await voidFacts(ctx, eventHoldings, eq(eventHoldings.eventId, after.id));
  await writeHolding(ctx, after);
  if (isSame) return;
  const { agencyId, db } = ctx;
  const met = await db
    .select()
    .from(eventMeetings)
    .where(
      and(eq(eventMeetings.agencyId, agencyId), eq(eventMeetings.eventId, after.id), isNull(eventMeetings.voidedAt)),
    );
  if (met.length === 0) return;
  await voidFacts(ctx, eventMeetings, eq(eventMeetings.eventId, after.id));
  const { kind } = after;
  await db.insert(eventMeetings).values(
    met.map((each) => ({
      ...each,
      id: newId(),
      kind,
      // A call on a trip keeps its own day; whoever came, came on the first.
      happenedOn: each.source === "guest" ? after.fromOn : each.happenedOn,
      typedAt: ctx.now.toISOString(),
    })),
  );
}

/** What was planned as a call has been made once the trip is over. */
async function meetOnTheWay(ctx: Context, event: StoredEvent): Promise<void> {
  const { agencyId, db } = ctx;
  const { id: sourceId, companyId, calledOn: happenedOn } = tripStops;
  const stops = await db
    .select({ sourceId, companyId, happenedOn })
    .from(tripStops)
    .where(and(eq(tripStops.agencyId, agencyId), eq(tripStops.eventId, event.id)));
  await setMeetings(
    ctx,
    event,
    stops.filter((each) => each.happenedOn <= ctx.today).map((each) => ({ ...each, source: "stop" })),
  );
}

interface Met {
  sourceId: string;
  source: MeetingSource;
  companyId: string | null;
  happenedOn: string;
}

/** 会见: brings the facts of these guests or stops to what is true now. */
export async function setMeetings(ctx: Context, event: StoredEvent, met: Met[]): Promise<void> {
  const { agencyId, db } = ctx;
  if (met.length === 0) return;
  const sources = met.map(({ sourceId }) => sourceId);
  const of = and(eq(eventMeetings.agencyId, agencyId), inArray(eventMeetings.sourceId, sources));
  const held = await db
    .select()
    .from(eventMeetings)
    .where(and(of, isNull(eventMeetings.voidedAt)));
  const keyOf = (each: { sourceId: string; companyId: string | null; happenedOn: string }) =>
    `${each.sourceId} ${each.companyId} ${each.happenedOn}`;
  const wanted = new Set(met.map(keyOf));
  const stands = new Set(held.map(keyOf));
  const gone = held.filter((each) => !wanted.has(keyOf(each))).map(({ id }) => id);
  if (gone.length > 0) await voidFacts(ctx, eventMeetings, inArray(eventMeetings.id, gone));
  const fresh = met.flatMap(({ sourceId, source, companyId, happenedOn }) =>
    companyId && !stands.has(keyOf({ sourceId, companyId, happenedOn }))
      ? [{ ...factOf(ctx, event), sourceId, source, companyId, happenedOn }]
      : [],
  );
  if (fresh.length > 0) await db.insert(eventMeetings).values(fresh);
}

/**
 * 合并企业: the meetings of the one that goes are voided and written anew for the one that stays, so that a figure as of
 * yesterday stays what it was. Answers with what was written, for the undo.
 */
export async function moveMeetings(ctx: Context, fromId: string, toId: string): Promise<string[]> {
  const open = and(eq(eventMeetings.companyId, fromId), isNull(eventMeetings.voidedAt));
  return writeMeetingsFor(ctx, open, toId);
}

/** 撤销合并 of those meetings that still stand. */
export async function backMeetings(ctx: Context, written: string[], companyId: string): Promise<void> {
  if (written.length === 0) return;
  await writeMeetingsFor(ctx, and(inArray(eventMeetings.id, written), isNull(eventMeetings.voidedAt)), companyId);
}

async function writeMeetingsFor(ctx: Context, which: SQL | undefined, companyId: string): Promise<string[]> {
  const { agencyId, db } = ctx;
  const rows = await db
    .select()
    .from(eventMeetings)
    .where(and(eq(eventMeetings.agencyId, agencyId), which));
  if (rows.length === 0) return [];
  await voidFacts(
    ctx,
    eventMeetings,
    inArray(
      eventMeetings.id,
      rows.map(({ id }) => id),
    ),
  );
  const typedAt = ctx.now.toISOString();
  const made = rows.map((row) => ({ ...row, id: newId(), companyId, typedAt, voidedAt: null }));
  await db.insert(eventMeetings).values(made);
  return made.map(({ id }) => id);
}
