import { createHash } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { addWorkdays } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays, yearOf } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { fen } from "#kit/base/money.ts";
import { workMinutes } from "#kit/base/workhours.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical, record } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { grantRecord, revokeRecord } from "#kit/server/recordgrants.ts";
import { index } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { persons } from "#records/people/tables.ts";
import { approvalSubject, type CaseFile } from "./contract.ts";
import { flowSteps, officeHours } from "./pack.ts";
import {
  type Approval,
  approvalAssigned,
  approvalBegun,
  type Flow,
  getApproval,
  noLimit,
  openStay,
  standingIn,
  stepsAhead,
  type Task,
  tasksOf,
  staysOf,
} from "./queries.ts";
import { whyNotBased, whyNotDecide } from "./rules.ts";
import type { Step } from "./steps/contract.ts";
import { listDeciders } from "./steps/queries.ts";
import { approversOf, type Decider, neededOf, whyNotEnter } from "./steps/rules.ts";
import {
  approvalActs,
  approvalAttachments,
  approvalCopies,
  approvalFiles,
  approvals,
  approvalStays,
  approvalTasks,
} from "./tables.ts";
import { type ActKind, actKinds, approvalStates } from "./words.ts";

/** A task is read through its own grant no longer than this; the case page stays open to its approver all the same. */
const grantDays = 366;

/**
 * 发起审批: for modules. Resolves every step the amount asks for, pins them in the row, and hands the first one out; a step
 * without approvers refuses the whole command, so that nothing ever begins that nobody could decide.
 */
export async function startApproval(
  ctx: Context,
  flow: Flow,
  { subjectId, copyIds = [] }: { subjectId: string; copyIds?: readonly string[] },
): Promise<string> {
  const { db, agencyId, actor } = ctx;
  const { personId, accountId, divisionId } = actor;
  if (!personId || !accountId)
    throw new Failure("refused", "approvals.start.person", "只有在本机构任职的人员可以发起审批");
  const { steps, version, withdrawal } = flowSteps(ctx.pack(yearOf(ctx.today)), flow.code);
  const { title, amount, file } = await flow.read(ctx, subjectId);
  refuseNegative(amount);
  const id = newId();
  const row = {
    agencyId,
    id,
    flow: flow.code,
    flowTitle: flow.title,
    flowVersion: version,
    stepsDigest: digestOf(steps),
    steps,
    withdrawal,
    subjectKind: flow.subject.kind,
    subjectNoun: flow.subject.noun,
    subjectId,
    title,
    amount,
    starterId: personId,
    starterAccountId: accountId,
    divisionId,
    state: "pending" as const,
    startedOn: ctx.today,
    startedAt: ctx.now.toISOString(),
    dueOn: noLimit,
  };
  const [begun] = await db.insert(approvals).values(row).returning().catch(refuseSecond);
  if (!begun) throw new Error("approval not written");
  await keepFile(ctx, begun, file);
  await keepCopies(ctx, id, copyIds);
  await index(ctx, "approval", id, { names: [title], codes: [] });
  await note(ctx, begun, { kind: "start", stepTitle: null });
  const after = await beginRound(ctx, begun);
  await tellHistory(ctx, null, after, actKinds.start);
  return id;
}

export const digestOf = (steps: readonly Step[]): string => createHash("sha256").update(canonical(steps)).digest("hex");

export function refuseNegative(amount: string | null): void {
  if (amount !== null && fen(amount) < 0n)
    throw new Failure("refused", "approvals.amount", "金额不能是负数，请更正后再发起审批");
}

function refuseSecond(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  throw new Failure("refused", "approvals.running", "这件事已有一件审批在办，办结或撤回后才能再发起");
}

export async function keepFile(ctx: Context, { id, round }: Approval, file: CaseFile): Promise<void> {
  const { db, agencyId } = ctx;
  await db.insert(approvalFiles).values({ agencyId, approvalId: id, round, file, at: ctx.now.toISOString() });
  if (file.files.length === 0) return;
  await db
    .insert(approvalAttachments)
    .values(file.files.map((each) => ({ agencyId, fileId: each.id, approvalId: id, round })));
}

