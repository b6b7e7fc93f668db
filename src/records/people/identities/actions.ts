import { and, eq } from "drizzle-orm";
import { Failure, type Refusal, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Claims, Provider } from "#kit/server/provider.ts";
import { type Asker, type House, sqlState } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import { recordSession } from "../actions.ts";
import { accountHere } from "../factors/queries.ts";
import { peoplePack } from "../pack.ts";
import { isPassword, ownCredential, policyOf, refuseCommitted, whyNotProven } from "../passwords/actions.ts";
import { type Credential, credentialOf } from "../passwords/queries.ts";
import { isLocked, lockRefusal } from "../passwords/rules.ts";
import { enter, noteSignIn } from "../sessions/actions.ts";
import type { outsideOperations } from "../sessions/contract.ts";
import { accounts } from "../tables.ts";
import type { identityOperations } from "./contract.ts";
import { identityFor, roundOf } from "./queries.ts";
import { isTrusted, noProvider, nobodyKnown, notThrough, roundMinutes, takenAlready } from "./rules.ts";
import { outsideIdentities, outsideRounds } from "./tables.ts";

const told = ({ code, message }: Refusal) => new Failure("refused", code, message);

/** A stranger's server may be slow, away or wrong; its words are no sentence for people. */
function fromOutside<T>(heard: Promise<T>): Promise<T> {
  return heard.catch(() => {
    throw told(notThrough);
  });
}

function providerOf({ outside }: Pick<House, "outside">): Provider {
  if (!outside) throw told(noProvider);
  return outside;
}

/** 往返凭据 stays with the browser that goes out; its digest goes along as the state, and comes back with the answer. */
export async function askAhead(house: House, _asker: Asker, { origin }: Input<typeof outsideOperations.begin>) {
  const binding = newToken();
  const redirect = `${origin}/sign-in/outside`;
  const begun = await fromOutside(providerOf(house).begin(redirect, digestOf(binding)));
  return { ...begun, binding, redirect };
}

type Begun = Awaited<ReturnType<typeof askAhead>>;

export async function beginOutside(
  ctx: Context,
  { isLinking, password }: Input<typeof outsideOperations.begin>,
  { address, round, binding, redirect }: Begun,
) {
  const { accountId } = ctx.actor;
  if (isLinking) {
    const own = await ownCredential(ctx);
    const wrong = { code: "outside.password", message: "密码不正确" };
    const isOwn = async (each: Credential) => !each.hash || isPassword(each, password ?? "");
    const refusal = await whyNotProven(ctx, own, isOwn, wrong);
    if (refusal) return refuseCommitted(ctx, refusal);
  }
  await ctx.db.insert(outsideRounds).values({
    digest: round.state,
    accountId: isLinking ? accountId : null,
    redirect,
    nonce: round.nonce,
    verifier: round.verifier,
    expiresAt: new Date(ctx.now.getTime() + roundMinutes * 60_000).toISOString(),
  });
  return { address, binding };
}

interface Heard {
  claims: Claims;
  /** Who set out to link an identity. */
  linkingId: string | null;
}

/** A round is spent before its answer is looked at: no answer is tried twice. */
export async function hearAhead(
  house: House,
  _asker: Asker,
  { binding, search }: Input<typeof outsideOperations.finish>,
): Promise<Heard> {
  const [provider, digest, now] = [providerOf(house), digestOf(binding), house.now()];
  const round = await house.database.transaction({ role: "door" }, async (db) => {
    const found = await roundOf(db, digest, now);
    if (found)
      await db.update(outsideRounds).set({ usedAt: now.toISOString() }).where(eq(outsideRounds.digest, digest));
    return found;
  });
  if (!round) throw new Failure("refused", "outside.round", "外部登录已过时，请从头登录");
  const { nonce, verifier, redirect } = round;
  const claims = await fromOutside(provider.finish(new URL(search, redirect), { state: digest, nonce, verifier }));
  return { claims, linkingId: round.accountId };
}

