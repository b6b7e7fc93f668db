import { boolean, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { HandoverState, SignatureRole } from "./words.ts";

/** 轮岗交接 */
export const handovers = pgTable(
  "handover",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    giverId: uuid().notNull(),
    giverDivisionId: uuid(),
    receiverId: uuid().notNull(),
    witnessId: uuid(),
    drafterId: uuid().notNull(),
    reason: text().notNull(),
    state: text().$type<HandoverState>().notNull(),
    preparedOn: date().notNull(),
    doneOn: date(),
    cancelReason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("handover_code").on(t.agencyId, t.year, t.number),
    index("handover_prepared").on(t.agencyId, t.preparedOn, t.id),
    index("handover_giver").on(t.agencyId, t.giverId),
  ],
);
scoped(handovers, {
  noun: "handovers",
  officer: handovers.giverId,
  division: handovers.giverDivisionId,
  id: handovers.id,
  parties: [handovers.receiverId, handovers.witnessId, handovers.drafterId],
});

/** 清单: one row a thing handed over, as it was when the list was drawn up; `kind` says whose reaction moves it. */
export const handoverItems = pgTable(
  "handover_item",
  {
    agencyId: uuid().notNull(),
    handoverId: uuid().notNull(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    position: integer().notNull(),
    kindTitle: text().notNull(),
    title: text().notNull(),
    note: text().notNull(),
    version: integer().notNull(),
    isLeftOut: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.handoverId, t.kind, t.subjectId] })],
);
inherits(handoverItems, { parent: handovers, key: handoverItems.handoverId });

/** 签字: who signed for what; the digest is of the list as it was signed. */
export const handoverSignatures = pgTable(
  "handover_signature",
  {
    agencyId: uuid().notNull(),
    handoverId: uuid().notNull(),
    role: text().$type<SignatureRole>().notNull(),
    personId: uuid().notNull(),
    accountId: uuid().notNull(),
    signedAt: moment().notNull(),
    digest: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.handoverId, t.role] })],
);
inherits(handoverSignatures, { parent: handovers, key: handoverSignatures.handoverId });
