import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";

export const drafts = pgTable(
  "draft",
  {
    agencyId: uuid().notNull(),
    accountId: uuid().notNull(),
    form: text().notNull(),
    values: jsonb().$type<Record<string, unknown>>().notNull(),
    savedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.accountId, t.form] })],
);

export const savedViews = pgTable(
  "saved_view",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    accountId: uuid().notNull(),
    list: text().notNull(),
    name: text().notNull(),
    state: jsonb().$type<Record<string, unknown>>().notNull(),
    savedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("saved_view_name").on(t.agencyId, t.accountId, t.list, t.name),
  ],
);

// Both are one's own: every query binds the account as well.
agencyWide(drafts, savedViews);
