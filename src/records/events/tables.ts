import { date, index, integer, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { EventKind, EventState, FollowState, MeetingSource } from "./words.ts";

/** 招商活动: planned, held or cancelled; trips and visits are kinds of it. */
export const events = pgTable(
  "event",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<EventKind>().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    state: text().$type<EventState>().notNull().default("planned"),
    stateReason: text().notNull().default(""),
    fromOn: date().notNull(),
    toOn: date().notNull(),
    place: text().notNull().default(""),
    host: text().notNull().default(""),
    purpose: text().notNull().default(""),
    budgetLine: text().notNull().default(""),
    plannedCost: numeric({ precision: 20, scale: 2 }),
    actualCost: numeric({ precision: 20, scale: 2 }),
    plannedGuests: integer(),
    headcount: integer(),
    report: text().notNull().default(""),
    officerId: uuid(),
    divisionId: uuid(),
    createdOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_begins").on(t.agencyId, t.fromOn, t.id),
    index("event_name").on(t.agencyId, t.sortName, t.id),
    index("event_officer").on(t.agencyId, t.officerId),
    index("event_division").on(t.agencyId, t.divisionId),
  ],
);
scoped(events, { noun: "events", officer: events.officerId, division: events.divisionId, id: events.id });

/** 我方参加人员 with the division of that day: who moves on later does not take the event along. */
export const eventMembers = pgTable(
  "event_member",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    personId: uuid().notNull(),
    divisionId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("event_member_once").on(t.agencyId, t.eventId, t.personId),
    index("event_member_person").on(t.agencyId, t.personId),
  ],
);
inherits(eventMembers, { parent: events, key: eventMembers.eventId });

/** 举办事实: append-only but for the void; what figures group by is copied onto it. */
export const eventHoldings = pgTable(
  "event_holding",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    kind: text().$type<EventKind>().notNull(),
    cost: numeric({ precision: 20, scale: 2 }),
    officerId: uuid(),
    divisionId: uuid(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_holding_day").on(t.agencyId, t.happenedOn),
    index("event_holding_event").on(t.agencyId, t.eventId),
  ],
);
scoped(eventHoldings, {
  noun: "events",
  officer: eventHoldings.officerId,
  division: eventHoldings.divisionId,
  id: eventHoldings.eventId,
});

/** 会见事实: a company that came, or was called upon; `sourceId` is the guest or the stop that says so. */
export const eventMeetings = pgTable(
  "event_meeting",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    sourceId: uuid().notNull(),
    source: text().$type<MeetingSource>().notNull(),
    companyId: uuid().notNull(),
    kind: text().$type<EventKind>().notNull(),
    officerId: uuid(),
    divisionId: uuid(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_meeting_day").on(t.agencyId, t.happenedOn),
    index("event_meeting_source").on(t.agencyId, t.sourceId),
    index("event_meeting_company").on(t.agencyId, t.companyId),
  ],
);
scoped(eventMeetings, {
  noun: "events",
  officer: eventMeetings.officerId,
  division: eventMeetings.divisionId,
  id: eventMeetings.eventId,
});

/** 活动后跟进: one guest, one day to come back on, one who does it. */
export const eventFollows = pgTable(
  "event_follow",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    guestId: uuid().notNull(),
    ownerId: uuid(),
    divisionId: uuid(),
    /** Which of the pack's days it is: 30, 60, 90. */
    afterDays: integer().notNull(),
    dueOn: date().notNull(),
    state: text().$type<FollowState>().notNull().default("open"),
    result: text().notNull().default(""),
    closedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_follow_event").on(t.agencyId, t.eventId),
    index("event_follow_guest").on(t.agencyId, t.guestId),
    index("event_follow_due").on(t.agencyId, t.dueOn, t.id),
    index("event_follow_owner").on(t.agencyId, t.ownerId, t.state, t.dueOn),
  ],
);
scoped(eventFollows, {
  noun: "events",
  officer: eventFollows.ownerId,
  division: eventFollows.divisionId,
  id: eventFollows.eventId,
});
