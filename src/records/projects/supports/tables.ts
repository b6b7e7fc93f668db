import { date, index, integer, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { counted, projects } from "../tables.ts";
import type { SupportKind, SupportState } from "./words.ts";

/** 要素需求: what was asked for never changes; how it stands is what its closing says, kept here for lists. */
export const projectSupports = pgTable(
  "project_support",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    kind: text().$type<SupportKind>().notNull(),
    need: text().notNull(),
    amount: numeric({ precision: 14, scale: 2, mode: "number" }),
    unit: text().notNull().default(""),
    department: text().notNull(),
    raisedOn: date().notNull(),
    dueOn: date().notNull(),
    state: text().$type<SupportState>().notNull().default("open"),
    closedOn: date(),
    result: text().notNull().default(""),
    byId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_support_project").on(t.agencyId, t.projectId),
    index("project_support_due").on(t.agencyId, t.dueOn, t.id),
    index("project_support_raised").on(t.agencyId, t.raisedOn, t.id),
  ],
);
inherits(projectSupports, { parent: projects, key: projectSupports.projectId });

/** 答复, append-only. */
export const projectSupportAnswers = pgTable(
  "project_support_answer",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    supportId: uuid().notNull(),
    projectId: uuid().notNull(),
    department: text().notNull(),
    happenedOn: date().notNull(),
    content: text().notNull(),
    byId: uuid(),
    typedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_support_answer_support").on(t.agencyId, t.supportId, t.id),
  ],
);
inherits(projectSupportAnswers, { parent: projects, key: projectSupportAnswers.projectId });

/** 办结事实: what figures count; on time when not later than its term. */
export const projectSupportClosings = pgTable(
  "project_support_closing",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    supportId: uuid().notNull(),
    projectId: uuid().notNull(),
    kind: text().$type<SupportKind>().notNull(),
    outcome: text().$type<Exclude<SupportState, "open">>().notNull(),
    timing: text().$type<"inTime" | "late">().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    ...counted(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_support_closing_day").on(t.agencyId, t.happenedOn),
    index("project_support_closing_support").on(t.agencyId, t.supportId),
  ],
);
scoped(projectSupportClosings, {
  noun: "projects",
  officer: projectSupportClosings.officerId,
  division: projectSupportClosings.divisionId,
  id: projectSupportClosings.projectId,
});
