import { and, eq, gt, isNull, ne } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { news, tell } from "#kit/server/news.ts";
import type { House } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import { recordSession } from "../actions.ts";
import { offerFactor, takeCode, takeFactor } from "../factors/actions.ts";
import { hasFactor, isFactorRequired } from "../factors/queries.ts";
import { wrongCode } from "../factors/rules.ts";
import { peoplePack } from "../pack.ts";
import { countFailure, isPassword, policyOf, refuseCommitted, takePassword } from "../passwords/actions.ts";
import { type Credential, credentialOf } from "../passwords/queries.ts";
import { isLocked, isPasswordOld, lockRefusal, signInRefusal } from "../passwords/rules.ts";
import { accounts, credentials, demoPeople, oneTimeLinks, pendingSignIns, sessions } from "../tables.ts";
import type { Awaited, Entry } from "../words.ts";
import type { openSessionOperations, sessionOperations } from "./contract.ts";
import { pendingOf, sessionHere } from "./queries.ts";
import { awaitedStep, deviceOf, voucherMinutes } from "./rules.ts";
import { signIns } from "./tables.ts";
import { type SignInOutcome, signInOutcomes } from "./words.ts";

/** 账号事项: what its owner wants to hear of although it was done in their name. */
export const accountNews = news<{ accountId: string; what: "signedInElsewhere" | "passwordReset" }>("people.account");

/** Who wants in, by which way, and whether more than the password speaks for it. */
interface Comer {
  account: Credential;
  entry: Entry;
  isProven: boolean;
}

export async function signIn(ctx: Context, { login, password }: Input<typeof sessionOperations.signIn>) {
  const found = await credentialOf(ctx.db, eq(accounts.login, login));
  const isRight = await isPassword(found, password);
  const refusal = signInRefusal(policyOf(ctx));
  if (found && isLocked(found.lockedUntil, ctx.now)) {
    await noteSignIn(ctx, found, "password", "refusedLocked");
    return refuseCommitted(ctx, refusal);
  }
  if (!found || !isRight || found.state !== "active") {
    if (found) {
      const isNowLocked = await countFailure(ctx, found);
      await noteSignIn(ctx, found, "password", isNowLocked ? "lockedNow" : "wrongPassword");
    }
    return refuseCommitted(ctx, refusal);
  }
  return enter(ctx, { account: found, entry: "password", isProven: false });
}

/** The way in: a session where nothing is awaited any more, else a voucher for the next step. */
export async function enter(ctx: Context, { account, entry, isProven }: Comer) {
  const { accountId } = account;
  const awaits = awaitedStep({
    entry,
    isProven,
    hasFactor: await hasFactor(ctx, accountId),
    isFactorRequired: await isFactorRequired(ctx, accountId),
    isPasswordOld: isPasswordOld(account.setAt, ctx.now, policyOf(ctx)),
  });
  if (awaits) return { accountId: null, awaits, voucher: await newVoucher(ctx, { account, entry, isProven }, awaits) };
  if (entry === "password" && (await isOpenElsewhere(ctx, accountId)))
    await tell(ctx, accountNews, { accountId, what: "signedInElsewhere" });
  const [at, token, from] = [ctx.now.toISOString(), newToken(), ctx.actor.from];
  await ctx.db.insert(sessions).values({
    digest: digestOf(token),
    id: newId(),
    accountId,
    csrf: newToken(),
    entry,
    device: deviceOf(from?.agent),
    address: from?.address ?? null,
    createdAt: at,
    seenAt: at,
  });
  await ctx.db
    .update(credentials)
    .set({ failures: 0, lockedUntil: null, lastSignedInAt: at })
    .where(eq(credentials.accountId, accountId));
  await noteSignIn(ctx, account, entry, "signedIn");
  ctx.after.session = { token };
  return { accountId, awaits: null, voucher: null };
}

/** Another session of this account that could still be used. */
async function isOpenElsewhere({ db, now, pack }: Context, accountId: string): Promise<boolean> {
  const { idleMinutes, longestHours } = peoplePack(pack(now.getFullYear())).session;
  const since = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const open = and(
    eq(sessions.accountId, accountId),
    isNull(sessions.endedAt),
    gt(sessions.seenAt, since(idleMinutes)),
    gt(sessions.createdAt, since(longestHours * 60)),
  );
  return (await db.select({ at: sessions.seenAt }).from(sessions).where(open).limit(1)).length > 0;
}

