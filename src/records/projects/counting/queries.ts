import {
  and,
  asc,
  count,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  not,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { getProject, mayReach } from "../queries.ts";
import { projectLandings } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import { reasonsOf, replay, whyNotMet, whyNotOpen } from "../schemes/rules.ts";
import { factsOf, few, getScheme, lookAt, schemesInUse, type StoredScheme } from "../schemes/queries.ts";
import { countings, countingSchemes } from "../schemes/tables.ts";
import type { countingOperations } from "./contract.ts";

const {
  agencyId: _agencyId,
  schemeCode: _schemeCode,
  industry: _industry,
  region: _region,
  ...columns
} = getTableColumns(countings);
export const countingColumns = columns;

const standing = (ctx: Context): SQL => and(eq(countings.agencyId, ctx.agencyId), isNull(countings.voidedAt)) as SQL;

/** The rows of a project in a scheme that stand, as they were typed. */
export const rowsOf = (ctx: Context, schemeId: string, projectId: string) =>
  ctx.db
    .select()
    .from(countings)
    .where(and(standing(ctx), eq(countings.schemeId, schemeId), eq(countings.projectId, projectId)))
    .orderBy(asc(countings.id));

type Asked = Partial<Input<typeof countingOperations.list>>;

function where(ctx: Context, { schemeId, projectId, kind, size, capital, fromOn, toOn, isVoided = false }: Asked): SQL {
  return and(
    visible(ctx, countings),
    schemeId ? eq(countings.schemeId, schemeId) : undefined,
    projectId ? eq(countings.projectId, projectId) : undefined,
    kind && eq(countings.kind, kind),
    size && eq(countings.size, size),
    capital && eq(countings.capital, capital),
    fromOn ? gte(countings.happenedOn, fromOn) : undefined,
    toOn ? lte(countings.happenedOn, toOn) : undefined,
    isVoided ? isNotNull(countings.voidedAt) : isNull(countings.voidedAt),
  ) as SQL;
}

const shown = { ...columns, schemeName: countingSchemes.name, byName: persons.name };
const joined = (ctx: Context) => ({
  scheme: and(eq(countingSchemes.agencyId, ctx.agencyId), eq(countingSchemes.id, countings.schemeId)),
  by: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, countings.byId)),
});

export async function listCountings(ctx: Context, input: Input<typeof countingOperations.list>) {
  const on = joined(ctx);
  return page(input, {
    sorts: { happenedOn: countings.happenedOn },
    id: countings.id,
    where: where(ctx, input),
    rows: ({ where: asked, orderBy, limit, total }) =>
      ctx.db
        .select({ ...shown, sortKey: sql<string>`${countings.happenedOn}`, total })
        .from(countings)
        .innerJoin(countingSchemes, on.scheme)
        .leftJoin(persons, on.by)
        .where(asked)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (asked) => (await ctx.db.select({ total: count() }).from(countings).where(asked))[0]?.total ?? 0,
  });
}

/** 合计 under the same filter: nothing but sums of the rows that the list shows. */
export async function totalCountings(ctx: Context, input: Input<typeof countingOperations.totals>) {
  const [sums] = await ctx.db
    .select({
      rowCount: count(),
      count: sql<number>`count(*) filter (where ${countings.number} = 1)::integer`,
      amount: sql<string>`coalesce(sum(${countings.countedAmount}), 0)::numeric(20, 2)::text`,
      landedCount: sql<number>`count(*) filter (where ${countings.kind} = 'landed')::integer`,
    })
    .from(countings)
    .where(where(ctx, input));
  return sums ?? { rowCount: 0, count: 0, amount: "0.00", landedCount: 0 };
}

const inScheme = (ctx: Context, scheme: StoredScheme, more?: SQL) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(countings)
      .where(and(standing(ctx), eq(countings.schemeId, scheme.id), eq(countings.projectId, projects.id), more)),
  );

