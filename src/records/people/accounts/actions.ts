import { createHash, randomBytes } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { sqlState } from "#kit/server/serve.ts";
import { type accountOperations, accountSubject } from "../contract.ts";
import { getAccount } from "../queries.ts";
import { heldBy } from "../rights/queries.ts";
import { whyNotGive } from "../rights/rules.ts";
import { whyNotRoles } from "../rules.ts";
import { getPerson } from "../staff/queries.ts";
import { accounts, credentials, oneTimeLinks, postings, roles } from "../tables.ts";

/** A new account of this agency's, without a password until its link is used. */
export async function openAccount(ctx: Context, { login, name }: { login: string; name: string }): Promise<string> {
  const id = newId();
  await ctx.db
    .insert(accounts)
    .values({ id, login, name, state: "invited", homeId: ctx.agencyId })
    .catch((error: unknown) => {
      if (sqlState(error) === "23505")
        throw new Failure("refused", "accounts.login", `登录名“${login}”已被使用，请换一个`);
      throw error;
    });
  await ctx.db.insert(credentials).values({ accountId: id });
  return id;
}

export async function newLink({ db, now }: Pick<Context, "db" | "now">, accountId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + 3 * 86_400_000).toISOString();
  const digest = createHash("sha256").update(token).digest("hex");
  await db.insert(oneTimeLinks).values({ digest, accountId, expiresAt });
  return `/link/${token}`;
}

/** A link lets in until it is used, its time is over, or a newer one takes its place. */
export async function endLinks({ db, now }: Pick<Context, "db" | "now">, accountIds: string[]): Promise<void> {
  await db
    .update(oneTimeLinks)
    .set({ usedAt: now.toISOString() })
    .where(and(inArray(oneTimeLinks.accountId, accountIds), isNull(oneTimeLinks.usedAt)));
}

/** Posts an account in these roles from today on; one of the three never meets anything else in the same person. */
export async function postAccount(
  ctx: Context,
  {
    accountId,
    personId,
    wanted,
    hostingId = null,
  }: { accountId: string; personId: string; wanted: string[]; hostingId?: string | null },
): Promise<void> {
  const { db, agencyId, today } = ctx;
  const known = await db.select().from(roles).where(eq(roles.agencyId, agencyId));
  refuseIf(
    whyNotRoles(
      wanted,
      known.map(({ code, title, administrator }) => ({ code, title, administrator: administrator !== null })),
    ),
  );
  const held = await heldBy(ctx, personId);
  for (const role of known.filter(({ code }) => wanted.includes(code)))
    refuseIf(whyNotGive({ ...role, fromOn: today, toOn: null }, held));
  await db
    .insert(postings)
    .values(
      wanted.map((roleCode) => ({ agencyId, id: newId(), accountId, personId, roleCode, fromOn: today, hostingId })),
    );
}

/** 发放账号 to somebody who is on the staff already. */
export async function giveAccount(
  ctx: Context,
  { personId, login, roles: wanted }: Input<typeof accountOperations.give>,
) {
  const person = await getPerson(ctx, personId);
  if (person.leftOn !== null)
    throw new Failure("refused", "accounts.give.left", `${person.name}已办理离开（${person.leftOn}），不能发放账号`);
  const [usable] = await ctx.db
    .select({ login: accounts.login, state: accounts.state })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(
      and(
        eq(postings.agencyId, ctx.agencyId),
        eq(postings.personId, personId),
        inArray(accounts.state, ["active", "invited"]),
      ),
    )
    .limit(1);
  if (usable)
    throw new Failure(
      "refused",
      "accounts.give.has",
      `${person.name}已有账号“${usable.login}”，一人一个；忘记密码请重新发放链接`,
    );
  const id = await openAccount(ctx, { login, name: person.name });
  await postAccount(ctx, { accountId: id, personId, wanted });
  const link = await newLink(ctx, id);
  await record(ctx, { subject: accountSubject, id, before: null, after: await getAccount(ctx, id) });
  return { id, link };
}

/** 成批发放: one slip for each account that has not been used yet; told once, and every one of them recorded. */
export async function inviteAccounts(ctx: Context, { ids, reason }: Input<typeof accountOperations.invite>) {
  const slips = [];
  for (const id of [...new Set(ids)].sort()) {
    const before = await getAccount(ctx, id);
    if (before.state !== "invited")
      throw new Failure("refused", "accounts.invite.state", `“${before.name}”的账号不是待启用，请从名单中去掉`);
    refuseForeign(ctx, before);
    await endLinks(ctx, [id]);
    const link = await newLink(ctx, id);
    await ctx.db
      .update(accounts)
      .set({ version: before.version + 1 })
      .where(eq(accounts.id, id));
    await record(ctx, {
      subject: accountSubject,
      id,
      before: null,
      after: {},
      reason: `成批发放一次性链接：${reason}`,
    });
    slips.push({ id, name: before.name, login: before.login, divisionName: before.divisionName, link });
  }
  return slips;
}

/** An account is renewed and disabled only by the agency that made it: another's administrator would take it over. */
export function refuseForeign({ agencyId }: Context, { homeId, name }: { homeId: string | null; name: string }): void {
  if (homeId !== agencyId)
    throw new Failure("refused", "accounts.foreign", `“${name}”的账号由别的机构管理，请对方的系统管理员办理`);
}
