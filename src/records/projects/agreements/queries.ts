import { and, asc, count, desc, eq, getTableColumns, inArray, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import type { Paper } from "#kit/server/papers.ts";
import { visible } from "#kit/server/scope.ts";
import { persons, agencies } from "#records/people/tables.ts";
import { getProject, mayReach } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import type { StageAsked } from "../stages/queries.ts";
import { projects } from "../tables.ts";
import type { agreementOperations } from "./contract.ts";
import { agreementsPack } from "../scanning/pack.ts";
import { missingReviews, whyNotReview, whyNotRevise, whyNotWithdraw, sheetOf } from "./rules.ts";
import { agreementHits, agreementReviews, agreementTexts, projectAgreements } from "./tables.ts";

const { agencyId: _agencyId, ...columns } = getTableColumns(projectAgreements);

const hitsOf = (open: SQL | undefined) =>
  sql<number>`(select count(*)::integer from ${agreementHits} where ${and(
    eq(agreementHits.agencyId, projectAgreements.agencyId),
    eq(agreementHits.agreementId, projectAgreements.id),
    eq(agreementHits.number, projectAgreements.number),
    open,
  )})`;
const openHit = sql`(${agreementHits.conclusion} = 'mustChange' or (${agreementHits.action} = 'block' and ${agreementHits.conclusion} is null))`;

const rowColumns = {
  ...columns,
  projectName: projects.name,
  drafterName: persons.name,
  hitCount: hitsOf(undefined).as("hit_count"),
  openCount: hitsOf(openHit).as("open_count"),
};

const from = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({ ...rowColumns, sortKey: sql<string>`${projectAgreements.textOn}` })
    .from(projectAgreements)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectAgreements.projectId)))
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projectAgreements.drafterId)))
    .where(where);

export async function listAgreements(ctx: Context, input: Input<typeof agreementOperations.list>) {
  return page(input, {
    sorts: { textOn: projectAgreements.textOn },
    id: projectAgreements.id,
    where: and(
      visible(ctx, projectAgreements, { granted: input.projectId !== undefined }),
      input.projectId ? eq(projectAgreements.projectId, input.projectId) : undefined,
      input.state ? eq(projectAgreements.state, input.state) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      from(ctx, where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) =>
      (await ctx.db.select({ total: count() }).from(projectAgreements).where(where))[0]?.total ?? 0,
  });
}

const missing = () => new Failure("missing", "agreements.missing", "协议不存在，或不在您的数据范围内");

/** The one way to an agreement; a command holds its project first, as every part of a project does. */
export async function getAgreement(ctx: Context, id: string) {
  const read = () => from(ctx, and(eq(projectAgreements.id, id), visible(ctx, projectAgreements, { granted: true })));
  const [seen] = await read();
  if (!seen) throw missing();
  if (ctx.operation.kind === "query") return seen;
  await getProject(ctx, seen.projectId);
  const [held] = await read();
  if (!held) throw missing();
  return held;
}
export type StoredAgreement = Awaited<ReturnType<typeof getAgreement>>;

const judges = alias(persons, "judge");
const { agencyId: _hitAgency, fromAt, toAt, ...hitColumns } = getTableColumns(agreementHits);

/** 命中 of a draft, in the order of the text. */
export async function hitsIn(ctx: Context, agreementId: string, number: number) {
  return ctx.db
    .select({ ...hitColumns, from: fromAt, to: toAt, judgedByName: judges.name })
    .from(agreementHits)
    .leftJoin(judges, and(eq(judges.agencyId, ctx.agencyId), eq(judges.id, agreementHits.judgedById)))
    .where(
      and(
        eq(agreementHits.agencyId, ctx.agencyId),
        eq(agreementHits.agreementId, agreementId),
        eq(agreementHits.number, number),
      ),
    )
    .orderBy(asc(agreementHits.paragraph), asc(agreementHits.fromAt), asc(agreementHits.rule));
}

const textColumns = {
  number: agreementTexts.number,
  file: agreementTexts.file,
  note: agreementTexts.note,
  textOn: agreementTexts.textOn,
  byId: agreementTexts.byId,
  byName: persons.name,
};
const textsOf = (ctx: Context, agreementId: string) =>
  and(eq(agreementTexts.agencyId, ctx.agencyId), eq(agreementTexts.agreementId, agreementId));
const typist = (ctx: Context) => and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, agreementTexts.byId));

