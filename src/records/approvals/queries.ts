import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";
import { type News, news } from "#kit/server/news.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import type { CaseFile } from "./contract.ts";
import type { Standing } from "./rules.ts";
import { requiredSteps } from "./steps/rules.ts";
import {
  approvalActs,
  approvalAttachments,
  approvalCopies,
  approvalFiles,
  approvals,
  approvalStays,
  approvalTasks,
} from "./tables.ts";
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
/** …and it ends, or goes back to its starter. */
export const approvalDecided: News<{
  approvalId: string;
  flow: string;
  subjectId: string;
  outcome: Outcome;
}> = news("approvalDecided");
/** 轮到谁: whoever just received a task, for the notices. */
export const approvalAssigned: News<{ approvalId: string; title: string; stepTitle: string; personIds: string[] }> =
  news("approvalAssigned");
export const approvalUrged: News<{ approvalId: string; title: string; stepTitle: string; personIds: string[] }> =
  news("approvalUrged");

/**
 * 代谁办理: the persons this actor acts for today. Everything here that asks “is it mine” asks this, so that 出差委托 widens
 * it in one place.
 */
export async function actingFor({ actor }: Context): Promise<string[]> {
  return actor.personId ? [actor.personId] : [];
}

/** The last day there is: where a step has no limit. */
export const noLimit = "2199-12-31";
export const shownLimit = (dueOn: string): string | null => (dueOn === noLimit ? null : dueOn);

export type Approval = typeof approvals.$inferSelect;
export type Task = typeof approvalTasks.$inferSelect;

const among = (column: PgColumn, people: string[]): SQL => (people.length > 0 ? inArray(column, people) : sql`false`);

/** A row of a child table that belongs to the approval at hand. */
const has = (ctx: Context, table: typeof approvalTasks | typeof approvalCopies, where: SQL | undefined): SQL =>
  sql`exists (select 1 from ${table} where ${and(eq(table.agencyId, ctx.agencyId), eq(table.approvalId, approvals.id), where)})`;

export const hasTask = (ctx: Context, people: string[], where?: SQL): SQL =>
  has(ctx, approvalTasks, and(among(approvalTasks.personId, people), where));

export const isCopied = (ctx: Context, people: string[]): SQL =>
  and(eq(approvals.state, "approved"), has(ctx, approvalCopies, among(approvalCopies.personId, people))) as SQL;

/** Who may read an approval: by scope (the starter, the head), by a task in it, or once it was agreed to by 抄送. */
export async function reached(ctx: Context): Promise<SQL> {
  const people = await actingFor(ctx);
  const own = visible(ctx, approvals, { granted: true });
  return and(
    eq(approvals.agencyId, ctx.agencyId),
    sql`(${own} or ${hasTask(ctx, people)} or ${isCopied(ctx, people)})`,
  ) as SQL;
}

const missing = () => new Failure("missing", "approvals.missing", "审批不存在，或与您无关");

export async function readApproval(ctx: Context, id: string): Promise<Approval> {
  const [approval] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, id), await reached(ctx)));
  if (!approval) throw missing();
  return approval;
}

/** For a command, with the row lock: by its approvers, or by its starter. To anybody else it is missing. */
export async function getApproval(ctx: Context, id: string, as: "approver" | "starter" | "administrator") {
  const people = await actingFor(ctx);
  const whose = {
    approver: hasTask(ctx, people),
    starter: among(approvals.starterId, people),
    administrator: sql`true`,
  }[as];
  const [approval] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, id), whose))
    .for("update");
  if (!approval) throw missing();
  return approval;
}

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

/**
 * 看到第几轮: the starter and whoever oversees see the latest round; an approver what is before him now, and later what he
 * decided upon, not what was changed after.
 */
export async function roundSeen(ctx: Context, approval: Approval, tasks: readonly Task[]): Promise<number> {
  const people = await actingFor(ctx);
  const mine = tasks.filter(({ personId }) => people.includes(personId));
  const isOpen = mine.some(({ state, voidedAt }) => !voidedAt && (state === "pending" || state === "waiting"));
  if (mine.length === 0 || isOpen) return approval.round;
  const [wider] = await ctx.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(
        eq(approvals.id, approval.id),
        sql`(${visible(ctx, approvals, { granted: true })} or ${isCopied(ctx, people)})`,
      ),
    );
  return wider ? approval.round : Math.max(...mine.map(({ round }) => round));
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

/** 案卷附件: whether somebody may open a stored file because it lies in a case file he may read. */
export async function opensFile(ctx: Context, fileId: string): Promise<boolean> {
  const found = await ctx.db
    .select({ approval: approvals, round: approvalAttachments.round })
    .from(approvalAttachments)
    .innerJoin(approvals, and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, approvalAttachments.approvalId)))
    .where(
      and(eq(approvalAttachments.agencyId, ctx.agencyId), eq(approvalAttachments.fileId, fileId), await reached(ctx)),
    )
    .orderBy(asc(approvalAttachments.round))
    .limit(50);
  for (const { approval, round } of found)
    if (round <= (await roundSeen(ctx, approval, await tasksOf(ctx, approval.id)))) return true;
  return false;
}

interface StandingHere extends Standing {
  task: (Task & { stepTitle: string }) | null;
  mine: Task[];
}

/** What the rules look at, from the rows. */
export async function standingIn(ctx: Context, approval: Approval, tasks: readonly Task[]): Promise<StandingHere> {
  const people = await actingFor(ctx);
  const counting = tasks.filter(({ voidedAt }) => voidedAt === null);
  const mine = counting.filter(({ personId }) => people.includes(personId));
  const titleOf = (code: string | null) => approval.steps.find((step) => step.code === code)?.title ?? null;
  const here = mine.filter(({ stepCode }) => stepCode === approval.stepCode);
  const open = mine.find(({ state }) => state === "pending");
  const task = open ?? here.at(-1) ?? mine.at(-1) ?? null;
  return {
    state: approval.state,
    version: approval.version,
    withdrawal: approval.withdrawal,
    urgedOn: approval.urgedOn,
    stepTitle: titleOf(approval.stepCode),
    isDecidedUpon: counting.some(({ state }) => state === "approved" || state === "rejected"),
    isStarter: people.includes(approval.starterId),
    task: task && { ...task, stepTitle: titleOf(task.stepCode) ?? "" },
    mine,
  };
}

/** The steps this approval must pass, in order. */
export const stepsAhead = ({ steps, amount }: Pick<Approval, "steps" | "amount">) => requiredSteps(steps, amount);

export function flowOf(flows: readonly Flow[], code: string): Flow {
  const flow = flows.find((each) => each.code === code);
  if (!flow) throw new Failure("refused", "approvals.flow.unknown", "这类审批的业务模块没有启用，不能办理");
  return flow;
}
