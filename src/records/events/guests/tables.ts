import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { events } from "../tables.ts";
import type { Attendance, GuestMatch, GuestReply } from "./words.ts";

/** 来宾: who is to come, and who came. Telephone numbers stand with the contact alone. */
export const eventGuests = pgTable(
  "event_guest",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    eventId: uuid().notNull(),
    companyId: uuid(),
    contactId: uuid(),
    prospectId: uuid(),
    companyName: text().notNull(),
    sortName: text().notNull(),
    creditCode: text(),
    match: text().$type<GuestMatch>().notNull(),
    personName: text().notNull().default(""),
    position: text().notNull().default(""),
    inviterId: uuid(),
    reply: text().$type<GuestReply>().notNull().default("none"),
    attendance: text().$type<Attendance>().notNull().default("unknown"),
    talk: text().notNull().default(""),
    addedOn: date().notNull(),
    /** Names of persons are taken out once they are no longer needed. */
    clearedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("event_guest_event").on(t.agencyId, t.eventId, t.sortName, t.id),
    index("event_guest_name").on(t.agencyId, t.sortName, t.id),
    index("event_guest_company").on(t.agencyId, t.companyId),
    index("event_guest_contact").on(t.agencyId, t.contactId),
  ],
);
inherits(eventGuests, { parent: events, key: eventGuests.eventId });