async function keepCopies(ctx: Context, approvalId: string, copyIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(copyIds)];
  if (wanted.length === 0) return;
  const known = await ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, ctx.agencyId), inArray(persons.id, wanted)));
  if (known.length < wanted.length)
    throw new Failure("refused", "approvals.copy", "抄送的人员不在本机构，请从列表中选择");
  await ctx.db
    .insert(approvalCopies)
    .values(wanted.map((personId) => ({ agencyId: ctx.agencyId, approvalId, personId })));
}

/** 新的一轮: every step of the band must have somebody today, then the first is entered. */
export async function beginRound(ctx: Context, approval: Approval): Promise<Approval> {
  const steps = stepsAhead(approval);
  const deciders = await listDeciders(ctx);
  for (const step of steps) refuseIf(whyNotEnter(step, approversOf(step, { deciders, starter: starterOf(approval) })));
  const [first] = steps;
  if (!first) throw new Failure("refused", "approvals.flow", "这个金额没有对应的审批步骤，请更正规则包");
  const { id: approvalId, flow, subjectId } = approval;
  await tell(ctx, approvalBegun, { approvalId, flow, subjectId });
  return enterStep(ctx, approval, first);
}

export const starterOf = ({ starterId, divisionId }: Approval) => ({ personId: starterId, divisionId });

/** Who agreed in steps that count. */
export const actedIn = (tasks: readonly Task[]): Set<string> =>
  new Set(tasks.flatMap(({ state, voidedAt, personId }) => (state === "approved" && !voidedAt ? [personId] : [])));

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
export async function giveTasks(ctx: Context, approval: Approval, stepCode: string, to: readonly Decider[]) {
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
      state: "pending",
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

interface Noted {
  kind: ActKind;
  task?: Task;
  stepTitle: string | null;
  toName?: string;
  opinion?: string;
}

/** 办理记录 */
export async function note(ctx: Context, { id, round }: Approval, said: Noted): Promise<void> {
  const { personId } = ctx.actor;
  const byId = personId ?? said.task?.personId;
  if (!byId) throw new Failure("refused", "approvals.person", "只有在本机构任职的人员可以办理审批");
  await ctx.db.insert(approvalActs).values({
    agencyId: ctx.agencyId,
    id: newId(),
    approvalId: id,
    taskId: said.task?.id ?? null,
    round,
    stepTitle: said.stepTitle,
    kind: said.kind,
    byId,
    forId: said.task && said.task.personId !== byId ? said.task.personId : null,
    toName: said.toName ?? null,
    opinion: said.opinion ?? "",
    at: ctx.now.toISOString(),
  });
}

export const stepTitleOf = ({ steps, stepCode }: Approval): string | null =>
  steps.find(({ code }) => code === stepCode)?.title ?? null;

/** The history of the approval, and a line on the page of what it is about. */
export async function tellHistory(ctx: Context, before: Approval | null, after: Approval, act: string, reason = "") {
  const image = (approval: Approval, done: string) => ({
    title: approval.title,
    flowTitle: approval.flowTitle,
    amount: approval.amount,
    state: approval.state,
    stepTitle: stepTitleOf(approval),
    round: approval.round,
    act: done,
    version: approval.version,
  });
  const step = stepTitleOf(before ?? after);
  await record(ctx, {
    subject: approvalSubject,
    id: after.id,
    before: before && image(before, ""),
    after: image(after, act),
    title: `审批：${act}${step ? `（${step}）` : ""}${after.state === "pending" ? "" : `，${approvalStates[after.state]}`}`,
    link: `approvals/${after.id}`,
    on: { subject: { ...approvalSubject, kind: after.subjectKind }, id: after.subjectId },
    ...(reason && { reason }),
  });
}

export const moved = ({ id, state, version }: Approval) => ({ id, state, version });

/** The approval with its row lock, and the asker's open task in it; refused in words where there is none. */
export async function myTurn(ctx: Context, id: string, version: number) {
  const approval = await getApproval(ctx, id, "approver");
  const tasks = await tasksOf(ctx, id);
  const standing = await standingIn(ctx, approval, tasks);
  refuseIf(whyNotDecide(standing) ?? whyNotBased(approval, version));
  const task = standing.task as Task;
  const step = approval.steps.find(({ code }) => code === approval.stepCode) as Step;
  return { approval, tasks, task, step };
}
