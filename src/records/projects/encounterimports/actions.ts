import { sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { projects } from "../tables.ts";
import {
  encounterCompanies,
  encounterGuests,
  encounterHosts,
  encounterProjects,
  encounters,
} from "../encounters/tables.ts";

const image = sql`lateral jsonb_to_record(r.image) as x(kind text, happened_on date, officer_id uuid, division_id uuid, division_name text,
  place text, counterpart text, summary text, next_step text, next_due_on date, next_owner_id uuid, by_id uuid,
  companies jsonb, projects jsonb, hosts jsonb, guests jsonb)`;
const columns = sql.raw(
  "kind, happened_on, officer_id, division_id, division_name, place, counterpart, summary, next_step, next_due_on, next_owner_id, by_id",
);

/** 成批写入, in a few statements for all rows; what an undone import takes out again is voided, for it was counted. */
export async function writeEncounters({ db, agencyId, now }: Context, from: StagedFrom): Promise<number> {
  const at = now.toISOString();
  const agency = sql`${agencyId}::uuid`;
  const fresh = sql`(${from("encounter")}) r, ${image}`;
  const made = await db.execute(sql`insert into ${encounters} (agency_id, id, typed_at, ${columns})
    select ${agency}, r.subject_id, ${at}::timestamptz, ${sql.raw(
      "x.kind, x.happened_on, x.officer_id, x.division_id, x.division_name, x.place, x.counterpart, x.summary, x.next_step, x.next_due_on, x.next_owner_id, x.by_id",
    )} from ${fresh} where r.version = 0`);
  await db.execute(sql`insert into ${encounterCompanies} (agency_id, id, encounter_id, company_id, kind, happened_on, officer_id, division_id, division_name, typed_at)
    select ${agency}, gen_random_uuid(), r.subject_id, (c.value)::uuid, x.kind, x.happened_on, x.officer_id, x.division_id, x.division_name, ${at}::timestamptz
    from ${fresh}, lateral jsonb_array_elements_text(x.companies) as c(value) where r.version = 0`);
  await db.execute(sql`insert into ${encounterProjects} (agency_id, encounter_id, project_id)
    select ${agency}, r.subject_id, (p.value)::uuid from ${fresh}, lateral jsonb_array_elements_text(x.projects) as p(value) where r.version = 0`);
  await db.execute(sql`insert into ${encounterHosts} (agency_id, encounter_id, person_id, division_id, division_name)
    select ${agency}, r.subject_id, h.person_id, h.division_id, coalesce(h.division_name, '')
    from ${fresh}, lateral jsonb_to_recordset(x.hosts) as h(person_id uuid, division_id uuid, division_name text) where r.version = 0`);
  await db.execute(sql`insert into ${encounterGuests} (agency_id, id, encounter_id, name, position)
    select ${agency}, gen_random_uuid(), r.subject_id, g.name, g.position
    from ${fresh}, lateral jsonb_to_recordset(x.guests) as g(name text, position text) where r.version = 0`);
  await db.execute(sql`update ${projects} set active_on = met.day from (
      select (p.value)::uuid as id, max(x.happened_on) as day
      from ${fresh}, lateral jsonb_array_elements_text(x.projects) as p(value) where r.version = 0 group by 1) met
    where ${projects.agencyId} = ${agency} and ${projects.id} = met.id and ${projects.activeOn} < met.day`);
  const removed = sql`(${from("encounter")}) r where r.version > 0 and r.image->>'removed' = 'true'`;
  const gone =
    await db.execute(sql`update ${encounters} set voided_at = ${at}::timestamptz, void_reason = '撤销导入', version = r.version + 1
    from (select r.subject_id, r.version from ${removed}) r
    where ${encounters.agencyId} = ${agency} and ${encounters.id} = r.subject_id and ${encounters.version} = r.version`);
  await db.execute(sql`update ${encounterCompanies} set voided_at = ${at}::timestamptz from (select r.subject_id from ${removed}) r
    where ${encounterCompanies.agencyId} = ${agency} and ${encounterCompanies.encounterId} = r.subject_id and ${encounterCompanies.voidedAt} is null`);
  return (made.rowCount ?? 0) + (gone.rowCount ?? 0);
}
