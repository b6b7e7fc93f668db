import { hash, verify } from "@node-rs/argon2";
import { and, eq, isNull, lt, ne } from "drizzle-orm";
import { Failure, refuseIf, type Refusal } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { recordSession } from "../actions.ts";
import { peoplePack } from "../pack.ts";
import { credentials, sessions } from "../tables.ts";
import type { passwordOperations } from "./contract.ts";
import { type Credential, credentialOf, hashOf, pastHashes } from "./queries.ts";
import { isLocked, lockAfterFailure, lockRefusal, passwordProblem, usedBefore } from "./rules.ts";
import { pastPasswords } from "./tables.ts";

export const policyOf = (ctx: Context) => peoplePack(ctx.pack(ctx.now.getFullYear())).password;

/** argon2id, 19 MiB, two passes: what the library takes by default. */
const unknownHash = hash("nobody has this password");

/** An unknown login takes as long as a wrong password, so that the answer's time tells nothing. */
export async function isPassword(found: Credential | null, password: string): Promise<boolean> {
  const isRight = await verify(found?.hash ?? (await unknownHash), password);
  return isRight && Boolean(found?.hash);
}

/** Told to the caller although what was counted is committed; the answer itself is never seen. */
export function refuseCommitted(ctx: Context, { code, message }: Refusal): never {
  ctx.after.refusal = new Failure("refused", code, message);
  return undefined as never;
}

/** Counts one more; true when the account is locked by it. */
export async function countFailure(ctx: Context, { accountId, failures }: Credential): Promise<boolean> {
  const lockedUntil = lockAfterFailure(failures + 1, ctx.now, policyOf(ctx));
  await ctx.db
    .update(credentials)
    .set({ failures: lockedUntil ? 0 : failures + 1, lockedUntil: lockedUntil?.toISOString() ?? null })
    .where(eq(credentials.accountId, accountId));
  return lockedUntil !== null;
}

/**
 * 本人确认: what a stranger at an open screen could not give. A wrong answer counts to the lock like one at the door, and
 * the refusal is returned to be told once that is committed.
 */
export async function whyNotProven(
  ctx: Context,
  own: Credential,
  proof: (own: Credential) => Promise<boolean>,
  wrong: Refusal,
): Promise<Refusal | null> {
  if (isLocked(own.lockedUntil, ctx.now)) return lockRefusal(policyOf(ctx));
  if (await proof(own)) return null;
  const isNowLocked = await countFailure(ctx, own);
  await recordSession(ctx, own.accountId, own.login, isNowLocked ? `${wrong.message}，已锁定` : wrong.message);
  return isNowLocked ? lockRefusal(policyOf(ctx)) : wrong;
}

export async function ownCredential(ctx: Context): Promise<Credential> {
  const own = await credentialOf(ctx.db, eq(credentials.accountId, String(ctx.actor.accountId)));
  if (!own) throw new Failure("signedOut", "session.signedOut", "登录已结束，请重新登录");
  return own;
}

/** Sets a password that holds against the policy and is not one of the last few. */
export async function takePassword(ctx: Context, owner: { accountId: string; login: string }, password: string) {
  const { db, now } = ctx;
  const policy = policyOf(ctx);
  refuseIf(passwordProblem(password, owner.login, policy));
  const past = await pastHashes(db, owner.accountId, policy.history);
  const hashes = policy.history > 0 ? [await hashOf(db, owner.accountId), ...past.map((each) => each.hash)] : [];
  for (const each of new Set(hashes)) if (each && (await verify(each, password))) refuseIf(usedBefore(policy));
  const [passwordHash, at] = [await hash(password), now.toISOString()];
  await db
    .update(credentials)
    .set({ passwordHash, passwordSetAt: at, failures: 0, lockedUntil: null })
    .where(eq(credentials.accountId, owner.accountId));
  const oldest = past.at(policy.history - 2)?.setAt;
  if (oldest)
    await db
      .delete(pastPasswords)
      .where(and(eq(pastPasswords.accountId, owner.accountId), lt(pastPasswords.setAt, oldest)));
  if (policy.history > 0)
    await db
      .insert(pastPasswords)
      .values({ accountId: owner.accountId, setAt: at, passwordHash })
      .onConflictDoUpdate({ target: [pastPasswords.accountId, pastPasswords.setAt], set: { passwordHash } });
}

export async function changePassword(ctx: Context, { old, password }: Input<typeof passwordOperations.change>) {
  const own = await ownCredential(ctx);
  const wrong = { code: "passwords.old", message: "原密码不正确" };
  const refusal = await whyNotProven(ctx, own, (each) => isPassword(each, old), wrong);
  if (refusal) return refuseCommitted(ctx, refusal);
  await takePassword(ctx, own, password);
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now.toISOString() })
    .where(
      and(
        eq(sessions.accountId, own.accountId),
        isNull(sessions.endedAt),
        ne(sessions.digest, ctx.actor.sessionDigest ?? ""),
      ),
    )
    .returning({ id: sessions.id });
  await recordSession(ctx, own.accountId, own.login, "修改密码");
  return { ended: ended.length };
}
