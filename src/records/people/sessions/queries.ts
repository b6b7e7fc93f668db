import { and, count, desc, eq, gt, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { type PeoplePack, peoplePack } from "../pack.ts";
import { ofThisAgency, postingsOf, standingOfAccount } from "../queries.ts";
import { accounts, demoPeople, pendingSignIns, sessions } from "../tables.ts";
import type { openSessionOperations, signInOperations } from "./contract.ts";
import { signIns } from "./tables.ts";

/** The open session behind a cookie, or null when it has ended, idled out or run too long. */
export async function openSession(db: Db, digest: string, now: Date, limits: PeoplePack["session"]) {
  const [session] = await db
    .select({
      accountId: sessions.accountId,
      csrf: sessions.csrf,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.digest, digest), isNull(sessions.endedAt)));
  if (!session) return null;
  return session.seenAt > ends(now, limits).idle && session.createdAt > ends(now, limits).long ? session : null;
}

/** Last seen, and begun, before this a session is over. */
function ends(now: Date, { idleMinutes, longestHours }: PeoplePack["session"]) {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000 - 1).toISOString();
  return { idle: before(idleMinutes), long: before(longestHours * 60) };
}

export async function currentSession(ctx: Context) {
  const { db, actor, instance, today } = ctx;
  const here = actor.accountId
    ? await standingOfAccount(db, actor.accountId, actor.agencyCode, today, actor.via)
    : null;
  const [session] = actor.sessionDigest
    ? await db.select({ csrf: sessions.csrf }).from(sessions).where(eq(sessions.digest, actor.sessionDigest))
    : [];
  const [account] = actor.accountId
    ? await db
        .select({ id: accounts.id, login: accounts.login, name: accounts.name })
        .from(accounts)
        .where(eq(accounts.id, actor.accountId))
    : [];
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: thisYear - 2019 }, (_, back) => thisYear - back);
  const now = here?.actor;
  return {
    instance,
    product: "落地",
    today,
    account: account ?? null,
    agencies: (here?.agencies ?? []).map((agency) => ({ ...agency, years })),
    agency:
      here && now?.agencyId && now.agencyCode
        ? {
            id: now.agencyId,
            code: now.agencyCode,
            name: here.agencyName ?? "",
            personId: now.personId,
            divisionId: now.divisionId,
            divisionName: here.divisionName,
            roles: here.roles,
            grants: Object.fromEntries(now.grants),
            classes: [...now.classes],
            actsFor: now.entrustments.map(({ name, until }) => ({ name, until })),
            menu: here.menu,
          }
        : null,
    outside: ctx.outside?.name ?? null,
    idleMinutes: limitsOf(ctx).idleMinutes,
    csrf: session?.csrf ?? null,
  };
}

export async function listDemoPeople(ctx: Context) {
  if (ctx.instance !== "demo" || !ctx.actor.isLocal) return [];
  const rows = await postingsOf(
    ctx.db,
    sql`${accounts.id} in (select ${demoPeople.accountId} from ${demoPeople})`,
    ctx.today,
  );
  const positions = new Map(
    (await ctx.db.select().from(demoPeople)).map(({ accountId, position }) => [accountId, position]),
  );
  rows.sort((a, b) => (positions.get(a.accountId) ?? 0) - (positions.get(b.accountId) ?? 0));
  return rows.flatMap(({ login, accountName: name, agencyCode, agencyName, roleTitle, divisionName }) =>
    agencyCode && agencyName && roleTitle ? [{ login, name, agencyCode, agencyName, roleTitle, divisionName }] : [],
  );
}

const limitsOf = (ctx: Context) => peoplePack(ctx.pack(ctx.now.getFullYear())).session;

/** 登录凭条 that still holds, held until the transaction ends. */
export async function pendingOf({ db, now }: Context, digest: string) {
  const [found] = await db
    .select()
    .from(pendingSignIns)
    .where(
      and(
        eq(pendingSignIns.digest, digest),
        isNull(pendingSignIns.usedAt),
        gt(pendingSignIns.expiresAt, now.toISOString()),
      ),
    )
    .for("update");
  return found ?? null;
}

const sessionRow = {
  id: sessions.id,
  device: sessions.device,
  address: sessions.address,
  entry: sessions.entry,
  createdAt: sessions.createdAt,
  seenAt: sessions.seenAt,
};

function lasting(ctx: Context): SQL | undefined {
  const { idle, long } = ends(ctx.now, limitsOf(ctx));
  return and(isNull(sessions.endedAt), gt(sessions.seenAt, idle), gt(sessions.createdAt, long));
}

export async function mySessions(ctx: Context) {
  const rows = await ctx.db
    .select({ ...sessionRow, digest: sessions.digest })
    .from(sessions)
    .where(and(eq(sessions.accountId, String(ctx.actor.accountId)), lasting(ctx)))
    .orderBy(desc(sessions.seenAt))
    .limit(100);
  return rows.map(({ digest, ...row }) => ({ ...row, isCurrent: digest === ctx.actor.sessionDigest }));
}

/** The sessions of accounts that have a posting here; the wall of the database shows no others. */
export async function listSessions(ctx: Context, input: Input<typeof openSessionOperations.list>) {
  return page(input, {
    sorts: { seenAt: sessions.seenAt, createdAt: sessions.createdAt },
    id: sessions.id,
    where: and(
      sql`exists (select 1 from ${accounts} where ${and(eq(accounts.id, sessions.accountId), ofThisAgency(ctx))})`,
      lasting(ctx),
      input.accountId ? eq(sessions.accountId, input.accountId) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({
          ...sessionRow,
          accountId: sessions.accountId,
          accountName: accounts.name,
          login: accounts.login,
          sortKey: input.sort === "seenAt" ? sessions.seenAt : sessions.createdAt,
        })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(sessions).where(where))[0]?.total ?? 0,
  });
}

/** One of this agency's that still lasts. */
export async function sessionHere(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({ id: sessions.id, accountId: sessions.accountId, login: accounts.login, device: sessions.device })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.id, id), ofThisAgency(ctx), lasting(ctx)));
  return found ?? null;
}

/** Days begin when they do for the agency. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

export async function listSignIns(ctx: Context, input: Input<typeof signInOperations.list>) {
  const { outcome, accountId, from, to } = input;
  return page(input, {
    sorts: { at: signIns.at },
    id: signIns.id,
    where: and(
      sql`exists (select 1 from ${accounts} where ${and(eq(accounts.id, signIns.accountId), ofThisAgency(ctx))})`,
      outcome ? eq(signIns.outcome, outcome) : undefined,
      accountId ? eq(signIns.accountId, accountId) : undefined,
      from ? gte(signIns.at, startOf(from)) : undefined,
      to ? lt(signIns.at, startOf(addDays(to, 1))) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({
          id: signIns.id,
          at: signIns.at,
          accountName: accounts.name,
          login: accounts.login,
          outcome: signIns.outcome,
          entry: signIns.entry,
          device: signIns.device,
          address: signIns.address,
          sortKey: signIns.at,
        })
        .from(signIns)
        .innerJoin(accounts, eq(accounts.id, signIns.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(signIns).where(where))[0]?.total ?? 0,
  });
}
