import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { agencyWide, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Capital, SigningKind, Size, Stage } from "../words.ts";
import type { Exclusion } from "./rules.ts";
import type { AmountBasis, CountingBasis, CountingKind, RateBasis, SchemeKind } from "./words.ts";

const money = () => numeric({ precision: 20, scale: 2 });

/** 计数口径: who says so in which document, what counts, and how much is wanted. */
export const countingSchemes = pgTable(
  "counting_scheme",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    kind: text().$type<SchemeKind>().notNull(),
    authority: text().notNull(),
    document: text().notNull(),
    documentOn: date(),
    year: integer().notNull(),
    fromOn: date().notNull(),
    toOn: date().notNull(),
    basis: text().$type<CountingBasis>().notNull(),
    stage: text().$type<Stage>(),
    signingKinds: jsonb().$type<SigningKind[]>().notNull(),
    capital: text().$type<Capital>(),
    amountBy: text().$type<AmountBasis>().notNull(),
    minAmount: money(),
    exclusions: jsonb().$type<Exclusion[]>().notNull().default([]),
    targetCount: integer(),
    targetAmount: money(),
    targetRate: integer(),
    denominator: text().$type<RateBasis>().notNull(),
    note: text().notNull().default(""),
    isClosed: boolean().notNull().default(false),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("counting_scheme_code").on(t.agencyId, t.code),
    index("counting_scheme_from").on(t.agencyId, t.fromOn, t.id),
  ],
);
agencyWide(countingSchemes);

/**
 * 计数台账, append-only but for the void: any total is a sum of these. A row of an upper library's own list may be about a
 * project that is none of ours; it then goes by its number there.
 */
export const countings = pgTable(
  "counting",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    schemeId: uuid().notNull(),
    /** The scheme's code, for figures to be cut by. */
    schemeCode: text().notNull(),
    projectId: uuid(),
    /** 库内编号 */
    entryNumber: text(),
    name: text().notNull(),
    kind: text().$type<CountingKind>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    /** 1, −1 where it leaves a library, 0 for what adds no project. */
    number: integer().notNull(),
    countedAmount: money().notNull(),
    /** 贡献份额, percent: never more than a hundred of one project in one scheme. */
    credit: integer().notNull(),
    holder: text().notNull().default(""),
    reason: text().notNull().default(""),
    size: text().$type<Size>().notNull(),
    capital: text().$type<Capital>(),
    industry: text(),
    region: text(),
    officerId: uuid(),
    divisionId: uuid(),
    voidedAt: moment(),
    voidReason: text(),
    voidedById: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("counting_scheme_day").on(t.agencyId, t.schemeId, t.happenedOn, t.id),
    index("counting_day").on(t.agencyId, t.happenedOn, t.id),
    index("counting_project").on(t.agencyId, t.projectId),
    // 首次只计一次, whoever writes at the same moment.
    uniqueIndex("counting_first_once")
      .on(t.agencyId, t.schemeId, t.projectId)
      .where(sql`voided_at is null and kind = 'first'`),
    uniqueIndex("counting_entry_once")
      .on(t.agencyId, t.schemeId, t.entryNumber, t.kind)
      .where(sql`voided_at is null and entry_number is not null`),
  ],
);
scoped(countings, {
  noun: "projects",
  officer: countings.officerId,
  division: countings.divisionId,
  id: countings.projectId,
});
