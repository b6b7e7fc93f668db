import { date, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { companies } from "../tables.ts";

export type Image = Record<string, unknown>;
export interface Images {
  before: { survivor: Image; merged: Image };
  after: { survivor: Image; merged: Image };
}

/** 合并: what was done, as exactly as is needed to take it back. */
export const companyMerges = pgTable(
  "company_merge",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    survivorId: uuid().notNull(),
    mergedId: uuid().notNull(),
    reason: text().notNull(),
    accountId: uuid(),
    mergedAt: moment().notNull(),
    undoUntil: date().notNull(),
    images: jsonb().$type<Images>().notNull(),
    /** What each mover moved, by its key. */
    moved: jsonb().$type<Record<string, unknown>>().notNull(),
    undoneAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("company_merge_survivor").on(t.agencyId, t.survivorId),
    index("company_merge_merged").on(t.agencyId, t.mergedId),
  ],
);
inherits(companyMerges, { parent: companies, key: companyMerges.survivorId });
