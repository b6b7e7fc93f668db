import { and, asc, count, eq, getTableColumns, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { timeline } from "#kit/server/timeline.ts";
import { projectSignings } from "../signings/tables.ts";
import { projectLandings, projectStages } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import type { schemeOperations } from "./contract.ts";
import { countingPack } from "./pack.ts";
import { type Facts, rateOf, whyNotOpen } from "./rules.ts";
import { countings, countingSchemes } from "./tables.ts";

const { agencyId: _agencyId, createdAt: _createdAt, ...columns } = getTableColumns(countingSchemes);

export const schemeColumns = columns;

const missing = () => new Failure("missing", "schemes.missing", "计数口径不存在，请刷新后再看");

/** The one way to a scheme; a command holds it, so rows of one scheme are written one after the other. */
export async function getScheme(ctx: Context, id: string) {
  const read = ctx.db
    .select(schemeColumns)
    .from(countingSchemes)
    .where(and(eq(countingSchemes.agencyId, ctx.agencyId), eq(countingSchemes.id, id)));
  const [scheme] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!scheme) throw missing();
  return scheme;
}
export type StoredScheme = Awaited<ReturnType<typeof getScheme>>;

/** In use, in the order of their codes. */
export const schemesInUse = (ctx: Context) =>
  ctx.db
    .select(schemeColumns)
    .from(countingSchemes)
    .where(and(eq(countingSchemes.agencyId, ctx.agencyId), eq(countingSchemes.isClosed, false)))
    .orderBy(asc(countingSchemes.code))
    .limit(100);

const alive = (ctx: Context): SQL =>
  and(
    eq(countings.agencyId, ctx.agencyId),
    eq(countings.schemeId, countingSchemes.id),
    isNull(countings.voidedAt),
    sql`${countings.number} = 1`,
    sql`${countings.happenedOn} between ${countingSchemes.fromOn} and ${countingSchemes.toOn}`,
  ) as SQL;

export async function listSchemes(ctx: Context, input: Input<typeof schemeOperations.list>) {
  const { year, kind, isClosed } = input;
  const amount = sql`(select coalesce(sum(${countings.countedAmount}), 0) from ${countings} where ${and(
    eq(countings.agencyId, ctx.agencyId),
    eq(countings.schemeId, countingSchemes.id),
    isNull(countings.voidedAt),
    sql`${countings.happenedOn} between ${countingSchemes.fromOn} and ${countingSchemes.toOn}`,
  )})`;
  return page(input, {
    sorts: { fromOn: countingSchemes.fromOn, code: countingSchemes.code },
    id: countingSchemes.id,
    where: and(
      eq(countingSchemes.agencyId, ctx.agencyId),
      year === undefined ? undefined : eq(countingSchemes.year, year),
      kind && eq(countingSchemes.kind, kind),
      isClosed === undefined ? undefined : eq(countingSchemes.isClosed, isClosed),
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: countingSchemes.id,
          code: countingSchemes.code,
          name: countingSchemes.name,
          kind: countingSchemes.kind,
          authority: countingSchemes.authority,
          year: countingSchemes.year,
          fromOn: countingSchemes.fromOn,
          toOn: countingSchemes.toOn,
          targetCount: countingSchemes.targetCount,
          targetAmount: countingSchemes.targetAmount,
          isClosed: countingSchemes.isClosed,
          count: sql<number>`(select count(*)::integer from ${countings} where ${alive(ctx)})`,
          amount: sql<string>`${amount}::numeric(20, 2)::text`,
          sortKey: sql<string>`${input.sort === "code" ? countingSchemes.code : countingSchemes.fromOn}`,
          total,
        })
        .from(countingSchemes)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(countingSchemes).where(where))[0]?.total ?? 0,
  });
}

/** 进度 as of a day: one row per project or entry first, so that a rate counts each of them once. */
async function progressOf(ctx: Context, scheme: StoredScheme, onDay: string) {
  const isOfPeriod = sql`happened_on >= ${scheme.fromOn}`;
  const { rows } = await ctx.db.execute<{
    count: number;
    amount: string;
    landed: number;
    stock: number;
    ever: number;
    landed_in_stock: number;
    landed_ever: number;
  }>(sql`
    with item as (
      select coalesce(project_id::text, entry_number) as item,
        coalesce(sum(number) filter (where number = 1 and ${isOfPeriod}), 0) as entered,
        coalesce(sum(counted_amount) filter (where ${isOfPeriod}), 0) as amount,
        sum(number) as held,
        coalesce(sum(number) filter (where number = 1), 0) as ever,
        count(*) filter (where kind = 'landed' and ${isOfPeriod}) as landed,
        bool_or(kind = 'landed') as is_landed
      from ${countings}
      where agency_id = ${ctx.agencyId} and scheme_id = ${scheme.id} and voided_at is null and happened_on <= ${onDay}
      group by 1
    )
    select coalesce(sum(entered), 0)::integer as count, coalesce(sum(amount), 0)::numeric(20, 2)::text as amount,
      coalesce(sum(landed), 0)::integer as landed, coalesce(sum(held), 0)::integer as stock,
      coalesce(sum(ever), 0)::integer as ever, count(*) filter (where is_landed and held > 0)::integer as landed_in_stock,
      count(*) filter (where is_landed)::integer as landed_ever
    from item`);
  const [sums] = rows;
  if (!sums) throw new Error("no sums");
  return {
    count: sums.count,
    amount: sums.amount,
    landedCount: sums.landed,
    stockCount: sums.stock,
    rate: rateOf(scheme.denominator, {
      landedCount: sums.landed,
      enteredCount: sums.count,
      everCount: sums.ever,
      stockCount: sums.stock,
      landedInStock: sums.landed_in_stock,
      landedEver: sums.landed_ever,
    }),
  };
}

