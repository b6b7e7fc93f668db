import { sql } from "drizzle-orm";
import { date, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { counted } from "../tables.ts";
import type { EvidenceKind, Stage } from "../words.ts";

export interface Evidence {
  kind: EvidenceKind;
  file: Attached;
}

/**
 * 阶段事实, append-only: that a project reached a stage, when it happened and when it was typed. A correction voids the row
 * and writes another; verification and recognition are added once and never taken back.
 */
export const projectStages = pgTable(
  "project_stage",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    stage: text().$type<Stage>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    /** Whoever typed it; never who verifies it. */
    byId: uuid(),
    ...counted(),
    evidence: jsonb().$type<Evidence[]>().notNull().default([]),
    note: text().notNull().default(""),
    /** 跳过 earlier stages: why. */
    skipReason: text(),
    /** 例外: by which override it came although something was missing. */
    overrideId: uuid(),
    verifiedAt: moment(),
    verifiedById: uuid(),
    /** 外部认定: by whom, when, with which paper; who entered it and when. */
    recognizer: text(),
    recognizedOn: date(),
    recognizedFile: jsonb().$type<Attached>(),
    recognizedAt: moment(),
    recognizedById: uuid(),
    voidedAt: moment(),
    voidReason: text(),
    voidedById: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_stage_project").on(t.agencyId, t.projectId, t.id),
    uniqueIndex("project_stage_once").on(t.agencyId, t.projectId, t.stage).where(sql`voided_at is null`),
    index("project_stage_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(projectStages, {
  noun: "projects",
  officer: projectStages.officerId,
  division: projectStages.divisionId,
  id: projectStages.projectId,
});

/** 落地事实: by the definition in force, written when it was met (typed, verified or recognized), dated by its stage. */
export const projectLandings = pgTable(
  "project_landing",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    /** The stage fact that fulfilled it. */
    stageId: uuid().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    ...counted(),
    /** 口径 as it read that day. */
    definition: text().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_landing_project").on(t.agencyId, t.projectId),
    uniqueIndex("project_landing_once").on(t.agencyId, t.projectId).where(sql`voided_at is null`),
    index("project_landing_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(projectLandings, {
  noun: "projects",
  officer: projectLandings.officerId,
  division: projectLandings.divisionId,
  id: projectLandings.projectId,
});
