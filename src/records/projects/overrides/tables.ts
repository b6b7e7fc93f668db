import { date, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { MissingItem } from "../stages/rules.ts";
import type { Evidence } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import type { OverrideState, Stage } from "../words.ts";

/** 关口例外: one person asks to enter a stage although something is missing, another decides. */
export const projectOverrides = pgTable(
  "project_override",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    stage: text().$type<Stage>().notNull(),
    happenedOn: date().notNull(),
    evidence: jsonb().$type<Evidence[]>().notNull().default([]),
    note: text().notNull().default(""),
    skipReason: text().notNull().default(""),
    reason: text().notNull(),
    /** 还差什么 when it was asked. */
    missing: jsonb().$type<MissingItem[]>().notNull(),
    state: text().$type<OverrideState>().notNull(),
    askedById: uuid().notNull(),
    askedAt: moment().notNull(),
    decidedById: uuid(),
    decidedAt: moment(),
    decision: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_override_project").on(t.agencyId, t.projectId),
    index("project_override_asked").on(t.agencyId, t.state, t.askedAt, t.id),
  ],
);
inherits(projectOverrides, { parent: projects, key: projectOverrides.projectId });