export async function finishOutside(
  ctx: Context,
  _input: Input<typeof outsideOperations.finish>,
  { claims, linkingId }: Heard,
) {
  const known = await identityFor(ctx, claims);
  if (linkingId) return { ...(await link(ctx, linkingId, claims, known)), isLinked: true };
  const account = known && (await credentialOf(ctx.db, eq(accounts.id, known.accountId)));
  if (!account || account.state !== "active") throw told(nobodyKnown);
  if (isLocked(account.lockedUntil, ctx.now)) {
    await noteSignIn(ctx, account, "outside", "refusedLocked");
    return refuseCommitted(ctx, lockRefusal(policyOf(ctx)));
  }
  await bind(ctx, known.id, claims);
  const { trusted } = peoplePack(ctx.pack(ctx.now.getFullYear())).factor;
  return {
    ...(await enter(ctx, { account, entry: "outside", isProven: isTrusted(claims, trusted) })),
    isLinked: false,
  };
}

/** From the first time on it is known by what never changes; the name is only what people call it. */
function bind({ db, now }: Context, id: string, { subject, name }: Claims) {
  return db
    .update(outsideIdentities)
    .set({ subject, ...(name !== null && { name }), usedAt: now.toISOString() })
    .where(eq(outsideIdentities.id, id));
}

/** 本人关联: only for the very person who set out, and never an identity that is somebody else's. */
async function link(ctx: Context, accountId: string, claims: Claims, known: { id: string; accountId: string } | null) {
  if (ctx.actor.accountId !== accountId) throw new Failure("refused", "outside.other", "请由本人登录后再关联外部账号");
  if (known && known.accountId !== accountId) throw told(takenAlready);
  if (known) await bind(ctx, known.id, claims);
  else await insert(ctx, accountId, claims);
  const name = claims.name ?? claims.subject;
  await recordSession(ctx, accountId, ctx.actor.name, `关联外部账号“${name}”`);
  return { accountId, awaits: null, voucher: null };
}

async function insert(
  ctx: Context,
  accountId: string,
  { issuer, name, subject }: { issuer: string; name: string | null; subject: string | null },
) {
  await ctx.db
    .insert(outsideIdentities)
    .values({ id: newId(), accountId, issuer, name, subject, linkedAt: ctx.now.toISOString() })
    .catch((error: unknown) => {
      if (sqlState(error) === "23505") throw told(takenAlready);
      throw error;
    });
}

export async function assignIdentity(ctx: Context, { accountId, name }: Input<typeof identityOperations.assign>) {
  const account = await accountHere(ctx, accountId);
  if (!ctx.outside) refuseIf(noProvider);
  else await insert(ctx, accountId, { issuer: ctx.outside.issuer, name, subject: null });
  await recordSession(ctx, accountId, account.login, `关联外部账号“${name}”`);
  return {};
}

async function drop(ctx: Context, account: Pick<Credential, "accountId" | "login">, id: string, reason?: string) {
  const [gone] = await ctx.db
    .delete(outsideIdentities)
    .where(and(eq(outsideIdentities.id, id), eq(outsideIdentities.accountId, account.accountId)))
    .returning({ name: outsideIdentities.name });
  if (!gone) throw new Failure("missing", "identities.missing", "这个外部账号已经解除");
  await recordSession(ctx, account.accountId, account.login, `解除外部账号“${gone.name ?? ""}”`, reason);
}

export async function unlinkIdentity(ctx: Context, { id }: Input<typeof identityOperations.unlink>) {
  await drop(ctx, { accountId: String(ctx.actor.accountId), login: ctx.actor.name }, id);
  return {};
}

export async function removeIdentity(ctx: Context, { accountId, id, reason }: Input<typeof identityOperations.remove>) {
  const { login } = await accountHere(ctx, accountId);
  await drop(ctx, { accountId, login }, id, reason);
  return {};
}
