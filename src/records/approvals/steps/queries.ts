import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { accounts, divisions, persons, postings, roles } from "#records/people/tables.ts";
import type { Decider } from "./rules.ts";

/** 能审批的人: in post today, with an open account and a role that may decide. One read answers every step of a flow. */
export async function listDeciders({ db, agencyId, today }: Context): Promise<Decider[]> {
  const rows = await db
    .select({
      personId: persons.id,
      accountId: accounts.id,
      login: accounts.login,
      name: persons.name,
      divisionId: divisions.id,
      divisionName: divisions.name,
      roleCode: postings.roleCode,
    })
    .from(postings)
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, postings.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, persons.divisionId)))
    .where(
      and(
        eq(postings.agencyId, agencyId),
        eq(accounts.state, "active"),
        lte(postings.fromOn, today),
        or(isNull(postings.toOn), gte(postings.toOn, today)),
        sql`${roles.grants} ->> 'approvals.decide' is not null`,
      ),
    )
    .orderBy(asc(divisions.position), asc(roles.position), asc(persons.name), asc(persons.id));
  const found = new Map<string, Decider>();
  for (const { roleCode, ...person } of rows) {
    const known = found.get(person.personId);
    if (known) known.roles.push(roleCode);
    else found.set(person.personId, { ...person, roles: [roleCode] });
  }
  return [...found.values()];
}

/** 角色代码 → its title in this agency. */
export async function roleTitlesOf({ db, agencyId }: Context): Promise<Record<string, string>> {
  const rows = await db
    .select({ code: roles.code, title: roles.title })
    .from(roles)
    .where(eq(roles.agencyId, agencyId));
  return Object.fromEntries(rows.map(({ code, title }) => [code, title]));
}
