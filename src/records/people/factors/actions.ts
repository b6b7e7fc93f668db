import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { instanceId } from "#kit/server/database.ts";
import { recordSession } from "../actions.ts";
import { isPassword, ownCredential, refuseCommitted, whyNotProven } from "../passwords/actions.ts";
import { pendingSignIns, sessions } from "../tables.ts";
import type { factorOperations } from "./contract.ts";
import { accountHere, factorOf, hasFactor, isFactorRequired } from "./queries.ts";
import {
  freshStep,
  isRecoveryCode,
  plainCode,
  recoveryCodeCount,
  recoveryCodeFrom,
  stepSeconds,
  stepWindow,
  whyNotRemove,
  whyNotReset,
  wrongCode,
} from "./rules.ts";
import { recoveryCodes, secondFactors } from "./tables.ts";

const authenticator = (secret: string, login = "") =>
  new TOTP({ issuer: "落地", label: login, secret: Secret.fromBase32(secret), digits: 6, period: stepSeconds });

interface Owner {
  accountId: string;
  login: string;
}

/** A new secret, waiting for its first right code; one in force stays so until then. */
export async function offerFactor(ctx: Context, { accountId, login }: Owner) {
  const secret = new Secret({ size: 20 }).base32;
  const nextSecret = await ctx.secrets.seal(ctx.db, instanceId, accountId, secret);
  await ctx.db
    .insert(secondFactors)
    .values({ accountId, nextSecret })
    .onConflictDoUpdate({ target: secondFactors.accountId, set: { nextSecret } });
  return { secret, address: authenticator(secret, login).toString() };
}

/** Takes the offered secret into force by a first code from it; the recovery codes of before go, new ones are told. */
export async function takeFactor(ctx: Context, { accountId }: Owner, code: string): Promise<string[] | null> {
  const factor = await factorOf(ctx, accountId);
  if (!factor?.nextSecret) throw new Failure("refused", "factors.noOffer", "请先扫描二维码，再输入验证码");
  const step = await stepOf(ctx, accountId, factor.nextSecret, 0, code);
  if (step === null) return null;
  await ctx.db
    .update(secondFactors)
    .set({ secret: factor.nextSecret, nextSecret: null, confirmedAt: ctx.now.toISOString(), lastStep: step })
    .where(eq(secondFactors.accountId, accountId));
  return writeCodes(ctx, accountId);
}

async function stepOf(ctx: Context, accountId: string, sealed: string, lastStep: number, code: string) {
  const secret = await ctx.secrets.open(ctx.db, instanceId, accountId, sealed);
  if (secret === null || isRecoveryCode(code)) return null;
  const asked = { token: plainCode(code), timestamp: ctx.now.getTime(), window: stepWindow };
  return freshStep(ctx.now, authenticator(secret).validate(asked), lastStep);
}

/** Whether this is a code of the account's, never taken before; it is taken with it. */
export async function takeCode(ctx: Context, accountId: string, code: string): Promise<boolean> {
  const factor = await factorOf(ctx, accountId);
  if (!factor?.secret) return false;
  if (isRecoveryCode(code)) return takeRecoveryCode(ctx, accountId, code);
  const step = await stepOf(ctx, accountId, factor.secret, factor.lastStep, code);
  if (step === null) return false;
  await ctx.db.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.accountId, accountId));
  return true;
}

async function takeRecoveryCode(ctx: Context, accountId: string, code: string): Promise<boolean> {
  const taken = await ctx.db
    .update(recoveryCodes)
    .set({ usedAt: ctx.now.toISOString() })
    .where(
      and(
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.digest, recoveryDigest(ctx, accountId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ digest: recoveryCodes.digest });
  return taken.length > 0;
}

/** Keyed, because fifty bits could be tried one after another against a stolen table. */
const recoveryDigest = ({ secrets }: Context, accountId: string, code: string) =>
  secrets.blindIndex(`recovery code ${accountId} ${plainCode(code)}`);

async function writeCodes(ctx: Context, accountId: string): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) {
    const code = recoveryCodeFrom(randomBytes(24));
    if (code) codes.add(code);
  }
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await ctx.db
    .insert(recoveryCodes)
    .values([...codes].map((code) => ({ accountId, digest: recoveryDigest(ctx, accountId, code) })));
  return [...codes];
}

export async function beginFactor(ctx: Context, { password, code }: Input<typeof factorOperations.begin>) {
  const own = await ownCredential(ctx);
  if (own.hash) {
    const wrong = { code: "factors.password", message: "密码不正确" };
    const refusal = await whyNotProven(ctx, own, (each) => isPassword(each, password ?? ""), wrong);
    if (refusal) return refuseCommitted(ctx, refusal);
  }
  if (await hasFactor(ctx, own.accountId)) {
    const refusal = await whyNotProven(ctx, own, (each) => takeCode(ctx, each.accountId, code ?? ""), wrongCode);
    if (refusal) return refuseCommitted(ctx, refusal);
  }
  return offerFactor(ctx, own);
}

export async function confirmFactor(ctx: Context, { code }: Input<typeof factorOperations.confirm>) {
  const own = await ownCredential(ctx);
  let codes: string[] | null = null;
  const refusal = await whyNotProven(
    ctx,
    own,
    async () => {
      codes = await takeFactor(ctx, own, code);
      return codes !== null;
    },
    wrongCode,
  );
  if (refusal || !codes) return refuseCommitted(ctx, refusal ?? wrongCode);
  await recordSession(ctx, own.accountId, own.login, "启用第二因素");
  return { codes };
}

export async function renewCodes(ctx: Context, { code }: Input<typeof factorOperations.renewCodes>) {
  const own = await ownCredential(ctx);
  const refusal = await whyNotProven(ctx, own, (each) => takeCode(ctx, each.accountId, code), wrongCode);
  if (refusal) return refuseCommitted(ctx, refusal);
  await recordSession(ctx, own.accountId, own.login, "重新生成恢复码");
  return { codes: await writeCodes(ctx, own.accountId) };
}

export async function removeFactor(ctx: Context, { code }: Input<typeof factorOperations.remove>) {
  const own = await ownCredential(ctx);
  const has = {
    factor: await hasFactor(ctx, own.accountId),
    isRequired: await isFactorRequired(ctx, own.accountId),
  };
  refuseIf(whyNotRemove(has));
  const refusal = await whyNotProven(ctx, own, (each) => takeCode(ctx, each.accountId, code), wrongCode);
  if (refusal) return refuseCommitted(ctx, refusal);
  await forgetFactor(ctx, own.accountId);
  await recordSession(ctx, own.accountId, own.login, "停用第二因素");
  return {};
}

export async function forgetFactor({ db }: Context, accountId: string): Promise<void> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await db.delete(secondFactors).where(eq(secondFactors.accountId, accountId));
}

/** The person is asked anew everywhere: whoever has the phone may also have a session. */
export async function resetFactor(ctx: Context, { id, reason }: Input<typeof factorOperations.reset>) {
  const account = await accountHere(ctx, id);
  refuseIf(whyNotReset(await hasFactor(ctx, id), id === ctx.actor.accountId));
  await forgetFactor(ctx, id);
  const at = ctx.now.toISOString();
  await ctx.db
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.accountId, id), isNull(sessions.endedAt)));
  await ctx.db
    .update(pendingSignIns)
    .set({ usedAt: at })
    .where(and(eq(pendingSignIns.accountId, id), isNull(pendingSignIns.usedAt)));
  await recordSession(ctx, id, account.login, "重置第二因素", reason);
  return {};
}
