import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { eventSubject } from "../contract.ts";
import { eventDuties } from "../duties/tables.ts";
import { eventFollows, events } from "../tables.ts";
import { eventKind, eventsMoving, followKind, followsMoving } from "./queries.ts";

/** 活动随人移交: officer and division change; facts that were counted keep the owner they were counted for. */
export async function moveEvents(ctx: Context, moving: Moving): Promise<Stale[]> {
  const { personId: officerId, divisionId } = moving.receiver;
  const { agencyId, db } = ctx;
  if (moving.items.has(eventKind)) {
    const { rows, stale } = await eventsMoving(ctx, moving);
    if (stale.length > 0) return stale;
    const ids = rows.map(({ id }) => id);
    await db
      .update(events)
      .set({ officerId, divisionId, version: sql`${events.version} + 1` })
      .where(and(eq(events.agencyId, agencyId), inArray(events.id, ids)));
    await db
      .update(eventDuties)
      .set({ divisionId })
      .where(and(eq(eventDuties.agencyId, agencyId), inArray(eventDuties.eventId, ids)));
    for (const before of rows)
      await record(ctx, {
        subject: eventSubject,
        id: before.id,
        before,
        after: { ...before, officerId, divisionId, version: before.version + 1 },
        title: "轮岗交接，责任专员变更",
        link: moving.link,
      });
  }
  return moving.items.has(followKind) ? moveFollows(ctx, moving) : [];
}

async function moveFollows(ctx: Context, moving: Moving): Promise<Stale[]> {
  const { rows, stale } = await followsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const { personId: ownerId, divisionId } = moving.receiver;
  await ctx.db
    .update(eventFollows)
    .set({ ownerId, divisionId, version: sql`${eventFollows.version} + 1` })
    .where(
      and(
        eq(eventFollows.agencyId, ctx.agencyId),
        inArray(
          eventFollows.id,
          rows.map(({ id }) => id),
        ),
      ),
    );
  for (const eventId of new Set(rows.map((row) => row.eventId)))
    await record(ctx, {
      subject: eventSubject,
      id: eventId,
      before: null,
      after: {},
      title: "轮岗交接，跟进人变更",
      link: moving.link,
    });
  return [];
}
