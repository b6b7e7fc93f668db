import { date, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { projects } from "../tables.ts";
import type { MemberRole } from "../words.ts";

/** 项目团队: colleagues by their record, leaders and others by name and post; from when, until when. */
export const projectMembers = pgTable(
  "project_member",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    role: text().$type<MemberRole>().notNull(),
    personId: uuid(),
    name: text().notNull(),
    /** 职务 */
    post: text().notNull().default(""),
    fromOn: date().notNull(),
    toOn: date(),
    typedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_member_project").on(t.agencyId, t.projectId),
    index("project_member_person").on(t.agencyId, t.personId),
  ],
);
inherits(projectMembers, { parent: projects, key: projectMembers.projectId });

/** 领导批示: append-only but for the void. */
export const projectInstructions = pgTable(
  "project_instruction",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    leaderName: text().notNull(),
    leaderPost: text().notNull(),
    happenedOn: date().notNull(),
    content: text().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    byId: uuid(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
    voidReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_instruction_project").on(t.agencyId, t.projectId),
  ],
);
inherits(projectInstructions, { parent: projects, key: projectInstructions.projectId });
