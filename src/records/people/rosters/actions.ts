import { type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { unprepare } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import { sqlState } from "#kit/server/serve.ts";
import { accounts, credentials, divisions, persons, personServices, postings } from "../tables.ts";

/**
 * 成批登记与撤销: divisions, and people with their service, account and roles, each in one statement however many there are.
 * `from` selects the staged rows of a subject; an image that says `gone` takes back what the same batch had made.
 */
type Staged = (subjectKind: string) => SQL;

const made = sql`r.version = 0`;
const gone = sql`r.image->>'gone' = 'true'`;

export async function writeDivisions({ db, agencyId }: Context, from: Staged): Promise<number> {
  const created = await db.execute(sql`insert into ${divisions}
      (agency_id, id, name, parent_id, head_id, opened_on, position)
    select ${agencyId}::uuid, r.subject_id, x.name, x.parent_id, x.head_id, x.opened_on, x.position
    from (${from("division")}) r, lateral jsonb_to_record(r.image) as x(name text, parent_id uuid, head_id uuid,
      opened_on date, position int) where ${made}`);
  const removed = await inUse(() =>
    db.execute(sql`delete from ${divisions} using (${from("division")}) r
      where ${divisions.agencyId} = ${agencyId}::uuid and ${divisions.id} = r.subject_id
        and ${divisions.version} = r.version and ${gone}`),
  );
  return (created.rowCount ?? 0) + (removed.rowCount ?? 0);
}

export async function writePeople(ctx: Context, from: Staged): Promise<number> {
  return (await writePersons(ctx, from)) + (await writeAccounts(ctx, from)) + (await removePeople(ctx, from));
}

async function writePersons({ db, agencyId }: Context, from: Staged): Promise<number> {
  const created = await db.execute(sql`insert into ${persons}
      (agency_id, id, name, sort_name, division_id, id_number, id_index)
    select ${agencyId}::uuid, r.subject_id, x.name, x.sort_name, x.division_id, x.id_number, x.id_index
    from (${from("person")}) r, lateral jsonb_to_record(r.image) as x(name text, sort_name text, division_id uuid,
      id_number text, id_index text) where ${made}`);
  await db.execute(sql`insert into ${personServices}
      (agency_id, id, person_id, division_id, staff_kind, post_id, from_on)
    select ${agencyId}::uuid, x.id, r.subject_id, x.division_id, x.staff_kind, x.post_id, x.from_on
    from (${from("person")}) r, lateral jsonb_to_record(r.image->'service') as x(id uuid, division_id uuid,
      staff_kind text, post_id uuid, from_on date) where ${made} and x.id is not null`);
  return created.rowCount ?? 0;
}

async function writeAccounts({ db, agencyId, today }: Context, from: Staged): Promise<number> {
  const created = await db.execute(sql`insert into ${accounts} (id, login, name, state, home_id)
    select r.subject_id, x.login, x.name, 'invited', ${agencyId}::uuid
    from (${from("account")}) r, lateral jsonb_to_record(r.image) as x(login text, name text) where ${made}`);
  await db.execute(sql`insert into ${credentials} (account_id)
    select r.subject_id from (${from("account")}) r where ${made}`);
  await db.execute(sql`insert into ${postings} (agency_id, id, account_id, person_id, role_code, from_on)
    select ${agencyId}::uuid, x.id, r.subject_id, (r.image->>'person_id')::uuid, x.code, ${today}::date
    from (${from("account")}) r, lateral jsonb_to_recordset(r.image->'roles') as x(id uuid, code text) where ${made}`);
  return created.rowCount ?? 0;
}

/** Accounts first: what they were posted as hangs on the person. An account that has been used is not taken back. */
async function removePeople(ctx: Context, from: Staged): Promise<number> {
  const { db, agencyId } = ctx;
  await db.execute(sql`delete from ${postings} using (${from("account")}) r
    where ${postings.agencyId} = ${agencyId}::uuid and ${postings.accountId} = r.subject_id and ${gone}`);
  const unused = await db.execute(sql`delete from ${accounts} using (${from("account")}) r
    where ${accounts.id} = r.subject_id and ${accounts.state} = 'invited' and ${gone}`);
  await db.execute(sql`delete from ${personServices} using (${from("person")}) r
    where ${personServices.agencyId} = ${agencyId}::uuid and ${personServices.personId} = r.subject_id and ${gone}`);
  const removed = await inUse(() =>
    db.execute(sql`delete from ${persons} using (${from("person")}) r
      where ${persons.agencyId} = ${agencyId}::uuid and ${persons.id} = r.subject_id
        and ${persons.version} = r.version and ${gone}`),
  );
  await unprepare(ctx, sql`select r.subject_id from (${from("person")}) r where ${gone}`);
  return (unused.rowCount ?? 0) + (removed.rowCount ?? 0);
}

/** Something above refers to one of them: a company its officer, a division its head. */
async function inUse<T>(remove: () => Promise<T>): Promise<T> {
  return remove().catch((error: unknown) => {
    if (sqlState(error) !== "23503") throw error;
    throw new Failure(
      "refused",
      "rosters.used",
      "这一批中有的人员或科室已经在用（例如是企业的责任专员、科室的负责人），不能整批撤销；请逐个办理离开或撤销",
    );
  });
}
