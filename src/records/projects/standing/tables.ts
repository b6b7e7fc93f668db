import { date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import { counted } from "../tables.ts";
import type { Stage, Standing } from "../words.ts";

/** 推进状态事实: since when a project goes on, waits or has ended, why, and where it went. */
export const projectStandings = pgTable(
  "project_standing",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    standing: text().$type<Standing>().notNull(),
    /** At which stage it was. */
    stage: text().$type<Stage>().notNull(),
    reason: text(),
    note: text().notNull().default(""),
    wentTo: text().notNull().default(""),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    ...counted(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_standing_project").on(t.agencyId, t.projectId, t.id),
    index("project_standing_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(projectStandings, {
  noun: "projects",
  officer: projectStandings.officerId,
  division: projectStandings.divisionId,
  id: projectStandings.projectId,
});
