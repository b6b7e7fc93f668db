import { and, asc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context, ScopeKind } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { accounts, divisions, hostings, persons, postings, roles } from "../tables.ts";
import { peoplePack } from "../pack.ts";
import type { rightOperations } from "./contract.ts";
import { businessPermissions, choicesFor, type Held, whyNotLast } from "./rules.ts";

export const packRoles = (ctx: Context) => peoplePack(ctx.pack(ctx.now.getFullYear())).roles;

const roleColumns = (ctx: Context) => ({
  id: roles.id,
  code: roles.code,
  title: roles.title,
  grants: roles.grants,
  classes: roles.classes,
  administrator: roles.administrator,
  version: roles.version,
  holders: sql<number>`(select count(distinct t.person_id)::int from posting t where t.agency_id = ${ctx.agencyId}
    and t.role_code = ${roles.code} and t.from_on <= ${ctx.today}::date and (t.to_on is null or t.to_on >= ${ctx.today}::date))`,
  /** Ever held by somebody, or hosted: its code stands in what happened. */
  isUsed: sql<boolean>`(exists (select 1 from posting t where t.agency_id = ${ctx.agencyId} and t.role_code = ${roles.code})
    or exists (select 1 from ${hostings} h where h.agency_id = ${ctx.agencyId} and h.role_code = ${roles.code}))`,
});

export async function listRoles(ctx: Context) {
  const rows = await ctx.db
    .select(roleColumns(ctx))
    .from(roles)
    .where(visible(ctx, roles))
    .orderBy(asc(roles.position));
  return rows.map((row) => shownRole(ctx, row));
}

export async function getRole(ctx: Context, code: string) {
  const read = ctx.db
    .select(roleColumns(ctx))
    .from(roles)
    .where(and(visible(ctx, roles), eq(roles.code, code)));
  const [role] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!role) throw new Failure("missing", "roles.missing", "角色不存在，请刷新后再试");
  return role;
}
export type StoredRole = Awaited<ReturnType<typeof getRole>>;

export function shownRole(ctx: Context, { id: _id, administrator, isUsed, ...role }: StoredRole) {
  return {
    ...role,
    isAdministrator: administrator !== null,
    choices: choicesFor(administrator, packRoles(ctx)),
    may: {
      copy:
        administrator === null
          ? null
          : { code: "roles.copy.administrator", message: `“${role.title}”是三员之一，只有这一个，不能复制` },
      remove: isUsed
        ? { code: "roles.remove.used", message: `有人担任过“${role.title}”，不能删除；不再使用的，收回各人的任职即可` }
        : role.code in packRoles(ctx)
          ? { code: "roles.remove.pack", message: `“${role.title}”是规则包自带的角色，不能删除` }
          : null,
    },
  };
}

/** Everything a person holds or is to hold, by whichever account. */
export async function heldBy({ db, agencyId }: Context, personId: string): Promise<Held[]> {
  return db
    .select({
      code: roles.code,
      title: roles.title,
      administrator: roles.administrator,
      fromOn: postings.fromOn,
      toOn: postings.toOn,
    })
    .from(postings)
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .where(and(eq(postings.agencyId, agencyId), eq(postings.personId, personId)));
}

/** The person behind an account in this agency. */
export async function personOf(ctx: Context, accountId: string) {
  const [person] = await ctx.db
    .select({
      id: persons.id,
      name: persons.name,
      leftOn: persons.leftOn,
      hostingId: persons.hostingId,
      login: accounts.login,
      state: accounts.state,
    })
    .from(postings)
    .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, postings.personId)))
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(and(visible(ctx, postings), eq(postings.accountId, accountId)))
    .limit(1);
  if (!person) throw new Failure("missing", "accounts.missing", "账号不存在，或不属于本机构");
  return person;
}

