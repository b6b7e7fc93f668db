import { and, asc, count, eq, getTableColumns, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { FieldClass } from "#kit/base/classes.ts";
import type { Actor, Context, Entrustment, ScopeKind } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import type { accountOperations, personOperations } from "./contract.ts";
import { delegationOperations } from "./delegations/contract.ts";
import { entrustmentsOf } from "./delegations/queries.ts";
import { notLeft } from "./divisions/queries.ts";
import { peoplePack } from "./pack.ts";
import { widest } from "./rules.ts";
import { accounts, agencies, credentials, divisions, hostings, persons, postings, roles } from "./tables.ts";

export const inForce = (today: string): SQL =>
  and(lte(postings.fromOn, today), or(isNull(postings.toOn), gte(postings.toOn, today))) as SQL;

/** 任职: in which agencies an account acts today, as whom and with which roles; one row per role. */
export function postingsOf(db: Db, where: SQL | undefined, today: string) {
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
      // 托管 is told wherever the role is named.
      roleTitle: sql<string | null>`${roles.title} || coalesce('（' || ${hostings.hostName} || '托管）', '')`,
      isSmall: agencies.isSmall,
      hiddenGroups: agencies.hiddenGroups,
      grants: roles.grants,
      classes: roles.classes,
    })
    .from(accounts)
    .leftJoin(postings, and(eq(postings.accountId, accounts.id), inForce(today)))
    .leftJoin(agencies, eq(agencies.id, postings.agencyId))
    .leftJoin(persons, and(eq(persons.agencyId, postings.agencyId), eq(persons.id, postings.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, postings.agencyId), eq(divisions.id, persons.divisionId)))
    .leftJoin(roles, and(eq(roles.agencyId, postings.agencyId), eq(roles.code, postings.roleCode)))
    .leftJoin(hostings, and(eq(hostings.agencyId, postings.agencyId), eq(hostings.id, postings.hostingId)))
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
  menu: { isSmall: boolean; hiddenGroups: string[] };
}

interface Asked {
  agencyCode: string | null;
  today: string;
  via: string;
}

/** Everything an account is in the agency asked for (else its first), from its rows; and whom it stands in for there today. */
async function standing(db: Db, rows: PostingRow[], { agencyCode, today, via }: Asked): Promise<Standing | null> {
  const [first] = rows;
  if (!first) return null;
  const own = rows.filter((row) => row.agencyCode === (agencyCode ?? first.agencyCode) && row.agencyCode !== null);
  const chosen = own[0] ?? null;
  const grants = new Map<string, ScopeKind>();
  const classes = new Set<FieldClass>(["public"]);
  for (const row of own) {
    for (const [permission, scope] of Object.entries(row.grants ?? {}))
      grants.set(permission, widest(grants.get(permission), scope));
    for (const each of row.classes ?? []) classes.add(each);
  }
  const entrustments = await entrustmentsFor(db, chosen, grants, today);
  const lent = new Set<string>();
  for (const [permission, scope] of entrustments.flatMap((each) => [...each.grants])) {
    if (grants.has(permission) && !lent.has(permission)) continue;
    lent.add(permission);
    grants.set(permission, widest(grants.get(permission), scope));
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
      entrustments,
      lent,
      classes,
      isLocal: false,
      via,
    },
    agencies: [...named.values()],
    agencyName: chosen?.agencyName ?? null,
    divisionName: chosen?.divisionName ?? null,
    roles: own.flatMap(({ roleCode: code, roleTitle: title }) => (code && title ? [{ code, title }] : [])),
    menu: { isSmall: chosen?.isSmall ?? false, hiddenGroups: chosen?.hiddenGroups ?? [] },
  };
}

/** An administrator stands in for nobody (三员分立), also one who became it while a delegation was running. */
async function entrustmentsFor(
  db: Db,
  chosen: PostingRow | null,
  own: ReadonlyMap<string, ScopeKind>,
  today: string,
): Promise<Entrustment[]> {
  if (!chosen?.agencyId || !chosen.personId || !own.has(delegationOperations.list.permission)) return [];
  return entrustmentsOf(db, { agencyId: chosen.agencyId, personId: chosen.personId }, today);
}

