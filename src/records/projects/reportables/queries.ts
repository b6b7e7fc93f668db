import { and, asc, desc, eq, exists, gte, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { yearToDate } from "#kit/base/periods.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { visible } from "#kit/server/scope.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { companies } from "#records/directory/tables.ts";
import { divisions } from "#records/people/tables.ts";
import { projectFundsInPlace } from "../arrivals/tables.ts";
import { projectSubject } from "../contract.ts";
import { readRegions } from "../ledger/queries.ts";
import { stagesFrom } from "../queries.ts";
import { projectStages } from "../stages/tables.ts";
import { projectStandings } from "../standing/tables.ts";
import { projects } from "../tables.ts";
import type { Stage, Standing, Track } from "../words.ts";
import { type PackedReport, reportingPack } from "./pack.ts";
import { isReported, type Reportable, whyNotMany } from "./rules.ts";

interface Period {
  fromOn: string;
  toOn: string;
}

/** The sheet as the pack in force has it. */
export function sheetOf(ctx: Context, code: string): PackedReport {
  const packed = reportingPack(ctx).sheets.find((each) => each.code === code);
  if (!packed)
    throw new Failure(
      "refused",
      "projectReports.sheet",
      "现行规则包没有这张上报表，请从列表中选择，或请管理员更新规则包",
    );
  return packed;
}

/** 推进状态 on that day, and why: what its facts say, 推进中 before there are any. */
export function standingOn({ db, agencyId }: Context, day: string) {
  const last = (column: typeof projectStandings.standing | typeof projectStandings.reason) =>
    db
      .select({ told: column })
      .from(projectStandings)
      .where(
        and(
          eq(projectStandings.agencyId, agencyId),
          eq(projectStandings.projectId, projects.id),
          isNull(projectStandings.voidedAt),
          lte(projectStandings.happenedOn, day),
        ),
      )
      .orderBy(desc(projectStandings.happenedOn), desc(projectStandings.id))
      .limit(1);
  return {
    standing: sql<Standing>`coalesce(${last(projectStandings.standing)}, 'ongoing')`,
    reason: sql<string | null>`${last(projectStandings.reason)}`,
  };
}

/** The projects of a sheet with their facts up to its last day, in the order they were received. */
export async function readReportable(
  ctx: Context,
  packed: PackedReport,
  { fromOn, toOn }: Period,
): Promise<Reportable[]> {
  const reaching = stagesFrom(ctx, packed.rows.reached);
  const stagesOf = (track: Track): readonly Stage[] => reaching.find((each) => each.track === track)?.stages ?? [];
  const everReached = exists(
    ctx.db
      .select({ id: projectStages.id })
      .from(projectStages)
      .where(
        and(
          eq(projectStages.agencyId, ctx.agencyId),
          eq(projectStages.projectId, projects.id),
          inArray(projectStages.stage, [...new Set(reaching.flatMap(({ stages }) => stages))]),
          isNull(projectStages.voidedAt),
          lte(projectStages.happenedOn, toOn),
        ),
      ),
  );
  const chosen = and(
    visible(ctx, projects),
    lte(projects.receivedOn, toOn),
    reaching.length > 0 ? everReached : sql`false`,
  );
  const rows = await ctx.db
    .select({
      projectId: projects.id,
      code: projects.code,
      name: projects.name,
      investorName: projects.investorName,
      creditCode: companies.creditCode,
      track: projects.track,
      capital: projects.capital,
      investorKind: projects.investorKind,
      sourcePlace: projects.sourcePlace,
      industry: projects.industry,
      region: projects.region,
      brief: projects.brief,
      totalInvestment: projects.totalInvestment,
      fixedAssetInvestment: projects.fixedAssetInvestment,
      agreedInvestment: projects.agreedInvestment,
      standing: standingOn(ctx, toOn).standing,
      receivedOn: projects.receivedOn,
      expectedOn: projects.expectedOn,
      landedOn: sql<string | null>`case when ${projects.landedOn} <= ${toOn} then ${projects.landedOn} end`,
      divisionName: divisions.name,
    })
    .from(projects)
    .leftJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, projects.investorId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, projects.divisionId)))
    .where(chosen)
    .orderBy(asc(projects.receivedOn), asc(projects.id));
  const many = whyNotMany(rows.length);
  if (many) throw new Failure("refused", many.code, many.message);
  const ids = rows.map(({ projectId }) => projectId);
  const days = await daysOf(ctx, ids, toOn);
  const funds = await fundsOf(ctx, ids, { fromOn, toOn });
  const wantsProgress = packed.columns.some(({ field }) => field === "progress");
  const progress = wantsProgress ? await progressOf(ctx, ids, toOn) : new Map<string, string>();
  const regionName = await readRegions(ctx);
  return rows
    .map(
      (row): Reportable => ({
        ...row,
        ...(funds.get(row.projectId) ?? nothingArrived),
        regionName: regionName(row.region),
        progress: progress.get(row.projectId) ?? null,
        days: days.get(row.projectId) ?? {},
      }),
    )
    .filter((project) => isReported(packed.rows, project, stagesOf));
}

