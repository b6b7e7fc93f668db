import { sql } from "drizzle-orm";
import { date, index, integer, numeric, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { companies } from "../tables.ts";

/** 上级企业: whose child a company is, since when and with what share; an ended tie stays as what once was. */
export const companyParents = pgTable(
  "company_parent",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    companyId: uuid().notNull(),
    parentId: uuid().notNull(),
    sharePercent: numeric({ precision: 5, scale: 2 }),
    fromOn: date(),
    toOn: date(),
    endedAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("company_parent_current").on(t.agencyId, t.companyId).where(sql`ended_at is null`),
    index("company_parent_parent").on(t.agencyId, t.parentId),
  ],
);
inherits(companyParents, { parent: companies, key: companyParents.companyId });
