import {
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
import { sql } from "drizzle-orm";
import type { Currency } from "#kit/base/currencies.ts";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { counted, projects } from "../tables.ts";
import type { ArrivalKind, ArrivalProof } from "./words.ts";

/**
 * 一笔到位资金: what arrived, its proof and what of it counts. Append-only: verification is added once, a correction voids
 * the row and writes another. What figures sum stands in `project_funds_in_place`.
 */
export const projectArrivals = pgTable(
  "project_arrival",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    kind: text().$type<ArrivalKind>().notNull(),
    /** 期间起, where the money came over a time; null where it came on one day. */
    fromOn: date(),
    /** 到位日期; its year is the year it counts for. */
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    /** Whoever typed it; never who verifies it. */
    byId: uuid(),
    currency: text().$type<Currency>().notNull(),
    originalAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    exchangeRate: numeric({ precision: 18, scale: 8 }),
    ratedOn: date(),
    rateSource: text().notNull().default(""),
    /** 元 */
    arrivedAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    /** 计入金额, never more than arrived. */
    countedAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    /** Why less of it counts than arrived. */
    countedReason: text().notNull().default(""),
    proofKind: text().$type<ArrivalProof>().notNull(),
    proofNumber: text().notNull().default(""),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    /** 疑似重复: what it was asked about when it was typed, and the answer was that it is another. */
    resemblesId: uuid(),
    verifiedAt: moment(),
    verifiedById: uuid(),
    voidedAt: moment(),
    voidReason: text(),
    voidedById: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_arrival_project").on(t.agencyId, t.projectId, t.happenedOn, t.id),
    index("project_arrival_proof").on(t.agencyId, t.proofNumber),
  ],
);
inherits(projectArrivals, { parent: projects, key: projectArrivals.projectId });

/** 到位资金事实: written the moment an arrival is verified, dated by the arrival; void as soon as the arrival is. */
export const projectFundsInPlace = pgTable(
  "project_funds_in_place",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    arrivalId: uuid().notNull(),
    kind: text().$type<ArrivalKind>().notNull(),
    currency: text().$type<Currency>().notNull(),
    countedAmount: numeric({ precision: 20, scale: 2 }).notNull(),
    happenedOn: date().notNull(),
    /** The moment of verification: before it no figure knew of it. */
    typedAt: moment().notNull(),
    ...counted(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_funds_in_place_project").on(t.agencyId, t.projectId),
    uniqueIndex("project_funds_in_place_once").on(t.agencyId, t.arrivalId).where(sql`voided_at is null`),
    index("project_funds_in_place_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(projectFundsInPlace, {
  noun: "projects",
  officer: projectFundsInPlace.officerId,
  division: projectFundsInPlace.divisionId,
  id: projectFundsInPlace.projectId,
});

/**
 * 统计数: what the statistics office says of a year, as it said it. It stands beside ours; neither changes the other.
 * 依据：《统计法》第七条、第九条。
 */
export const projectStatistics = pgTable(
  "project_statistic",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    year: integer().notNull(),
    amount: numeric({ precision: 20, scale: 2 }).notNull(),
    issuer: text().notNull(),
    issuedOn: date().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    typedAt: moment().notNull(),
    byId: uuid(),
    voidedAt: moment(),
    voidReason: text(),
    voidedById: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_statistic_project").on(t.agencyId, t.projectId, t.year),
  ],
);
inherits(projectStatistics, { parent: projects, key: projectStatistics.projectId });
