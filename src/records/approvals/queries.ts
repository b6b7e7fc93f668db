import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";
import { type News, news } from "#kit/server/news.ts";
import { persons } from "#records/people/tables.ts";
import type { CaseFile } from "./contract.ts";
import { requiredSteps } from "./steps/rules.ts";
import { approvalActs, approvalCopies, approvalFiles, approvals, approvalStays, approvalTasks } from "./tables.ts";
import type { ApprovalState } from "./words.ts";

/**
 * 流程: declared by the module that owns the subject, its steps by the rule pack. `read` tells what the approvers are shown
 * and the amount the bands go by; it is asked when the approval begins and again at every new round.
 */
export interface Flow {
  code: string;
  title: string;
  subject: Subject;
  /** 按哪个金额分档; null where the flow has no bands. */
  amountTitle: string | null;
  read: (ctx: Context, subjectId: string) => Promise<{ title: string; amount: string | null; file: CaseFile }>;
  /** Whether this reader may open the subject itself today. */
  isSeen: (ctx: Context, subjectId: string) => Promise<boolean>;
}

export type Outcome = Exclude<ApprovalState, "pending">;

/** Told in the same transaction, so that the module that owns the subject follows: it begins, anew or again… */
export const approvalBegun: News<{ approvalId: string; flow: string; subjectId: string }> = news("approvalBegun");
/** …and it ends, or goes back to its starter. `waited` are those whose turn it still was. */
export const approvalDecided: News<{
  approvalId: string;
  flow: string;
  subjectId: string;
  outcome: Outcome;
  title: string;
  starterId: string;
  waited: string[];
}> = news("approvalDecided");
/** 换发起人: a case goes on in somebody else's name (交接), and with it what it is about. */
export const approvalHandedOn: News<{
  approvalId: string;
  flow: string;
  subjectId: string;
  to: { personId: string; divisionId: string | null };
}> = news("approvalHandedOn");
interface Awaited {
  approvalId: string;
  title: string;
  stepTitle: string;
  personIds: string[];
}
/** 轮到谁: whoever just received a task, and whoever is urged, for the notices. */
export const approvalAssigned: News<Awaited> = news("approvalAssigned");
export const approvalUrged: News<Awaited> = news("approvalUrged");

/** The last day there is: where a step has no limit. */
export const noLimit = "2199-12-31";
export const shownLimit = (dueOn: string): string | null => (dueOn === noLimit ? null : dueOn);

export type Approval = typeof approvals.$inferSelect;
export type Task = typeof approvalTasks.$inferSelect;

const ofApproval = (ctx: Context, table: { agencyId: PgColumn; approvalId: PgColumn }, id: string) =>
  and(eq(table.agencyId, ctx.agencyId), eq(table.approvalId, id));

/** Every task of an approval, oldest first; `voidedAt` marks those that count no more. */
export async function tasksOf(ctx: Context, approvalId: string): Promise<Task[]> {
  return ctx.db
    .select()
    .from(approvalTasks)
    .where(ofApproval(ctx, approvalTasks, approvalId))
    .orderBy(asc(approvalTasks.id));
}

export async function staysOf(ctx: Context, approvalId: string) {
  return ctx.db
    .select()
    .from(approvalStays)
    .where(ofApproval(ctx, approvalStays, approvalId))
    .orderBy(asc(approvalStays.id));
}

export async function openStay(ctx: Context, approvalId: string) {
  const [stay] = await ctx.db
    .select()
    .from(approvalStays)
    .where(and(ofApproval(ctx, approvalStays, approvalId), isNull(approvalStays.leftAt)));
  return stay ?? null;
}

export async function actsOf(ctx: Context, approvalId: string) {
  const name = (column: PgColumn) =>
    sql<string>`(select name from person p where p.agency_id = ${ctx.agencyId} and p.id = ${column})`;
  return ctx.db
    .select({
      id: approvalActs.id,
      taskId: approvalActs.taskId,
      kind: approvalActs.kind,
      round: approvalActs.round,
      stepTitle: approvalActs.stepTitle,
      byName: name(approvalActs.byId),
      forName: sql<
        string | null
      >`case when ${approvalActs.forId} is null then null else ${name(approvalActs.forId)} end`,
      toName: approvalActs.toName,
      opinion: approvalActs.opinion,
      at: approvalActs.at,
    })
    .from(approvalActs)
    .where(ofApproval(ctx, approvalActs, approvalId))
    .orderBy(asc(approvalActs.id));
}

/** The file as it was shown in a round, or in the latest one before. */
export async function fileOf(ctx: Context, approvalId: string, upTo: number) {
  const [found] = await ctx.db
    .select({ file: approvalFiles.file, round: approvalFiles.round })
    .from(approvalFiles)
    .where(and(ofApproval(ctx, approvalFiles, approvalId), sql`${approvalFiles.round} <= ${upTo}`))
    .orderBy(desc(approvalFiles.round))
    .limit(1);
  if (!found) throw new Error("an approval without its file");
  return found;
}

export async function copyIdsOf(ctx: Context, approvalId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: approvalCopies.personId })
    .from(approvalCopies)
    .where(ofApproval(ctx, approvalCopies, approvalId));
  return rows.map(({ id }) => id);
}

export async function copiesOf(ctx: Context, approvalId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: persons.name })
    .from(approvalCopies)
    .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, approvalCopies.personId)))
    .where(ofApproval(ctx, approvalCopies, approvalId))
    .orderBy(asc(persons.name));
  return rows.map(({ name }) => name);
}

/** The steps this approval must pass, in order. */
export const stepsAhead = ({ steps, amount }: Pick<Approval, "steps" | "amount">) => requiredSteps(steps, amount);

export function flowOf(flows: readonly Flow[], code: string): Flow {
  const flow = flows.find((each) => each.code === code);
  if (!flow) throw new Failure("refused", "approvals.flow.unknown", "这类审批的业务模块没有启用，不能办理");
  return flow;
}
