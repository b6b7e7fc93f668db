import { and, eq, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { eventSubject, manage } from "../contract.ts";
import { guestsBy } from "../guests/queries.ts";
import { eventsPack } from "../pack.ts";
import { getEvent } from "../queries.ts";
import { eventFollows } from "../tables.ts";
import { type followOperations, followSubject } from "./contract.ts";
import { getFollow, plannedFor } from "./queries.ts";
import { nodesOf, whyNotClosed, whyNotFollow, whyNotPlan } from "./rules.ts";

type Follow = Awaited<ReturnType<typeof getFollow>>;
type Changes = Partial<typeof eventFollows.$inferInsert>;

export async function planFollows(ctx: Context, { eventId, guestIds, ownerId }: Input<typeof followOperations.plan>) {
  const event = await getEvent(ctx, eventId);
  refuseIf(whyNotPlan(event));
  const guests = (await guestsBy(ctx, guestIds)).filter((each) => each.eventId === eventId);
  if (guests.length < new Set(guestIds).size)
    throw new Failure("missing", "guests.missing", "所选的来宾有的已不在名单上，请刷新后再试");
  if (guests.some(({ attendance }) => attendance === "absent"))
    throw new Failure("refused", "eventFollows.plan.absent", "所选的来宾中有未到会的，请只选到会的来宾");
  const owner = await ownerOf(ctx, ownerId ?? event.officerId);
  const planned = new Set((await plannedFor(ctx, guestIds)).map(({ guestId, afterDays }) => `${guestId} ${afterDays}`));
  const nodes = nodesOf(event.toOn, eventsPack(ctx).followDays);
  const rows = guests.flatMap(({ id: guestId, companyName }) =>
    nodes
      .filter(({ afterDays }) => !planned.has(`${guestId} ${afterDays}`))
      .map((node) => ({ ...node, ...owner, agencyId: ctx.agencyId, id: newId(), eventId, guestId, companyName })),
  );
  if (rows.length === 0)
    throw new Failure("refused", "eventFollows.plan.known", "所选的来宾都已安排过跟进，请在跟进事项里改期或换人");
  await ctx.db.insert(eventFollows).values(rows.map(({ companyName: _name, ownerName: _owner, ...row }) => row));
  for (const row of rows)
    await record(ctx, { subject: followSubject, id: row.id, before: null, after: { ...row, state: "open" } });
  const title = `安排 ${new Set(rows.map(({ guestId }) => guestId)).size} 家来宾的跟进，共 ${rows.length} 项`;
  await record(ctx, { subject: eventSubject, id: eventId, before: null, after: {}, title });
  if (owner.ownerId && owner.ownerId !== ctx.actor.personId)
    await notify(ctx, {
      to: { persons: [owner.ownerId] },
      kind: "assigned",
      title: `“${event.name}”有 ${rows.length} 项跟进交由您办理`,
      subject: { kind: "event", id: eventId },
    });
  return { planned: rows.length };
}

export async function finishFollow(
  ctx: Context,
  { id, version, result, closedOn }: Input<typeof followOperations.finish>,
) {
  const before = await getFollow(ctx, id);
  refuseIf(whyNotFollow(before));
  const day = closedOn ?? ctx.today;
  refuseIf(whyNotClosed(day, before, ctx.today));
  return close(ctx, before, version, { state: "done", result, closedOn: day }, `跟进${before.companyName}：${result}`);
}

export async function dropFollow(ctx: Context, { id, version, reason }: Input<typeof followOperations.drop>) {
  const before = await getFollow(ctx, id);
  refuseIf(whyNotFollow(before));
  const changes = { state: "dropped", result: reason, closedOn: ctx.today } as const;
  return close(ctx, before, version, changes, `不再跟进${before.companyName}：${reason}`);
}

export async function moveFollow(ctx: Context, { id, version, changes }: Input<typeof followOperations.move>) {
  const before = await getFollow(ctx, id);
  refuseIf(whyNotFollow(before));
  const { dueOn, ownerId } = changes;
  const owner = ownerId === undefined ? {} : await ownerOf(ctx, ownerId);
  const { ownerName: _name, ...moved } = { ...owner, ...(dueOn ? { dueOn } : {}) } as Changes & { ownerName?: string };
  return close(ctx, before, version, moved, `${before.companyName}的跟进改期或换人`);
}

async function close(ctx: Context, before: Follow, version: number, changes: Changes, title: string) {
  await refuseConflict(ctx, followSubject, { id: before.id, version, changes }, before);
  await ctx.db
    .update(eventFollows)
    .set({ ...changes, version: sql`${eventFollows.version} + 1` })
    .where(and(eq(eventFollows.agencyId, ctx.agencyId), eq(eventFollows.id, before.id)));
  const after = await getFollow(ctx, before.id);
  await record(ctx, {
    subject: followSubject,
    id: before.id,
    before,
    after,
    title,
    happenedOn: after.closedOn ?? ctx.today,
    on: { subject: eventSubject, id: before.eventId },
  });
  return { id: before.id };
}

/** 跟进人 with the division that goes with that person: what is given away must be within one's own reach. */
async function ownerOf({ db, agencyId, actor }: Context, personId: string | null) {
  if (personId === null) return { ownerId: null, divisionId: actor.divisionId, ownerName: null };
  const [owner] = await db
    .select({ ownerId: persons.id, divisionId: persons.divisionId, ownerName: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, personId)));
  if (!owner) throw new Failure("refused", "eventFollows.owner", "跟进人不在本机构，请从列表中选择");
  if (!isReached(actor, manage, { officerId: owner.ownerId, divisionId: owner.divisionId }))
    throw new Failure("refused", "eventFollows.owner.scope", "只能把跟进交给自己办理范围内的人；跨科室的请由主任安排");
  return owner;
}
