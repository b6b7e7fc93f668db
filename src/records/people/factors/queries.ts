import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { peoplePack } from "../pack.ts";
import { inForce, ofThisAgency, roleTitlesOf } from "../queries.ts";
import { accounts, credentials, demoPeople, postings } from "../tables.ts";
import type { factorOperations } from "./contract.ts";
import { factorStateOf } from "./rules.ts";
import { recoveryCodes, secondFactors } from "./tables.ts";

/** Whether a role it holds today, in whichever agency, asks for a second factor; demo people are let off. */
export async function isFactorRequired(ctx: Context, accountId: string): Promise<boolean> {
  const { requiredOf } = peoplePack(ctx.pack(ctx.now.getFullYear())).factor;
  if (requiredOf.length === 0) return false;
  const [found] = await ctx.db
    .select({ one: sql`1` })
    .from(postings)
    .where(
      and(
        eq(postings.accountId, accountId),
        inForce(today(ctx.now)),
        inArray(postings.roleCode, requiredOf),
        sql`${postings.accountId} not in (select ${demoPeople.accountId} from ${demoPeople})`,
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** The account's factor, held until the transaction ends: no code is taken twice at once. */
export async function factorOf({ db }: Context, accountId: string) {
  const [found] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId)).for("update");
  return found ?? null;
}

export async function hasFactor({ db }: Context, accountId: string): Promise<boolean> {
  const [found] = await db
    .select({ since: secondFactors.confirmedAt })
    .from(secondFactors)
    .where(and(eq(secondFactors.accountId, accountId), isNotNull(secondFactors.confirmedAt)));
  return found !== undefined;
}

export async function myFactor(ctx: Context) {
  const { db, actor } = ctx;
  const accountId = String(actor.accountId);
  const [own] = await db
    .select({ since: secondFactors.confirmedAt, hash: credentials.passwordHash })
    .from(credentials)
    .leftJoin(secondFactors, eq(secondFactors.accountId, credentials.accountId))
    .where(eq(credentials.accountId, accountId));
  const [left] = await db
    .select({ total: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)));
  const isRequired = await isFactorRequired(ctx, accountId);
  const since = own?.since ?? null;
  return {
    state: factorStateOf(since !== null, isRequired),
    since,
    codesLeft: left?.total ?? 0,
    isRequired,
    hasPassword: Boolean(own?.hash),
  };
}

/** 应启用: a posting in this agency, in force, whose role asks for it. */
function required(ctx: Context): SQL {
  const { requiredOf } = peoplePack(ctx.pack(ctx.now.getFullYear())).factor;
  if (requiredOf.length === 0) return sql`false`;
  return sql`(exists (select 1 from ${postings} where ${and(
    eq(postings.agencyId, ctx.agencyId),
    eq(postings.accountId, accounts.id),
    inForce(ctx.today),
    inArray(postings.roleCode, requiredOf),
  )}) and not exists (select 1 from ${demoPeople} where ${eq(demoPeople.accountId, accounts.id)}))`;
}

export async function listSafety(ctx: Context, input: Input<typeof factorOperations.list>) {
  const has = sql`exists (select 1 from ${secondFactors} where ${and(eq(secondFactors.accountId, accounts.id), isNotNull(secondFactors.confirmedAt))})`;
  const wanted = {
    on: has,
    missing: sql`(not ${has} and ${required(ctx)})`,
    off: sql`(not ${has} and not ${required(ctx)})`,
  };
  return page(input, {
    sorts: { login: accounts.login, name: accounts.name },
    id: accounts.id,
    where: and(ofThisAgency(ctx), eq(accounts.state, "active"), input.factor ? wanted[input.factor] : undefined),
    rows: async ({ where, orderBy, limit }) => {
      const rows = await ctx.db
        .select({
          id: accounts.id,
          name: accounts.name,
          login: accounts.login,
          roleTitles: roleTitlesOf(ctx),
          factorSince: secondFactors.confirmedAt,
          isRequired: sql<boolean>`${required(ctx)}`,
          sortKey: input.sort === "login" ? accounts.login : accounts.name,
        })
        .from(accounts)
        .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map((row) => ({ ...row, factor: factorStateOf(row.factorSince !== null, row.isRequired) }));
    },
    count: async (where) => (await ctx.db.select({ total: count() }).from(accounts).where(where))[0]?.total ?? 0,
  });
}

/** An account of this agency, for what an administrator does to it. */
export async function accountHere(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({ id: accounts.id, login: accounts.login, name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.id, id), ofThisAgency(ctx)));
  if (!found) throw new Failure("missing", "accounts.missing", "账号不存在，或不属于本机构");
  return found;
}
