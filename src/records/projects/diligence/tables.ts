import { date, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { conditionColumns } from "../conditions/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { projects } from "../tables.ts";
import type { DiligenceKind, DiligenceOutcome, RiskLevel } from "./words.ts";

/** 尽职调查: of a project, about one company. */
export const projectDiligences = pgTable(
  "project_diligence",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    companyId: uuid(),
    companyName: text().notNull(),
    openedOn: date().notNull(),
    openedById: uuid(),
    annulledAt: moment(),
    annulReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_diligence_project").on(t.agencyId, t.projectId, t.id),
    index("project_diligence_opened").on(t.agencyId, t.openedOn, t.id),
    index("project_diligence_company").on(t.agencyId, t.companyId),
  ],
);
inherits(projectDiligences, { parent: projects, key: projectDiligences.projectId });

/** 发现, append-only: verification is added once, a correction voids the row and writes another. */
export const diligenceFindings = pgTable(
  "diligence_finding",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    diligenceId: uuid().notNull(),
    kind: text().$type<DiligenceKind>().notNull(),
    source: text().notNull(),
    lookedOn: date().notNull(),
    finding: text().notNull(),
    risk: text().$type<RiskLevel>().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    byId: uuid(),
    typedAt: moment().notNull(),
    verifiedAt: moment(),
    verifiedById: uuid(),
    correctsId: uuid(),
    voidedAt: moment(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("diligence_finding_of").on(t.agencyId, t.diligenceId, t.id),
    index("diligence_finding_project").on(t.agencyId, t.projectId),
  ],
);
inherits(diligenceFindings, { parent: projects, key: diligenceFindings.projectId });

/** 结论, append-only. */
export const diligenceConclusions = pgTable(
  "diligence_conclusion",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    diligenceId: uuid().notNull(),
    outcome: text().$type<DiligenceOutcome>().notNull(),
    reason: text().notNull(),
    concludedOn: date().notNull(),
    byId: uuid(),
    typedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("diligence_conclusion_of").on(t.agencyId, t.diligenceId, t.id),
    index("diligence_conclusion_project").on(t.agencyId, t.projectId),
  ],
);
inherits(diligenceConclusions, { parent: projects, key: diligenceConclusions.projectId });

/** 尽调条件: what a conclusion wants done, by whom and when. */
export const diligenceConditions = pgTable(
  "diligence_condition",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    diligenceId: uuid().notNull(),
    conclusionId: uuid().notNull(),
    ...conditionColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("diligence_condition_of").on(t.agencyId, t.diligenceId),
    index("diligence_condition_project").on(t.agencyId, t.projectId),
    index("diligence_condition_person").on(t.agencyId, t.personId),
  ],
);
inherits(diligenceConditions, { parent: projects, key: diligenceConditions.projectId });
