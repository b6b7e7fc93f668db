import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";

/** 分工: who does what by when. It belongs to whoever does it and to the division that holds the event. */
export const eventDuties = pgTable(
  "event_duty",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    title: text().notNull(),
    personId: uuid(),
    divisionId: uuid(),
    dueOn: date().notNull(),
    doneOn: date(),
    note: text().notNull().default(""),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_duty_event").on(t.agencyId, t.eventId),
    index("event_duty_person").on(t.agencyId, t.personId, t.dueOn, t.id),
    index("event_duty_due").on(t.agencyId, t.dueOn, t.id),
  ],
);
scoped(eventDuties, {
  noun: "events",
  officer: eventDuties.personId,
  division: eventDuties.divisionId,
  id: eventDuties.eventId,
});
