import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { goOn } from "../reviews/actions.ts";
import { getReview, opinionsOf } from "../reviews/queries.ts";
import { areOpinionsDone, whyNotAnswer, whyNotAskDepartments, whyNotSettle, whyNotStep } from "../reviews/rules.ts";
import { reviewOpinions } from "../reviews/tables.ts";
import { stances } from "../reviews/words.ts";
import { type opinionOperations, opinionSubject } from "../reviews/contract.ts";

/** 征求部门意见 */
export async function askDepartments(ctx: Context, sent: Input<typeof opinionOperations.ask>) {
  const { reviewId, departments, dueOn } = sent;
  const review = await getReview(ctx, reviewId);
  const known = await opinionsOf(ctx, reviewId);
  refuseIf(whyNotStep(review, "opinions") ?? whyNotAskDepartments(departments, known, dueOn, ctx.today));
  const rows = departments.map((department) => ({
    agencyId: ctx.agencyId,
    id: newId(),
    projectId: review.projectId,
    reviewId,
    department,
    askedOn: ctx.today,
    dueOn,
  }));
  await ctx.db.insert(reviewOpinions).values(rows);
  const opinions = await opinionsOf(ctx, reviewId);
  const on = { subject: projectSubject, id: review.projectId };
  for (const [at, { id }] of rows.entries()) {
    const after = opinions.find((each) => each.id === id) ?? null;
    const title = at === 0 ? `征求${departments.join("、")}意见` : undefined;
    await record(ctx, { subject: opinionSubject, id, before: null, after, on, ...(title && { title }) });
  }
  return { opinions };
}

async function held(ctx: Context, { reviewId, id }: { reviewId: string; id: string }) {
  const review = await getReview(ctx, reviewId);
  const opinion = (await opinionsOf(ctx, reviewId)).find((each) => each.id === id);
  if (!opinion) throw new Failure("missing", "opinions.missing", "这条部门意见不在这次评审里，请刷新后再看");
  refuseIf(whyNotStep(review, "opinions"));
  return { review, opinion };
}

export async function answerOpinion(ctx: Context, { file, ...sent }: Input<typeof opinionOperations.answer>) {
  const { review, opinion: before } = await held(ctx, sent);
  const { stance, opinion, answeredOn } = sent;
  refuseIf(whyNotAnswer(before, { stance, opinion, answeredOn }, ctx.today));
  const papers = await attachPapers(ctx, review.projectId, file ? [file] : []);
  return changed(ctx, before, `${before.department}意见：${stances[stance]}`, {
    stance,
    opinion,
    answeredOn,
    file: file && paperOf(papers, file.id),
  });
}

/** 采纳情况; with the last one the review goes on. */
export async function settleOpinion(ctx: Context, sent: Input<typeof opinionOperations.settle>) {
  const { review, opinion: before } = await held(ctx, sent);
  refuseIf(whyNotSettle(before, sent));
  const { isAdopted, adoption } = sent;
  const title = `${isAdopted ? "采纳" : "不采纳"}${before.department}意见`;
  const after = await changed(ctx, before, title, { isAdopted, adoption });
  if (areOpinionsDone(await opinionsOf(ctx, review.id))) await goOn(ctx, review, "部门意见征求完毕");
  return after;
}

type Opinion = Awaited<ReturnType<typeof opinionsOf>>[number];

async function changed(ctx: Context, before: Opinion, title: string, change: Partial<Opinion>): Promise<Opinion> {
  await ctx.db
    .update(reviewOpinions)
    .set(change)
    .where(and(eq(reviewOpinions.agencyId, ctx.agencyId), eq(reviewOpinions.id, before.id)));
  const after = { ...before, ...change };
  const on = { subject: projectSubject, id: before.projectId };
  await record(ctx, { subject: opinionSubject, id: before.id, before, after, title, on });
  return after;
}