export async function standingOfAccount(
  db: Db,
  accountId: string,
  agencyCode: string | null,
  today: string,
  via: string,
) {
  return standing(db, await postingsOf(db, eq(accounts.id, accountId), today), { agencyCode, today, via });
}

export async function standingOfLogin(db: Db, login: string, agencyCode: string | null, today: string, via: string) {
  return standing(db, await postingsOf(db, eq(accounts.login, login), today), { agencyCode, today, via });
}

export async function getAgency({ db, agencyId }: Context) {
  const { createdAt: _created, ...shown } = getTableColumns(agencies);
  const [agency] = await db.select(shown).from(agencies).where(eq(agencies.id, agencyId));
  if (!agency) throw new Failure("missing", "agencies.missing", "机构不存在");
  return agency;
}

export async function listPersons(ctx: Context, { search }: Input<typeof personOperations.list>) {
  return ctx.db
    .select({ id: persons.id, name: persons.name, divisionId: persons.divisionId, divisionName: divisions.name })
    .from(persons)
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, persons.divisionId)))
    .where(
      and(
        visible(ctx, persons),
        notLeft(ctx),
        isNull(persons.hostingId),
        search ? sql`position(${search} in ${persons.name}) > 0` : undefined,
      ),
    )
    .orderBy(asc(divisions.position), asc(persons.name))
    .limit(500);
}

/** 角色 of an account here today, in the pack's order. */
export const roleTitlesOf = (ctx: Context) =>
  sql<string>`coalesce((select string_agg(r.title, '、' order by r.position) from posting t join role r on r.agency_id = t.agency_id and r.code = t.role_code
    where t.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id} and (t.to_on is null or t.to_on >= ${ctx.today})), '')`;

/** 角色 as they stand in this agency today, in the shape of the rule pack's section. */
export async function rolesToday(ctx: Context) {
  const packed = peoplePack(ctx.pack(ctx.now.getFullYear())).roles;
  const rows = await ctx.db
    .select({
      code: roles.code,
      title: roles.title,
      administrator: roles.administrator,
      grants: roles.grants,
      classes: roles.classes,
    })
    .from(roles)
    .where(visible(ctx, roles))
    .orderBy(asc(roles.position));
  const told = rows.map(({ code, administrator, ...role }) => {
    const hostable = packed[code]?.hostable ?? false;
    return [code, { ...role, administrator: administrator !== null, hostable }];
  });
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
  roleTitles: roleTitlesOf(ctx),
  lastSignedInAt: credentials.lastSignedInAt,
  lockedUntil: sql<
    string | null
  >`case when ${credentials.lockedUntil} > ${ctx.now.toISOString()}::timestamptz then ${credentials.lockedUntil} end`.mapWith(
    credentials.lockedUntil,
  ),
  hostName: sql<
    string | null
  >`(select h.host_name from ${hostings} h join posting t on t.agency_id = h.agency_id and t.hosting_id = h.id
    where h.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id} order by t.from_on desc limit 1)`,
  homeId: accounts.homeId,
});

/** Accounts with a posting in this agency; others are not this agency's to see. */
export const ofThisAgency = (ctx: Context): SQL =>
  sql`exists (select 1 from posting t where t.agency_id = ${ctx.agencyId} and t.account_id = ${accounts.id})`;

/** 锁定 after too many wrong passwords; it ends by itself. */
const isLocked = (ctx: Context): SQL =>
  sql`exists (select 1 from credential l where l.account_id = ${accounts.id} and l.locked_until > ${ctx.now.toISOString()}::timestamptz)`;

export async function listAccounts(ctx: Context, input: Input<typeof accountOperations.list>) {
  return page(input, {
    sorts: { login: accounts.login, name: accounts.name },
    id: accounts.id,
    where: and(
      ofThisAgency(ctx),
      input.state ? eq(accounts.state, input.state) : undefined,
      input.isLocked ? isLocked(ctx) : undefined,
    ),
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