const nothingArrived = { arrivedTotal: "0", arrivedThisYear: "0", arrivedInPeriod: "0" };
const partSize = 1000;

export async function daysOf(ctx: Context, ids: string[], toOn: string) {
  const days = new Map<string, Partial<Record<Stage, string>>>();
  for (const part of inParts(ids, partSize)) {
    const facts = await ctx.db
      .select({ projectId: projectStages.projectId, stage: projectStages.stage, on: projectStages.happenedOn })
      .from(projectStages)
      .where(
        and(
          eq(projectStages.agencyId, ctx.agencyId),
          inArray(projectStages.projectId, part),
          isNull(projectStages.voidedAt),
          lte(projectStages.happenedOn, toOn),
        ),
      );
    for (const { projectId, stage, on } of facts) days.set(projectId, { ...days.get(projectId), [stage]: on });
  }
  return days;
}

async function fundsOf(ctx: Context, ids: string[], { fromOn, toOn }: Period) {
  const t = projectFundsInPlace;
  const since = (day: string) =>
    sql<string>`coalesce(sum(${t.countedAmount}) filter (where ${gte(t.happenedOn, day)}), 0)::text`;
  const funds = new Map<string, typeof nothingArrived>();
  for (const part of inParts(ids, partSize)) {
    const sums = await ctx.db
      .select({
        projectId: t.projectId,
        arrivedTotal: sql<string>`sum(${t.countedAmount})::text`,
        arrivedThisYear: since(yearToDate(toOn).from),
        arrivedInPeriod: since(fromOn),
      })
      .from(t)
      .where(and(eq(t.agencyId, ctx.agencyId), inArray(t.projectId, part), isNull(t.voidedAt), lte(t.happenedOn, toOn)))
      .groupBy(t.projectId);
    for (const { projectId, ...sum } of sums) funds.set(projectId, sum);
  }
  return funds;
}

/** 最新进展 by the end of the period: what every reader of the project may be told. */
async function progressOf(ctx: Context, ids: string[], toOn: string): Promise<Map<string, string>> {
  const t = timelineEntries;
  const latest = new Map<string, string>();
  for (const part of inParts(ids, partSize)) {
    const rows = await ctx.db
      .selectDistinctOn([t.subjectId], { projectId: t.subjectId, title: t.title })
      .from(t)
      .where(
        and(
          eq(t.agencyId, ctx.agencyId),
          inArray(t.subjectId, part),
          eq(t.subjectKind, projectSubject.kind),
          lte(t.happenedOn, toOn),
          ne(t.kind, "projects.update"),
          eq(t.permission, "projects.read"),
          inArray(t.class, ["public", "internal"]),
        ),
      )
      .orderBy(asc(t.subjectId), desc(t.happenedOn), desc(t.id));
    for (const { projectId, title } of rows) latest.set(projectId, title);
  }
  return latest;
}
