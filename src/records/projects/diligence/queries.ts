import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lte,
  notExists,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { getProject, mayReach, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { projects } from "../tables.ts";
import type { diligenceOperations } from "./contract.ts";
import { diligencePack } from "./pack.ts";
import { kindsFor, leftOf, requirementText, stateOf, whyNotAnnul, whyNotConclude } from "./rules.ts";
import { diligenceConclusions, diligenceConditions, diligenceFindings, projectDiligences } from "./tables.ts";
import type { DiligenceState } from "./words.ts";

const verifiers = alias(persons, "verifier");
const person = (ctx: Context, id: PgColumn) => and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, id));

/** The diligences of these, with all that was typed about them in its order. */
async function filesWhere(ctx: Context, column: PgColumn, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const diligences = await ctx.db
    .select({ ...getTableColumns(projectDiligences), openedByName: persons.name })
    .from(projectDiligences)
    .leftJoin(persons, person(ctx, projectDiligences.openedById))
    .where(and(eq(projectDiligences.agencyId, ctx.agencyId), inArray(column, [...ids])))
    .orderBy(asc(projectDiligences.id));
  const of = diligences.map(({ id }) => id);
  if (of.length === 0) return [];
  const findings = await findingsOf(ctx, of);
  const conclusions = await ctx.db
    .select({ ...getTableColumns(diligenceConclusions), byName: persons.name })
    .from(diligenceConclusions)
    .leftJoin(persons, person(ctx, diligenceConclusions.byId))
    .where(and(eq(diligenceConclusions.agencyId, ctx.agencyId), inArray(diligenceConclusions.diligenceId, of)))
    .orderBy(asc(diligenceConclusions.id));
  const conditions = await ctx.db
    .select({ ...getTableColumns(diligenceConditions), personName: persons.name })
    .from(diligenceConditions)
    .leftJoin(persons, person(ctx, diligenceConditions.personId))
    .where(and(eq(diligenceConditions.agencyId, ctx.agencyId), inArray(diligenceConditions.diligenceId, of)))
    .orderBy(asc(diligenceConditions.dueOn), asc(diligenceConditions.id));
  return diligences.map((diligence) => {
    const own = <T extends { diligenceId: string }>(all: readonly T[]) =>
      all.filter(({ diligenceId }) => diligenceId === diligence.id);
    const held = { findings: own(findings), conclusions: own(conclusions), conditions: own(conditions) };
    return { ...diligence, ...held, state: stateOf(held) };
  });
}
export type StoredDiligence = Awaited<ReturnType<typeof filesWhere>>[number];

async function findingsOf(ctx: Context, diligenceIds: string[]) {
  return ctx.db
    .select({ ...getTableColumns(diligenceFindings), byName: persons.name, verifierName: verifiers.name })
    .from(diligenceFindings)
    .leftJoin(persons, person(ctx, diligenceFindings.byId))
    .leftJoin(verifiers, and(eq(verifiers.agencyId, ctx.agencyId), eq(verifiers.id, diligenceFindings.verifiedById)))
    .where(and(eq(diligenceFindings.agencyId, ctx.agencyId), inArray(diligenceFindings.diligenceId, diligenceIds)))
    .orderBy(asc(diligenceFindings.id));
}

export const diligencesOf = (ctx: Context, projectId: string) =>
  filesWhere(ctx, projectDiligences.projectId, [projectId]);

/** What the pack asks of a project. */
const wanted = ({ track, capital, investorKind, totalInvestment }: StoredProject) => ({
  track,
  capital,
  investorKind,
  totalInvestment,
});

/** 须查的内容, once the pack's day has come. */
export function kindsOf(ctx: Context, project: StoredProject) {
  const pack = diligencePack(ctx);
  return ctx.today < pack.from ? [] : (kindsFor(pack, wanted(project)) ?? []);
}

