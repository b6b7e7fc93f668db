import { date, index, jsonb, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Currency } from "#kit/base/currencies.ts";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { counted } from "../tables.ts";
import type { SigningKind } from "../words.ts";

/** 签约记录: what was signed, of which kind, for how much in which currency; voided, never changed. */
export const projectSignings = pgTable(
  "project_signing",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    kind: text().$type<SigningKind>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    counterpart: text().notNull(),
    agreementNumber: text().notNull().default(""),
    currency: text().$type<Currency>().notNull(),
    originalAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    exchangeRate: numeric({ precision: 18, scale: 8 }),
    ratedOn: date(),
    rateSource: text().notNull().default(""),
    /** 元: the original amount by its own rate; what is counted. */
    signedAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    /** The same where it is 正式, else null: what may be summed. */
    agreedAmount: numeric({ precision: 20, scale: 2 }),
    eventId: uuid(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    ...counted(),
    voidedAt: moment(),
    voidReason: text(),
    voidedById: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_signing_project").on(t.agencyId, t.projectId, t.id),
    index("project_signing_day").on(t.agencyId, t.happenedOn),
    index("project_signing_event").on(t.agencyId, t.eventId),
  ],
);
scoped(projectSignings, {
  noun: "projects",
  officer: projectSignings.officerId,
  division: projectSignings.divisionId,
  id: projectSignings.projectId,
});
