import { and, eq, inArray, isNull } from "drizzle-orm";
import { addWorkdays } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays, yearOf } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { workMinutes } from "#kit/base/workhours.ts";
import type { Context } from "#kit/server/context.ts";
import { tell } from "#kit/server/news.ts";
import { grantRecord, revokeRecord } from "#kit/server/recordgrants.ts";
import { officeHours } from "../pack.ts";
import { type Approval, approvalAssigned, noLimit, openStay, staysOf, type Task, tasksOf } from "../queries.ts";
import { approvals, approvalStays, approvalTasks } from "../tables.ts";
import type { Step } from "./contract.ts";
import { listDeciders } from "./queries.ts";
import { actedIn, approversOf, type Decider, neededOf, whyNotEnter } from "./rules.ts";

/** A task is read through its own grant no longer than this; the case page stays open to its approver all the same. */
const grantDays = 366;

export const starterOf = ({ starterId, divisionId }: Approval) => ({ personId: starterId, divisionId });

/** 进入步骤: its approvers as of now get a task each; colleagues who waited for 加签 get theirs back. */
export async function enterStep(ctx: Context, approval: Approval, step: Step): Promise<Approval> {
  const tasks = (await tasksOf(ctx, approval.id)).filter(({ voidedAt }) => voidedAt === null);
  const waiting = tasks.filter(({ stepCode, state }) => stepCode === step.code && state === "waiting");
  let needed: number;
  let personIds: string[];
  if (waiting.length > 0) {
    needed = (await staysOf(ctx, approval.id)).findLast(({ stepCode }) => stepCode === step.code)?.needed ?? 1;
    personIds = waiting.map(({ personId }) => personId);
    const receivedAt = ctx.now.toISOString();
    await changeTasks(ctx, waiting, { state: "pending", receivedAt });
  } else {
    const deciders = await listDeciders(ctx);
    const approvers = approversOf(step, { deciders, starter: starterOf(approval), acted: actedIn(tasks) });
    refuseIf(whyNotEnter(step, approvers));
    needed = neededOf(step, approvers.length);
    personIds = approvers.map(({ personId }) => personId);
    await giveTasks(ctx, approval, step.code, approvers);
  }
  const dueOn = limitOf(ctx.today, step.days);
  await ctx.db.insert(approvalStays).values({
    agencyId: ctx.agencyId,
    id: newId(),
    approvalId: approval.id,
    flow: approval.flow,
    flowTitle: approval.flowTitle,
    stepCode: step.code,
    stepTitle: step.title,
    round: approval.round,
    needed,
    enteredAt: ctx.now.toISOString(),
    enteredOn: ctx.today,
    dueOn,
  });
  const entered = { stepCode: step.code, dueOn: dueOn ?? noLimit, urgedOn: null, state: "pending" } as const;
  const after = await changeApproval(ctx, approval, entered);
  await tell(ctx, approvalAssigned, {
    approvalId: approval.id,
    title: approval.title,
    stepTitle: step.title,
    personIds,
  });
  return after;
}

/** Null without a limit, and where the year's calendar is not known: a limit is never guessed. */
function limitOf(today: string, days: number | null): string | null {
  if (days === null) return null;
  try {
    return addWorkdays(today, days, knownCalendars);
  } catch (error) {
    if (error instanceof Failure && error.code === "calendar.missing") return null;
    throw error;
  }
}

/** Each approver may read the subject from now on, until the task ends. */
export async function giveTasks(
  ctx: Context,
  approval: Approval,
  stepCode: string,
  to: readonly Decider[],
  state: "pending" | "waiting" = "pending",
) {
  const until = addDays(ctx.today, grantDays);
  for (const { personId, accountId } of to) {
    const granted = await grantRecord(ctx, grantOf(approval, accountId), until);
    await ctx.db.insert(approvalTasks).values({
      agencyId: ctx.agencyId,
      id: newId(),
      approvalId: approval.id,
      stepCode,
      round: approval.round,
      personId,
      accountId,
      state,
      receivedAt: ctx.now.toISOString(),
      grantedUntil: granted ? until : null,
    });
  }
}

const grantOf = ({ subjectNoun, subjectId }: Approval, accountId: string) => ({
  noun: subjectNoun,
  subjectId,
  accountId,
});

export async function changeTasks(ctx: Context, tasks: readonly Task[], change: Partial<Task>): Promise<void> {
  if (tasks.length === 0) return;
  const ids = tasks.map(({ id }) => id);
  await ctx.db
    .update(approvalTasks)
    .set(change)
    .where(and(eq(approvalTasks.agencyId, ctx.agencyId), inArray(approvalTasks.id, ids)));
}

/** A task ends, and with it what it let its approver read. */
export async function endTasks(ctx: Context, approval: Approval, tasks: readonly Task[], change: Partial<Task>) {
  for (const { accountId, grantedUntil } of tasks)
    if (grantedUntil) await revokeRecord(ctx, grantOf(approval, accountId), grantedUntil);
  await changeTasks(ctx, tasks, { ...change, decidedAt: ctx.now.toISOString() });
}

/** The version rises with what an approver decides upon; a vote among several, a 转办 or a 催办 leaves it as it is. */
export async function changeApproval(ctx: Context, before: Approval, change: Partial<Approval>): Promise<Approval> {
  const [after] = await ctx.db
    .update(approvals)
    .set({ version: before.version + 1, ...change })
    .where(and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, before.id)))
    .returning();
  if (!after) throw new Error("approval not written");
  return after;
}

export async function leaveStep(ctx: Context, approval: Approval): Promise<void> {
  const stay = await openStay(ctx, approval.id);
  if (!stay) return;
  const leftAt = ctx.now.toISOString();
  const hours = officeHours(ctx.pack(yearOf(ctx.today)));
  const minutes = workMinutes(stay.enteredAt, leftAt, hours, knownCalendars);
  await ctx.db
    .update(approvalStays)
    .set({ leftAt, leftOn: ctx.today, workMinutes: minutes })
    .where(and(eq(approvalStays.agencyId, ctx.agencyId), eq(approvalStays.id, stay.id), isNull(approvalStays.leftAt)));
}
