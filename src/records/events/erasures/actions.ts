import { and, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { eventSubject } from "../contract.ts";
import { guestSubject } from "../guests/contract.ts";
import { eventGuests } from "../guests/tables.ts";
import { events } from "../tables.ts";

/** 个人信息删除: a contact who asked for it is taken out of the lists of guests; that the company came stays. */
export async function eraseGuest(ctx: Context, { kind, id: contactId }: Erased): Promise<void> {
  if (kind !== "contact") return;
  const rows = await ctx.db
    .update(eventGuests)
    .set({
      personName: erasedName,
      position: "",
      talk: "",
      clearedOn: ctx.today,
      version: sql`${eventGuests.version} + 1`,
    })
    .where(and(eq(eventGuests.agencyId, ctx.agencyId), eq(eventGuests.contactId, contactId)))
    .returning({ id: eventGuests.id, eventId: eventGuests.eventId });
  for (const { id, eventId } of rows)
    await record(ctx, {
      subject: guestSubject,
      id,
      before: null,
      after: {},
      title: "应书面申请删除一位来宾的个人信息",
      on: { subject: eventSubject, id: eventId },
    });
  await ctx.secrets.erase(
    ctx.db,
    ctx.agencyId,
    rows.map(({ id }) => id),
  );
}

/** 保存期已过: names of persons go, the company and that it came stay. Answers how many lists were cleared. */
export async function clearGuests(ctx: Context, before: string): Promise<number> {
  const { agencyId, db } = ctx;
  const over = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.agencyId, agencyId), lt(events.toOn, before)));
  const rows = await db
    .update(eventGuests)
    .set({ personName: "", position: "", talk: "", clearedOn: ctx.today, version: sql`${eventGuests.version} + 1` })
    .where(
      and(
        eq(eventGuests.agencyId, agencyId),
        inArray(eventGuests.eventId, over),
        isNull(eventGuests.clearedOn),
        ne(sql`${eventGuests.personName} || ${eventGuests.position} || ${eventGuests.talk}`, ""),
      ),
    )
    .returning({ id: eventGuests.id, eventId: eventGuests.eventId });
  const lists = [...new Set(rows.map(({ eventId }) => eventId))];
  for (const id of lists)
    await record(ctx, {
      subject: eventSubject,
      id,
      before: null,
      after: {},
      title: "保存期已过，来宾姓名等个人信息已清除",
    });
  await ctx.secrets.erase(
    db,
    agencyId,
    rows.map(({ id }) => id),
  );
  return lists.length;
}