export async function textOf(ctx: Context, { id, number }: Pick<StoredAgreement, "id" | "number">) {
  const [text] = await ctx.db
    .select({ ...textColumns, paragraphs: agreementTexts.paragraphs })
    .from(agreementTexts)
    .leftJoin(persons, typist(ctx))
    .where(and(textsOf(ctx, id), eq(agreementTexts.number, number)));
  if (!text) throw new Error("an agreement without its text");
  return text;
}

const { agencyId: _reviewAgency, typedAt: _typedAt, ...reviewColumns } = getTableColumns(agreementReviews);

export async function reviewsOf(ctx: Context, agreementId: string) {
  return ctx.db
    .select({ ...reviewColumns, reviewerName: persons.name })
    .from(agreementReviews)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, agreementReviews.reviewerId)))
    .where(and(eq(agreementReviews.agencyId, ctx.agencyId), eq(agreementReviews.agreementId, agreementId)))
    .orderBy(desc(agreementReviews.id));
}

export async function getAgreementPage(ctx: Context, { id }: Input<typeof agreementOperations.get>) {
  const agreement = await getAgreement(ctx, id);
  const project = await getProject(ctx, agreement.projectId);
  const text = await textOf(ctx, agreement);
  const drafts = await ctx.db
    .select(textColumns)
    .from(agreementTexts)
    .leftJoin(persons, typist(ctx))
    .where(and(textsOf(ctx, id), ne(agreementTexts.number, agreement.number)))
    .orderBy(desc(agreementTexts.number))
    .limit(100);
  const manage = mayReach(ctx, "projects.manage", project) ?? whyNotProject("sign", project);
  const review =
    mayReach(ctx, "projects.review", project) ??
    whyNotReview({ state: agreement.state, drafterIds: [agreement.drafterId, text.byId] }, ctx.actor.personId);
  return {
    agreement,
    text,
    hits: await hitsIn(ctx, id, agreement.number),
    reviews: await reviewsOf(ctx, id),
    drafts,
    may: {
      revise: manage ?? whyNotRevise(agreement.state),
      judge: review,
      conclude: review,
      withdraw: manage ?? whyNotWithdraw(agreement.state),
    },
  };
}

/** 关口·公平竞争审查, asked for 还差什么 and before 签约. */
export async function findMissingReviews(ctx: Context, { project, stage, on }: StageAsked) {
  if (stage !== "signed") return [];
  const { textsFrom } = agreementsPack(ctx);
  const agreements = await ctx.db
    .select(columns)
    .from(projectAgreements)
    .where(and(eq(projectAgreements.agencyId, ctx.agencyId), eq(projectAgreements.projectId, project.id)))
    .orderBy(asc(projectAgreements.id));
  const hits = await newestHits(ctx, agreements);
  const standing = agreements.map((each) => ({
    ...each,
    hits: hits.filter(({ agreementId }) => agreementId === each.id),
  }));
  return missingReviews({ projectId: project.id, stage, on }, standing, textsFrom);
}

async function newestHits(ctx: Context, agreements: readonly { id: string; number: number }[]) {
  if (agreements.length === 0) return [];
  const { agreementId, number, rule, quote, action, conclusion, endsOn, paragraph } = agreementHits;
  const ids = agreements.map(({ id }) => id);
  const rows = await ctx.db
    .select({ agreementId, number, rule, quote, action, conclusion, endsOn })
    .from(agreementHits)
    .where(and(eq(agreementHits.agencyId, ctx.agencyId), inArray(agreementId, ids)))
    .orderBy(asc(paragraph), asc(agreementHits.fromAt));
  return rows.filter((hit) => agreements.some((each) => each.id === hit.agreementId && each.number === hit.number));
}

/** 审查结论表 */
export async function composeReviewSheet(
  ctx: Context,
  { id }: Input<typeof agreementOperations.sheet>,
): Promise<Paper> {
  const page = await getAgreementPage(ctx, { id });
  const [agency] = await ctx.db.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, ctx.agencyId));
  const blocks = sheetOf({ page, agencyName: agency?.name ?? "", today: ctx.today });
  return { name: `公平竞争审查表 ${page.agreement.title}`, blocks };
}
