import { and, eq } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { tell } from "#kit/server/news.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { note, tellHistory } from "../acts/actions.ts";
import { whyNotReceive } from "../handing/rules.ts";
import { type Approval, approvalAssigned, approvalHandedOn, type Task, tasksOf } from "../queries.ts";
import { endTasks, giveTasks } from "../steps/actions.ts";
import type { Step } from "../steps/contract.ts";
import { listDeciders } from "../steps/queries.ts";
import type { Decider } from "../steps/rules.ts";
import { approvals } from "../tables.ts";
import { actKinds } from "../words.ts";
import { lockListed, openTasksOf, startedKind, waitingKind } from "./queries.ts";

type Listed = { subjectId: string; title: string; version: number };

/**
 * 审批随人移交: what the giver began goes to the receiver with its subject, what waits for the giver waits for the receiver.
 * Nobody becomes starter and approver of one case by it, and nobody decides who may not.
 */
export async function moveApprovals(ctx: Context, moving: Moving): Promise<Stale[]> {
  const [started, waiting] = [moving.items.get(startedKind) ?? [], moving.items.get(waitingKind) ?? []];
  if (started.length + waiting.length === 0) return [];
  const known = await lockListed(ctx, moving);
  const stale: Stale[] = [];
  for (const item of started) stale.push(...(await moveStarted(ctx, moving, item, known)));
  stale.push(...(await moveTasks(ctx, moving, waiting, known)));
  return stale;
}

/** Changed since the list was drawn up, or over. */
const staleOf = (approval: Approval | undefined, { title, version }: Listed): Stale | null =>
  approval && approval.version === version && ["pending", "returned"].includes(approval.state)
    ? null
    : { title, why: "已有进展" };

async function moveStarted(
  ctx: Context,
  { giver, receiver }: Moving,
  item: Listed,
  known: Map<string, Approval>,
): Promise<Stale[]> {
  const before = known.get(item.subjectId);
  const stale = staleOf(before, item);
  if (stale || !before) return stale ? [stale] : [];
  if (before.starterId !== giver.personId) return [{ title: item.title, why: "已不在移交人名下" }];
  const parts = (await tasksOf(ctx, before.id)).filter(
    ({ voidedAt, personId, decidedById }) => !voidedAt && [personId, decidedById].includes(receiver.personId),
  );
  if (parts.length > 0) return [{ title: item.title, why: "由接收人审批，不能同时由其发起", isBarred: true }];
  if (!receiver.accountId) throw new Error("the receiver has no account");
  const owner = {
    starterId: receiver.personId,
    starterAccountId: receiver.accountId,
    divisionId: receiver.divisionId,
    version: before.version,
  };
  await ctx.db
    .update(approvals)
    .set(owner)
    .where(and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, before.id)));
  const after = { ...before, ...owner };
  known.set(before.id, after);
  const { flow, subjectId } = before;
  const to = { personId: receiver.personId, divisionId: receiver.divisionId };
  await tell(ctx, approvalHandedOn, { approvalId: before.id, flow, subjectId, to });
  await note(ctx, after, { kind: "handOver", stepTitle: null, toName: receiver.name });
  await tellHistory(ctx, before, after, { act: `${actKinds.handOver}，发起人变更` });
  return [];
}

async function moveTasks(
  ctx: Context,
  { giver, receiver }: Moving,
  listed: readonly Listed[],
  known: Map<string, Approval>,
): Promise<Stale[]> {
  if (listed.length === 0) return [];
  const decider = (await listDeciders(ctx)).find(({ personId }) => personId === receiver.personId);
  const ids = listed.map(({ subjectId }) => subjectId);
  const open = await openTasksOf(ctx, giver.personId, ids);
  const stale: Stale[] = [];
  for (const item of listed) {
    const approval = known.get(item.subjectId);
    const own = open.filter(({ approvalId }) => approvalId === item.subjectId);
    const changed = staleOf(approval, item);
    if (changed || !approval || own.length === 0) stale.push(changed ?? { title: item.title, why: "已不等移交人审批" });
    else if (!decider) stale.push({ title: item.title, why: "等人审批，接收人没有审批权限", isBarred: true });
    else stale.push(...(await moveOwn(ctx, approval, own, decider)));
  }
  return stale;
}

async function moveOwn(ctx: Context, approval: Approval, own: readonly Task[], to: Decider): Promise<Stale[]> {
  const tasks = (await tasksOf(ctx, approval.id)).filter(({ id }) => !own.some((each) => each.id === id));
  for (const task of own) {
    const step = approval.steps.find(({ code }) => code === task.stepCode) as Step;
    const refusal = whyNotReceive({ starterId: approval.starterId, step, tasks }, to);
    if (refusal) return [{ title: approval.title, why: `不能由接收人审批（${refusal.message}）`, isBarred: true }];
    await endTasks(ctx, approval, [task], { state: "replaced" });
    await giveTasks(ctx, approval, step.code, [to], task.state === "waiting" ? "waiting" : "pending");
    await note(ctx, approval, { kind: "handOver", task, stepTitle: step.title, toName: to.name });
    const told = { approvalId: approval.id, title: approval.title, stepTitle: step.title, personIds: [to.personId] };
    if (task.state === "pending") await tell(ctx, approvalAssigned, told);
    await tellHistory(ctx, approval, approval, { act: `${actKinds.handOver}，审批人变更` });
  }
  return [];
}
