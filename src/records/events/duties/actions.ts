import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { eventSubject } from "../contract.ts";
import { getEvent } from "../queries.ts";
import { whyNotEvent } from "../rules.ts";
import { type dutyOperations, dutySubject } from "./contract.ts";
import { getDuty } from "./queries.ts";
import { whyNotDone, whyNotDuty } from "./rules.ts";
import { eventDuties } from "./tables.ts";

type Duty = Awaited<ReturnType<typeof getDuty>>;

export async function addDuty(ctx: Context, { eventId, ...typed }: Input<typeof dutyOperations.add>) {
  const event = await getEvent(ctx, eventId);
  refuseIf(whyNotEvent("update", event, ctx.today));
  await colleague(ctx, typed.personId);
  const id = newId();
  await ctx.db
    .insert(eventDuties)
    .values({ ...typed, agencyId: ctx.agencyId, id, eventId, divisionId: event.divisionId });
  const after = await getDuty(ctx, id);
  await recordDuty(ctx, null, after, `安排分工：${after.title}`);
  await tellPerson(ctx, null, after);
  return { id };
}

export async function updateDuty(ctx: Context, sent: Input<typeof dutyOperations.update>) {
  const before = await getDuty(ctx, sent.id);
  refuseIf(whyNotDuty("update", before));
  await refuseConflict(ctx, dutySubject, sent, before);
  if (sent.changes.personId !== undefined) await colleague(ctx, sent.changes.personId);
  const after = await write(ctx, before, sent.changes as Partial<typeof eventDuties.$inferInsert>);
  await recordDuty(ctx, before, after, `修改分工：${after.title}`);
  await tellPerson(ctx, before, after);
  return { id: after.id };
}

export async function finishDuty(ctx: Context, { id, version, doneOn, note }: Input<typeof dutyOperations.finish>) {
  const before = await getDuty(ctx, id);
  refuseIf(whyNotDuty("finish", before));
  const day = doneOn ?? ctx.today;
  refuseIf(whyNotDone(day, ctx.today));
  const changes = { doneOn: day, ...(note ? { note } : {}) };
  await refuseConflict(ctx, dutySubject, { id, version, changes }, before);
  const after = await write(ctx, before, changes);
  await recordDuty(ctx, before, after, `完成：${after.title}`, day);
  return { id };
}

export async function removeDuty(ctx: Context, { id, version }: Input<typeof dutyOperations.remove>) {
  const before = await getDuty(ctx, id);
  refuseIf(whyNotDuty("remove", before));
  if (version !== before.version)
    throw new Failure("refused", "eventDuties.conflict", "这项分工刚被他人改过，请刷新后再办");
  await ctx.db.delete(eventDuties).where(and(eq(eventDuties.agencyId, ctx.agencyId), eq(eventDuties.id, id)));
  await recordDuty(ctx, before, null, `取消分工：${before.title}`);
  return { id };
}

async function write(ctx: Context, before: Duty, changes: Partial<typeof eventDuties.$inferInsert>) {
  await ctx.db
    .update(eventDuties)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(eventDuties.agencyId, ctx.agencyId), eq(eventDuties.id, before.id)));
  return getDuty(ctx, before.id);
}

const recordDuty = (ctx: Context, before: Duty | null, after: Duty | null, title: string, happenedOn = ctx.today) => {
  const { id = "", eventId = "" } = after ?? before ?? {};
  return record(ctx, {
    subject: dutySubject,
    id,
    before,
    after,
    title,
    happenedOn,
    on: { subject: eventSubject, id: eventId },
  });
};

async function colleague({ db, agencyId }: Context, personId: string | null): Promise<void> {
  if (personId === null) return;
  const [known] = await db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, personId)));
  if (!known) throw new Failure("refused", "eventDuties.person", "承办人不在本机构，请从列表中选择");
}

async function tellPerson(ctx: Context, before: Duty | null, { personId, title, eventId, eventName }: Duty) {
  if (personId === null || personId === before?.personId || personId === ctx.actor.personId) return;
  const said = `“${eventName}”分工给您：${title}`;
  const subject = { kind: "event", id: eventId };
  await notify(ctx, { to: { persons: [personId] }, kind: "assigned", title: said, subject });
}
