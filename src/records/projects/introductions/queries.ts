import { and, count, countDistinct, eq, isNotNull, isNull, sql, sum } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { addYuan, sumYuan } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { getIntermediary } from "#records/intermediaries/queries.ts";
import { intermediaries } from "#records/intermediaries/tables.ts";
import { persons } from "#records/people/tables.ts";
import { projectFundsInPlace } from "../arrivals/tables.ts";
import { getProject, inYear, mayReach, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { projectSignings } from "../signings/tables.ts";
import { factsOf } from "../stages/queries.ts";
import { projects } from "../tables.ts";
import type { introductionOperations } from "./contract.ts";
import { whyNotAnnul, whyNotFileNow } from "./rules.ts";
import { introductions } from "./tables.ts";

const columns = {
  id: introductions.id,
  projectId: introductions.projectId,
  intermediaryId: introductions.intermediaryId,
  number: introductions.number,
  typedAt: introductions.typedAt,
  introducedOn: introductions.introducedOn,
  content: introductions.content,
  files: introductions.files,
  declaration: introductions.declaration,
  declaredOn: introductions.declaredOn,
  intermediaryName: intermediaries.name,
  byName: persons.name,
};

const joined = ({ agencyId }: Context) => ({
  project: and(eq(projects.agencyId, agencyId), eq(projects.id, introductions.projectId)),
  intermediary: and(eq(intermediaries.agencyId, agencyId), eq(intermediaries.id, introductions.intermediaryId)),
  by: and(eq(persons.agencyId, agencyId), eq(persons.id, introductions.byId)),
  /** 正式协议 that stand, of the introduced project. */
  signing: and(
    eq(projectSignings.agencyId, agencyId),
    eq(projectSignings.projectId, introductions.projectId),
    eq(projectSignings.kind, "formal"),
    isNull(projectSignings.voidedAt),
  ),
  /** 已核验的到位资金 that stand, of the introduced project. */
  funds: and(
    eq(projectFundsInPlace.agencyId, agencyId),
    eq(projectFundsInPlace.projectId, introductions.projectId),
    isNull(projectFundsInPlace.voidedAt),
  ),
});

export async function listIntroductions(ctx: Context, input: Input<typeof introductionOperations.list>) {
  const { intermediaryId, filedIn, landedIn, signedIn, arrivedIn } = input;
  const on = joined(ctx);
  const { content: _content, files: _files, ...own } = columns;
  return page(input, {
    sorts: { typedAt: introductions.typedAt },
    id: introductions.id,
    where: and(
      visible(ctx, introductions),
      isNull(introductions.voidedAt),
      intermediaryId ? eq(introductions.intermediaryId, intermediaryId) : undefined,
      filedIn ? inYear(introductions.happenedOn, filedIn) : undefined,
      landedIn
        ? sql`exists (select 1 from ${projects} where ${and(on.project, inYear(projects.landedOn, landedIn))})`
        : undefined,
      signedIn
        ? sql`exists (select 1 from ${projectSignings} where ${and(on.signing, inYear(projectSignings.happenedOn, signedIn))})`
        : undefined,
      arrivedIn
        ? sql`exists (select 1 from ${projectFundsInPlace} where ${and(on.funds, inYear(projectFundsInPlace.happenedOn, arrivedIn))})`
        : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...own,
          projectName: projects.name,
          stage: projects.stage,
          standing: projects.standing,
          landedOn: projects.landedOn,
          agreedInvestment: projects.agreedInvestment,
          arrived: sql<string>`(select coalesce(sum(${projectFundsInPlace.countedAmount}), 0)::numeric(20, 2)::text
            from ${projectFundsInPlace} where ${on.funds})`,
          sortKey: sql<string>`${introductions.typedAt}`,
          total,
        })
        .from(introductions)
        .innerJoin(projects, on.project)
        .innerJoin(intermediaries, on.intermediary)
        .leftJoin(persons, on.by)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(introductions).where(where))[0]?.total ?? 0,
  });
}

/** The filing that stands for a project; who reads the project reads it. */
export async function introductionOf(ctx: Context, projectId: string) {
  const on = joined(ctx);
  const [row] = await ctx.db
    .select(columns)
    .from(introductions)
    .innerJoin(intermediaries, on.intermediary)
    .leftJoin(persons, on.by)
    .where(
      and(
        eq(introductions.agencyId, ctx.agencyId),
        eq(introductions.projectId, projectId),
        isNull(introductions.voidedAt),
      ),
    );
  return row ?? null;
}

/** 签约日: the earlier of the stage and the first formal agreement; null while there is neither. */
export async function signedOnOf(ctx: Context, projectId: string): Promise<string | null> {
  const [first] = await ctx.db
    .select({ on: sql<string | null>`min(${projectSignings.happenedOn})::text` })
    .from(projectSignings)
    .where(
      and(
        eq(projectSignings.agencyId, ctx.agencyId),
        eq(projectSignings.projectId, projectId),
        eq(projectSignings.kind, "formal"),
        isNull(projectSignings.voidedAt),
      ),
    );
  const stage = (await factsOf(ctx, projectId)).find((fact) => fact.stage === "signed");
  return [first?.on, stage?.happenedOn].filter((on) => typeof on === "string").sort()[0] ?? null;
}