export async function getPosting(ctx: Context, id: string) {
  const [posting] = await ctx.db
    .select({
      id: postings.id,
      accountId: postings.accountId,
      personId: postings.personId,
      login: accounts.login,
      roleCode: postings.roleCode,
      roleTitle: roles.title,
      fromOn: postings.fromOn,
      toOn: postings.toOn,
      document: postings.document,
      version: postings.version,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(roles, and(eq(roles.agencyId, ctx.agencyId), eq(roles.code, postings.roleCode)))
    .where(and(visible(ctx, postings), eq(postings.id, id)))
    .for("update", { of: postings });
  if (!posting) throw new Failure("missing", "postings.missing", "任职不存在，或不属于本机构");
  const { today } = ctx;
  return { ...posting, isHeld: posting.fromOn <= today && (posting.toOn === null || posting.toOn >= today) };
}

/**
 * 三员不缺位: refuses what would leave one of the three without anybody who can act after that day. The roles' rows are
 * locked first, so that two of the last two are not taken away side by side.
 */
export async function refuseLastAdministrator(
  { db, agencyId }: Context,
  gone: { personId?: string; accountId?: string; postingIds?: string[] },
  lastDay: string,
): Promise<void> {
  const three = await db
    .select({ code: roles.code, title: roles.title })
    .from(roles)
    .where(and(eq(roles.agencyId, agencyId), isNotNull(roles.administrator)))
    .orderBy(asc(roles.code))
    .for("update");
  const after = await db
    .select({
      id: postings.id,
      accountId: postings.accountId,
      personId: postings.personId,
      roleCode: postings.roleCode,
      fromOn: postings.fromOn,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(
      and(
        eq(postings.agencyId, agencyId),
        eq(accounts.state, "active"),
        or(isNull(postings.toOn), gt(postings.toOn, lastDay)),
      ),
    );
  const isGone = (each: (typeof after)[number]) =>
    gone.postingIds?.includes(each.id) || each.accountId === gone.accountId || each.personId === gone.personId;
  const next = addDays(lastDay, 1);
  refuseIf(
    whyNotLast(
      three.flatMap(({ code, title }) => {
        const own = after.filter(({ roleCode, fromOn }) => roleCode === code && fromOn <= next);
        return own.some(isGone) ? [{ title, others: own.filter((each) => !isGone(each)).length }] : [];
      }),
    ),
  );
}

export async function listHolders(ctx: Context, { permission }: Input<typeof rightOperations.holders>) {
  const { db, agencyId, today } = ctx;
  const rows = await db
    .select({
      personId: persons.id,
      personName: persons.name,
      divisionName: divisions.name,
      roleTitle: roles.title,
      grants: roles.grants,
      hostName: hostings.hostName,
      toOn: postings.toOn,
    })
    .from(postings)
    .innerJoin(accounts, and(eq(accounts.id, postings.accountId), eq(accounts.state, "active")))
    .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, postings.personId)))
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, persons.divisionId)))
    .leftJoin(hostings, and(eq(hostings.agencyId, agencyId), eq(hostings.id, postings.hostingId)))
    .where(
      and(
        visible(ctx, postings),
        sql`${postings.fromOn} <= ${today}::date`,
        or(isNull(postings.toOn), sql`${postings.toOn} >= ${today}::date`),
        sql`jsonb_exists(${roles.grants}, ${permission})`,
      ),
    )
    .orderBy(asc(roles.position), asc(persons.sortName));
  return rows.map(({ grants, ...row }) => ({ ...row, scope: grants[permission] as ScopeKind }));
}

export async function explainRight(ctx: Context, { personId, permission }: Input<typeof rightOperations.explain>) {
  const { db, agencyId, today } = ctx;
  const [person] = await db
    .select({ name: persons.name, leftOn: persons.leftOn })
    .from(persons)
    .where(and(visible(ctx, persons), eq(persons.id, personId)));
  if (!person) throw new Failure("missing", "persons.missing", "人员不存在，或不属于本机构");
  const held = await db
    .select({
      accountId: accounts.id,
      login: accounts.login,
      state: accounts.state,
      roleTitle: roles.title,
      administrator: roles.administrator,
      grants: roles.grants,
      fromOn: postings.fromOn,
      toOn: postings.toOn,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .where(and(eq(postings.agencyId, agencyId), eq(postings.personId, personId)))
    .orderBy(asc(roles.position));
  const holding = await db
    .select({ title: roles.title })
    .from(roles)
    .where(and(visible(ctx, roles), sql`jsonb_exists(${roles.grants}, ${permission})`))
    .orderBy(asc(roles.position));
  return {
    personName: person.name,
    leftOn: person.leftOn,
    accounts: [...new Map(held.map(({ accountId, login, state }) => [accountId, { login, state }])).values()],
    postings: held.map(({ roleTitle, administrator, grants, fromOn, toOn }) => ({
      roleTitle,
      fromOn,
      toOn,
      isHeld: fromOn <= today && (toOn === null || toOn >= today),
      isAdministrator: administrator !== null,
      scope: grants[permission] ?? null,
    })),
    roles: holding.map(({ title }) => title),
    isAdministrators: !businessPermissions(packRoles(ctx)).has(permission),
  };
}
