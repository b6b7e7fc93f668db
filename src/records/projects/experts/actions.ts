import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "../contract.ts";
import { getProject } from "../queries.ts";
import { reviewsPack } from "../reviews/pack.ts";
import { getReview, seatsOf } from "../reviews/queries.ts";
import { experts, reviewSeats } from "../reviews/tables.ts";
import { type expertOperations, expertSubject, type seatOperations, seatSubject } from "../reviews/contract.ts";
import { getExpert, poolOf } from "./queries.ts";
import { draw, eligible, whyNotChoose, whyNotDraw, whyNotRecuse, whyNotScore, whyNotStep } from "../reviews/rules.ts";

/** 专家入库 */
export async function addExpert(ctx: Context, sent: Input<typeof expertOperations.add>) {
  const id = newId();
  await ctx.db.insert(experts).values({ ...sent, agencyId: ctx.agencyId, id, addedOn: ctx.today });
  const after = await getExpert(ctx, id);
  await record(ctx, { subject: expertSubject, id, before: null, after });
  return after;
}

export async function retireExpert(ctx: Context, { id, reason }: Input<typeof expertOperations.retire>) {
  const before = await getExpert(ctx, id);
  refuseIf(before.retiredOn === null ? null : { code: "experts.retired", message: "这位专家已经出库" });
  await ctx.db
    .update(experts)
    .set({ retiredOn: ctx.today, version: before.version + 1 })
    .where(and(eq(experts.agencyId, ctx.agencyId), eq(experts.id, id)));
  const after = await getExpert(ctx, id);
  await record(ctx, { subject: expertSubject, id, before, after, reason });
  return after;
}

/** The review at its panel, who sits already, and whom an expert must have nothing to do with. */
async function panelOf(ctx: Context, reviewId: string) {
  const review = await getReview(ctx, reviewId);
  refuseIf(whyNotStep(review, "panel"));
  const project = await getProject(ctx, review.projectId);
  const seats = await seatsOf(ctx, reviewId);
  return { review, seats, parties: [project.investorName], seated: seats.map(({ expertId }) => expertId) };
}
type Panel = Awaited<ReturnType<typeof panelOf>>;

/** 抽取, at random, of those who have nothing to recuse for. */
export async function drawSeats(ctx: Context, { reviewId, size, field }: Input<typeof seatOperations.draw>) {
  const panel = await panelOf(ctx, reviewId);
  const candidates = eligible(await poolOf(ctx), { ...panel, field });
  refuseIf(whyNotDraw(candidates, size));
  const drawn = draw(candidates, size, (below) => randomInt(below));
  const seats = drawn.map(({ id: expertId }) => ({ expertId, way: "drawn" as const, reason: "" }));
  return seat(ctx, panel, seats, `随机抽取论证专家 ${drawn.length} 位`);
}

export async function chooseSeat(ctx: Context, { reviewId, expertId, reason }: Input<typeof seatOperations.choose>) {
  const panel = await panelOf(ctx, reviewId);
  refuseIf(whyNotChoose(await getExpert(ctx, expertId), panel));
  return seat(ctx, panel, [{ expertId, way: "chosen", reason }], `选定论证专家：${reason}`);
}

type NewSeat = Pick<typeof reviewSeats.$inferInsert, "expertId" | "way" | "reason">;

async function seat(ctx: Context, { review }: Panel, wanted: NewSeat[], title: string) {
  const { agencyId, today: seatedOn } = ctx;
  const { id: reviewId, projectId } = review;
  const rows = wanted.map((each) => ({ ...each, agencyId, id: newId(), projectId, reviewId, seatedOn }));
  await ctx.db.insert(reviewSeats).values(rows);
  const seats = await seatsOf(ctx, reviewId);
  const on = { subject: projectSubject, id: projectId };
  for (const [at, { id }] of rows.entries()) {
    const after = seats.find((each) => each.id === id) ?? null;
    await record(ctx, { subject: seatSubject, id, before: null, after, on, ...(at === 0 && { title }) });
  }
  return { seats };
}

const seatIn = ({ seats }: Panel, id: string) => {
  const found = seats.find((each) => each.id === id);
  if (!found) throw new Failure("missing", "seats.missing", "这位专家不在本次论证席位中，请刷新后再看");
  return found;
};

export async function recuseSeat(ctx: Context, { reviewId, id, recusal }: Input<typeof seatOperations.recuse>) {
  const panel = await panelOf(ctx, reviewId);
  const before = seatIn(panel, id);
  refuseIf(whyNotRecuse(before));
  return changed(ctx, panel, before, { recusal }, `一位论证专家回避：${recusal}`);
}

export async function scoreSeat(ctx: Context, sent: Input<typeof seatOperations.score>) {
  const { reviewId, id, scores, comment } = sent;
  const panel = await panelOf(ctx, reviewId);
  const before = seatIn(panel, id);
  refuseIf(whyNotScore(before, scores, reviewsPack(ctx).criteria));
  const given = Object.fromEntries(scores.map(({ criterion, points }) => [criterion, points]));
  return changed(ctx, panel, before, { scores: given, comment }, undefined);
}

async function changed(
  ctx: Context,
  { review }: Panel,
  before: Panel["seats"][number],
  change: Partial<typeof reviewSeats.$inferInsert>,
  title: string | undefined,
) {
  await ctx.db
    .update(reviewSeats)
    .set(change)
    .where(and(eq(reviewSeats.agencyId, ctx.agencyId), eq(reviewSeats.id, before.id)));
  const seats = await seatsOf(ctx, review.id);
  const after = seats.find(({ id }) => id === before.id) ?? null;
  const on = { subject: projectSubject, id: review.projectId };
  await record(ctx, { subject: seatSubject, id: before.id, before, after, on, ...(title !== undefined && { title }) });
  return { seats };
}
