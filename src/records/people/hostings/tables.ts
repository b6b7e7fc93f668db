import { isNull } from "drizzle-orm";
import { date, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";

/** 托管: a role of this agency that a person of another body holds; at most one host for a role at a time. */
export const hostings = pgTable(
  "hosting",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    roleCode: text().notNull(),
    hostName: text().notNull(),
    sinceOn: date().notNull(),
    untilOn: date(),
    contactTitle: text().notNull(),
    document: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("hosting_role").on(t.agencyId, t.roleCode).where(isNull(t.untilOn)),
  ],
);

agencyWide(hostings);
