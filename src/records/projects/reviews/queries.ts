import { and, asc, count, eq, getTableColumns, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { getProject, mayReach } from "../queries.ts";
import type { StageAsked } from "../stages/queries.ts";
import { projects } from "../tables.ts";
import type { reviewOperations } from "./contract.ts";
import { reviewsPack } from "./pack.ts";
import { missingReview, whyNotConclude, whyNotStep, whyNotWithdraw } from "./rules.ts";
import { experts, projectReviews, reviewConditions, reviewOpinions, reviewOutcomes, reviewSeats } from "./tables.ts";

const { agencyId: _agencyId, ...columns } = getTableColumns(projectReviews);

const from = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({
      ...columns,
      projectName: projects.name,
      openedByName: persons.name,
      sortKey: sql<string>`${projectReviews.openedOn}`,
    })
    .from(projectReviews)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectReviews.projectId)))
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projectReviews.openedById)))
    .where(where);

export async function listReviews(ctx: Context, input: Input<typeof reviewOperations.list>) {
  return page(input, {
    sorts: { openedOn: projectReviews.openedOn },
    id: projectReviews.id,
    where: and(
      visible(ctx, projectReviews, { granted: input.projectId !== undefined }),
      input.projectId ? eq(projectReviews.projectId, input.projectId) : undefined,
      input.state ? eq(projectReviews.state, input.state) : undefined,
      input.step ? eq(projectReviews.step, input.step) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      from(ctx, where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(projectReviews).where(where))[0]?.total ?? 0,
  });
}

const missing = () => new Failure("missing", "reviews.missing", "评审不存在，或不在您的数据范围内");

/** The one way to a review; a command holds its project first. */
export async function getReview(ctx: Context, id: string) {
  const read = () => from(ctx, and(eq(projectReviews.id, id), visible(ctx, projectReviews, { granted: true })));
  const [seen] = await read();
  if (!seen) throw missing();
  if (ctx.operation.kind === "query") return seen;
  await getProject(ctx, seen.projectId);
  const [held] = await read();
  if (!held) throw missing();
  return held;
}
export type StoredReview = Awaited<ReturnType<typeof getReview>>;

/** As notices point at them; what it is about is known to whoever reads the history. */
export async function reviewPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: projectReviews.id,
      name: projectReviews.purpose,
      isSeen: sql<boolean>`(${visible(ctx, projectReviews, { granted: true })})`,
    })
    .from(projectReviews)
    .where(and(eq(projectReviews.agencyId, ctx.agencyId), inArray(projectReviews.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `reviews/${id}` : null }));
}

export async function reviewsOf(ctx: Context, projectId: string) {
  return ctx.db
    .select(columns)
    .from(projectReviews)
    .where(and(eq(projectReviews.agencyId, ctx.agencyId), eq(projectReviews.projectId, projectId)))
    .orderBy(asc(projectReviews.id));
}

export async function opinionsOf(ctx: Context, reviewId: string) {
  return ctx.db
    .select(getTableColumns(reviewOpinions))
    .from(reviewOpinions)
    .where(and(eq(reviewOpinions.agencyId, ctx.agencyId), eq(reviewOpinions.reviewId, reviewId)))
    .orderBy(asc(reviewOpinions.dueOn), asc(reviewOpinions.id));
}

export async function seatsOf(ctx: Context, reviewId: string) {
  const { agencyId: _seatAgency, ...seat } = getTableColumns(reviewSeats);
  return ctx.db
    .select({ ...seat, expertName: experts.name, employer: experts.employer, field: experts.field })
    .from(reviewSeats)
    .innerJoin(experts, and(eq(experts.agencyId, ctx.agencyId), eq(experts.id, reviewSeats.expertId)))
    .where(and(eq(reviewSeats.agencyId, ctx.agencyId), eq(reviewSeats.reviewId, reviewId)))
    .orderBy(asc(reviewSeats.id));
}

export async function outcomesOf(ctx: Context, reviewId: string) {
  return ctx.db
    .select({ ...getTableColumns(reviewOutcomes), byName: persons.name })
    .from(reviewOutcomes)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, reviewOutcomes.byId)))
    .where(and(eq(reviewOutcomes.agencyId, ctx.agencyId), eq(reviewOutcomes.reviewId, reviewId)))
    .orderBy(asc(reviewOutcomes.id));
}

const conditions = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({ ...getTableColumns(reviewConditions), personName: persons.name, projectName: projects.name })
    .from(reviewConditions)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, reviewConditions.projectId)))
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, reviewConditions.personId)))
    .where(and(eq(reviewConditions.agencyId, ctx.agencyId), where))
    .orderBy(asc(reviewConditions.dueOn), asc(reviewConditions.id));

export const conditionsOf = (ctx: Context, reviewId: string) =>
  conditions(ctx, eq(reviewConditions.reviewId, reviewId));

/** 附带条件 that wait for this person. */
export const conditionsFor = (ctx: Context, personId: string) =>
  conditions(
    ctx,
    and(visible(ctx, reviewConditions), eq(reviewConditions.personId, personId), isNull(reviewConditions.metOn)),
  );

export async function getReviewPage(ctx: Context, { id }: Input<typeof reviewOperations.get>) {
  const review = await getReview(ctx, id);
  const project = await getProject(ctx, review.projectId);
  const { criteria, panelSize, passMark, departments, opinionDays, document } = reviewsPack(ctx);
  const manage = mayReach(ctx, "projects.manage", project);
  const conclude = mayReach(ctx, "projects.review", project) ?? whyNotConclude(review, ctx.actor.personId);
  return {
    review,
    opinions: await opinionsOf(ctx, id),
    seats: await seatsOf(ctx, id),
    outcomes: await outcomesOf(ctx, id),
    conditions: await conditionsOf(ctx, id),
    criteria,
    panelSize,
    passMark,
    departments,
    opinionDays,
    document,
    may: {
      manage: manage ?? whyNotStep(review, "opinions"),
      panel: manage ?? whyNotStep(review, "panel"),
      legality: conclude ?? whyNotStep(review, "legality"),
      meeting: conclude ?? whyNotStep(review, "meeting"),
      withdraw: manage ?? whyNotWithdraw(review),
      meet: manage,
    },
  };
}

/** 关口·评审, asked before 评审通过 and 签约. */
export async function findMissingReview(ctx: Context, { project, stage, on }: StageAsked) {
  if (stage !== "approved" && stage !== "signed") return [];
  const { id: projectId, totalInvestment } = project;
  return missingReview({ projectId, stage, on, totalInvestment }, await reviewsOf(ctx, projectId), reviewsPack(ctx));
}
