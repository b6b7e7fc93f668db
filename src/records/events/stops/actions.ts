import { and, eq, inArray } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { visible } from "#kit/server/scope.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import { setMeetings } from "../actions.ts";
import { eventSubject } from "../contract.ts";
import { getEvent, type StoredEvent } from "../queries.ts";
import { whyNotEvent } from "../rules.ts";
import { type stopOperations, stopSubject } from "./contract.ts";
import { getStop } from "./queries.ts";
import { whyNotStop } from "./rules.ts";
import { tripStops } from "./tables.ts";

type Stop = Awaited<ReturnType<typeof getStop>>;

export async function addStop(ctx: Context, { eventId, ...typed }: Input<typeof stopOperations.add>) {
  const event = await openEvent(ctx, eventId, typed.calledOn);
  await refuseStrangers(ctx, typed.presentIds);
  const company = await companyOf(ctx, typed);
  const id = newId();
  await ctx.db.insert(tripStops).values({ ...typed, ...company, agencyId: ctx.agencyId, id, eventId });
  const after = await getStop(ctx, id);
  await recordStop(ctx, null, after, `拜访${after.companyName}${after.result && `：${after.result}`}`);
  await meet(ctx, event, after);
  return { id };
}

export async function updateStop(ctx: Context, { id, version, changes }: Input<typeof stopOperations.update>) {
  const before = await getStop(ctx, id);
  const event = await openEvent(ctx, before.eventId, changes.calledOn ?? before.calledOn);
  await refuseConflict(ctx, stopSubject, { id, version, changes }, before);
  if (changes.presentIds) await refuseStrangers(ctx, changes.presentIds);
  const isOther = changes.companyId !== undefined || changes.companyName !== undefined;
  const company = isOther
    ? await companyOf(ctx, {
        companyId: changes.companyId === undefined ? before.companyId : changes.companyId,
        companyName: changes.companyName ?? before.companyName,
      })
    : {};
  await ctx.db
    .update(tripStops)
    .set({ ...(changes as Partial<Stop>), ...company, version: before.version + 1 })
    .where(and(eq(tripStops.agencyId, ctx.agencyId), eq(tripStops.id, id)));
  const after = await getStop(ctx, id);
  await recordStop(ctx, before, after, `修改行程：${after.companyName}`);
  await meet(ctx, event, after);
  return { id };
}

export async function removeStop(ctx: Context, { id, version }: Input<typeof stopOperations.remove>) {
  const before = await getStop(ctx, id);
  const event = await openEvent(ctx, before.eventId, null);
  if (version !== before.version)
    throw new Failure("refused", "tripStops.conflict", "这一站刚被他人改过，请刷新后再办");
  await meet(ctx, event, { ...before, companyId: null });
  await ctx.db.delete(tripStops).where(and(eq(tripStops.agencyId, ctx.agencyId), eq(tripStops.id, id)));
  await recordStop(ctx, before, null, `删去行程：${before.companyName}`);
  return { id };
}

async function openEvent(ctx: Context, eventId: string, calledOn: string | null): Promise<StoredEvent> {
  const event = await getEvent(ctx, eventId);
  refuseIf(whyNotEvent("update", event, ctx.today));
  if (calledOn !== null) refuseIf(whyNotStop(calledOn, event));
  return event;
}

async function refuseStrangers({ db, agencyId }: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), inArray(persons.id, ids)));
  if (known.length < new Set(ids).size)
    throw new Failure("refused", "tripStops.present", "在场人员不在本机构，请从列表中选择");
}

async function companyOf(
  ctx: Context,
  { companyId, companyName }: { companyId: string | null; companyName?: string | undefined },
) {
  if (!companyId) {
    if (companyName) return { companyId: null, companyName };
    const message = "请选择库内企业，或填写拜访单位";
    throw new Failure("refused", "tripStops.company", message, { fields: [{ path: "companyName", message }] });
  }
  const [company] = await ctx.db
    .select({ companyId: companies.id, companyName: companies.name })
    .from(companies)
    .where(and(eq(companies.id, companyId), visible({ ...ctx, operation: companyOperations.list }, companies)));
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  return company;
}

const recordStop = (ctx: Context, before: Stop | null, after: Stop | null, title: string) => {
  const { id = "", eventId = "", calledOn = ctx.today } = after ?? before ?? {};
  const happenedOn = calledOn < ctx.today ? calledOn : ctx.today;
  return record(ctx, {
    subject: stopSubject,
    id,
    before,
    after,
    title,
    happenedOn,
    on: { subject: eventSubject, id: eventId },
  });
};

/** A call counts on its own day, once that day has come. */
const meet = (ctx: Context, event: StoredEvent, { id, companyId, calledOn }: Stop) =>
  setMeetings(ctx, event, [
    { sourceId: id, source: "stop", companyId: calledOn > ctx.today ? null : companyId, happenedOn: calledOn },
  ]);
