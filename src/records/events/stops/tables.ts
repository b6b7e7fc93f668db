import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { events } from "../tables.ts";

/** 行程的一站: whom we called upon, who was there, what came of it. */
export const tripStops = pgTable(
  "trip_stop",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    calledOn: date().notNull(),
    place: text().notNull().default(""),
    companyId: uuid(),
    companyName: text().notNull(),
    met: text().notNull().default(""),
    presentIds: jsonb().$type<string[]>().notNull().default([]),
    result: text().notNull().default(""),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("trip_stop_event").on(t.agencyId, t.eventId, t.calledOn, t.id),
    index("trip_stop_company").on(t.agencyId, t.companyId),
  ],
);
inherits(tripStops, { parent: events, key: tripStops.eventId });
