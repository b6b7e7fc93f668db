import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { type Approval, type Task, tasksOf } from "../queries.ts";
import type { Standing } from "../rules.ts";
import { approvalAttachments, approvalCopies, approvals, approvalTasks } from "../tables.ts";

type Entrusted = "approvals.read" | "approvals.decide" | "approvals.start";

/**
 * 代谁办理: the person herself, and whoever entrusted her with one of these permissions for today (委托). The actor brings
 * them along, so that nothing is asked of the database. Everything here that asks “is it mine” asks this.
 */
export function actingFor({ actor }: Context, ...permissions: Entrusted[]): string[] {
  const lent = actor.entrustments.filter(({ grants }) => permissions.some((each) => grants.has(each)));
  return [...(actor.personId ? [actor.personId] : []), ...lent.map(({ personId }) => personId)];
}

/** Whose approvals one may look into: whoever may decide for somebody must see what it is about. */
const readers = (ctx: Context) => actingFor(ctx, "approvals.read", "approvals.decide");

/** The name of whom a task is done for; null where it is one's own. */
const nameOfGiver = ({ actor }: Context, personId: string): string | null =>
  personId === actor.personId ? null : (actor.entrustments.find((each) => each.personId === personId)?.name ?? null);

const among = (column: PgColumn, people: string[]): SQL => (people.length > 0 ? inArray(column, people) : sql`false`);

/** A row of a child table that belongs to the approval at hand. */
const has = (ctx: Context, table: typeof approvalTasks | typeof approvalCopies, where: SQL | undefined): SQL =>
  sql`exists (select 1 from ${table} where ${and(eq(table.agencyId, ctx.agencyId), eq(table.approvalId, approvals.id), where)})`;

const isOpen = and(eq(approvalTasks.state, "pending"), isNull(approvalTasks.voidedAt));

/** 轮到我: own tasks, and those of whoever entrusted one, as far as `whyNotDecide` lets one act for another. */
export function isMyTurn(ctx: Context): SQL {
  const me = actingFor(ctx);
  const others = actingFor(ctx, "approvals.decide").slice(me.length);
  const own = has(ctx, approvalTasks, and(among(approvalTasks.personId, me), isOpen));
  if (others.length === 0) return own;
  const part = and(
    isNull(approvalTasks.voidedAt),
    or(
      among(approvalTasks.decidedById, me),
      and(among(approvalTasks.personId, me), inArray(approvalTasks.state, ["waiting", "approved", "rejected"])),
    ),
  );
  const entrusted = and(
    ...me.map((each) => ne(approvals.starterId, each)),
    has(ctx, approvalTasks, and(among(approvalTasks.personId, others), isOpen)),
    sql`not ${has(ctx, approvalTasks, part)}`,
  );
  return or(own, entrusted) as SQL;
}

/** 我已办: decided by oneself, for whomever; and what a stand-in decided in one's name. */
export function isDecidedByMe(ctx: Context): SQL {
  const me = actingFor(ctx);
  const mine = or(among(approvalTasks.personId, me), among(approvalTasks.decidedById, me));
  return has(
    ctx,
    approvalTasks,
    and(mine, inArray(approvalTasks.state, ["approved", "rejected", "returned", "delegated"])),
  );
}

export const isStartedBy = (ctx: Context): SQL => among(approvals.starterId, actingFor(ctx, "approvals.start"));

export const isCopied = (ctx: Context): SQL =>
  and(
    eq(approvals.state, "approved"),
    has(ctx, approvalCopies, among(approvalCopies.personId, actingFor(ctx, "approvals.read"))),
  ) as SQL;

/** Who may read an approval: by scope (the starter, the head), by a task in it, or once it was agreed to by 抄送. */
export function reached(ctx: Context): SQL {
  const own = visible(ctx, approvals, { granted: true });
  const mine = or(among(approvalTasks.personId, readers(ctx)), among(approvalTasks.decidedById, actingFor(ctx)));
  return and(
    eq(approvals.agencyId, ctx.agencyId),
    sql`(${own} or ${has(ctx, approvalTasks, mine)} or ${isCopied(ctx)})`,
  ) as SQL;
}

const missing = () => new Failure("missing", "approvals.missing", "审批不存在，或与您无关");

export async function readApproval(ctx: Context, id: string): Promise<Approval> {
  const [approval] = await ctx.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.id, id), reached(ctx)));
  if (!approval) throw missing();
  return approval;
}

