import { createHash } from "node:crypto";
import { and, asc, count, desc, eq, getTableColumns, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical, inParts } from "#kit/server/history.ts";
import { page } from "#kit/server/list.ts";
import { reachOf, visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { type PackedReport, reportingPack } from "../reportables/pack.ts";
import { daysOf, readReportable, sheetOf, standingOn } from "../reportables/queries.ts";
import { cellsOf, columnsOf, type ReportColumn, rowsText } from "../reportables/rules.ts";
import { projects } from "../tables.ts";
import { mostPreviewed, type reportOperations } from "./contract.ts";
import {
  compared,
  countsOf,
  goneReason,
  goneRows,
  noReach,
  type SentRow,
  whyNotCorrect,
  whyNotPeriod,
} from "./rules.ts";
import { projectReportRows, projectReports } from "./tables.ts";

const permission = "projects.report";

/** 上报 speaks for the whole agency. */
export const mayReport = ({ actor }: Context) => (reachOf(actor, permission).isWhole ? null : noReach);

const missing = () => new Failure("missing", "projectReports.missing", "这次上报不存在，请刷新后再看");

export async function listSheets(ctx: Context) {
  const last = await ctx.db
    .select({ sheet: projectReports.sheet, lastOn: sql<string>`max(${projectReports.toOn})` })
    .from(projectReports)
    .where(visible(ctx, projectReports))
    .groupBy(projectReports.sheet);
  const sheets = reportingPack(ctx).sheets.map((packed) => ({
    code: packed.code,
    title: packed.title,
    authority: packed.authority,
    document: packed.document,
    rowsText: rowsText(packed.rows),
    columns: columnsOf(packed),
    lastOn: last.find(({ sheet }) => sheet === packed.code)?.lastOn ?? null,
  }));
  return { sheets, may: { report: mayReport(ctx) } };
}

const { agencyId: _agencyId, byId: _byId, columns: storedColumns, ...reportColumns } = getTableColumns(projectReports);
const corrections = alias(projectReports, "correction");

const from = (ctx: Context) =>
  ctx.db
    .select({
      ...reportColumns,
      columns: storedColumns,
      byName: persons.name,
      correctedById: corrections.id,
      sortKey: sql<string>`${projectReports.reportedOn}`,
    })
    .from(projectReports)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projectReports.byId)))
    .leftJoin(corrections, and(eq(corrections.agencyId, ctx.agencyId), eq(corrections.correctsId, projectReports.id)))
    .$dynamic();

const sorts = { reportedOn: projectReports.reportedOn, toOn: projectReports.toOn };

export async function listReports(ctx: Context, input: Input<typeof reportOperations.list>) {
  return page(input, {
    sorts,
    id: projectReports.id,
    where: and(visible(ctx, projectReports), input.sheet ? eq(projectReports.sheet, input.sheet) : undefined),
    rows: async ({ where, orderBy, limit }) => {
      const rows = await from(ctx)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map((row) => ({ ...row, sortKey: row[input.sort] }));
    },
    count: async (where) => (await ctx.db.select({ total: count() }).from(projectReports).where(where))[0]?.total ?? 0,
  });
}

/** The one way to a report. */
export async function getReport(ctx: Context, id: string) {
  const [report] = await from(ctx).where(and(visible(ctx, projectReports), eq(projectReports.id, id)));
  if (!report) throw missing();
  return report;
}
export type StoredReport = Awaited<ReturnType<typeof getReport>>;

/** 原件与历次更正: followed from one to the next, which no two share. */
async function versionsOf(ctx: Context, report: StoredReport): Promise<StoredReport[]> {
  const versions = [report];
  for (let { correctsId } = report; correctsId; correctsId = versions[0]?.correctsId ?? null)
    versions.unshift(await getReport(ctx, correctsId));
  for (let { correctedById } = report; correctedById; correctedById = versions.at(-1)?.correctedById ?? null)
    versions.push(await getReport(ctx, correctedById));
  return versions;
}

/** 最近一次上报 of a sheet, in its latest version; what the next one is compared with. */
export async function lastReport(ctx: Context, sheet: string): Promise<StoredReport | null> {
  const [first] = await from(ctx)
    .where(and(visible(ctx, projectReports), eq(projectReports.sheet, sheet), isNull(projectReports.correctsId)))
    .orderBy(desc(projectReports.toOn), desc(projectReports.id))
    .limit(1);
  return first ? ((await versionsOf(ctx, first)).at(-1) ?? first) : null;
}

const { agencyId: _rowAgency, reportId: _reportId, ...rowColumns } = getTableColumns(projectReportRows);

/** All rows of a report as they were sent; those that were gone then are not among them. */
export async function sentRows(ctx: Context, reportId: string): Promise<SentRow[]> {
  const { projectId, name, cells } = rowColumns;
  return ctx.db
    .select({ projectId, name, cells })
    .from(projectReportRows)
    .where(
      and(
        eq(projectReportRows.agencyId, ctx.agencyId),
        eq(projectReportRows.reportId, reportId),
        ne(projectReportRows.change, "gone"),
      ),
    )
    .orderBy(asc(projectReportRows.position));
}

export interface Sheet {
  sheet: string;
  fromOn: string;
  toOn: string;
  columns: readonly ReportColumn[];
  rows: readonly SentRow[];
}

/** 校验值 over what was sent, and nothing else. */
export function digestOf({ sheet, fromOn, toOn, columns, rows }: Sheet): string {
  const sent = rows.map(({ projectId, name, cells }) => ({ projectId, name, cells }));
  return createHash("sha256")
    .update(canonical({ sheet, fromOn, toOn, columns, rows: sent }))
    .digest("hex");
}

