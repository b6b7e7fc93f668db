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
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { counted, projects } from "../tables.ts";
import type { CommitmentKind, CommitmentResult, HandlingKind, Outcome } from "./words.ts";

const quantity = () => numeric({ precision: 20, scale: 2 });
const voiding = () => ({ voidedAt: moment(), voidReason: text(), voidedById: uuid() });

/**
 * 承诺: one item of an agreement for one year. `actual`, `actualOn` and `result` are what the registered actuals say, written
 * with them; whether it is late is asked of the day, never stored.
 */
export const projectCommitments = pgTable(
  "project_commitment",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    kind: text().$type<CommitmentKind>().notNull(),
    year: integer().notNull(),
    /** 元、人、吨标准煤 or 亩, by kind; null where an old clause names none. */
    target: quantity(),
    /** Null only where an old clause names none. */
    dueOn: date(),
    /** 协议 and clause it stands in. */
    source: text().notNull(),
    agreedOn: date().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    /** 历史承诺: brought in from an old agreement; read-only. */
    isLegacy: boolean().notNull().default(false),
    actual: quantity(),
    actualOn: date(),
    result: text().$type<CommitmentResult>(),
    typedAt: moment().notNull(),
    byId: uuid(),
    ...voiding(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_commitment_project").on(t.agencyId, t.projectId, t.year, t.id),
    index("project_commitment_due").on(t.agencyId, t.dueOn, t.id),
  ],
);
inherits(projectCommitments, { parent: projects, key: projectCommitments.projectId });

/** 完成情况: how far a commitment had come by a day, with evidence. The last day that stands counts. */
export const commitmentActuals = pgTable(
  "commitment_actual",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    value: quantity().notNull(),
    /** 截至 */
    happenedOn: date().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    typedAt: moment().notNull(),
    byId: uuid(),
    ...voiding(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("commitment_actual_commitment").on(t.agencyId, t.commitmentId, t.happenedOn, t.id),
    index("commitment_actual_project").on(t.agencyId, t.projectId),
  ],
);
inherits(commitmentActuals, { parent: projects, key: commitmentActuals.projectId });

/** 违约处置: what was decided about a commitment that is late or broken, by whom, until when. */
export const commitmentHandlings = pgTable(
  "commitment_handling",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    kind: text().$type<HandlingKind>().notNull(),
    /** 作出决定的单位 or meeting. */
    decider: text().notNull(),
    happenedOn: date().notNull(),
    decision: text().notNull(),
    untilOn: date(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    typedAt: moment().notNull(),
    byId: uuid(),
    ...voiding(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("commitment_handling_commitment").on(t.agencyId, t.commitmentId, t.happenedOn, t.id),
    index("commitment_handling_project").on(t.agencyId, t.projectId),
  ],
);
inherits(commitmentHandlings, { parent: projects, key: commitmentHandlings.projectId });

/** 履约结果事实: kept or broken, from the moment it was known, dated by the day it happened. */
export const commitmentOutcomes = pgTable(
  "commitment_outcome",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    kind: text().$type<CommitmentKind>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    ...counted(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("commitment_outcome_project").on(t.agencyId, t.projectId),
    uniqueIndex("commitment_outcome_once").on(t.agencyId, t.commitmentId).where(sql`voided_at is null`),
    index("commitment_outcome_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(commitmentOutcomes, {
  noun: "projects",
  officer: commitmentOutcomes.officerId,
  division: commitmentOutcomes.divisionId,
  id: commitmentOutcomes.projectId,
});
