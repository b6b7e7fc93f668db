import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Approval, Task } from "../queries.ts";
import { approvals, approvalTasks } from "../tables.ts";
import { type ApprovalState, approvalStates } from "../words.ts";

export const waitingKind = "approvalTask";
export const startedKind = "approvalStarted";

const running: ApprovalState[] = ["pending", "returned"];

const ofPerson = ({ agencyId }: Pick<Context, "agencyId">, personId: string) =>
  and(
    eq(approvalTasks.agencyId, agencyId),
    eq(approvalTasks.personId, personId),
    isNull(approvalTasks.voidedAt),
    inArray(approvalTasks.state, ["pending", "waiting"]),
  );

const listed = { subjectId: approvals.id, title: approvals.title, version: approvals.version };

/** 待办的审批: what waits for this person, 加签 that has yet to come back included. */
export async function tasksHeld(ctx: Context, personId: string): Promise<Held> {
  const rows = await ctx.db
    .selectDistinct({ ...listed, note: approvals.flowTitle })
    .from(approvalTasks)
    .innerJoin(approvals, and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, approvalTasks.approvalId)))
    .where(and(ofPerson(ctx, personId), eq(approvals.state, "pending")))
    .orderBy(asc(approvals.id));
  return { kind: waitingKind, title: "待办的审批", rows };
}

/** 发起的审批 that are not over: whoever answers for them urges, withdraws, mends and submits again. */
export async function startedHeld(ctx: Context, personId: string): Promise<Held> {
  const rows = await ctx.db
    .select({ ...listed, flowTitle: approvals.flowTitle, state: approvals.state })
    .from(approvals)
    .where(
      and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.starterId, personId), inArray(approvals.state, running)),
    )
    .orderBy(asc(approvals.id));
  return {
    kind: startedKind,
    title: "发起的审批",
    rows: rows.map(({ flowTitle, state, ...row }) => ({ ...row, note: `${flowTitle}，${approvalStates[state]}` })),
  };
}

/** Every listed approval with its row lock, in one order whoever asks, so that two handovers do not wait for each other. */
export async function lockListed(ctx: Context, { items }: Moving): Promise<Map<string, Approval>> {
  const wanted = [waitingKind, startedKind].flatMap((kind) => items.get(kind) ?? []);
  const ids = [...new Set(wanted.map(({ subjectId }) => subjectId))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.agencyId, ctx.agencyId), inArray(approvals.id, ids)))
    .orderBy(asc(approvals.id))
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

export async function openTasksOf(ctx: Context, personId: string, approvalIds: string[]): Promise<Task[]> {
  return ctx.db
    .select()
    .from(approvalTasks)
    .where(and(ofPerson(ctx, personId), inArray(approvalTasks.approvalId, approvalIds)))
    .orderBy(asc(approvalTasks.id));
}
