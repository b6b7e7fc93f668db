import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { and, isNull, ne, type SQL } from "drizzle-orm";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { projects } from "../tables.ts";
import type { LeadStep } from "./words.ts";

/** 线索办理: when each step of a lead was really taken; voided, never changed. All but the reports are taken once. */
export const projectLeadSteps = pgTable(
  "project_lead_step",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    step: text().$type<LeadStep>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    note: text().notNull().default(""),
    voidedAt: moment(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_lead_step_project").on(t.agencyId, t.projectId, t.happenedOn),
    uniqueIndex("project_lead_step_once")
      .on(t.agencyId, t.projectId, t.step)
      .where(and(isNull(t.voidedAt), ne(t.step, "report")) as SQL),
  ],
);
inherits(projectLeadSteps, { parent: projects, key: projectLeadSteps.projectId });