/** 可计入: of the period, not in the scheme yet, with the reasons; those it shuts out stand below with theirs. */
export async function candidatesOf(ctx: Context, scheme: StoredScheme, projectIds?: string[]) {
  const entering = scheme.kind === "tally" ? ("first" as const) : ("entered" as const);
  const found = await lookAt(ctx, scheme, (fact) =>
    and(
      visible(ctx, projects),
      projectIds && inArray(projects.id, projectIds),
      gte(fact.happenedOn, scheme.fromOn),
      lte(fact.happenedOn, scheme.toOn),
      not(inScheme(ctx, scheme, eq(countings.number, 1))),
    ),
  );
  return found.map((project) => ({ project, kind: entering, refusal: whyNotMet(scheme, project) }));
}

/** 库内落地: in the library by the ledger, landed by the definition of its track, and not told to the library yet. */
async function landingsOf(ctx: Context, scheme: StoredScheme) {
  if (scheme.kind !== "library") return [];
  return ctx.db
    .select({
      projectId: projects.id,
      code: projects.code,
      name: projects.name,
      happenedOn: projectLandings.happenedOn,
    })
    .from(projectLandings)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectLandings.projectId)))
    .where(
      and(
        visible(ctx, projects),
        eq(projectLandings.agencyId, ctx.agencyId),
        isNull(projectLandings.voidedAt),
        inScheme(ctx, scheme, eq(countings.number, 1)),
        not(inScheme(ctx, scheme, inArray(countings.kind, ["landed", "exited"]))),
      ),
    )
    .orderBy(asc(projectLandings.happenedOn), asc(projects.id))
    .limit(few);
}

export async function listCandidates(ctx: Context, { schemeId }: Input<typeof countingOperations.candidates>) {
  const scheme = await getScheme(ctx, schemeId);
  const candidates = await candidatesOf(ctx, scheme);
  const landed = await landingsOf(ctx, scheme);
  const entering = candidates.slice(0, few).map(({ project, kind, refusal }) => ({
    projectId: project.id,
    code: project.code,
    name: project.name,
    kind,
    happenedOn: project.happenedOn ?? scheme.fromOn,
    amount: project.firstAmount,
    refusal,
    reasons: reasonsOf(scheme, project),
  }));
  return {
    rows: [
      ...entering.filter(({ refusal }) => refusal === null),
      ...landed.map((each) => ({
        ...each,
        kind: "landed" as const,
        amount: null,
        refusal: null,
        reasons: ["已在库内，按项目类型的落地口径已落地，还没有登记库内落地"],
      })),
      ...entering.filter(({ refusal }) => refusal !== null),
    ],
    isCut: candidates.length > few,
  };
}

/** 在哪些口径里: where it stands in each scheme in use, and why not in the others. */
export async function countingsOfProject(ctx: Context, { projectId }: Input<typeof countingOperations.ofProject>) {
  const project = await getProject(ctx, projectId);
  const on = joined(ctx);
  const rows = await ctx.db
    .select(shown)
    .from(countings)
    .innerJoin(countingSchemes, on.scheme)
    .leftJoin(persons, on.by)
    .where(and(eq(countings.agencyId, ctx.agencyId), eq(countings.projectId, projectId)))
    .orderBy(asc(countings.id));
  const schemes = [];
  for (const scheme of await schemesInUse(ctx)) {
    const own = rows.filter(({ schemeId, voidedAt }) => schemeId === scheme.id && voidedAt === null);
    const stand = replay(scheme, own);
    if ("code" in stand) throw new Error(`ledger of ${scheme.code} does not hold: ${stand.code}`);
    const [facts] = stand.isIn ? [] : await factsOf(ctx, scheme, [projectId]);
    schemes.push({
      id: scheme.id,
      name: scheme.name,
      kind: scheme.kind,
      document: scheme.document,
      isIn: stand.isIn,
      sinceOn: stand.isIn ? stand.sinceOn : null,
      amount: stand.isIn ? stand.amount : "0.00",
      credit: stand.isIn ? stand.credit : 0,
      refusal: stand.isIn || !facts ? null : (whyNotOpen(scheme) ?? whyNotMet(scheme, facts)),
    });
  }
  return { rows, schemes, may: mayReach(ctx, "projects.count", project) };
}
