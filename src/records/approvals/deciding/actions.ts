import { refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { tell } from "#kit/server/news.ts";
import { index } from "#kit/server/search.ts";
import { beginRound, keepFile, myTurn, refuseNegative } from "../actions.ts";
import { moved, note, stepTitleOf, tellHistory } from "../acts/actions.ts";
import {
  type Approval,
  approvalDecided,
  type Flow,
  flowOf,
  noLimit,
  openStay,
  type Outcome,
  stepsAhead,
  type Task,
  tasksOf,
} from "../queries.ts";
import { whyNotBased, whyNotResubmit, whyNotReturnTo, whyNotWithdraw } from "../rules.ts";
import { getApproval, standingIn } from "../standing/queries.ts";
import { changeApproval, changeTasks, endTasks, enterStep, leaveStep } from "../steps/actions.ts";
import type { Step } from "../steps/contract.ts";
import { verdictOf, votesOf } from "../steps/rules.ts";
import { actKinds } from "../words.ts";
import type { decidingOperations } from "./contract.ts";

export async function approve(ctx: Context, sent: Input<typeof decidingOperations.approve>) {
  return vote(ctx, sent, "approve");
}

export async function reject(ctx: Context, sent: Input<typeof decidingOperations.reject>) {
  return vote(ctx, sent, "reject");
}

async function vote(
  ctx: Context,
  { id, version, opinion }: Input<typeof decidingOperations.approve>,
  kind: "approve" | "reject",
) {
  const { approval, task, step } = await myTurn(ctx, id, version);
  const forId = task.personId;
  const decided = kind === "approve" ? "approved" : "rejected";
  await endTasks(ctx, approval, [task], { state: decided, decidedById: ctx.actor.personId });
  await note(ctx, approval, { kind, task, forId, stepTitle: step.title, opinion });
  const after = await settle(ctx, approval, step);
  await tellHistory(ctx, approval, after, { act: actKinds[kind], reason: opinion, forId });
  return moved(after);
}

/** After a vote: the step goes on waiting, is passed, or ends the approval. */
async function settle(ctx: Context, approval: Approval, step: Step): Promise<Approval> {
  const counting = (await tasksOf(ctx, approval.id)).filter(
    ({ voidedAt, stepCode }) => voidedAt === null && stepCode === step.code,
  );
  const votes = votesOf(counting, () => true);
  const needed = (await openStay(ctx, approval.id))?.needed ?? votes.length;
  const verdict = verdictOf(step.mode, needed, votes);
  if (verdict === "open" || verdict === "stuck") return approval;
  const open = counting.filter(({ state }) => state === "pending");
  await endTasks(ctx, approval, open, { state: "closed" });
  await leaveStep(ctx, approval);
  if (verdict === "rejected") return finish(ctx, approval, "rejected");
  const ahead = stepsAhead(approval);
  const next = ahead[ahead.findIndex(({ code }) => code === step.code) + 1];
  return next ? enterStep(ctx, approval, next) : finish(ctx, approval, "approved");
}

/** 办结: nobody has anything left to do, and the module that owns the subject is told. */
async function finish(ctx: Context, approval: Approval, outcome: Outcome, waited: string[] = []): Promise<Approval> {
  const over = outcome === "returned" ? {} : { endedAt: ctx.now.toISOString() };
  const after = await changeApproval(ctx, approval, {
    state: outcome,
    stepCode: null,
    dueOn: noLimit,
    urgedOn: null,
    ...over,
  });
  const { id: approvalId, flow, subjectId, title, starterId } = approval;
  await tell(ctx, approvalDecided, { approvalId, flow, subjectId, outcome, title, starterId, waited });
  return after;
}

/** What was decided from this step on counts no more; the rows stay, with the round they belong to. */
async function voidFrom(ctx: Context, approval: Approval, tasks: readonly Task[], from: readonly Step[]) {
  const codes = from.map(({ code }) => code);
  const taken = tasks.filter(({ voidedAt, stepCode }) => voidedAt === null && codes.includes(stepCode));
  const open = taken.filter(({ state }) => state === "pending" || state === "waiting");
  await endTasks(ctx, approval, open, { state: "closed" });
  await changeTasks(ctx, taken, { voidedAt: ctx.now.toISOString() });
  await leaveStep(ctx, approval);
}

/** 退回 to the starter, or to a step that was passed; the next round begins there. */
export async function returnTo(
  ctx: Context,
  { id, version, step: to, opinion }: Input<typeof decidingOperations.returnTo>,
) {
  const { approval, tasks, task, step } = await myTurn(ctx, id, version);
  const steps = stepsAhead(approval);
  refuseIf(whyNotReturnTo({ steps, at: approval.stepCode }, to));
  const forId = task.personId;
  await endTasks(ctx, approval, [task], { state: "returned", decidedById: ctx.actor.personId });
  const others = tasks.filter((each) => each.id !== task.id);
  const target = steps.findIndex(({ code }) => code === to);
  await voidFrom(ctx, approval, others, target === -1 ? approval.steps : steps.slice(target));
  await changeTasks(ctx, [task], { voidedAt: ctx.now.toISOString() });
  const toName = steps[target]?.title ?? "发起人";
  await note(ctx, approval, { kind: "return", task, forId, stepTitle: step.title, toName, opinion });
  const after =
    target === -1
      ? await finish(ctx, approval, "returned")
      : await enterStep(ctx, await nextRound(ctx, approval), steps[target] as Step);
  await tellHistory(ctx, approval, after, { act: `退回到${toName}`, reason: opinion, forId });
  return moved(after);
}

const nextRound = (ctx: Context, approval: Approval): Promise<Approval> =>
  changeApproval(ctx, approval, { round: approval.round + 1 });

/** 重新提交: what is shown is read anew, the amount with it; the steps are those the approval began with. */
export async function resubmit(
  ctx: Context,
  flows: readonly Flow[],
  { id, version, opinion }: Input<typeof decidingOperations.resubmit>,
) {
  const approval = await getApproval(ctx, id, "starter");
  const standing = standingIn(ctx, approval, await tasksOf(ctx, id));
  refuseIf(whyNotResubmit(standing) ?? whyNotBased(approval, version));
  const { title, amount, file } = await flowOf(flows, approval.flow).read(ctx, approval.subjectId);
  refuseNegative(amount);
  const again = await changeApproval(ctx, approval, { round: approval.round + 1, title, amount, state: "pending" });
  await keepFile(ctx, again, file);
  await index(ctx, "approval", id, { names: [title], codes: [] });
  const forId = approval.starterId;
  await note(ctx, again, { kind: "resubmit", forId, stepTitle: null, opinion });
  const after = await beginRound(ctx, again);
  await tellHistory(ctx, approval, after, { act: actKinds.resubmit, reason: opinion, forId });
  return moved(after);
}

export async function withdraw(ctx: Context, { id, version, opinion }: Input<typeof decidingOperations.withdraw>) {
  const approval = await getApproval(ctx, id, "starter");
  const tasks = await tasksOf(ctx, id);
  refuseIf(whyNotWithdraw(standingIn(ctx, approval, tasks)) ?? whyNotBased(approval, version));
  await voidFrom(ctx, approval, tasks, []);
  const open = tasks.filter(({ state, voidedAt }) => !voidedAt && (state === "pending" || state === "waiting"));
  await endTasks(ctx, approval, open, { state: "closed" });
  const forId = approval.starterId;
  await note(ctx, approval, { kind: "withdraw", forId, stepTitle: stepTitleOf(approval), opinion });
  const waited = open.map(({ personId }) => personId);
  const after = await finish(ctx, approval, "withdrawn", waited);
  await tellHistory(ctx, approval, after, { act: actKinds.withdraw, reason: opinion, forId });
  return moved(after);
}
