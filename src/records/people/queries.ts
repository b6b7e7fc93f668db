import { and, asc, count, eq, getTableColumns, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { FieldClass } from "#kit/base/classes.ts";
import type { Actor, Context, ScopeKind } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import type { accountOperations, personOperations } from "./contract.ts";
import { peoplePack } from "./pack.ts";
import {
  accounts,
  agencies,
  credentials,
  demoPeople,
  divisions,
  persons,
  postings,
  roles,
  sessions,
} from "./tables.ts";

const inForce = (today: string): SQL =>
  and(lte(postings.fromOn, today), or(isNull(postings.toOn), gte(postings.toOn, today))) as SQL;

/** 任职: in which agencies an account acts today, as whom and with which roles; one row per role. */
function postingsOf(db: Db, where: SQL | undefined, today: string) {
  return db
    .select({
      accountId: accounts.id,
      login: accounts.login,
      accountName: accounts.name,
      agencyId: agencies.id,
      agencyCode: agencies.code,
      agencyName: agencies.name,
      personId: persons.id,
      divisionId: divisions.id,
      divisionName: divisions.name,
      roleCode: roles.code,
      roleTitle: roles.title,
      grants: roles.grants,
      classes: roles.classes,
    })
    .from(accounts)
    .leftJoin(postings, and(eq(postings.accountId, accounts.id), inForce(today)))
    .leftJoin(agencies, eq(agencies.id, postings.agencyId))
    .leftJoin(persons, and(eq(persons.agencyId, postings.agencyId), eq(persons.id, postings.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, postings.agencyId), eq(divisions.id, persons.divisionId)))
    .leftJoin(roles, and(eq(roles.agencyId, postings.agencyId), eq(roles.code, postings.roleCode)))
    .where(and(eq(accounts.state, "active"), where))
    .orderBy(asc(agencies.code), asc(roles.position));
}

type PostingRow = Awaited<ReturnType<typeof postingsOf>>[number];

export interface Standing {
  actor: Actor;
  agencies: { id: string; code: string; name: string }[];
  agencyName: string | null;
  divisionName: string | null;
  roles: { code: string; title: string }[];
}

/** Everything an account is in the agency asked for (else its first), from its rows. */
function standing(rows: PostingRow[], agencyCode: string | null, via: string): Standing | null {
  const [first] = rows;
  if (!first) return null;
  const own = rows.filter((row) => row.agencyCode === (agencyCode ?? first.agencyCode) && row.agencyCode !== null);
  const chosen = own[0] ?? null;
  const grants = new Map<string, ScopeKind>();
  const classes = new Set<FieldClass>(["public"]);
  for (const row of own) {
    for (const [permission, scope] of Object.entries(row.grants ?? {}))
      grants.set(permission, wider(grants.get(permission), scope));
    for (const each of row.classes ?? []) classes.add(each);
  }
  const named = new Map<string, { id: string; code: string; name: string }>();
  for (const { agencyId: id, agencyCode: code, agencyName: name } of rows)
    if (id && code && name) named.set(id, { id, code, name });
  return {
    actor: {
      accountId: first.accountId,
      sessionDigest: null,
      name: first.accountName,
      agencyId: chosen?.agencyId ?? null,
      agencyCode: chosen?.agencyCode ?? null,
      personId: chosen?.personId ?? null,
      divisionId: chosen?.divisionId ?? null,
      grants,
      classes,
      isLocal: false,
      via,
    },
    agencies: [...named.values()],
    agencyName: chosen?.agencyName ?? null,
    divisionName: chosen?.divisionName ?? null,
    roles: own.flatMap(({ roleCode: code, roleTitle: title }) => (code && title ? [{ code, title }] : [])),
  };
}

const breadth: ScopeKind[] = ["own", "division", "agency"];
const wider = (a: ScopeKind | undefined, b: ScopeKind): ScopeKind =>
  a && breadth.indexOf(a) > breadth.indexOf(b) ? a : b;

export async function standingOfAccount(
  db: Db,
  accountId: string,
  agencyCode: string | null,
  today: string,
  via: string,
) {
  return standing(await postingsOf(db, eq(accounts.id, accountId), today), agencyCode, via);
}

export async function standingOfLogin(db: Db, login: string, agencyCode: string | null, today: string, via: string) {
  return standing(await postingsOf(db, eq(accounts.login, login), today), agencyCode, via);
}

/** The open session behind a cookie, or null when it has ended, idled out or run too long. */
export async function openSession(
  db: Db,
  digest: string,
  now: Date,
  limits: { idleMinutes: number; longestHours: number },
) {
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
  const idle = now.getTime() - Date.parse(session.seenAt) > limits.idleMinutes * 60_000;
  const long = now.getTime() - Date.parse(session.createdAt) > limits.longestHours * 3_600_000;
  return idle || long ? null : session;
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
          }
        : null,
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

export async function getAgency({ db, agencyId }: Context) {
  const { createdAt: _created, ...shown } = getTableColumns(agencies);
  const [agency] = await db.select(shown).from(agencies).where(eq(agencies.id, agencyId));
  if (!agency) throw new Failure("missing", "agencies.missing", "机构不存在");
  return agency;
}

export async function listDivisions(ctx: Context) {
  return ctx.db
    .select({ id: divisions.id, name: divisions.name, headcount: count(persons.id), version: divisions.version })
    .from(divisions)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.divisionId, divisions.id)))
    .where(visible(ctx, divisions))
    .groupBy(divisions.agencyId, divisions.id, divisions.name, divisions.version, divisions.position)
    .orderBy(asc(divisions.position));
}

