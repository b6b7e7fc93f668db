import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { sqlState } from "#kit/server/serve.ts";
import { divisions, persons } from "../tables.ts";
import { type divisionOperations, divisionSubject } from "./contract.ts";
import { branches, getDivision, insides } from "./queries.ts";
import { reordered, whyNotClose, whyNotParent } from "./rules.ts";

/** 科室将撤销: whoever above has open matters in it refuses. */
export const divisionClosing = news<{ id: string; name: string }>("divisionClosing");

type Changes = Partial<typeof divisions.$inferInsert>;

export async function createDivision(
  ctx: Context,
  { name, parentId = null, headId = null, openedOn = null }: NewDivision,
) {
  const all = await branches(ctx);
  refuseIf(whyNotParent(null, parentId, all));
  await refuseHead(ctx, headId);
  const id = newId();
  await ctx.db
    .insert(divisions)
    .values({ agencyId: ctx.agencyId, id, name, position: all.length + 1, parentId, headId, openedOn })
    .catch((error: unknown) => refuseName(error, name));
  const after = await getDivision(ctx, id);
  await record(ctx, { subject: divisionSubject, id, before: null, after });
  return after;
}

type NewDivision = { name: string } & Partial<Input<typeof divisionOperations.create>>;

export async function updateDivision(ctx: Context, sent: Input<typeof divisionOperations.update>) {
  const before = await getDivision(ctx, sent.id);
  refuseClosed(before);
  await refuseConflict(ctx, divisionSubject, sent, before);
  await refuseHead(ctx, sent.changes.headId ?? null);
  return change(ctx, before, sent.changes as Changes);
}

/** 移动与排序: the new siblings are numbered anew, so that their order never depends on what stood there before. */
export async function moveDivision(
  ctx: Context,
  { id, version, parentId, beforeId }: Input<typeof divisionOperations.move>,
) {
  const before = await getDivision(ctx, id);
  refuseClosed(before);
  await refuseConflict(ctx, divisionSubject, { id, version, changes: { parentId } }, before);
  const all = await branches(ctx);
  refuseIf(whyNotParent(id, parentId, all));
  const siblings = all.filter((each) => each.parentId === parentId).map((each) => each.id);
  for (const [index, each] of reordered(siblings, id, beforeId).entries())
    await ctx.db
      .update(divisions)
      .set({ position: index + 1 })
      .where(and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, each)));
  return change(ctx, before, { parentId }, { reason: "移动或排序" });
}

export async function closeDivision(
  ctx: Context,
  { id, version, closedOn, reason }: Input<typeof divisionOperations.close>,
) {
  const before = await getDivision(ctx, id);
  refuseIf(whyNotClose({ ...before, ...(await insides(ctx))(id) }));
  await refuseConflict(ctx, divisionSubject, { id, version, changes: { closedOn } }, before);
  if (closedOn > ctx.today) throw new Failure("refused", "divisions.close.day", "撤销日期还没到，请到当日再办理");
  await tell(ctx, divisionClosing, { id, name: before.name });
  return change(ctx, before, { closedOn }, { reason });
}

export async function reopenDivision(ctx: Context, { id, version, reason }: Input<typeof divisionOperations.reopen>) {
  const before = await getDivision(ctx, id);
  if (!before.closedOn) throw new Failure("refused", "divisions.reopen.state", "科室没有撤销，无需恢复");
  await refuseConflict(ctx, divisionSubject, { id, version, changes: { closedOn: null } }, before);
  refuseIf(whyNotParent(id, before.parentId, await branches(ctx)));
  return change(ctx, before, { closedOn: null }, { reason });
}

type Division = Awaited<ReturnType<typeof getDivision>>;

async function change(ctx: Context, before: Division, changes: Changes, why: { reason?: string } = {}) {
  await ctx.db
    .update(divisions)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, before.id)))
    .catch((error: unknown) => refuseName(error, changes.name ?? before.name));
  const after = await getDivision(ctx, before.id);
  await record(ctx, { subject: divisionSubject, id: before.id, before, after, ...why });
  return after;
}

function refuseClosed({ name, closedOn }: Division): void {
  if (closedOn) throw new Failure("refused", "divisions.closed", `“${name}”已于 ${closedOn} 撤销，请先恢复再修改`);
}

async function refuseHead({ db, agencyId, today }: Context, headId: string | null): Promise<void> {
  if (headId === null) return;
  const [head] = await db
    .select({ leftOn: persons.leftOn })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, headId)));
  if (!head || (head.leftOn !== null && head.leftOn < today))
    throw new Failure("refused", "divisions.head", "负责人不在本机构或已离开，请重新选择");
}

function refuseName(error: unknown, name: string): never {
  if (sqlState(error) === "23505") throw new Failure("refused", "divisions.name", `已有名为“${name}”的科室`);
  throw error;
}
