import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { holdersOf, reaches } from "#records/workspace/notices/queries.ts";
import { changeProject } from "../actions.ts";
import { whyNotMeet } from "../conditions/rules.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { conditionSubject, outcomeSubject, reviewOperations, reviewSubject } from "./contract.ts";
import { reviewsPack } from "./pack.ts";
import { conditionsOf, getReview, outcomesOf, reviewsOf, seatsOf, type StoredReview } from "./queries.ts";
import {
  averageOf,
  panelOutcomeOf,
  panelTitle,
  whyNotConcludePanel,
  afterLegality,
  afterMeeting,
  nextStep,
  stepsFor,
  whyNotConclude,
  whyNotDay,
  whyNotDecide,
  whyNotOpen,
  whyNotStep,
  whyNotWithdraw,
} from "./rules.ts";
import { projectReviews, reviewConditions, reviewOutcomes } from "./tables.ts";
import { legalityOutcomes, meetingOutcomes, panelOutcomes, type ReviewStep, reviewSteps } from "./words.ts";

/** 提交评审: the one intake; the steps are those of the pack that day. */
export async function openReview(ctx: Context, { projectId, purpose }: Input<typeof reviewOperations.open>) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("move", project) ?? whyNotOpen(await reviewsOf(ctx, projectId)));
  const steps = stepsFor(reviewsPack(ctx).kinds, project.totalInvestment);
  const id = newId();
  await ctx.db.insert(projectReviews).values({
    agencyId: ctx.agencyId,
    id,
    projectId,
    purpose,
    steps,
    step: steps[0] as ReviewStep,
    state: "open",
    openedOn: ctx.today,
    openedById: ctx.actor.personId,
  });
  return toldReview(ctx, null, id, `提交评审：${purpose}`);
}

interface Recorded {
  step: ReviewStep;
  happenedOn: string;
  opinion: string;
  file: { id: string } | null;
  outcome: typeof reviewOutcomes.$inferInsert.outcome;
  score?: string;
  meeting?: string;
  meetingNumber?: string;
}

/** 环节结论, on the history of its project; told to whoever waits for it. */
async function writeOutcome(ctx: Context, review: StoredReview, { file, ...outcome }: Recorded) {
  const { id: reviewId, projectId } = review;
  const papers = await attachPapers(ctx, projectId, file ? [file] : []);
  const id = newId();
  await ctx.db.insert(reviewOutcomes).values({
    ...outcome,
    agencyId: ctx.agencyId,
    id,
    projectId,
    reviewId,
    file: file && paperOf(papers, file.id),
    byId: ctx.actor.personId,
    typedAt: ctx.now.toISOString(),
  });
  const after = (await outcomesOf(ctx, reviewId)).find((each) => each.id === id);
  if (!after) throw new Error("outcome not written");
  await record(ctx, {
    subject: outcomeSubject,
    id,
    before: null,
    after,
    on: { subject: projectSubject, id: projectId },
  });
  await tellOutcome(ctx, review, outcome);
}

const outcomeWords = { ...panelOutcomes, ...legalityOutcomes, ...meetingOutcomes };

/** 有结论: to the officer of the project and to whoever submitted it. */
async function tellOutcome(ctx: Context, review: StoredReview, { step, outcome }: Pick<Recorded, "step" | "outcome">) {
  const { officerId } = await getProject(ctx, review.projectId);
  await notify(ctx, {
    to: { persons: [...new Set([officerId, review.openedById])].filter((personId) => personId !== null) },
    kind: "reviews",
    title: `“${review.projectName}”的评审有结论：${reviewSteps[step]}“${outcomeWords[outcome]}”`,
    subject: { kind: reviewSubject.kind, id: review.id },
    except: ctx.actor.accountId,
  });
}

/** 等结论: to whoever may conclude that step of this project, but for the one who submitted it. */
async function tellReviewers(ctx: Context, { id, step, projectId, projectName, openedById }: StoredReview) {
  if (step !== "legality" && step !== "meeting") return;
  const project = await getProject(ctx, projectId);
  const holders = await holdersOf(ctx, reviewOperations.decide.permission);
  const persons = holders.filter((each) => each.personId !== openedById && reaches(each, project));
  await notify(ctx, {
    to: { persons: persons.map(({ personId }) => personId) },
    kind: "reviews",
    title: `“${projectName}”的评审到了“${reviewSteps[step]}”，等您登记结论`,
    subject: { kind: reviewSubject.kind, id },
    except: ctx.actor.accountId,
  });
}

/** 论证结论: the average of those who sat, against the pass mark. */
export async function concludePanel(ctx: Context, { id, ...said }: Input<typeof reviewOperations.concludePanel>) {
  const before = await getReview(ctx, id);
  const { panelSize, passMark } = reviewsPack(ctx);
  const seats = await seatsOf(ctx, id);
  refuseIf(
    whyNotStep(before, "panel") ??
      whyNotDay(said.happenedOn, before, ctx.today) ??
      whyNotConcludePanel(seats, panelSize),
  );
  const score = averageOf(seats) ?? "0.00";
  const outcome = panelOutcomeOf(score, passMark);
  await writeOutcome(ctx, before, { ...said, step: "panel", outcome, score });
  return goOn(ctx, before, panelTitle(outcome, score), said.happenedOn);
}

