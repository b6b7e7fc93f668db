import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { IndustrySection } from "#records/directory/words.ts";
import type { Declaration, IntermediaryKind, IntermediaryState } from "./words.ts";

/** 中介机构: an organization or a person who brings investors. */
export const intermediaries = pgTable(
  "intermediary",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<IntermediaryKind>().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    creditCode: text(),
    companyId: uuid(),
    contactName: text().notNull().default(""),
    /** Sealed. */
    phone: text(),
    regions: text().notNull().default(""),
    strengths: text().notNull().default(""),
    note: text().notNull().default(""),
    declaration: text().$type<Declaration>().notNull().default("none"),
    declaredOn: date(),
    declarationNote: text().notNull().default(""),
    state: text().$type<IntermediaryState>().notNull().default("active"),
    stateReason: text().notNull().default(""),
    officerId: uuid(),
    divisionId: uuid(),
    registeredOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("intermediary_credit_code").on(t.agencyId, t.creditCode),
    index("intermediary_name").on(t.agencyId, t.sortName, t.id),
    index("intermediary_registered").on(t.agencyId, t.registeredOn, t.id),
    index("intermediary_company").on(t.agencyId, t.companyId),
    index("intermediary_officer").on(t.agencyId, t.officerId),
    index("intermediary_division").on(t.agencyId, t.divisionId),
  ],
);
scoped(intermediaries, {
  noun: "intermediaries",
  officer: intermediaries.officerId,
  division: intermediaries.divisionId,
  id: intermediaries.id,
});

export interface MandateFile {
  id: string;
  name: string;
  size: number;
}

/** 委托招商协议 */
export const mandates = pgTable(
  "mandate",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    intermediaryId: uuid().notNull(),
    number: text().notNull(),
    scope: text().notNull(),
    regions: text().notNull().default(""),
    industries: jsonb().$type<IndustrySection[]>().notNull().default([]),
    feeRule: text().notNull().default(""),
    signedOn: date().notNull(),
    fromOn: date().notNull(),
    toOn: date().notNull(),
    endedOn: date(),
    endReason: text().notNull().default(""),
    /** 续签: of which one. */
    renewsId: uuid(),
    files: jsonb().$type<MandateFile[]>().notNull().default([]),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("mandate_number").on(t.agencyId, t.number),
    index("mandate_intermediary").on(t.agencyId, t.intermediaryId),
    index("mandate_ending").on(t.agencyId, t.toOn, t.id),
  ],
);
inherits(mandates, { parent: intermediaries, key: mandates.intermediaryId });

/** 签约事实: that an intermediary was mandated; append-only but for the void. */
export const mandateSignings = pgTable(
  "mandate_signing",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    mandateId: uuid().notNull(),
    intermediaryId: uuid().notNull(),
    kind: text().$type<IntermediaryKind>().notNull(),
    officerId: uuid(),
    divisionId: uuid(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("mandate_signing_day").on(t.agencyId, t.happenedOn),
    index("mandate_signing_mandate").on(t.agencyId, t.mandateId),
  ],
);
scoped(mandateSignings, {
  noun: "intermediaries",
  officer: mandateSignings.officerId,
  division: mandateSignings.divisionId,
  id: mandateSignings.intermediaryId,
});