async function newVoucher(ctx: Context, { account, entry, isProven }: Comer, awaits: Awaited): Promise<string> {
  const voucher = newToken();
  const expiresAt = new Date(ctx.now.getTime() + voucherMinutes * 60_000).toISOString();
  await ctx.db
    .insert(pendingSignIns)
    .values({ digest: digestOf(voucher), accountId: account.accountId, entry, awaits, isProven, expiresAt });
  if (!isProven) await noteSignIn(ctx, account, entry, "passwordRight");
  return voucher;
}

/** 登录记录 and, in the installation's own chain, 留痕. */
export async function noteSignIn(
  ctx: Context,
  { accountId, login }: Pick<Credential, "accountId" | "login">,
  entry: Entry,
  outcome: SignInOutcome,
) {
  const { from } = ctx.actor;
  await ctx.db.insert(signIns).values({
    id: newId(),
    accountId,
    at: ctx.now.toISOString(),
    outcome,
    entry,
    device: deviceOf(from?.agent),
    address: from?.address ?? null,
  });
  await recordSession(ctx, accountId, login, signInOutcomes[outcome]);
}

/** Whoever brings a voucher for this step; a used, late or foreign one is told alike. */
async function comerOf(ctx: Context, voucher: string, step: Awaited): Promise<Comer> {
  const pending = await pendingOf(ctx, digestOf(voucher));
  const account = pending && (await credentialOf(ctx.db, eq(accounts.id, pending.accountId)));
  if (!account || pending.awaits !== step || account.state !== "active")
    throw new Failure("refused", "session.voucher", "登录已过时，请从头登录");
  return { account, entry: pending.entry, isProven: pending.isProven };
}

function spend({ db, now }: Context, voucher: string) {
  return db
    .update(pendingSignIns)
    .set({ usedAt: now.toISOString() })
    .where(eq(pendingSignIns.digest, digestOf(voucher)));
}

export async function enterCode(ctx: Context, { voucher, code }: Input<typeof sessionOperations.enterCode>) {
  const comer = await comerOf(ctx, voucher, "code");
  return tryCode(ctx, comer, voucher, async () => {
    if (!(await takeCode(ctx, comer.account.accountId, code))) return null;
    await spend(ctx, voucher);
    return enter(ctx, { ...comer, isProven: true });
  });
}

/** A wrong code counts to the same lock as a wrong password, and a locked account takes no code either. */
async function tryCode<T>(ctx: Context, { account, entry }: Comer, voucher: string, take: () => Promise<T | null>) {
  if (isLocked(account.lockedUntil, ctx.now)) {
    await noteSignIn(ctx, account, entry, "refusedLocked");
    return refuseCommitted(ctx, lockRefusal(policyOf(ctx)));
  }
  const taken = await take();
  if (taken !== null) return taken;
  const isNowLocked = await countFailure(ctx, account);
  if (isNowLocked) await spend(ctx, voucher);
  await noteSignIn(ctx, account, entry, isNowLocked ? "lockedNow" : "wrongCode");
  return refuseCommitted(ctx, isNowLocked ? lockRefusal(policyOf(ctx)) : wrongCode);
}

export async function beginFactorAtDoor(ctx: Context, { voucher }: Input<typeof sessionOperations.beginFactor>) {
  const { account } = await comerOf(ctx, voucher, "factor");
  return offerFactor(ctx, account);
}

export async function confirmFactorAtDoor(
  ctx: Context,
  { voucher, code }: Input<typeof sessionOperations.confirmFactor>,
) {
  const comer = await comerOf(ctx, voucher, "factor");
  return tryCode(ctx, comer, voucher, async () => {
    const codes = await takeFactor(ctx, comer.account, code);
    if (!codes) return null;
    await spend(ctx, voucher);
    await recordSession(ctx, comer.account.accountId, comer.account.login, "启用第二因素");
    return { ...(await enter(ctx, { ...comer, isProven: true })), codes };
  });
}

export async function renewPassword(
  ctx: Context,
  { voucher, password }: Input<typeof sessionOperations.renewPassword>,
) {
  const { account, ...comer } = await comerOf(ctx, voucher, "password");
  await takePassword(ctx, account, password);
  await spend(ctx, voucher);
  await recordSession(ctx, account.accountId, account.login, "更换密码");
  return enter(ctx, { ...comer, account: { ...account, setAt: ctx.now.toISOString() }, isProven: true });
}