export async function showDiligences(ctx: Context, { projectId }: Input<typeof diligenceOperations.ofProject>) {
  const project = await getProject(ctx, projectId);
  const pack = diligencePack(ctx);
  const kinds = kindsOf(ctx, project);
  const manage = mayReach(ctx, "projects.manage", project);
  const review = mayReach(ctx, "projects.review", project);
  const rows = (await diligencesOf(ctx, projectId)).map((each) => ({
    ...each,
    findings: each.findings.toReversed(),
    left: leftOf(kinds, each.findings),
    may: {
      conclude: review ?? whyNotConclude(each, kinds, ctx.actor.personId),
      annul: manage ?? whyNotAnnul(each),
    },
  }));
  return {
    rows,
    requirement: requirementText(pack, wanted(project)),
    document: pack.document,
    sources: pack.sources,
    may: { open: manage ?? whyNotProject("update", project), manage, review },
  };
}

const missing = () => new Failure("missing", "diligences.missing", "尽职调查不存在，或不在您的办理范围内");

/** The one way to a diligence: its project held first, for commands alone change it. */
export async function getDiligence(ctx: Context, id: string) {
  const [seen] = await ctx.db
    .select({ projectId: projectDiligences.projectId })
    .from(projectDiligences)
    .where(and(visible(ctx, projectDiligences), eq(projectDiligences.id, id)));
  if (!seen) throw missing();
  const project = await getProject(ctx, seen.projectId);
  const [diligence] = await filesWhere(ctx, projectDiligences.id, [id]);
  if (!diligence) throw missing();
  return { diligence, project };
}

/** The diligence a finding or a condition is of, held, with it. */
export async function getFinding(ctx: Context, id: string) {
  const held = await heldBy(ctx, diligenceFindings, id, "这条发现不存在，或不在您的办理范围内");
  const finding = held.diligence.findings.find((each) => each.id === id);
  if (!finding) throw missing();
  return { ...held, finding };
}

export async function getCondition(ctx: Context, id: string) {
  const held = await heldBy(ctx, diligenceConditions, id, "这项条件不存在，或不在您的办理范围内");
  const condition = held.diligence.conditions.find((each) => each.id === id);
  const conclusion = held.diligence.conclusions.find((each) => each.id === condition?.conclusionId);
  if (!condition || !conclusion) throw missing();
  return { ...held, condition, conclusion };
}

async function heldBy(
  ctx: Context,
  table: typeof diligenceFindings | typeof diligenceConditions,
  id: string,
  message: string,
) {
  const [row] = await ctx.db
    .select({ diligenceId: table.diligenceId })
    .from(table as typeof diligenceFindings)
    .where(and(visible(ctx, table), eq(table.id, id)));
  if (!row) throw new Failure("missing", "diligences.missing", message);
  return getDiligence(ctx, row.diligenceId);
}

