import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { branches, notLeft } from "#records/people/divisions/queries.ts";
import { accounts, divisions, persons, posts, roles } from "#records/people/tables.ts";
import type { StagedFrom } from "../staging/import.ts";

/** Everything that rows are judged by, read once for a whole sheet. */
export async function readScene(ctx: Context) {
  const { db, agencyId } = ctx;
  const people = await db
    .select({
      id: persons.id,
      name: persons.name,
      divisionId: persons.divisionId,
      idIndex: persons.idIndex,
      login: sql<string | null>`(select a.login from posting t join account a on a.id = t.account_id
        where t.agency_id = ${agencyId} and t.person_id = person.id and a.state <> 'disabled' limit 1)`,
    })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), notLeft(ctx), isNull(persons.hostingId)));
  const gone = await db
    .select({ name: persons.name, idIndex: persons.idIndex, leftOn: persons.leftOn })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), sql`not (${notLeft(ctx)})`));
  const known = await db
    .select({ code: roles.code, title: roles.title, administrator: roles.administrator })
    .from(roles)
    .where(eq(roles.agencyId, agencyId))
    .orderBy(asc(roles.position));
  const open = await db
    .select({ id: posts.id, name: posts.title, divisionId: posts.divisionId })
    .from(posts)
    .where(and(eq(posts.agencyId, agencyId), isNull(posts.closedOn)));
  return { people, gone, roles: known, posts: open, divisions: (await branches(ctx)).filter((each) => !each.closedOn) };
}
export type Scene = Awaited<ReturnType<typeof readScene>>;

export async function takenLogins({ db }: Context, logins: string[]): Promise<Set<string>> {
  if (logins.length === 0) return new Set();
  const rows = await db.select({ login: accounts.login }).from(accounts).where(inArray(accounts.login, logins));
  return new Set(rows.map(({ login }) => login));
}

/** Rows whose division was entered by somebody else meanwhile, or, to be taken back, was changed or is in use. */
export async function changedDivisions({ db, agencyId }: Context, from: StagedFrom): Promise<number[]> {
  const { rows } = await db.execute<{ row_number: number }>(sql`
    with staged as materialized (select r.row_number, r.subject_id, r.version, r.image->>'name' as name
      from (${from("division")}) r)
    select row_number from staged where version = 0 and name in (
      select ${divisions.name} from ${divisions} where ${divisions.agencyId} = ${agencyId}::uuid and ${divisions.closedOn} is null)
    union
    select row_number from staged where version > 0 and (
      version is distinct from (select ${divisions.version} from ${divisions}
        where ${divisions.agencyId} = ${agencyId}::uuid and ${divisions.id} = staged.subject_id)
      or exists (select 1 from ${persons} where ${persons.agencyId} = ${agencyId}::uuid and ${persons.divisionId} = staged.subject_id))
    order by 1`);
  return rows.map((row) => row.row_number);
}

export async function changedPeople({ db, agencyId }: Context, from: StagedFrom): Promise<number[]> {
  const { rows } = await db.execute<{ row_number: number }>(sql`
    with newcomer as materialized (select r.row_number, r.subject_id, r.version, r.image->>'id_index' as id_index
      from (${from("person")}) r),
    opened as materialized (select r.row_number, r.subject_id, r.version, r.image->>'login' as login
      from (${from("account")}) r)
    select row_number from newcomer where version = 0 and id_index in (
      select ${persons.idIndex} from ${persons} where ${persons.agencyId} = ${agencyId}::uuid and ${persons.idIndex} is not null)
    union
    select row_number from newcomer where version > 0 and version is distinct from (select ${persons.version} from ${persons}
      where ${persons.agencyId} = ${agencyId}::uuid and ${persons.id} = newcomer.subject_id)
    union
    select row_number from opened where version = 0 and login in (select ${accounts.login} from ${accounts})
    union
    select row_number from opened where version > 0 and 'invited' is distinct from (select ${accounts.state} from ${accounts}
      where ${accounts.id} = opened.subject_id)
    order by 1`);
  return rows.map((row) => row.row_number);
}
