import { and, eq, inArray, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { isReached } from "#kit/server/scope.ts";
import { findParty } from "../delegations/queries.ts";
import { type handoverOperations, handoverSubject } from "./contract.ts";
import {
  digestOf,
  getHandover,
  handoverAwaits,
  handoverEnded,
  holdingsOf,
  listItems,
  moveHoldings,
  signing,
} from "./queries.ts";
import {
  changedSentence,
  nextRole,
  stateAfter,
  whyNotCancel,
  whyNotChoose,
  whyNotList,
  whyNotPrepare,
  whyNotRenew,
} from "./rules.ts";
import { handoverItems, handoverSignatures, handovers } from "./tables.ts";
import { signatureRoles } from "./words.ts";

type Handover = Awaited<ReturnType<typeof getHandover>>;

/** 拟稿: by the giver, or by whoever answers for the giver's division or the agency. */
export async function createHandover(ctx: Context, wanted: Input<typeof handoverOperations.create>) {
  const { agencyId, actor, today } = ctx;
  if (!actor.personId) throw new Failure("refused", "handovers.nobody", "您的账号在本机构没有对应的人员，不能办理交接");
  const giver = await findParty(ctx, wanted.giverId);
  if (!isReached(actor, "handovers.manage", { officerId: giver.personId, divisionId: giver.divisionId }))
    throw new Failure("refused", "handovers.scope", "只能为本人或自己管理范围内的人员拟办交接，其他人员请由主任办理");
  const receiver = await findParty(ctx, wanted.receiverId);
  const witness = wanted.witnessId ? await findParty(ctx, wanted.witnessId) : null;
  refuseIf(whyNotPrepare(giver, receiver, witness));
  const id = newId();
  const year = Number(today.slice(0, 4));
  await ctx.db.insert(handovers).values({
    agencyId,
    id,
    year,
    number: await nextNumber(ctx, year),
    giverId: giver.personId,
    giverDivisionId: giver.divisionId,
    receiverId: receiver.personId,
    witnessId: witness?.personId ?? null,
    drafterId: actor.personId,
    reason: wanted.reason,
    state: "draft",
    preparedOn: today,
  });
  await drawUp(ctx, id, { personId: giver.personId, accountId: giver.accountId }, new Set());
  const after = await getHandover(ctx, id);
  await record(ctx, { subject: handoverSubject, id, before: null, after, title: "拟稿" });
  await tellStanding(ctx, after);
  return after;
}

/** 编号 of the year, one after the other: whoever comes second waits for the first to be done. */
async function nextNumber({ db, agencyId }: Context, year: number): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`handover ${agencyId}`}, 0))`);
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${handovers.number}), 0)::integer` })
    .from(handovers)
    .where(and(eq(handovers.agencyId, agencyId), eq(handovers.year, year)));
  return (last?.number ?? 0) + 1;
}

/** 清单: everything the giver holds now; what was left out before stays left out. */
async function drawUp(
  ctx: Context,
  handoverId: string,
  giver: { personId: string; accountId: string | null },
  leftOut: ReadonlySet<string>,
): Promise<void> {
  const held = await holdingsOf(ctx, giver);
  const rows = held.flatMap(({ kind, title: kindTitle, rows: each }) =>
    each.map((row) => ({ kind, kindTitle, ...row })),
  );
  refuseIf(whyNotList(rows.length));
  const values = rows.map((row, position) => ({
    ...row,
    agencyId: ctx.agencyId,
    handoverId,
    position,
    isLeftOut: leftOut.has(`${row.kind} ${row.subjectId}`),
  }));
  for (const part of inParts(values, 500)) await ctx.db.insert(handoverItems).values(part);
}

async function held(ctx: Context, { id, version }: { id: string; version: number }): Promise<Handover> {
  const before = await getHandover(ctx, id);
  if (before.version !== version)
    throw new Failure("refused", "handovers.conflict", "这份交接刚被他人改过，请刷新后看清再办");
  return before;
}

async function written(
  ctx: Context,
  before: Handover,
  set: Partial<typeof handovers.$inferInsert>,
  { title, reason }: { title?: string; reason?: string } = {},
): Promise<Handover> {
  await ctx.db
    .update(handovers)
    .set({ ...set, version: before.version + 1 })
    .where(and(eq(handovers.agencyId, ctx.agencyId), eq(handovers.id, before.id)));
  const after = await getHandover(ctx, before.id);
  await record(ctx, {
    subject: handoverSubject,
    id: before.id,
    before,
    after,
    ...(title ? { title } : {}),
    ...(reason ? { reason } : {}),
  });
  if (set.state) await tellStanding(ctx, after);
  return after;
}

