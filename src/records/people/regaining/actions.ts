import { and, eq, gte, isNotNull, isNull, lte, or } from "drizzle-orm";
import { z } from "zod";
import { today } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { command } from "#kit/base/operation.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type House, perform } from "#kit/server/serve.ts";
import { newLink } from "../accounts/actions.ts";
import { endAccess, recordSession } from "../actions.ts";
import { accountSubject } from "../contract.ts";
import { forgetFactor } from "../factors/actions.ts";
import { whyNotRegain } from "../factors/rules.ts";
import { getAccount } from "../queries.ts";
import { accounts, postings, roles } from "../tables.ts";

/** Served by no door; the history knows it by its title. */
export const regain = command("factors.regain", {
  title: "本机重置第二因素",
  permission: "instance.manage",
  reach: "instance",
  input: z.strictObject({}),
  output: z.object({}),
});

/**
 * 本机重置: an administrator lost the second factor and there is nobody left to reset it. Only the operator of the machine
 * may: the factor is forgotten, everything that opens ends, and a one-time link lets the person begin anew. It stands in the
 * history of the agency that the account belongs to, where its audit administrator reads it.
 */
export async function regainAccount(
  house: House,
  operator: Actor,
  { login, reason }: { login: string; reason: string },
): Promise<string> {
  const found = await house.database.transaction({ role: "owner", readOnly: true }, async (db) => {
    const [account] = await db
      .select({ id: accounts.id, agencyId: accounts.homeId })
      .from(accounts)
      .where(eq(accounts.login, login));
    return account;
  });
  if (!found?.agencyId) throw new Failure("missing", "factors.regain.missing", `没有登录名为“${login}”的账号，请检查`);
  const { id, agencyId } = found;
  const setting = { as: { role: "owner", agencyId }, agencyId, actor: operator, operation: regain } as const;
  return (await perform(house, setting, (ctx) => regainHere(ctx, id, reason))).answer;
}

async function regainHere(ctx: Context, id: string, reason: string): Promise<string> {
  const { db } = ctx;
  await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, id)).for("update");
  const before = await getAccount(ctx, id);
  refuseIf(whyNotRegain({ ...before, isAdministrator: await isAdministrator(ctx, id) }));
  await forgetFactor(ctx, id);
  await endAccess(ctx, id);
  await db
    .update(accounts)
    .set({ state: "invited", version: before.version + 1 })
    .where(eq(accounts.id, id));
  const link = await newLink(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after: await getAccount(ctx, id), reason });
  await recordSession(ctx, id, before.login, "本机重置第二因素", reason);
  return link;
}

async function isAdministrator({ db, now }: Context, accountId: string): Promise<boolean> {
  const day = today(now);
  const [held] = await db
    .select({ code: roles.code })
    .from(postings)
    .innerJoin(roles, and(eq(roles.agencyId, postings.agencyId), eq(roles.code, postings.roleCode)))
    .where(
      and(
        eq(postings.accountId, accountId),
        isNotNull(roles.administrator),
        lte(postings.fromOn, day),
        or(isNull(postings.toOn), gte(postings.toOn, day)),
      ),
    )
    .limit(1);
  return held !== undefined;
}