export async function signOut(ctx: Context) {
  const { actor, db } = ctx;
  if (actor.sessionDigest && actor.accountId) {
    await db.update(sessions).set({ endedAt: ctx.now.toISOString() }).where(eq(sessions.digest, actor.sessionDigest));
    const account = await credentialOf(db, eq(accounts.id, actor.accountId));
    if (account) await noteSignIn(ctx, account, "password", "signedOut");
  }
  ctx.after.session = { ended: true };
  return {};
}

/** Called by the door now and then while a session is used, so that it does not idle out. */
export async function keepSession(house: House, digest: string): Promise<void> {
  await house.database.transaction({ role: "door" }, (db) =>
    db.update(sessions).set({ seenAt: house.now().toISOString() }).where(eq(sessions.digest, digest)),
  );
}

export async function useLink(ctx: Context, { token, password }: Input<typeof sessionOperations.useLink>) {
  const { db, now } = ctx;
  const [link] = await db
    .select({ accountId: oneTimeLinks.accountId, expiresAt: oneTimeLinks.expiresAt })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.digest, digestOf(token)), isNull(oneTimeLinks.usedAt)))
    .for("update");
  const account = link && (await credentialOf(db, eq(accounts.id, link.accountId)));
  if (!account || Date.parse(link.expiresAt) < now.getTime() || account.state === "disabled")
    throw new Failure("refused", "session.link", "链接已用过或已过期，请联系系统管理员重新发放");
  await takePassword(ctx, account, password);
  await db
    .update(oneTimeLinks)
    .set({ usedAt: now.toISOString() })
    .where(eq(oneTimeLinks.digest, digestOf(token)));
  await db.update(accounts).set({ state: "active" }).where(eq(accounts.id, account.accountId));
  await recordSession(ctx, account.accountId, account.login, "用一次性链接设置密码");
  if (account.hash !== null) await tell(ctx, accountNews, { accountId: account.accountId, what: "passwordReset" });
  return enter(ctx, { account, entry: "link", isProven: false });
}

/** 演示登录: without a password, in a demo database and from this machine only. */
export async function signInAsDemo(ctx: Context, { login }: Input<typeof sessionOperations.signInAsDemo>) {
  const [person] =
    ctx.instance === "demo" && ctx.actor.isLocal
      ? await ctx.db
          .select({ id: accounts.id })
          .from(demoPeople)
          .innerJoin(accounts, eq(accounts.id, demoPeople.accountId))
          .where(and(eq(accounts.login, login), eq(accounts.state, "active")))
      : [];
  const account = person && (await credentialOf(ctx.db, eq(accounts.id, person.id)));
  if (!account) throw new Failure("refused", "session.notDemo", "只有演示库中的演示人员可以在本机免密登录");
  return enter(ctx, { account, entry: "demo", isProven: true });
}

export async function endMySession(ctx: Context, { id }: Input<typeof openSessionOperations.end>) {
  const { actor } = ctx;
  const [ended] = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now.toISOString() })
    .where(and(eq(sessions.id, id), eq(sessions.accountId, String(actor.accountId)), isNull(sessions.endedAt)))
    .returning({ digest: sessions.digest, device: sessions.device });
  if (!ended) throw new Failure("missing", "sessions.missing", "这处登录已经结束");
  await recordSession(ctx, String(actor.accountId), actor.name, `结束一处登录：${ended.device}`);
  if (ended.digest === actor.sessionDigest) ctx.after.session = { ended: true };
  return {};
}

export async function endOtherSessions(ctx: Context) {
  const { actor } = ctx;
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now.toISOString() })
    .where(
      and(
        eq(sessions.accountId, String(actor.accountId)),
        isNull(sessions.endedAt),
        ne(sessions.digest, actor.sessionDigest ?? ""),
      ),
    )
    .returning({ id: sessions.id });
  if (ended.length > 0)
    await recordSession(ctx, String(actor.accountId), actor.name, `结束别处的 ${ended.length} 处登录`);
  return { ended: ended.length };
}

export async function closeSession(ctx: Context, { id, reason, isWhole }: Input<typeof openSessionOperations.close>) {
  const found = await sessionHere(ctx, id);
  if (!found) throw new Failure("missing", "sessions.missing", "这处登录已经结束，或不属于本机构");
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now.toISOString() })
    .where(and(isWhole ? eq(sessions.accountId, found.accountId) : eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  await recordSession(ctx, found.accountId, found.login, `结束 ${ended.length} 处登录`, reason);
  return { ended: ended.length };
}
