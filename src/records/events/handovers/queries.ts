import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { eventGuests } from "../guests/tables.ts";
import { eventFollows, events } from "../tables.ts";
import { eventStates } from "../words.ts";

export const eventKind = "event";
export const followKind = "eventFollow";

/** 名下的活动: of every state, for what was held is asked about for years. */
export async function eventsHeldBy({ db, agencyId }: Context, personId: string): Promise<Held> {
  const rows = await db
    .select({
      subjectId: events.id,
      title: events.name,
      state: events.state,
      fromOn: events.fromOn,
      version: events.version,
    })
    .from(events)
    .where(and(eq(events.agencyId, agencyId), eq(events.officerId, personId)))
    .orderBy(asc(events.fromOn), asc(events.id));
  return {
    kind: eventKind,
    title: "招商活动",
    rows: rows.map(({ state, fromOn, ...row }) => ({ ...row, note: `${fromOn}，${eventStates[state]}` })),
  };
}

/** 还没有办的跟进. */
export async function followsHeldBy({ db, agencyId }: Context, personId: string): Promise<Held> {
  const rows = await db
    .select({
      subjectId: eventFollows.id,
      title: eventGuests.companyName,
      dueOn: eventFollows.dueOn,
      version: eventFollows.version,
    })
    .from(eventFollows)
    .innerJoin(eventGuests, and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.id, eventFollows.guestId)))
    .where(and(eq(eventFollows.agencyId, agencyId), eq(eventFollows.ownerId, personId), eq(eventFollows.state, "open")))
    .orderBy(asc(eventFollows.dueOn), asc(eventFollows.id));
  return {
    kind: followKind,
    title: "活动后跟进",
    rows: rows.map(({ dueOn, ...row }) => ({ ...row, note: `期限 ${dueOn}` })),
  };
}

const staleOf = (
  listed: { subjectId: string; title: string; version: number }[],
  rows: { id: string; ownerId: string | null; version: number }[],
  giverId: string,
): Stale[] => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不存在" }];
    if (row.ownerId !== giverId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
};

/** The listed events, held until all is done, and which of them are no longer as they were listed. */
export async function eventsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(eventKind) ?? [];
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.agencyId, agencyId),
        inArray(
          events.id,
          listed.map(({ subjectId }) => subjectId),
        ),
      ),
    )
    .orderBy(asc(events.id))
    .for("update");
  const owned = rows.map(({ id, officerId: ownerId, version }) => ({ id, ownerId, version }));
  return { rows, stale: staleOf(listed, owned, giver.personId) };
}

export async function followsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(followKind) ?? [];
  const rows = await db
    .select()
    .from(eventFollows)
    .where(
      and(
        eq(eventFollows.agencyId, agencyId),
        inArray(
          eventFollows.id,
          listed.map(({ subjectId }) => subjectId),
        ),
      ),
    )
    .orderBy(asc(eventFollows.id))
    .for("update");
  return { rows, stale: staleOf(listed, rows, giver.personId) };
}
