import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide, inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { ReportColumn } from "../reportables/rules.ts";
import { projects } from "../tables.ts";
import type { ReportChange } from "./words.ts";

export interface StoredChange {
  heading: string;
  before: string | null;
  after: string | null;
}

/** 上报, append-only: what was sent to whom for which period; a correction is another row that points to this one. */
export const projectReports = pgTable(
  "project_report",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    sheet: text().notNull(),
    title: text().notNull(),
    authority: text().notNull(),
    fromOn: date().notNull(),
    toOn: date().notNull(),
    /** As the pack had them the day it was reported. */
    columns: jsonb().$type<ReportColumn[]>().notNull(),
    rowCount: integer().notNull(),
    addedCount: integer().notNull(),
    changedCount: integer().notNull(),
    goneCount: integer().notNull(),
    /** sha256 over sheet, period, columns and rows as they were sent. */
    digest: text().notNull(),
    note: text().notNull().default(""),
    /** With which report its changes were found. */
    previousId: uuid(),
    correctsId: uuid(),
    reason: text(),
    reportedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("project_report_reported").on(t.agencyId, t.reportedOn, t.id),
    index("project_report_to").on(t.agencyId, t.toOn, t.id),
    uniqueIndex("project_report_period").on(t.agencyId, t.sheet, t.toOn).where(sql`corrects_id is null`),
    uniqueIndex("project_report_corrects").on(t.agencyId, t.correctsId).where(sql`corrects_id is not null`),
  ],
);
agencyWide(projectReports);

/** 上报的行, append-only: the cells as they were sent, and what had changed; one that is gone stands here with its reason. */
export const projectReportRows = pgTable(
  "project_report_row",
  {
    agencyId: uuid().notNull(),
    reportId: uuid().notNull(),
    position: integer().notNull(),
    projectId: uuid().notNull(),
    /** As it was called that day. */
    name: text().notNull(),
    change: text().$type<ReportChange>().notNull(),
    cells: jsonb().$type<(string | null)[]>().notNull(),
    changes: jsonb().$type<StoredChange[]>().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.reportId, t.position] }),
    index("project_report_row_project").on(t.agencyId, t.projectId),
  ],
);
inherits(projectReportRows, { parent: projects, key: projectReportRows.projectId });