/** For a command, with the row lock: by its approvers, or by its starter. To anybody else it is missing. */
export async function getApproval(ctx: Context, id: string, as: "approver" | "starter" | "administrator") {
  const whose = {
    approver: has(ctx, approvalTasks, among(approvalTasks.personId, actingFor(ctx, "approvals.decide"))),
    starter: isStartedBy(ctx),
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

/** 看得到、点得开的: for whoever points at approvals from elsewhere, a notice for instance. */
export async function approvalPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: approvals.id, name: approvals.title, isSeen: sql<boolean>`${reached(ctx)}` })
    .from(approvals)
    .where(and(eq(approvals.agencyId, ctx.agencyId), inArray(approvals.id, ids)));
  const may = ctx.actor.grants.has("approvals.read");
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: may && isSeen ? `approvals/${id}` : null }));
}

/**
 * 看到第几轮: the starter and whoever oversees see the latest round; an approver what is before him now, and later what he
 * decided upon, not what was changed after.
 */
export async function roundSeen(ctx: Context, approval: Approval, tasks: readonly Task[]): Promise<number> {
  const people = readers(ctx);
  const mine = tasks.filter(
    ({ personId, decidedById }) => people.includes(personId) || (decidedById && decidedById === ctx.actor.personId),
  );
  const isBefore = mine.some(({ state, voidedAt }) => !voidedAt && (state === "pending" || state === "waiting"));
  if (mine.length === 0 || isBefore) return approval.round;
  const [wider] = await ctx.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(eq(approvals.id, approval.id), sql`(${visible(ctx, approvals, { granted: true })} or ${isCopied(ctx)})`),
    );
  return wider ? approval.round : Math.max(...mine.map(({ round }) => round));
}

/** 案卷附件: whether somebody may open a stored file because it lies in a case file he may read. */
export async function opensFile(ctx: Context, fileId: string): Promise<boolean> {
  const found = await ctx.db
    .select({ approval: approvals, round: approvalAttachments.round })
    .from(approvalAttachments)
    .innerJoin(approvals, and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, approvalAttachments.approvalId)))
    .where(and(eq(approvalAttachments.agencyId, ctx.agencyId), eq(approvalAttachments.fileId, fileId), reached(ctx)))
    .orderBy(asc(approvalAttachments.round))
    .limit(50);
  for (const { approval, round } of found)
    if (round <= (await roundSeen(ctx, approval, await tasksOf(ctx, approval.id)))) return true;
  return false;
}

interface StandingHere extends Standing {
  task: (Task & { stepTitle: string; forName: string | null }) | null;
  mine: Task[];
}

/** What the rules look at, from the rows. Of several tasks one's own comes first, then whoever's one stands in for. */
export function standingIn(ctx: Context, approval: Approval, tasks: readonly Task[]): StandingHere {
  const me = ctx.actor.personId;
  const people = actingFor(ctx, "approvals.decide");
  const counting = tasks.filter(({ voidedAt }) => voidedAt === null);
  const mine = counting
    .filter(({ personId }) => people.includes(personId))
    .sort((a, b) => people.indexOf(b.personId) - people.indexOf(a.personId));
  const titleOf = (code: string | null) => approval.steps.find((step) => step.code === code)?.title ?? null;
  const here = mine.filter(({ stepCode }) => stepCode === approval.stepCode);
  const open = mine.findLast(({ state }) => state === "pending");
  const task = open ?? here.at(-1) ?? mine.at(-1) ?? null;
  const parts: string[] = ["waiting", "approved", "rejected"];
  return {
    state: approval.state,
    version: approval.version,
    withdrawal: approval.withdrawal,
    urgedOn: approval.urgedOn,
    stepTitle: titleOf(approval.stepCode),
    isDecidedUpon: counting.some(({ state }) => state === "approved" || state === "rejected"),
    isStarter: actingFor(ctx, "approvals.start").includes(approval.starterId),
    hasStarted: approval.starterId === me,
    hasPart: counting.some(
      ({ personId, decidedById, state }) =>
        me !== null && (decidedById === me || (personId === me && parts.includes(state))),
    ),
    task: task && { ...task, stepTitle: titleOf(task.stepCode) ?? "", forName: nameOfGiver(ctx, task.personId) },
    mine,
  };
}