export async function concludeLegality(ctx: Context, sent: Input<typeof reviewOperations.concludeLegality>) {
  const { id, ...said } = sent;
  const before = await getReview(ctx, id);
  refuseIf(
    whyNotStep(before, "legality") ??
      whyNotConclude(before, ctx.actor.personId) ??
      whyNotDay(said.happenedOn, before, ctx.today),
  );
  await writeOutcome(ctx, before, { ...said, step: "legality" });
  const title = `合法性审核：${legalityOutcomes[said.outcome]}`;
  return afterLegality(said.outcome) === "refused"
    ? close(ctx, before, "refused", title, said.happenedOn)
    : goOn(ctx, before, title, said.happenedOn);
}

/** 会议决定: the one exit. What the meeting wants done becomes somebody's to-do. */
export async function decideReview(ctx: Context, { id, conditions, ...said }: Input<typeof reviewOperations.decide>) {
  const before = await getReview(ctx, id);
  refuseIf(
    whyNotStep(before, "meeting") ??
      whyNotConclude(before, ctx.actor.personId) ??
      whyNotDay(said.happenedOn, before, ctx.today) ??
      whyNotDecide({ ...said, conditions }, said.happenedOn),
  );
  await writeOutcome(ctx, before, { ...said, step: "meeting" });
  await writeConditions(ctx, before, conditions);
  const state = afterMeeting(said.outcome);
  const title = `${said.meeting}${said.meetingNumber}：${meetingOutcomes[said.outcome]}`;
  return close(ctx, before, state, title, said.happenedOn);
}

async function writeConditions(
  ctx: Context,
  { id: reviewId, projectId }: StoredReview,
  wanted: readonly { content: string; dueOn: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const { officerId: personId } = await getProject(ctx, projectId);
  const rows = wanted.map((each) => ({ ...each, agencyId: ctx.agencyId, id: newId(), projectId, reviewId, personId }));
  await ctx.db.insert(reviewConditions).values(rows);
  const written = await conditionsOf(ctx, reviewId);
  for (const { id } of rows) {
    const after = written.find((each) => each.id === id) ?? null;
    await record(ctx, {
      subject: conditionSubject,
      id,
      before: null,
      after,
      on: { subject: projectSubject, id: projectId },
    });
  }
}

export async function withdrawReview(ctx: Context, { id, reason }: Input<typeof reviewOperations.withdraw>) {
  const before = await getReview(ctx, id);
  refuseIf(whyNotWithdraw(before));
  await changeReview(ctx, before, { state: "withdrawn", closedOn: ctx.today });
  return toldReview(ctx, before, id, `撤回评审：${reason}`, { reason });
}

/** 条件已落实 */
export async function meetCondition(ctx: Context, sent: Input<typeof reviewOperations.meet>) {
  const { id, conditionId, metOn, metNote, file } = sent;
  const review = await getReview(ctx, id);
  const held = async () => (await conditionsOf(ctx, id)).find((each) => each.id === conditionId);
  const before = await held();
  if (!before) throw new Failure("missing", "reviews.condition", "这项条件不在这次评审里，请刷新后再看");
  refuseIf(whyNotMeet("reviews", before, metOn, { concludedOn: review.closedOn, today: ctx.today }));
  const papers = await attachPapers(ctx, review.projectId, file ? [file] : []);
  await ctx.db
    .update(reviewConditions)
    .set({ metOn, metNote, file: file && paperOf(papers, file.id) })
    .where(and(eq(reviewConditions.agencyId, ctx.agencyId), eq(reviewConditions.id, conditionId)));
  const after = await held();
  if (!after) throw new Error("condition not written");
  await record(ctx, {
    subject: conditionSubject,
    id: conditionId,
    before,
    after,
    title: `落实评审条件：${before.content}`,
    happenedOn: metOn,
    on: { subject: projectSubject, id: review.projectId },
  });
  return after;
}

/** To the step after; told on the project. */
export async function goOn(ctx: Context, before: StoredReview, title: string, happenedOn?: string) {
  const step = nextStep(before.steps, before.step) ?? before.step;
  await changeReview(ctx, before, { step });
  return toldReview(ctx, before, before.id, title, happenedOn ? { happenedOn } : {});
}

async function close(
  ctx: Context,
  before: StoredReview,
  state: StoredReview["state"],
  title: string,
  happenedOn: string,
) {
  await changeReview(ctx, before, { state, closedOn: state === "open" ? null : happenedOn });
  return toldReview(ctx, before, before.id, title, { happenedOn });
}

async function changeReview(
  ctx: Context,
  before: StoredReview,
  change: Partial<typeof projectReviews.$inferInsert>,
): Promise<void> {
  await ctx.db
    .update(projectReviews)
    .set({ ...change, version: before.version + 1 })
    .where(and(eq(projectReviews.agencyId, ctx.agencyId), eq(projectReviews.id, before.id)));
}

async function toldReview(
  ctx: Context,
  before: StoredReview | null,
  id: string,
  title: string,
  more: { happenedOn?: string; reason?: string } = {},
) {
  const after = await getReview(ctx, id);
  await record(ctx, {
    subject: reviewSubject,
    id,
    before,
    after,
    title,
    link: `reviews/${id}`,
    ...more,
    on: { subject: projectSubject, id: after.projectId },
  });
  if (after.state === "open" && after.step !== before?.step) await tellReviewers(ctx, after);
  await changeProject(ctx, await getProject(ctx, after.projectId), {});
  return after;
}
