import {
  and,
  count,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { addWorkdays } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { Failure } from "#kit/base/errors.ts";
import { fen } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, type Owned, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { companies, regions } from "#records/directory/tables.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { projectOperations } from "./contract.ts";
import { projectsPack, trackOf } from "./pack.ts";
import { jointPromotions } from "./joint/tables.ts";
import { placesOf } from "./places/queries.ts";
import { sizesFrom, whyNotProject } from "./rules.ts";
import { projectSignings } from "./signings/tables.ts";
import { railOf } from "./stages/queries.ts";
import { projects } from "./tables.ts";
import { type Stage, type Standing, sizes, type Track } from "./words.ts";

const {
  agencyId: _agencyId,
  sortName: _sortName,
  totalInvestmentFen: _totalInvestmentFen,
  createdAt: _createdAt,
  removedAt: _removedAt,
  ...columns
} = getTableColumns(projects);

/** A project as its contract shows it. */
export const projectColumns = columns;

const sortColumns = {
  receivedOn: projects.receivedOn,
  stageOn: projects.stageOn,
  activeOn: projects.activeOn,
  totalInvestment: projects.totalInvestmentFen,
  name: projects.sortName,
};

const joined = (ctx: Context) => ({
  officer: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projects.officerId)),
  division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, projects.divisionId)),
  region: eq(regions.code, projects.region),
});

export async function listProjects(ctx: Context, input: Input<typeof projectOperations.list>) {
  const on = joined(ctx);
  return page(input, {
    sorts: sortColumns,
    id: projects.id,
    where: and(visible(ctx, projects), projectsWhere(ctx, input)),
    chosenFirst: ctx,
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: projects.id,
          code: projects.code,
          name: projects.name,
          track: projects.track,
          stage: projects.stage,
          stageOn: projects.stageOn,
          standing: projects.standing,
          investorId: projects.investorId,
          investorName: projects.investorName,
          capital: projects.capital,
          sourcePlace: projects.sourcePlace,
          industry: projects.industry,
          totalInvestment: projects.totalInvestment,
          agreedInvestment: projects.agreedInvestment,
          size: projects.size,
          source: projects.source,
          receivedOn: projects.receivedOn,
          landedOn: projects.landedOn,
          activeOn: projects.activeOn,
          officerId: projects.officerId,
          divisionId: projects.divisionId,
          version: projects.version,
          officerName: persons.name,
          divisionName: divisions.name,
          regionName: regions.name,
          sortKey: sql<string | number>`${sortColumns[input.sort]}`,
          total,
        })
        .from(projects)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .leftJoin(regions, on.region)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(projects).where(where))[0]?.total ?? 0,
  });
}

type Filter = Partial<Input<typeof projectOperations.list>>;

/** One filter for list, board and funnel. */
export function projectsWhere(ctx: Context, filter: Filter): SQL | undefined {
  const { search, region, reached, size, isLanded, amountFrom, amountTo, receivedFrom, receivedTo } = filter;
  const equal = [
    [projects.stage, filter.stage],
    [projects.track, filter.track],
    [projects.capital, filter.capital],
    [projects.standing, filter.standing],
    [projects.source, filter.source],
    [projects.industry, filter.industry],
    [projects.officerId, filter.officerId],
    [projects.divisionId, filter.divisionId],
    [projects.investorId, filter.investorId],
    [projects.eventId, filter.eventId],
    [projects.intermediaryId, filter.intermediaryId],
    [projects.outpostId, filter.outpostId],
  ] as const;
  return and(
    found(ctx, "project", projects.id, search),
    ...equal.map(([column, value]) => (value === undefined ? undefined : eq(column, value))),
    size && inArray(projects.size, sizesFrom(projectsPack(ctx).sizes, size)),
    reached && reaching(ctx, reached),
    region ? and(gte(projects.region, region), lte(projects.region, `${region}~`)) : undefined,
    isLanded === undefined ? undefined : isLanded ? isNotNull(projects.landedOn) : isNull(projects.landedOn),
    filter.signedIn ? signedIn(ctx, filter.signedIn) : undefined,
    filter.landedIn ? inYear(projects.landedOn, filter.landedIn) : undefined,
    filter.isJoint === undefined ? undefined : filter.isJoint ? joint(ctx) : not(joint(ctx)),
    filter.isStalled === undefined ? undefined : filter.isStalled ? stalled(ctx) : not(stalled(ctx)),
    amountFrom ? gte(projects.totalInvestmentFen, Number(fen(amountFrom))) : undefined,
    amountTo
      ? and(lte(projects.totalInvestmentFen, Number(fen(amountTo))), gte(projects.totalInvestmentFen, 0))
      : undefined,
    receivedFrom ? gte(projects.receivedOn, receivedFrom) : undefined,
    receivedTo ? lte(projects.receivedOn, receivedTo) : undefined,
  );
}

export const inYear = (column: PgColumn, year: number): SQL =>
  sql`${column} between ${`${year}-01-01`} and ${`${year}-12-31`}`;

const signedIn = ({ agencyId }: Context, year: number): SQL =>
  sql`exists (select 1 from ${projectSignings} where ${and(
    eq(projectSignings.agencyId, agencyId),
    eq(projectSignings.projectId, projects.id),
    eq(projectSignings.kind, "formal"),
    isNull(projectSignings.voidedAt),
    inYear(projectSignings.happenedOn, year),
  )})`;

