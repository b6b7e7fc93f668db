import { and, count, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { type Mover, mover, movedRows } from "#records/directory/moving/actions.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { backMeetings, moveMeetings } from "./actions.ts";
import { eraseGuest } from "./erasures/actions.ts";
import { eventGuests } from "./guests/tables.ts";
import { moveEvents } from "./handovers/actions.ts";
import { eventsHeldBy, followsHeldBy } from "./handovers/queries.ts";
import { tripStops } from "./stops/tables.ts";
import { events } from "./tables.ts";

export const eventReactions = [
  when(handingOver, (ctx, { giver }) => eventsHeldBy(ctx, giver.personId)),
  when(handingOver, (ctx, { giver }) => followsHeldBy(ctx, giver.personId)),
  when(handedOver, moveEvents),
  when(erasing, eraseGuest),
  // 科室还有筹备中的活动, so it may not be closed: somebody must go on preparing them.
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const [open] = await db
      .select({ total: count() })
      .from(events)
      .where(and(eq(events.agencyId, agencyId), eq(events.divisionId, id), eq(events.state, "planned")));
    if (open && open.total > 0)
      throw new Failure(
        "refused",
        "divisions.close.events",
        `“${name}”还有 ${open.total} 场筹备中的活动，请先交给别的科室或取消`,
      );
  }),
];

/** 合并企业: guests and stops go over as they are; meetings are facts and are written anew. */
export const eventMovers: Mover[] = [
  movedRows(eventGuests, {
    key: "eventGuests",
    title: "活动来宾",
    column: "companyId",
    covers: ["event_guest.company_id"],
    versioned: { version: eventGuests.version, name: eventGuests.companyName },
  }),
  movedRows(tripStops, {
    key: "tripStops",
    title: "外出拜访",
    column: "companyId",
    covers: ["trip_stop.company_id"],
    versioned: { version: tripStops.version, name: tripStops.companyName },
  }),
  mover<Awaited<ReturnType<typeof moveMeetings>>>({
    key: "eventMeetings",
    covers: ["event_meeting.company_id"],
    move: (ctx, { survivor, merged }) => moveMeetings(ctx, merged.id, survivor.id),
    back: (ctx, { merged }, written) => backMeetings(ctx, written, merged.id),
  }),
];
