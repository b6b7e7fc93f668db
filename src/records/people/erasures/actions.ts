import { and, eq, isNull, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { index } from "#kit/server/search.ts";
import { accountSubject } from "../contract.ts";
import { holdingsOf } from "../handovers/queries.ts";
import { getAccount } from "../queries.ts";
import { accounts, divisions, persons, postings } from "../tables.ts";
import { type erasureOperations, erasureSubject, type formerOperations } from "./contract.ts";
import { type Erased, erasing, erasureAsked, erasureDecided, getErasure, isPending } from "./queries.ts";
import { codeOf, whyNotDecide, whyNotFormer, whyNotRequest } from "./rules.ts";
import { erasures } from "./tables.ts";
import { erasedName } from "./words.ts";

type Application = Pick<typeof erasures.$inferInsert, "applicant" | "appliedOn" | "document" | "reason">;

/** 受理: writes down that somebody asked in writing. Whoever calls has made sure that the person is theirs to speak of. */
export async function requestErasure(
  ctx: Context,
  whose: Erased & { label: string; page: string | null },
  { applicant, appliedOn, document, reason }: Application,
) {
  const { agencyId, actor, today } = ctx;
  if (!actor.personId || !actor.accountId)
    throw new Failure("refused", "erasures.nobody", "您的账号在本机构没有对应的人员，不能登记");
  refuseIf(whyNotRequest({ appliedOn }, { today, isPending: await isPending(ctx, whose.id) }));
  const id = newId();
  const year = Number(today.slice(0, 4));
  await ctx.db.insert(erasures).values({
    agencyId,
    id,
    year,
    number: await nextNumber(ctx, year),
    subjectKind: whose.kind,
    subjectId: whose.id,
    label: whose.label,
    page: whose.page,
    applicant,
    appliedOn,
    document,
    reason,
    state: "requested",
    requestedById: actor.personId,
    requestedDivisionId: actor.divisionId,
    requestedAccountId: actor.accountId,
    requestedOn: today,
  });
  const [after] = await ctx.db
    .select()
    .from(erasures)
    .where(and(eq(erasures.agencyId, agencyId), eq(erasures.id, id)));
  if (!after) throw new Error("erasure not written");
  const shown = { ...after, code: codeOf(after) };
  await record(ctx, { subject: erasureSubject, id, before: null, after: shown });
  await tell(ctx, erasureAsked, { id, code: shown.code });
  return shown;
}

async function nextNumber({ db, agencyId }: Context, year: number): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`erasure ${agencyId}`}, 0))`);
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${erasures.number}), 0)::integer` })
    .from(erasures)
    .where(and(eq(erasures.agencyId, agencyId), eq(erasures.year, year)));
  return (last?.number ?? 0) + 1;
}

/** 离职人员申请删除, by the account the person had. */
export async function requestFormer(ctx: Context, { id, ...sent }: Input<typeof formerOperations.requestErasure>) {
  const account = await getAccount(ctx, id);
  const [posting] = await ctx.db
    .select({ personId: postings.personId, divisionName: divisions.name })
    .from(postings)
    .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, postings.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, persons.divisionId)))
    .where(and(eq(postings.agencyId, ctx.agencyId), eq(postings.accountId, id)))
    .limit(1);
  if (!posting) throw new Failure("missing", "accounts.missing", "账号不存在，或不属于本机构");
  const { personId, divisionName } = posting;
  refuseIf(whyNotFormer({ state: account.state, heldCount: await heldBy(ctx, personId, id) }));
  const whose = { kind: "person", id: personId, label: `原${divisionName ?? "本机构"}工作人员`, page: null } as const;
  return requestErasure(ctx, whose, sent);
}

async function heldBy(ctx: Context, personId: string, accountId: string): Promise<number> {
  const held = await holdingsOf(ctx, { personId, accountId });
  return held.reduce((total, { rows }) => total + rows.length, 0);
}

/**
 * 删除: names in live rows become 已删除, and the person's key goes, with which everything sealed under it, in the records
 * and in the history, becomes unreadable for good. The chain is over the ciphertext and stays whole.
 */
export async function confirmErasure(ctx: Context, { opinion, ...sent }: Input<typeof erasureOperations.confirm>) {
  const before = await undecided(ctx, sent);
  const whose = { kind: before.subjectKind, id: before.subjectId };
  if (whose.kind === "person") await eraseFormer(ctx, whose.id);
  await tell(ctx, erasing, whose);
  await ctx.secrets.erase(ctx.db, ctx.agencyId, [whose.id]);
  return decided(ctx, before, "done", opinion);
}

export async function rejectErasure(ctx: Context, { opinion, ...sent }: Input<typeof erasureOperations.reject>) {
  return decided(ctx, await undecided(ctx, sent), "rejected", opinion);
}

type Found = Awaited<ReturnType<typeof getErasure>>;

async function undecided(ctx: Context, { id, version }: { id: string; version: number }): Promise<Found> {
  const before = await getErasure(ctx, id);
  refuseIf(whyNotDecide(before, ctx.actor));
  if (before.version !== version)
    throw new Failure("refused", "erasures.conflict", "这份申请刚被他人改过，请刷新后再办");
  return before;
}

async function decided(ctx: Context, before: Found, state: "done" | "rejected", opinion: string) {
  const { id } = before;
  await ctx.db
    .update(erasures)
    .set({
      state,
      decidedById: ctx.actor.personId,
      decidedAt: ctx.now.toISOString(),
      decision: opinion,
      version: before.version + 1,
    })
    .where(and(eq(erasures.agencyId, ctx.agencyId), eq(erasures.id, id)));
  const after = await getErasure(ctx, id);
  await record(ctx, { subject: erasureSubject, id, before, after, reason: opinion });
  await tell(ctx, erasureDecided, { id, code: after.code, state, accountId: before.requestedAccountId });
  return after;
}

/**
 * A former member of staff: the person and the account lose their name; who acted is still told by the account's number.
 * 登录记录 are kept as the law demands (网络安全法第二十一条), and name nobody once the account has no name.
 */
async function eraseFormer(ctx: Context, personId: string): Promise<void> {
  const { db, agencyId, today } = ctx;
  const mine = and(eq(postings.agencyId, agencyId), eq(postings.personId, personId));
  const held = await db.selectDistinct({ id: postings.accountId }).from(postings).where(mine);
  const ids = held.map(({ id }) => id);
  for (const id of ids) {
    const before = await getAccount(ctx, id);
    refuseIf(whyNotFormer({ state: before.state, heldCount: await heldBy(ctx, personId, id) }));
    const after = { ...before, name: erasedName, login: `erased-${id.slice(-12)}`, version: before.version + 1 };
    const { name, login, version } = after;
    await db.update(accounts).set({ name, login, version }).where(eq(accounts.id, id));
    await record(ctx, { subject: accountSubject, id, before, after });
  }
  await db
    .update(postings)
    .set({ toOn: today })
    .where(and(mine, isNull(postings.toOn)));
  await db
    .update(persons)
    .set({
      name: erasedName,
      sortName: erasedName,
      idNumber: null,
      idIndex: null,
      version: sql`${persons.version} + 1`,
    })
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, personId)));
  await index(ctx, "person", personId, { names: [], codes: [] });
  await ctx.secrets.erase(db, agencyId, ids);
}