export async function listPersons(ctx: Context, { search }: Input<typeof personOperations.list>) {
  return ctx.db
    .select({ id: persons.id, name: persons.name, divisionId: persons.divisionId, divisionName: divisions.name })
    .from(persons)
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, persons.divisionId)))
    .where(and(visible(ctx, persons), search ? sql`position(${search} in ${persons.name}) > 0` : undefined))
    .orderBy(asc(divisions.position), asc(persons.name))
    .limit(500);
}

export async function listRoles(ctx: Context) {
  return ctx.db
    .select({ code: roles.code, title: roles.title, grants: roles.grants, classes: roles.classes })
    .from(roles)
    .where(visible(ctx, roles))
    .orderBy(asc(roles.position));
}

/** 角色 as they stand in this agency today, in the shape of the rule pack's section. */
export async function rolesToday(ctx: Context) {
  const packed = peoplePack(ctx.pack(ctx.now.getFullYear())).roles;
  const rows = await listRoles(ctx);
  const told = rows.map(({ code, ...role }) => [
    code,
    { administrator: packed[code]?.administrator ?? false, ...role },
  ]);
  return { roles: Object.fromEntries(told) as Record<string, unknown> };
}

const accountRow = (ctx: Context) => ({
  id: accounts.id,
  login: accounts.login,
  name: accounts.name,
  state: accounts.state,
  version: accounts.version,
  divisionName: sql<
    string | null
  >`(select d.name from person p join division d on d.agency_id = p.agency_id and d.id = p.division_id
    join posting t on t.agency_id = p.agency_id and t.person_id = p.id
    where p.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id} order by t.from_on desc limit 1)`,
  roleTitles: sql<string>`coalesce((select string_agg(r.title, '、' order by r.position) from posting t join role r on r.agency_id = t.agency_id and r.code = t.role_code
    where t.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id} and (t.to_on is null or t.to_on >= ${ctx.today})), '')`,
  lastSignedInAt: credentials.lastSignedInAt,
});

/** Accounts with a posting in this agency; others are not this agency's to see. */
const ofThisAgency = (ctx: Context): SQL =>
  sql`exists (select 1 from posting t where t.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id})`;

export async function listAccounts(ctx: Context, input: Input<typeof accountOperations.list>) {
  return page(input, {
    sorts: { login: accounts.login, name: accounts.name },
    id: accounts.id,
    where: and(ofThisAgency(ctx), input.state ? eq(accounts.state, input.state) : undefined),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...accountRow(ctx), sortKey: input.sort === "login" ? accounts.login : accounts.name })
        .from(accounts)
        .leftJoin(credentials, eq(credentials.accountId, accounts.id))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(accounts).where(where))[0]?.total ?? 0,
  });
}

export async function getAccount(ctx: Context, id: string) {
  const [account] = await ctx.db
    .select(accountRow(ctx))
    .from(accounts)
    .leftJoin(credentials, eq(credentials.accountId, accounts.id))
    .where(and(eq(accounts.id, id), ofThisAgency(ctx)));
  if (!account) throw new Failure("missing", "accounts.missing", "账号不存在，或不属于本机构");
  return account;
}

/** 账号、登录、消息设置 are all about an account; whoever manages accounts finds it in their list. */
export async function accountPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(ofThisAgency(ctx), inArray(accounts.id, ids)));
  const page = ctx.actor.grants.has("accounts.manage") ? "accounts" : null;
  return rows.map((row) => ({ ...row, page }));
}

export async function divisionPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: divisions.id, name: divisions.name })
    .from(divisions)
    .where(and(visible(ctx, divisions), inArray(divisions.id, ids)));
  return rows.map((row) => ({ ...row, page: ctx.actor.grants.has("people.read") ? "agency" : null }));
}

export async function agencyPlaces(ctx: Context) {
  const { id, name } = await getAgency(ctx);
  return [{ id, name, page: ctx.actor.grants.has("people.read") ? "agency" : null }];
}