const granted = (ctx: Context, permission: string) =>
  ctx.actor.grants.has(permission)
    ? null
    : { code: "schemes.scope", message: "计数口径和台账由主任、科长或绩效专员维护，您的角色可以查看" };

export async function getSchemePage(ctx: Context, { id, onDay }: Input<typeof schemeOperations.get>) {
  const scheme = await getScheme(ctx, id);
  const day = onDay ?? (ctx.today < scheme.toOn ? ctx.today : scheme.toOn);
  return {
    scheme,
    onDay: day,
    progress: await progressOf(ctx, scheme, day),
    timeline: await timeline(ctx, "countingScheme", id),
    may: {
      update: granted(ctx, "projects.schemes"),
      count: granted(ctx, "projects.count") ?? whyNotOpen(scheme),
      takeList:
        granted(ctx, "projects.schemes") ??
        whyNotOpen(scheme) ??
        (scheme.kind === "library"
          ? null
          : { code: "lists.kind", message: "只有上级项目库按名单登记，计数口径逐个计入" }),
    },
  };
}

/** 口径样本 of the pack for a year, and which of them were begun already. */
export async function listProposals(ctx: Context, { year }: Input<typeof schemeOperations.proposals>) {
  const begun = await ctx.db
    .select({ code: countingSchemes.code })
    .from(countingSchemes)
    .where(and(eq(countingSchemes.agencyId, ctx.agencyId), eq(countingSchemes.year, year)));
  const known = new Set(begun.map(({ code }) => code));
  return countingPack(ctx, year).proposals.map((proposal) => ({
    ...proposal,
    code: `${proposal.code}${year}`,
    documentOn: null,
    year,
    fromOn: `${year}-01-01`,
    toOn: `${year}-12-31`,
    targetCount: null,
    targetAmount: null,
    targetRate: null,
    note: "",
    isBegun: known.has(`${proposal.code}${year}`),
  }));
}

/** So many of a list of proposals or differences are shown at once. */
export const few = 500;

/** The first fact of each project that a scheme counts by: stage, 落地 or signing. */
function firstFacts(ctx: Context, { basis, stage, signingKinds }: StoredScheme) {
  const table = basis === "stage" ? projectStages : basis === "landing" ? projectLandings : projectSignings;
  const only =
    basis === "stage" && stage
      ? eq(projectStages.stage, stage)
      : basis === "signing"
        ? inArray(projectSignings.kind, signingKinds)
        : undefined;
  const amount = basis === "signing" ? sql`${projectSignings.signedAmount}` : sql`null`;
  return ctx.db
    .selectDistinctOn([table.projectId], {
      projectId: sql<string>`${table.projectId}`.as("fact_project_id"),
      happenedOn: sql<string>`${table.happenedOn}`.as("fact_on"),
      amount: sql<string | null>`${amount}::numeric(20, 2)`.as("fact_amount"),
    })
    .from(table)
    .where(and(eq(table.agencyId, ctx.agencyId), isNull(table.voidedAt), only))
    .orderBy(asc(table.projectId), asc(table.happenedOn), asc(table.id))
    .as("fact");
}

/** 协议金额 of the kinds a scheme takes, up to its last day. */
const signedAmount = (ctx: Context, { signingKinds, toOn }: StoredScheme) =>
  sql<string | null>`(select sum(${projectSignings.signedAmount}) from ${projectSignings} where ${and(
    eq(projectSignings.agencyId, ctx.agencyId),
    eq(projectSignings.projectId, projects.id),
    isNull(projectSignings.voidedAt),
    signingKinds.length > 0 ? inArray(projectSignings.kind, signingKinds) : sql`false`,
    lte(projectSignings.happenedOn, toOn),
  )})::text`;

/** Projects with what a scheme looks at, in one statement. */
export async function lookAt(
  ctx: Context,
  scheme: StoredScheme,
  only: (fact: ReturnType<typeof firstFacts>) => SQL | undefined,
) {
  const fact = firstFacts(ctx, scheme);
  const rows = await ctx.db
    .select({
      id: projects.id,
      code: projects.code,
      name: projects.name,
      capital: projects.capital,
      industry: projects.industry,
      investorKind: projects.investorKind,
      size: projects.size,
      region: projects.region,
      officerId: projects.officerId,
      divisionId: projects.divisionId,
      planned: projects.totalInvestment,
      happenedOn: fact.happenedOn,
      signedFirst: sql<string | null>`${fact.amount}::text`,
      signed: signedAmount(ctx, scheme),
    })
    .from(projects)
    .leftJoin(fact, eq(fact.projectId, projects.id))
    .where(only(fact))
    .orderBy(asc(fact.happenedOn), asc(projects.id))
    .limit(few + 1);
  return rows.map(({ planned, signedFirst, signed, ...row }) => ({
    ...row,
    firstAmount: scheme.amountBy === "planned" ? planned : (signedFirst ?? signed),
    amount: scheme.amountBy === "planned" ? planned : signed,
  }));
}
export type Looked = Awaited<ReturnType<typeof lookAt>>[number] & Facts;

/** One project, within reach. */
export async function factsOf(ctx: Context, scheme: StoredScheme, projectIds: string[]): Promise<Looked[]> {
  return lookAt(ctx, scheme, () => and(eq(projects.agencyId, ctx.agencyId), inArray(projects.id, projectIds)));
}
