import { and, count, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { peoplePack } from "../pack.ts";
import { ofThisAgency, standingOfAccount } from "../queries.ts";
import { accounts, apiTokens } from "../tables.ts";
import type { tokenOperations } from "./contract.ts";
import { choicesOf } from "./rules.ts";

const tokenRow = {
  id: apiTokens.id,
  name: apiTokens.name,
  permissions: apiTokens.permissions,
  canWrite: apiTokens.canWrite,
  createdAt: apiTokens.createdAt,
  until: apiTokens.until,
  usedAt: apiTokens.usedAt,
};

const working = (today: string) => and(isNull(apiTokens.endedAt), gte(apiTokens.until, today));

export async function myTokens({ db, actor, pack, now, today }: Context) {
  const { never, longestDays } = peoplePack(pack(now.getFullYear())).token;
  const tokens = await db
    .select(tokenRow)
    .from(apiTokens)
    .where(and(eq(apiTokens.accountId, String(actor.accountId)), working(today)))
    .orderBy(desc(apiTokens.createdAt))
    .limit(100);
  return { tokens, choices: choicesOf(actor.grants.keys(), never), longestDays };
}

export async function listTokens(ctx: Context, input: Input<typeof tokenOperations.list>) {
  return page(input, {
    sorts: { createdAt: apiTokens.createdAt },
    id: apiTokens.id,
    where: and(
      sql`exists (select 1 from ${accounts} where ${and(eq(accounts.id, apiTokens.accountId), ofThisAgency(ctx))})`,
      working(ctx.today),
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...tokenRow, accountName: accounts.name, login: accounts.login, sortKey: apiTokens.createdAt })
        .from(apiTokens)
        .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(apiTokens).where(where))[0]?.total ?? 0,
  });
}

/** One of this agency's that still works. */
export async function tokenHere(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({ id: apiTokens.id, name: apiTokens.name, accountId: apiTokens.accountId, login: accounts.login })
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
    .where(and(eq(apiTokens.id, id), ofThisAgency(ctx), working(ctx.today)));
  return found ?? null;
}

/** Whom a token speaks for: its owner as he stands today, with no more than what was chosen. */
export async function standingOfToken(db: Db, digest: string, agencyCode: string | null, today: string) {
  const [token] = await db
    .select({
      id: apiTokens.id,
      accountId: apiTokens.accountId,
      permissions: apiTokens.permissions,
      canWrite: apiTokens.canWrite,
      usedAt: apiTokens.usedAt,
    })
    .from(apiTokens)
    .where(and(eq(apiTokens.digest, digest), working(today)));
  const standing = token && (await standingOfAccount(db, token.accountId, agencyCode, today, "token"));
  if (!standing) return null;
  const grants = new Map([...standing.actor.grants].filter(([permission]) => token.permissions.includes(permission)));
  const actor: Actor = { ...standing.actor, grants, isReadOnly: !token.canWrite };
  return { actor, id: token.id, usedAt: token.usedAt };
}
