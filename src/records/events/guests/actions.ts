import { and, eq, inArray, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { createCompany, createContact } from "#records/directory/actions.ts";
import { companyOperations, contactOperations, NewCompany } from "#records/directory/contract.ts";
import { prospectOperations } from "#records/directory/prospects/contract.ts";
import { prospects } from "#records/directory/prospects/tables.ts";
import { companies } from "#records/directory/tables.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { setMeetings } from "../actions.ts";
import { eventSubject } from "../contract.ts";
import { getEvent, type StoredEvent } from "../queries.ts";
import { whyNotEvent } from "../rules.ts";
import { eventFollows, eventMeetings, events } from "../tables.ts";
import { type guestOperations, guestSubject } from "./contract.ts";
import { getGuest, type Guest, guestsBy, listedAt } from "./queries.ts";
import { guestKeyOf, whyNotAttendance, whyNotMatch } from "./rules.ts";
import { eventGuests } from "./tables.ts";

type Row = typeof eventGuests.$inferInsert;

/** Companies and prospects as whoever reads them: nobody is invited by an id one may not see. */
const reading = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });
const readingProspects = (ctx: Context): Context => ({ ...ctx, operation: prospectOperations.list });

export async function addGuest(ctx: Context, { eventId, ...typed }: Input<typeof guestOperations.add>) {
  const event = await openEvent(ctx, eventId);
  refuseIf(whyNotAttendance(typed.attendance, event, ctx.today));
  const company = await companyOf(ctx, typed);
  await refuseTwin(ctx, eventId, { ...typed, ...company });
  const id = newId();
  await ctx.db
    .insert(eventGuests)
    .values({ ...typed, ...company, agencyId: ctx.agencyId, id, eventId, addedOn: ctx.today });
  const after = await getGuest(ctx, id);
  await recordGuest(ctx, null, after, `登记来宾：${after.companyName}`);
  await meet(ctx, event, [after]);
  return { id };
}

export async function inviteGuests(ctx: Context, sent: Input<typeof guestOperations.invite>) {
  const { eventId, companyIds, prospectIds, inviterId } = sent;
  await openEvent(ctx, eventId);
  const { agencyId, db } = ctx;
  const fromLibrary =
    companyIds.length === 0
      ? []
      : await db
          .select({ companyId: companies.id, companyName: companies.name, creditCode: companies.creditCode })
          .from(companies)
          .where(and(inArray(companies.id, companyIds), visible(reading(ctx), companies)));
  const fromTargets =
    prospectIds.length === 0
      ? []
      : await db
          .select({ prospectId: prospects.id, companyName: prospects.name, companyId: prospects.companyId })
          .from(prospects)
          .where(and(inArray(prospects.id, prospectIds), visible(readingProspects(ctx), prospects)));
  if (fromLibrary.length < companyIds.length || fromTargets.length < prospectIds.length)
    throw new Failure("missing", "guests.invite.missing", "所选的企业有的不在您的查看范围内，请重新选择");
  const listed = await listedAt(ctx, eventId);
  const known = new Set(listed.flatMap(({ companyId, prospectId }) => [companyId, prospectId]));
  const wanted: { companyId: string | null; prospectId?: string; companyName: string }[] = [
    ...fromLibrary,
    ...fromTargets,
  ];
  const fresh = wanted.filter(({ companyId, prospectId = null }) => !known.has(companyId ?? prospectId));
  const rows = fresh.map(
    (each): Row => ({
      ...each,
      agencyId,
      id: newId(),
      eventId,
      inviterId: inviterId ?? ctx.actor.personId,
      match: each.companyId ? "linked" : "proposed",
      sortName: sortNameOf(each.companyName),
      addedOn: ctx.today,
    }),
  );
  if (rows.length > 0) await db.insert(eventGuests).values(rows);
  for (const row of rows)
    await record(ctx, {
      subject: guestSubject,
      id: row.id,
      before: null,
      after: { ...row, reply: "none", attendance: "unknown" },
    });
  if (rows.length > 0)
    await record(ctx, {
      subject: eventSubject,
      id: eventId,
      before: null,
      after: {},
      title: `邀请 ${rows.length} 家企业`,
    });
  return { added: rows.length, known: wanted.length - fresh.length };
}