/** 联合招商: an agreement with other districts stands for it. */
const joint = ({ agencyId }: Context): SQL =>
  sql`exists (select 1 from ${jointPromotions} where ${and(
    eq(jointPromotions.agencyId, agencyId),
    eq(jointPromotions.projectId, projects.id),
    isNull(jointPromotions.voidedAt),
  )})`;

/** 已到某阶段: at it or beyond it on its own track. */
export function stagesFrom(ctx: Context, stage: Stage): { track: Track; stages: Stage[] }[] {
  return Object.entries(projectsPack(ctx).tracks).flatMap(([track, packed]) => {
    const codes = packed.stages.map(({ code }) => code);
    const at = codes.indexOf(stage);
    return at < 0 ? [] : [{ track: track as Track, stages: codes.slice(at) }];
  });
}

function reaching(ctx: Context, stage: Stage): SQL {
  const parts = stagesFrom(ctx, stage).map(({ track, stages }) =>
    and(eq(projects.track, track), inArray(projects.stage, stages)),
  );
  return or(...parts) ?? sql`false`;
}

/** 停滞: still to be worked on, and quiet for longer than its stage may be; in working days of the published calendar. */
function stalled(ctx: Context): SQL {
  const parts = Object.entries(projectsPack(ctx).tracks).flatMap(([track, packed]) =>
    packed.stages.flatMap(({ code, stallDays }) =>
      stallDays === null
        ? []
        : [
            and(
              eq(projects.track, track as Track),
              eq(projects.stage, code),
              lt(projects.activeOn, addWorkdays(ctx.today, -stallDays, knownCalendars)),
            ),
          ],
    ),
  );
  return and(inArray(projects.standing, ["ongoing", "delayed"]), or(...parts) ?? sql`false`) as SQL;
}

const missing = () => new Failure("missing", "projects.missing", "项目不存在，或不在您的数据范围内");

/** The one way to a project by its id; a command locks it. An unseen one is missing, so it cannot be changed either. */
export async function getProject(ctx: Context, id: string) {
  const read = ctx.db
    .select(projectColumns)
    .from(projects)
    .where(and(eq(projects.id, id), visible(ctx, projects, { granted: true })));
  const [project] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!project) throw missing();
  return project;
}
export type StoredProject = Awaited<ReturnType<typeof getProject>>;

const investors = alias(companies, "investor");
const landed = alias(companies, "landed_company");
const keepers = alias(persons, "quality_keeper");

export async function getProjectPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [project] = await ctx.db
    .select({
      ...projectColumns,
      officerName: persons.name,
      divisionName: divisions.name,
      regionName: regions.name,
      investorCompanyName: investors.name,
      landedCompanyName: landed.name,
      qualityKeeperName: keepers.name,
    })
    .from(projects)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(regions, on.region)
    .leftJoin(investors, and(eq(investors.agencyId, ctx.agencyId), eq(investors.id, projects.investorId)))
    .leftJoin(landed, and(eq(landed.agencyId, ctx.agencyId), eq(landed.id, projects.landedCompanyId)))
    .leftJoin(keepers, and(eq(keepers.agencyId, ctx.agencyId), eq(keepers.id, projects.qualityKeeperId)))
    .where(and(eq(projects.id, id), visible(ctx, projects, { granted: true })));
  if (!project) throw missing();
  const pack = projectsPack(ctx);
  const { rail, next, landed: landing } = await railOf(ctx, project);
  return {
    project,
    places: await placesOf(ctx, project),
    trackTitle: trackOf(pack, project.track).title,
    sizeTitle: sizeTitle(ctx, project.size),
    rail,
    next,
    definitions: { ...pack.definitions, landed: { text: landing.text, document: landing.document } },
    reasons: Object.entries(pack.reasons).map(([standing, reasons]) => ({ standing: standing as Standing, reasons })),
    timeline: await timeline(ctx, "project", id),
    may: mayOf(ctx, project),
  };
}

const sizeTitle = (ctx: Context, size: keyof typeof sizes) =>
  projectsPack(ctx).sizes.bands.find((band) => band.size === size)?.title ?? sizes[size];

function mayOf(ctx: Context, project: Pick<StoredProject, "standing"> & Owned) {
  const reach = (permission: string) => mayReach(ctx, permission, project);
  return {
    update: reach("projects.manage") ?? whyNotProject("update", project),
    move: reach("projects.manage") ?? whyNotProject("move", project),
    sign: reach("projects.manage") ?? whyNotProject("sign", project),
    stand: reach("projects.manage"),
    verify: reach("projects.verify"),
    override: reach("projects.override"),
  };
}

const outside: Record<string, string> = {
  "projects.manage": "这个项目不在您的办理范围内，请联系责任专员",
  "projects.verify": "核验和认定由科长、主任或绩效专员办理，这个项目不在您的核验范围内",
  "projects.override": "例外由科长或主任批准，这个项目不在您的范围内",
  "projects.review": "审查结论由科长或主任作出，这个项目不在您的审查范围内",
};

export const mayReach = (ctx: Context, permission: string, project: Owned) =>
  isReached(ctx.actor, permission, project)
    ? null
    : { code: "projects.scope", message: outside[permission] ?? "这个项目不在您的范围内" };

/** As others point at them: by name, and open to whom their page is. */
export async function projectPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: projects.id,
      name: projects.name,
      isSeen: sql<boolean>`(${visible(ctx, projects, { granted: true })})`,
    })
    .from(projects)
    .where(and(eq(projects.agencyId, ctx.agencyId), inArray(projects.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `projects/${id}` : null }));
}
