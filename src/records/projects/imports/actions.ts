import { sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { indexCodes, sortNameOf } from "#kit/server/search.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { projectSubject } from "../contract.ts";
import { projectSignings } from "../signings/tables.ts";
import { projectLandings, projectStages } from "../stages/tables.ts";
import { projectCounters, projects } from "../tables.ts";
import type { Stage } from "../words.ts";

/** Columns an image holds, by the names they are stored under. */
export const writtenColumns = [
  "name",
  "sort_name",
  "brief",
  "track",
  "stage",
  "stage_on",
  "standing",
  "standing_reason",
  "standing_on",
  "investor_id",
  "investor_name",
  "investor_kind",
  "capital",
  "source_place",
  "industry",
  "region",
  "currency",
  "original_investment",
  "exchange_rate",
  "rated_on",
  "rate_source",
  "total_investment",
  "agreed_investment",
  "fixed_asset_investment",
  "size",
  "site_wish",
  "site_id",
  "officer_id",
  "division_id",
  "quality_keeper_id",
  "source",
  "source_note",
  "event_id",
  "intermediary_id",
  "received_on",
  "expected_on",
  "landed_company_id",
  "landed_on",
  "note",
  "active_on",
  "removed_at",
] as const;

/** As it will be stored. */
export function imageOf(project: object): Record<string, unknown> {
  const stored = { removedAt: null, ...project } as Record<string, unknown>;
  stored.sortName = sortNameOf(String(stored.name));
  const fieldOf = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(writtenColumns.map((column) => [column, stored[fieldOf(column)] ?? null]));
}

/** 随行事实: what a row adds to the facts of its project, and which of them its revert makes void. */
export interface ImportedFacts {
  stages: { id: string; stage: Stage; happened_on: string; skip_reason: string | null }[];
  signings: { id: string; happened_on: string; amount: string }[];
  landing: { id: string; stage_id: string; happened_on: string; definition: string } | null;
  void: string[];
}

/** The same turned round: what came is void, and nothing comes. */
export function voided({ stages, signings, landing }: ImportedFacts): ImportedFacts {
  const ids = [...stages, ...signings, ...(landing ? [landing] : [])].map(({ id }) => id);
  return { stages: [], signings: [], landing: null, void: ids };
}

const names = sql.raw(writtenColumns.join(", "));
const values = sql.raw(writtenColumns.map((name) => `x.${name}`).join(", "));
const changes = sql.raw(writtenColumns.map((name) => `${name} = x.${name}`).join(", "));
const image = sql`lateral jsonb_populate_record(null::project, r.image) as x`;
/** As `counted()` in tables.ts: what figures group by, as the row leaves it. */
const counted = sql.raw("track, capital, industry, region, source, size, amount, officer_id, division_id");
const countedAs = sql.raw(
  "x.track, x.capital, x.industry, x.region, x.source, x.size, x.total_investment, x.officer_id, x.division_id",
);

/** 成批写入: the projects and the facts they came with, each kind in one statement however many there are. */
export async function writeProjects(ctx: Context, from: StagedFrom): Promise<number> {
  const { db, agencyId, now } = ctx;
  const created = await createProjects(ctx, from);
  const updated = await db.execute(sql`update ${projects} set ${changes}, version = r.version + 1
    from (${from("project")}) r, ${image}
    where ${projects.agencyId} = ${agencyId}::uuid and ${projects.id} = r.subject_id and ${projects.version} = r.version
      and r.version > 0`);
  await voidFacts(ctx, from);
  const at = sql`${now.toISOString()}::timestamptz`;
  const typed = sql`${agencyId}::uuid, f.id, r.subject_id, ${at}`;
  // As the projects now stand: what figures group by is read from the rows just written.
  const rows = sql`(${from("project")}) r join ${projects} x on x.agency_id = ${agencyId}::uuid and x.id = r.subject_id`;
  await db.execute(sql`insert into ${projectStages}
      (agency_id, id, project_id, typed_at, by_id, ${counted}, stage, happened_on, skip_reason, note)
    select ${typed}, ${ctx.actor.personId}::uuid, ${countedAs}, f.stage, f.happened_on, f.skip_reason, '台账导入'
    from ${rows}, lateral jsonb_to_recordset(r.image->'facts'->'stages')
      as f(id uuid, stage text, happened_on date, skip_reason text)`);
  await db.execute(sql`insert into ${projectSignings}
      (agency_id, id, project_id, typed_at, by_id, ${counted}, kind, happened_on, counterpart, currency, original_amount,
        signed_amount, agreed_amount, note)
    select ${typed}, ${ctx.actor.personId}::uuid, ${countedAs}, 'formal', f.happened_on, x.investor_name, 'CNY', f.amount,
      f.amount, f.amount, '台账导入'
    from ${rows}, lateral jsonb_to_recordset(r.image->'facts'->'signings') as f(id uuid, happened_on date, amount numeric)`);
  await db.execute(sql`insert into ${projectLandings}
      (agency_id, id, project_id, typed_at, ${counted}, stage_id, happened_on, definition)
    select ${typed}, ${countedAs}, f.stage_id, f.happened_on, f.definition
    from ${rows}, lateral jsonb_to_record(coalesce(nullif(r.image->'facts'->'landing', 'null'::jsonb), '{}'))
      as f(id uuid, stage_id uuid, happened_on date, definition text) where f.id is not null`);
  return created + (updated.rowCount ?? 0);
}

/** 编号 are taken here and not when judged: a row that is looked at five times and thrown away uses none up. */
async function createProjects(ctx: Context, from: StagedFrom): Promise<number> {
  const { db, agencyId, now } = ctx;
  const fresh = sql`(select r.row_number, r.subject_id, r.image,
      extract(year from (r.image->>'received_on')::date)::integer as year
    from (${from("project")}) r where r.version = 0)`;
  const { rows: years } = await db.execute<{ year: number; last: number; taken: number }>(sql`
    with taken as (select year, count(*)::integer as taken from ${fresh} fresh group by year),
    counted as (insert into ${projectCounters} as counter (agency_id, year, last)
      select ${agencyId}::uuid, year, taken from taken order by year
      on conflict (agency_id, year) do update set last = counter.last + excluded.last returning year, last)
    select year, last, taken from counted join taken using (year)`);
  if (years.length === 0) return 0;
  const at = (column: "year" | "last" | "taken") => sql.param(years.map((each) => each[column]));
  const created = await db.execute(sql`insert into ${projects} (agency_id, id, code, created_at, ${names})
    select ${agencyId}::uuid, r.subject_id,
      'P' || r.year || '-' || lpad(r.number::text, greatest(4, length(r.number::text)), '0'), ${now.toISOString()}::timestamptz, ${values}
    from (select fresh.*, taken.last - taken.taken + row_number() over (partition by fresh.year order by fresh.row_number) as number
      from ${fresh} fresh join unnest(${at("year")}::integer[], ${at("last")}::integer[], ${at("taken")}::integer[])
        as taken(year, last, taken) on taken.year = fresh.year) r, ${image}`);
  // 检索词 of names were written ahead; the number is known only now.
  await indexCodes(
    ctx,
    projectSubject.kind,
    sql`select ${projects.id} as id, ${projects.code} as code from ${projects} where ${projects.agencyId} = ${agencyId}::uuid
      and ${projects.id} in (select subject_id from (${from("project")}) s where s.version = 0)`,
  );
  return created.rowCount ?? 0;
}

/** 撤销导入: facts are made void, never deleted; a figure as of yesterday stays what it was. */
async function voidFacts({ db, agencyId, now, actor }: Context, from: StagedFrom): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const gone = sql`(select f.id::uuid from (${from("project")}) r,
    lateral jsonb_array_elements_text(r.image->'facts'->'void') as f(id))`;
  const why = sql`voided_at = ${at}, void_reason = '撤销导入', voided_by_id = ${actor.personId}::uuid`;
  for (const table of [projectStages, projectSignings])
    await db.execute(sql`update ${table} set ${why} where agency_id = ${agencyId}::uuid and id in ${gone}`);
  await db.execute(
    sql`update ${projectLandings} set voided_at = ${at} where agency_id = ${agencyId}::uuid and id in ${gone}`,
  );
}
