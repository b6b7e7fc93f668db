import { date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import type { IndustrySection } from "../words.ts";
import type { Priority, ProspectState } from "./words.ts";

/** 目标企业: whom the agency means to win, in the library or not; once a year and company, whoever lists it. */
export const prospects = pgTable(
  "prospect",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    year: integer().notNull(),
    theme: text().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    /** The name without what two lists write differently: the same company is listed once. */
    nameKey: text().notNull(),
    companyId: uuid(),
    industry: text().$type<IndustrySection>(),
    industryCode: text(),
    reason: text().notNull().default(""),
    source: text().notNull().default(""),
    priority: text().$type<Priority>().notNull(),
    officerId: uuid(),
    divisionId: uuid(),
    state: text().$type<ProspectState>().notNull().default("untouched"),
    stateReason: text().notNull().default(""),
    listedOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("prospect_name").on(t.agencyId, t.year, t.nameKey),
    uniqueIndex("prospect_company").on(t.agencyId, t.year, t.companyId),
    index("prospect_listed").on(t.agencyId, t.year, t.listedOn, t.id),
    index("prospect_sorted").on(t.agencyId, t.year, t.sortName, t.id),
    index("prospect_officer").on(t.agencyId, t.officerId),
    index("prospect_division").on(t.agencyId, t.divisionId),
  ],
);
scoped(prospects, {
  noun: "prospects",
  officer: prospects.officerId,
  division: prospects.divisionId,
  id: prospects.id,
});
