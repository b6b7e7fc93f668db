import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FieldClass } from "#kit/base/classes.ts";
import { inherits } from "#kit/server/scope.ts";
import { projects } from "../tables.ts";

/** A stored file as a record holds it. */
export interface Attached {
  id: string;
  name: string;
  size: number;
}

/** 项目附件: through which project a stored file may be opened, whatever part of the project holds it. */
export const projectPapers = pgTable(
  "project_paper",
  {
    agencyId: uuid().notNull(),
    fileId: uuid().notNull(),
    projectId: uuid().notNull(),
    /** Who of those that reach the project may open it. */
    class: text().$type<FieldClass>().notNull().default("internal"),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.fileId, t.projectId] }),
    index("project_paper_project").on(t.agencyId, t.projectId),
  ],
);
inherits(projectPapers, { parent: projects, key: projectPapers.projectId });
