import { type SQL, sql } from "drizzle-orm";
import { bigint, date, index, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { MemoState } from "./words.ts";

export interface Attached {
  id: string;
  name: string;
  size: number;
}

/** 请示（签报） */
export const memos = pgTable(
  "memo",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    amount: numeric({ precision: 20, scale: 2 }),
    amountFen: bigint({ mode: "number" })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce((amount * 100)::bigint, -1)`),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    drafterId: uuid().notNull(),
    divisionId: uuid(),
    state: text().$type<MemoState>().notNull(),
    /** The latest approval about it. */
    approvalId: uuid(),
    createdOn: date().notNull(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("memo_created").on(t.agencyId, t.createdAt, t.id),
    index("memo_amount").on(t.agencyId, t.amountFen, t.id),
    index("memo_drafter").on(t.agencyId, t.drafterId),
    index("memo_division").on(t.agencyId, t.divisionId),
  ],
);
scoped(memos, { noun: "memos", officer: memos.drafterId, division: memos.divisionId, id: memos.id });