export async function projectIntroduction(ctx: Context, { projectId }: Input<typeof introductionOperations.ofProject>) {
  const project = await getProject(ctx, projectId);
  const introduction = await introductionOf(ctx, projectId);
  const signedOn = await signedOnOf(ctx, projectId);
  const scope = mayReach(ctx, "projects.manage", project);
  return {
    introduction,
    may: {
      file: scope ?? whyNotProject("move", project) ?? whyNotFileNow({ signedOn, standing: introduction }),
      annul: scope ?? whyNotAnnul({ signedOn, mayDecide: mayDecide(ctx, project) }),
    },
  };
}

export const mayDecide = (ctx: Context, project: StoredProject): boolean =>
  isReached(ctx.actor, "projects.override", project);

/** A filing and its project, held. */
export async function heldIntroduction(ctx: Context, id: string) {
  const [known] = await ctx.db
    .select({ projectId: introductions.projectId })
    .from(introductions)
    .where(and(eq(introductions.id, id), isNull(introductions.voidedAt), visible(ctx, introductions)));
  if (!known) throw new Failure("missing", "introductions.missing", "这份引荐备案不存在，或已作废，请刷新后再看");
  const project = await getProject(ctx, known.projectId);
  const introduction = await introductionOf(ctx, known.projectId);
  if (!introduction) throw new Error("introduction not found");
  return { project, introduction };
}

/**
 * 贡献 by year: filed by the day of the filing, landed by 落地日期, agreed by the day of each formal agreement, arrived by the
 * day of each verified arrival. Counted over the whole agency, as every figure is; what lies outside the asker's scope is told by number.
 */
export async function contributionOf(
  ctx: Context,
  { intermediaryId }: Input<typeof introductionOperations.contribution>,
) {
  await getIntermediary(ctx, intermediaryId);
  const on = joined(ctx);
  const own = and(
    eq(introductions.agencyId, ctx.agencyId),
    eq(introductions.intermediaryId, intermediaryId),
    isNull(introductions.voidedAt),
  );
  const yearOf = (column: PgColumn) => sql<number>`extract(year from ${column})::integer`;
  const filed = await ctx.db
    .select({ year: yearOf(introductions.happenedOn), count: count() })
    .from(introductions)
    .where(own)
    .groupBy(yearOf(introductions.happenedOn));
  const landed = await ctx.db
    .select({ year: yearOf(projects.landedOn), count: count() })
    .from(introductions)
    .innerJoin(projects, on.project)
    .where(and(own, isNotNull(projects.landedOn)))
    .groupBy(yearOf(projects.landedOn));
  const agreed = await ctx.db
    .select({
      year: yearOf(projectSignings.happenedOn),
      count: countDistinct(projectSignings.projectId),
      amount: sum(projectSignings.agreedAmount),
    })
    .from(introductions)
    .innerJoin(projectSignings, on.signing)
    .where(own)
    .groupBy(yearOf(projectSignings.happenedOn));
  const arrived = await ctx.db
    .select({ year: yearOf(projectFundsInPlace.happenedOn), amount: sum(projectFundsInPlace.countedAmount) })
    .from(introductions)
    .innerJoin(projectFundsInPlace, on.funds)
    .where(own)
    .groupBy(yearOf(projectFundsInPlace.happenedOn));
  const years = [...new Set([...filed, ...landed, ...agreed, ...arrived].map(({ year }) => year))].sort(
    (a, b) => b - a,
  );
  const rows = years.map((year) => {
    const signing = agreed.find((each) => each.year === year);
    return {
      year,
      filed: filed.find((each) => each.year === year)?.count ?? 0,
      landed: landed.find((each) => each.year === year)?.count ?? 0,
      signed: signing?.count ?? 0,
      agreed: sumYuan([signing?.amount ?? "0"]),
      arrived: sumYuan([arrived.find((each) => each.year === year)?.amount ?? "0"]),
    };
  });
  const [signedOnce] = await ctx.db
    .select({ count: countDistinct(projectSignings.projectId) })
    .from(introductions)
    .innerJoin(projectSignings, on.signing)
    .where(own);
  const seen = await ctx.db.$count(introductions, and(own, visible(ctx, introductions)));
  const total = {
    filed: rows.reduce((all, row) => all + row.filed, 0),
    landed: rows.reduce((all, row) => all + row.landed, 0),
    signed: signedOnce?.count ?? 0,
    agreed: rows.reduce((all, row) => addYuan(all, row.agreed), "0.00"),
    arrived: rows.reduce((all, row) => addYuan(all, row.arrived), "0.00"),
  };
  return { years: rows, total, hiddenCount: total.filed - seen };
}
