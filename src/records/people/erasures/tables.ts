import { date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Applicant, ErasureKind, ErasureState } from "./words.ts";

/** 个人信息删除台账: that, when, why and by whom something was erased; nothing of what was. */
export const erasures = pgTable(
  "erasure",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    subjectKind: text().$type<ErasureKind>().notNull(),
    subjectId: uuid().notNull(),
    label: text().notNull(),
    page: text(),
    applicant: text().$type<Applicant>().notNull(),
    appliedOn: date().notNull(),
    document: text().notNull(),
    reason: text().notNull(),
    state: text().$type<ErasureState>().notNull(),
    requestedById: uuid().notNull(),
    requestedDivisionId: uuid(),
    requestedAccountId: uuid().notNull(),
    requestedOn: date().notNull(),
    decidedById: uuid(),
    decidedAt: moment(),
    decision: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("erasure_code").on(t.agencyId, t.year, t.number),
    index("erasure_requested").on(t.agencyId, t.requestedOn, t.id),
    index("erasure_subject").on(t.agencyId, t.subjectId),
  ],
);
scoped(erasures, {
  noun: "erasures",
  officer: erasures.requestedById,
  division: erasures.requestedDivisionId,
  id: erasures.id,
});
