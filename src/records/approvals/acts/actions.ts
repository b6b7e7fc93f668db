import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { approvalSubject } from "../contract.ts";
import type { Approval, Task } from "../queries.ts";
import { approvalActs } from "../tables.ts";
import { type ActKind, approvalStates } from "../words.ts";

interface Noted {
  kind: ActKind;
  task?: Task;
  /** 代谁: whose matter it was; one's own where it is oneself. */
  forId?: string | null;
  stepTitle: string | null;
  toName?: string;
  opinion?: string;
}

/** 办理记录 */
export async function note(ctx: Context, { id, round }: Approval, said: Noted): Promise<void> {
  const { personId: byId } = ctx.actor;
  if (!byId) throw new Failure("refused", "approvals.person", "只有在本机构任职的人员可以办理审批");
  const { forId = null } = said;
  await ctx.db.insert(approvalActs).values({
    agencyId: ctx.agencyId,
    id: newId(),
    approvalId: id,
    taskId: said.task?.id ?? null,
    round,
    stepTitle: said.stepTitle,
    kind: said.kind,
    byId,
    forId: forId === byId ? null : forId,
    toName: said.toName ?? null,
    opinion: said.opinion ?? "",
    at: ctx.now.toISOString(),
  });
}

export const stepTitleOf = ({ steps, stepCode }: Approval): string | null =>
  steps.find(({ code }) => code === stepCode)?.title ?? null;

interface Told {
  act: string;
  reason?: string;
  forId?: string | null;
}

/** The history of the approval, and a line on the page of what it is about. */
export async function tellHistory(
  ctx: Context,
  before: Approval | null,
  after: Approval,
  { act, reason = "", forId = null }: Told,
) {
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
    forPersonId: forId === ctx.actor.personId ? null : forId,
    ...(reason && { reason }),
  });
}

export const moved = ({ id, state, version }: Approval) => ({ id, state, version });