export async function getReportPage(ctx: Context, { id }: Input<typeof reportOperations.get>) {
  const report = await getReport(ctx, id);
  const seen = and(visible(ctx, projectReportRows), eq(projectReportRows.reportId, id));
  const rows = await sentRows(ctx, id);
  const { sheet, fromOn, toOn, columns, digest } = report;
  return {
    report,
    columns,
    versions: await versionsOf(ctx, report),
    isIntact: digestOf({ sheet, fromOn, toOn, columns, rows }) === digest,
    hidden: report.rowCount + report.goneCount - (await ctx.db.$count(projectReportRows, seen)),
    may: { correct: mayReport(ctx) ?? whyNotCorrect(report) },
  };
}

/** 上报的行 of projects within reach, in the order they were sent. */
export async function listReportRows(ctx: Context, input: Input<typeof reportOperations.rows>) {
  await getReport(ctx, input.id);
  const rows = await ctx.db
    .select(rowColumns)
    .from(projectReportRows)
    .where(
      and(
        visible(ctx, projectReportRows),
        eq(projectReportRows.reportId, input.id),
        input.change ? eq(projectReportRows.change, input.change) : undefined,
        input.after === undefined ? undefined : gt(projectReportRows.position, input.after),
      ),
    )
    .orderBy(asc(projectReportRows.position))
    .limit(input.limit + 1);
  const shown = rows.slice(0, input.limit);
  return { rows: shown, next: rows.length > input.limit ? (shown.at(-1)?.position ?? null) : null };
}

interface Asked {
  sheet: string;
  fromOn: string;
  toOn: string;
}

/** What would be sent now, and how it differs from what was sent before. */
export async function drawUp(
  ctx: Context,
  asked: Asked,
  previous: StoredReport | null,
  typed: ReadonlyMap<string, string>,
) {
  const packed = sheetOf(ctx, asked.sheet);
  const columns = columnsOf(packed);
  const projectsNow = await readReportable(ctx, packed, asked);
  const rows: SentRow[] = projectsNow.map((project) => ({
    projectId: project.projectId,
    name: project.name,
    cells: cellsOf(columns, project),
  }));
  const before = previous && { columns: previous.columns, rows: await sentWithin(ctx, previous.id) };
  const found = compared({ columns, rows }, before);
  const known = await reasonsOf(ctx, packed, found.gone, asked.toOn);
  const gone = goneRows(found.gone, new Map([...typed, ...known]), rows.length + 1);
  return {
    packed,
    columns,
    digest: digestOf({ ...asked, columns, rows }),
    rows: [...found.rows, ...gone.rows],
    without: gone.without,
  };
}

/** What was sent before, as far as the asker reaches: compared with what the same asker reaches now. */
export async function sentWithin(ctx: Context, reportId: string): Promise<SentRow[]> {
  const all = await sentRows(ctx, reportId);
  if (reachOf(ctx.actor, ctx.operation.permission).isWhole) return all;
  const seen = await ctx.db
    .select({ projectId: projectReportRows.projectId })
    .from(projectReportRows)
    .where(and(visible(ctx, projectReportRows), eq(projectReportRows.reportId, reportId)));
  const within = new Set(seen.map(({ projectId }) => projectId));
  return all.filter(({ projectId }) => within.has(projectId));
}

/** 为什么不再上报, where the records tell it as of the last day of the period. */
async function reasonsOf(
  ctx: Context,
  { rows }: PackedReport,
  gone: readonly SentRow[],
  toOn: string,
): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  const then = standingOn(ctx, toOn);
  for (const part of inParts([...gone], 1000)) {
    const ids = part.map(({ projectId }) => projectId);
    const now = await ctx.db
      .select({
        id: projects.id,
        standing: then.standing,
        standingReason: then.reason,
        isRemoved: sql<boolean>`${projects.removedAt} is not null`,
      })
      .from(projects)
      .where(and(eq(projects.agencyId, ctx.agencyId), inArray(projects.id, ids)));
    const days = await daysOf(ctx, ids, toOn);
    for (const id of ids) {
      const found = now.find((each) => each.id === id);
      const reason = goneReason(rows, found && { ...found, days: days.get(id) ?? {} });
      if (reason) reasons.set(id, reason);
    }
  }
  return reasons;
}

/** 预览: the very rows that would be sent, those that changed first. */
export async function previewReport(ctx: Context, { correctsId, ...asked }: Input<typeof reportOperations.preview>) {
  const problem = whyNotPeriod(asked, ctx.today);
  if (problem) throw new Failure("refused", problem.code, problem.message);
  const previous = correctsId ? await getReport(ctx, correctsId) : await lastReport(ctx, asked.sheet);
  const { packed, columns, digest, rows } = await drawUp(ctx, asked, previous, new Map());
  const order = { gone: 0, added: 1, changed: 2, same: 3 } as const;
  const sorted = rows.toSorted((a, b) => order[a.change] - order[b.change] || a.position - b.position);
  return {
    title: packed.title,
    columns,
    digest,
    counts: countsOf(rows),
    rows: sorted.slice(0, mostPreviewed).map((row) => ({
      ...row,
      needsReason: row.change === "gone" && row.reason === null,
    })),
    isCut: rows.length > mostPreviewed,
    previous: previous && { id: previous.id, fromOn: previous.fromOn, toOn: previous.toOn },
    may: { report: mayReport(ctx) },
  };
}
