import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { LikeReason } from "../comparing/words.ts";
import type { DuplicateState } from "./words.ts";

/** 疑似重复: two companies that may be one; the lower id first, so that a pair stands here once. */
export const duplicatePairs = pgTable(
  "duplicate_pair",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    oneId: uuid().notNull(),
    otherId: uuid().notNull(),
    score: bigint({ mode: "number" }).notNull(),
    reasons: jsonb().$type<LikeReason[]>().notNull(),
    /** The names and codes it is about: a decision holds until one of them changes. */
    basis: text().notNull(),
    state: text().$type<DuplicateState>().notNull(),
    foundAt: moment().notNull(),
    decidedAt: moment(),
    accountId: uuid(),
    decision: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("duplicate_pair_companies").on(t.agencyId, t.oneId, t.otherId),
    index("duplicate_pair_other").on(t.agencyId, t.otherId),
    index("duplicate_pair_score").on(t.agencyId, t.state, t.score, t.id),
  ],
);

/** 查重: when the whole directory was gone through, and what came of it. */
export const duplicateSearches = pgTable(
  "duplicate_search",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    /** Nobody's where it was the night's. */
    accountId: uuid(),
    startedAt: moment().notNull(),
    milliseconds: bigint({ mode: "number" }).notNull(),
    companyCount: bigint({ mode: "number" }).notNull(),
    comparedCount: bigint({ mode: "number" }).notNull(),
    pairCount: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("duplicate_search_started").on(t.agencyId, t.startedAt)],
);

// A pair belongs to whoever reaches either of its companies: no rule of one parent, so every query says so itself.
agencyWide(duplicatePairs, duplicateSearches);
