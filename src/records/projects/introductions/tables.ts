import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide, inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Declaration } from "#records/intermediaries/words.ts";
import type { Attached } from "../papers/tables.ts";
import { counted, projects } from "../tables.ts";

/** 引荐备案: the first referrer of a project, filed before it was signed, at the server's moment. One stands for a project. */
export const introductions = pgTable(
  "introduction",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    intermediaryId: uuid().notNull(),
    /** Y2026-0001 */
    number: text().notNull(),
    introducedOn: date().notNull(),
    content: text().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    declaration: text().$type<Declaration>().notNull(),
    declaredOn: date(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    ...counted(),
    voidedAt: moment(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("introduction_number").on(t.agencyId, t.number),
    uniqueIndex("introduction_once").on(t.agencyId, t.projectId).where(sql`voided_at is null`),
    index("introduction_intermediary").on(t.agencyId, t.intermediaryId),
    index("introduction_typed").on(t.agencyId, t.typedAt, t.id),
    index("introduction_day").on(t.agencyId, t.happenedOn),
  ],
);
inherits(introductions, { parent: projects, key: introductions.projectId });

/** 备案号 of the year. */
export const introductionCounters = pgTable(
  "introduction_counter",
  { agencyId: uuid().notNull(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.agencyId, t.year] })],
);
agencyWide(introductionCounters);