/** Who is to sign now, or that it is over. */
async function tellStanding(ctx: Context, { id, code, state, ...people }: Handover): Promise<void> {
  const { giverId, receiverId, witnessId } = people;
  const parties = [giverId, receiverId, ...(witnessId ? [witnessId] : [])];
  if (state === "done" || state === "cancelled") {
    await tell(ctx, handoverEnded, { id, code, state, personIds: parties });
    return;
  }
  const role = nextRole(state);
  if (!role) return;
  const isGone = role === "giver" && !(await findParty(ctx, giverId)).isActive;
  const due = { giver: giverId, receiver: receiverId, witness: witnessId }[role];
  await tell(ctx, handoverAwaits, { id, code, role, personId: isGone ? null : due });
}

const ofHandover = ({ agencyId }: Context, id: string) =>
  and(eq(handoverItems.agencyId, agencyId), eq(handoverItems.handoverId, id));

export async function chooseItems(ctx: Context, { leftOut, ...sent }: Input<typeof handoverOperations.choose>) {
  const before = await held(ctx, sent);
  refuseIf(whyNotChoose(before));
  const mine = ofHandover(ctx, before.id);
  await ctx.db.update(handoverItems).set({ isLeftOut: false }).where(mine);
  for (const part of inParts(leftOut, 500))
    await ctx.db
      .update(handoverItems)
      .set({ isLeftOut: true })
      .where(and(mine, inArray(handoverItems.subjectId, part)));
  return written(ctx, before, {});
}

/** 更新清单: drawn up anew as things stand now; it is signed from the beginning. */
export async function renewHandover(ctx: Context, sent: Input<typeof handoverOperations.renew>) {
  const before = await held(ctx, sent);
  refuseIf(whyNotRenew(before));
  const items = await listItems(ctx, before.id);
  const leftOut = new Set(items.filter((item) => item.isLeftOut).map(({ kind, subjectId }) => `${kind} ${subjectId}`));
  await ctx.db.delete(handoverItems).where(ofHandover(ctx, before.id));
  await ctx.db
    .delete(handoverSignatures)
    .where(and(eq(handoverSignatures.agencyId, ctx.agencyId), eq(handoverSignatures.handoverId, before.id)));
  const { personId, accountId } = await findParty(ctx, before.giverId);
  await drawUp(ctx, before.id, { personId, accountId }, leftOut);
  return written(ctx, before, { state: "draft" }, { title: "更新清单，重新签字" });
}

/** 签字: in turn; with the last signature everything on the list changes hands, or nothing does. */
export async function signHandover(ctx: Context, sent: Input<typeof handoverOperations.sign>) {
  const { actor } = ctx;
  const before = await held(ctx, sent);
  refuseIf(await signing(ctx, before));
  const role = nextRole(before.state);
  if (!role || !actor.personId || !actor.accountId) throw new Error("nobody signs");
  const items = await listItems(ctx, before.id);
  await ctx.db.insert(handoverSignatures).values({
    agencyId: ctx.agencyId,
    handoverId: before.id,
    role,
    personId: actor.personId,
    accountId: actor.accountId,
    signedAt: ctx.now.toISOString(),
    digest: digestOf(before, items),
  });
  const state = stateAfter(role, before.witnessId !== null);
  const done = state === "done" ? { doneOn: ctx.today } : {};
  if (state === "done") await carryOut(ctx, before, items);
  const title = state === "done" ? `${signatureRoles[role]}签字，交接完成` : `${signatureRoles[role]}签字`;
  return written(ctx, before, { state, ...done }, { title });
}

async function carryOut(ctx: Context, handover: Handover, items: Awaited<ReturnType<typeof listItems>>): Promise<void> {
  const giver = await findParty(ctx, handover.giverId);
  const receiver = await findParty(ctx, handover.receiverId);
  // As on the day it was drawn up: somebody may have left, or changed division, since.
  refuseIf(whyNotList(items.length));
  if (!receiver.isActive)
    throw new Failure("refused", "handovers.absent", `${receiver.name}的账号已停用，不能接收，请作废后另拟`);
  const chosen = items.filter(({ isLeftOut }) => !isLeftOut);
  const kinds = new Map(
    [...new Set(chosen.map(({ kind }) => kind))].map((kind) => [kind, chosen.filter((item) => item.kind === kind)]),
  );
  const stale = await moveHoldings(ctx, {
    giver: { personId: giver.personId, accountId: giver.accountId },
    receiver: {
      personId: receiver.personId,
      accountId: receiver.accountId,
      name: receiver.name,
      divisionId: receiver.divisionId,
    },
    items: kinds,
    link: `handovers/${handover.id}`,
  });
  if (stale.length > 0) throw new Failure("refused", "handovers.changed", changedSentence(stale));
}

export async function cancelHandover(ctx: Context, { reason, ...sent }: Input<typeof handoverOperations.cancel>) {
  const before = await held(ctx, sent);
  refuseIf(whyNotCancel(before));
  return written(ctx, before, { state: "cancelled", cancelReason: reason }, { title: "作废", reason });
}
