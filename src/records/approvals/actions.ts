import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { yearOf } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { fen } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { index } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { persons } from "#records/people/tables.ts";
import { note, tellHistory } from "./acts/actions.ts";
import type { CaseFile } from "./contract.ts";
import { flowSteps } from "./pack.ts";
import { type Approval, approvalBegun, type Flow, noLimit, stepsAhead, tasksOf } from "./queries.ts";
import { whyNotBased, whyNotDecide } from "./rules.ts";
import { getApproval, standingIn } from "./standing/queries.ts";
import { enterStep, starterOf } from "./steps/actions.ts";
import type { Step } from "./steps/contract.ts";
import { listDeciders } from "./steps/queries.ts";
import { approversOf, whyNotEnter } from "./steps/rules.ts";
import { approvalAttachments, approvalCopies, approvalFiles, approvals } from "./tables.ts";
import { actKinds } from "./words.ts";

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
  await tellHistory(ctx, null, after, { act: actKinds.start });
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

/** The approval with its row lock, and the asker's open task in it; refused in words where there is none. */
export async function myTurn(ctx: Context, id: string, version: number) {
  const approval = await getApproval(ctx, id, "approver");
  const tasks = await tasksOf(ctx, id);
  const standing = standingIn(ctx, approval, tasks);
  refuseIf(whyNotDecide(standing) ?? whyNotBased(approval, version));
  const task = standing.task as NonNullable<typeof standing.task>;
  const step = approval.steps.find(({ code }) => code === approval.stepCode) as Step;
  return { approval, tasks, task, step };
}