export async function updateGuest(ctx: Context, sent: Input<typeof guestOperations.update>) {
  const before = await getGuest(ctx, sent.id);
  const event = await openEvent(ctx, before.eventId);
  refuseIf(whyNotAttendance(sent.changes.attendance, event, ctx.today));
  await refuseConflict(ctx, guestSubject, sent, before);
  const after = await write(ctx, before, sent.changes as Partial<Row>);
  await recordGuest(ctx, before, after, `修改来宾：${after.companyName}`);
  await meet(ctx, event, [after]);
  return { id: after.id };
}

/** 成批登记到会: one statement for all of them, and their meetings with it. */
export async function attendGuests(ctx: Context, { eventId, ids, attendance }: Input<typeof guestOperations.attend>) {
  const event = await openEvent(ctx, eventId);
  refuseIf(whyNotAttendance(attendance, event, ctx.today));
  const found = (await guestsBy(ctx, ids)).filter((each) => each.eventId === eventId);
  if (found.length < new Set(ids).size)
    throw new Failure("missing", "guests.missing", "所选的来宾有的已不在名单上，请刷新后再试");
  const changing = found.filter((each) => each.attendance !== attendance);
  if (changing.length === 0) return { changed: 0 };
  await ctx.db
    .update(eventGuests)
    .set({ attendance, version: sql`${eventGuests.version} + 1` })
    .where(
      and(
        eq(eventGuests.agencyId, ctx.agencyId),
        inArray(
          eventGuests.id,
          changing.map(({ id }) => id),
        ),
      ),
    );
  const after = changing.map((each) => ({ ...each, attendance, version: each.version + 1 }));
  for (const [at, each] of after.entries())
    await record(ctx, { subject: guestSubject, id: each.id, before: changing[at] ?? null, after: each });
  await record(ctx, {
    subject: eventSubject,
    id: eventId,
    before: null,
    after: {},
    title: `登记 ${after.length} 位来宾的到会情况`,
  });
  await meet(ctx, event, after);
  return { changed: after.length };
}

export async function removeGuest(ctx: Context, { id, version }: Input<typeof guestOperations.remove>) {
  const before = await getGuest(ctx, id);
  const event = await openEvent(ctx, before.eventId);
  refuseStale(before, version);
  const { agencyId, db } = ctx;
  const [held] = await db
    .select({ id: eventFollows.id })
    .from(eventFollows)
    .where(and(eq(eventFollows.agencyId, agencyId), eq(eventFollows.guestId, id)))
    .limit(1);
  if (held)
    throw new Failure(
      "refused",
      "guests.remove.followed",
      "已为这位来宾安排了跟进，不能移出名单；没有到会的改为“未到”",
    );
  await meet(ctx, event, [{ ...before, attendance: "unknown" }]);
  await db.delete(eventGuests).where(and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.id, id)));
  await recordGuest(ctx, before, null, `移出名单：${before.companyName}`);
  return { id };
}

export async function linkGuest(ctx: Context, { id, version, companyId }: Input<typeof guestOperations.link>) {
  const before = await getGuest(ctx, id);
  const event = await openEvent(ctx, before.eventId);
  refuseIf(whyNotMatch("link", before));
  refuseStale(before, version);
  const company = await companyOf(ctx, { companyId });
  const after = await write(ctx, before, company);
  await recordGuest(ctx, before, after, `${before.companyName}对应库内企业：${after.companyName}`);
  await meet(ctx, event, [after]);
  return { id };
}

