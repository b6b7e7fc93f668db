import { and, asc, eq, gte, isNull, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { packRoles } from "../rights/queries.ts";
import { accounts, agencies, hostings, persons, postings, roles } from "../tables.ts";

function read(ctx: Context, where: SQL | undefined) {
  const { db, agencyId, today } = ctx;
  return db
    .select({
      id: hostings.id,
      roleCode: hostings.roleCode,
      roleTitle: roles.title,
      isAdministrator: sql<boolean>`${roles.administrator} is not null`,
      hostName: hostings.hostName,
      sinceOn: hostings.sinceOn,
      untilOn: hostings.untilOn,
      contactTitle: hostings.contactTitle,
      document: hostings.document,
      version: hostings.version,
      people: sql<string>`coalesce((select string_agg(distinct p.name, '、') from posting t
        join person p on p.agency_id = t.agency_id and p.id = t.person_id
        join account a on a.id = t.account_id and a.state <> 'disabled'
        where t.agency_id = ${agencyId} and t.hosting_id = ${hostings.id}
          and (t.to_on is null or t.to_on >= ${today}::date)), '')`,
    })
    .from(hostings)
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, hostings.roleCode)))
    .where(and(visible(ctx, hostings), where))
    .orderBy(asc(roles.position), asc(hostings.id));
}

type Row = Awaited<ReturnType<typeof read>>[number];

const isOver = ({ today }: Context, { untilOn }: Pick<Row, "untilOn">) => untilOn !== null && untilOn < today;

export function shownHosting(ctx: Context, { isAdministrator: _is, ...row }: Row) {
  const over = isOver(ctx, row)
    ? { code: "hostings.over", message: `托管已于 ${row.untilOn} 结束` }
    : row.untilOn !== null
      ? { code: "hostings.ending", message: `托管到 ${row.untilOn} 为止` }
      : null;
  return { ...row, may: { post: over, end: over } };
}

export async function listHostings(ctx: Context) {
  const pack = packRoles(ctx);
  const titles = await ctx.db
    .select({ code: roles.code, title: roles.title })
    .from(roles)
    .where(visible(ctx, roles))
    .orderBy(asc(roles.position));
  return {
    hostings: (await read(ctx, undefined)).map((row) => shownHosting(ctx, row)),
    choices: titles.filter(({ code }) => pack[code]?.hostable),
  };
}

export async function getHosting(ctx: Context, id: string) {
  const [held] = await ctx.db
    .select({ id: hostings.id })
    .from(hostings)
    .where(and(visible(ctx, hostings), eq(hostings.id, id)))
    .for("update");
  const [row] = held ? await read(ctx, eq(hostings.id, id)) : [];
  if (!row) throw new Failure("missing", "hostings.missing", "托管不存在，请刷新后再试");
  return row;
}

/** Those that are not over. */
export const openHostings = (ctx: Context) => read(ctx, or(isNull(hostings.untilOn), gte(hostings.untilOn, ctx.today)));

export async function isSmallOffice({ db, agencyId }: Context): Promise<boolean> {
  const [agency] = await db.select({ isSmall: agencies.isSmall }).from(agencies).where(eq(agencies.id, agencyId));
  return agency?.isSmall ?? false;
}

/** Everybody posted here by a host, with what they hold. */
export async function postedPeople({ db, agencyId, today }: Context) {
  return db
    .select({
      hostName: hostings.hostName,
      personName: persons.name,
      roleTitle: roles.title,
      isAdministrator: sql<boolean>`${roles.administrator} is not null`,
    })
    .from(postings)
    .innerJoin(hostings, and(eq(hostings.agencyId, agencyId), eq(hostings.id, postings.hostingId)))
    .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, postings.personId)))
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(and(eq(postings.agencyId, agencyId), or(isNull(postings.toOn), gte(postings.toOn, today))));
}

/** The account somebody of that login has elsewhere; null where the login is free. */
export async function accountElsewhere({ db }: Context, login: string) {
  const [account] = await db
    .select({ id: accounts.id, name: accounts.name, state: accounts.state })
    .from(accounts)
    .where(eq(accounts.login, login));
  return account ?? null;
}

/** The role is locked: two hosts for one role are refused one after the other. */
export async function roleToHost(ctx: Context, code: string) {
  const [role] = await ctx.db
    .select({ title: roles.title })
    .from(roles)
    .where(and(visible(ctx, roles), eq(roles.code, code)))
    .for("update");
  if (!role) throw new Failure("missing", "roles.missing", "角色不存在，请从列表中选择");
  return { roleTitle: role.title, isHostable: packRoles(ctx)[code]?.hostable ?? false };
}