/** 尽调条件 of this person that wait, the earliest first; those of a conclusion that another took the place of do not. */
export async function conditionsFor(ctx: Context, personId: string) {
  return ctx.db
    .select({
      id: diligenceConditions.id,
      projectId: diligenceConditions.projectId,
      projectName: projects.name,
      content: diligenceConditions.content,
      dueOn: diligenceConditions.dueOn,
    })
    .from(diligenceConditions)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, diligenceConditions.projectId)))
    .where(
      and(
        visible(ctx, diligenceConditions),
        eq(diligenceConditions.personId, personId),
        isNull(diligenceConditions.metOn),
        notExists(
          ctx.db
            .select({ id: diligenceConclusions.id })
            .from(diligenceConclusions)
            .where(
              and(
                eq(diligenceConclusions.agencyId, ctx.agencyId),
                eq(diligenceConclusions.diligenceId, diligenceConditions.diligenceId),
                gt(diligenceConclusions.id, diligenceConditions.conclusionId),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(diligenceConditions.dueOn), asc(diligenceConditions.id));
}

/** The rows typed about the diligence a statement is at. */
const about = (
  { agencyId }: Context,
  table: { agencyId: PgColumn; diligenceId: PgColumn },
  ...more: (SQL | undefined)[]
) => and(eq(table.agencyId, agencyId), eq(table.diligenceId, projectDiligences.id), ...more);

/** What the last conclusion says; null before there is one. */
const lastOf = <T>(ctx: Context, column: PgColumn) =>
  sql<T>`(select ${column} from ${diligenceConclusions} where ${about(ctx, diligenceConclusions)}
    order by ${desc(diligenceConclusions.id)} limit 1)`;

/** Conditions of the last conclusion that are not met yet. */
const openOf = (ctx: Context, ...more: (SQL | undefined)[]) =>
  sql`from ${diligenceConditions} where ${about(
    ctx,
    diligenceConditions,
    sql`${diligenceConditions.conclusionId} = ${lastOf(ctx, diligenceConclusions.id)}`,
    isNull(diligenceConditions.metOn),
    ...more,
  )}`;

/** `stateOf` in rules.ts, said to the database; a test holds the two together. */
function stateIn(ctx: Context): SQL<DiligenceState> {
  const last = lastOf(ctx, diligenceConclusions.id);
  const later = about(ctx, diligenceFindings, sql`${diligenceFindings.id} > ${last}`);
  return sql<DiligenceState>`(case
    when ${last} is null then 'open'
    when exists (select 1 from ${diligenceFindings} where ${later}) then 'outdated'
    when ${lastOf(ctx, diligenceConclusions.outcome)} = 'advisedAgainst' then 'advisedAgainst'
    when exists (select 1 ${openOf(ctx)}) then 'waiting'
    else 'passed' end)`;
}

/** 尽职调查 of all projects in reach; what was annulled is none. */
export async function listDiligences(ctx: Context, input: Input<typeof diligenceOperations.list>) {
  const { agencyId } = ctx;
  const { state, officerId, divisionId, dueBy } = input;
  const project = and(eq(projects.agencyId, agencyId), eq(projects.id, projectDiligences.projectId));
  const ofProject = (where: SQL) => exists(sql`(select 1 from ${projects} where ${and(project, where)})`);
  const findings = (...more: SQL[]) =>
    sql<number>`(select count(*)::integer from ${diligenceFindings} where ${about(
      ctx,
      diligenceFindings,
      isNull(diligenceFindings.voidedAt),
      ...more,
    )})`;
  return page(input, {
    sorts: { openedOn: projectDiligences.openedOn },
    id: projectDiligences.id,
    where: and(
      visible(ctx, projectDiligences),
      isNull(projectDiligences.annulledAt),
      state && sql`${stateIn(ctx)} = ${state}`,
      officerId ? ofProject(eq(projects.officerId, officerId)) : undefined,
      divisionId ? ofProject(eq(projects.divisionId, divisionId)) : undefined,
      dueBy ? sql`exists (select 1 ${openOf(ctx, lte(diligenceConditions.dueOn, dueBy))})` : undefined,
    ),
    chosenFirst: ctx,
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: projectDiligences.id,
          projectId: projectDiligences.projectId,
          projectCode: projects.code,
          projectName: projects.name,
          companyName: projectDiligences.companyName,
          state: stateIn(ctx),
          findingCount: findings(),
          unverifiedCount: findings(isNull(diligenceFindings.verifiedAt)),
          openCount: sql<number>`(select count(*)::integer ${openOf(ctx)})`,
          dueOn: sql<string | null>`(select min(${diligenceConditions.dueOn})::text ${openOf(ctx)})`,
          openedOn: projectDiligences.openedOn,
          concludedOn: sql<string | null>`${lastOf(ctx, diligenceConclusions.concludedOn)}::text`,
          officerName: persons.name,
          divisionName: divisions.name,
          sortKey: projectDiligences.openedOn,
          total,
        })
        .from(projectDiligences)
        .innerJoin(projects, project)
        .leftJoin(persons, person(ctx, projects.officerId))
        .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, projects.divisionId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) =>
      (await ctx.db.select({ total: count() }).from(projectDiligences).where(where))[0]?.total ?? 0,
  });
}