export async function enrollGuest(ctx: Context, sent: Input<typeof guestOperations.enroll>) {
  const { id, version, isContact, duplicateReason } = sent;
  const before = await getGuest(ctx, id);
  const event = await openEvent(ctx, before.eventId);
  refuseIf(whyNotMatch("enroll", before));
  refuseStale(before, version);
  if (!ctx.actor.grants.has(companyOperations.create.permission))
    throw new Failure("refused", "guests.enroll.permission", "您没有登记企业的权限，请联系责任专员办理");
  const { companyName: name, creditCode } = before;
  const wanted = NewCompany.parse({ name, creditCode, note: `来自活动：${event.name}` });
  const company = await createCompany(ctx, { ...wanted, duplicateReason });
  const contactId = isContact && before.personName ? await enterContact(ctx, company.id, before) : null;
  const after = await write(ctx, before, {
    companyId: company.id,
    contactId,
    match: "linked",
    creditCode: company.creditCode,
  });
  await recordGuest(ctx, before, after, `登记为新企业：${after.companyName}`);
  await meet(ctx, event, [after]);
  return { companyId: company.id };
}

export async function ignoreGuest(ctx: Context, { id, version }: Input<typeof guestOperations.ignore>) {
  const before = await getGuest(ctx, id);
  refuseIf(whyNotMatch("ignore", before));
  refuseStale(before, version);
  const after = await write(ctx, before, { match: "ignored" });
  await recordGuest(ctx, before, after, `无需入库：${before.companyName}`);
  return { id };
}

async function enterContact(ctx: Context, companyId: string, { personName: name, position }: Guest): Promise<string> {
  const typed = contactOperations.create.input.parse({ companyId, name, position });
  return (await createContact(ctx, typed)).id;
}

/** Changes of the list need an event that is not cancelled. */
async function openEvent(ctx: Context, eventId: string): Promise<StoredEvent> {
  const event = await getEvent(ctx, eventId);
  refuseIf(whyNotEvent("update", event, ctx.today));
  return event;
}

function refuseStale(before: Guest, version: number): void {
  if (version !== before.version)
    throw new Failure("refused", "guests.conflict", "这位来宾的登记刚被他人改过，请刷新后再办");
}

interface Named {
  companyId: string | null;
  companyName?: string | undefined;
  creditCode?: string | null;
}

/** The company of the library with its own name; else what was typed, as a proposal. */
async function companyOf(ctx: Context, { companyId, companyName, creditCode = null }: Named) {
  if (!companyId) {
    if (!companyName)
      throw new Failure("refused", "guests.company", "请选择库内企业，或填写单位名称", {
        fields: [{ path: "companyName", message: "请填写单位名称" }],
      });
    return { companyId: null, companyName, creditCode, match: "proposed" as const, sortName: sortNameOf(companyName) };
  }
  const [company] = await ctx.db
    .select({ id: companies.id, name: companies.name, creditCode: companies.creditCode })
    .from(companies)
    .where(and(eq(companies.id, companyId), visible(reading(ctx), companies)));
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  const { id, name } = company;
  return {
    companyId: id,
    companyName: name,
    creditCode: company.creditCode,
    match: "linked" as const,
    sortName: sortNameOf(name),
  };
}

async function refuseTwin(ctx: Context, eventId: string, guest: { companyName: string; personName: string }) {
  const key = guestKeyOf(guest);
  const twin = (await listedAt(ctx, eventId)).find((each) => guestKeyOf(each) === key);
  if (twin)
    throw new Failure(
      "refused",
      "guests.taken",
      `${guest.companyName}${guest.personName && ` ${guest.personName}`}已在名单上，请在原来那一行上修改`,
    );
}

async function write(ctx: Context, before: Guest, changes: Partial<Row>): Promise<Guest> {
  await ctx.db
    .update(eventGuests)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(eventGuests.agencyId, ctx.agencyId), eq(eventGuests.id, before.id)));
  return getGuest(ctx, before.id);
}

const recordGuest = (ctx: Context, before: Guest | null, after: Guest | null, title: string) => {
  const { id = "", eventId = "" } = after ?? before ?? {};
  return record(ctx, { subject: guestSubject, id, before, after, title, on: { subject: eventSubject, id: eventId } });
};

/** Whoever came, with a company of the library, was met on the first day of the event. */
const meet = (ctx: Context, event: StoredEvent, guests: Guest[]) =>
  setMeetings(
    ctx,
    event,
    guests.map(({ id, companyId, attendance }) => ({
      sourceId: id,
      source: "guest",
      companyId: attendance === "attended" ? companyId : null,
      happenedOn: event.fromOn,
    })),
  );

const image = sql`lateral jsonb_to_record(r.image) as x(event_id uuid, company_id uuid, company_name text, sort_name text,
  credit_code text, match text, person_name text, position text, attendance text, talk text)`;
const columns = sql.raw(
  "event_id, company_id, company_name, sort_name, credit_code, match, person_name, position, attendance, talk",
);

/** 成批写入: what is new, what is changed, what an undone import takes out again; the facts of meetings follow. */
export async function writeAttendance(ctx: Context, from: StagedFrom): Promise<number> {
  const { db, agencyId, today } = ctx;
  const staged = sql`(${from("eventGuest")}) r, ${image}`;
  const created = await db.execute(sql`insert into ${eventGuests} (agency_id, id, added_on, ${columns})
    select ${agencyId}::uuid, r.subject_id, ${today}::date, ${sql.raw("x.*")} from ${staged} where r.version = 0`);
  const updated =
    await db.execute(sql`update ${eventGuests} set (${columns}) = (select ${sql.raw("x.*")}), version = r.version + 1
    from ${staged}
    where ${eventGuests.agencyId} = ${agencyId}::uuid and ${eventGuests.id} = r.subject_id and ${eventGuests.version} = r.version`);
  await settleMeetings(ctx, from);
  // Whoever is followed up already stays on the list.
  await db.execute(sql`delete from ${eventGuests} using (${from("eventGuest")}) r
    where ${eventGuests.agencyId} = ${agencyId}::uuid and ${eventGuests.id} = r.subject_id and r.image->>'removed' = 'true'
      and not exists (select from ${eventFollows} where ${eventFollows.agencyId} = ${agencyId}::uuid
        and ${eventFollows.guestId} = r.subject_id)`);
  return (created.rowCount ?? 0) + (updated.rowCount ?? 0);
}

/** 会见 of the guests that were brought: voided where it is no longer true, written where it now is. */
async function settleMeetings({ db, agencyId, now }: Context, from: StagedFrom): Promise<void> {
  const at = now.toISOString();
  const guests = sql`select g.* from ${eventGuests} g join (${from("eventGuest")}) r
    on g.agency_id = ${agencyId}::uuid and g.id = r.subject_id`;
  await db.execute(sql`update ${eventMeetings} set voided_at = ${at}::timestamptz from (${guests}) g
    where ${eventMeetings.agencyId} = ${agencyId}::uuid and ${eventMeetings.sourceId} = g.id and ${eventMeetings.voidedAt} is null
      and (g.attendance <> 'attended' or g.company_id is distinct from ${eventMeetings.companyId})`);
  await db.execute(sql`insert into ${eventMeetings} (agency_id, id, event_id, source_id, source, company_id, kind, officer_id,
      division_id, happened_on, typed_at)
    select g.agency_id, gen_random_uuid(), g.event_id, g.id, 'guest', g.company_id, e.kind, e.officer_id, e.division_id,
      e.from_on, ${at}::timestamptz
    from (${guests}) g join ${events} e on e.agency_id = ${agencyId}::uuid and e.id = g.event_id
    where g.attendance = 'attended' and g.company_id is not null and not exists (select from ${eventMeetings} m
      where m.agency_id = ${agencyId}::uuid and m.source_id = g.id and m.voided_at is null)`);
}
