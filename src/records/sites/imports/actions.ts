import { sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { settle } from "../settling/actions.ts";
import { siteOccupations, sites } from "../tables.ts";

/** Columns an image holds, by the names they are stored under. */
export const writtenColumns = [
  "kind",
  "name",
  "sort_name",
  "code",
  "parent_id",
  "park_id",
  "region",
  "address",
  "area",
  "is_divisible",
  "least_area",
  "taken_area",
  "reserved_area",
  "floor",
  "ceiling_height",
  "floor_load",
  "power_capacity",
  "utilities",
  "rent",
  "land_price",
  "planned_use",
  "term_years",
  "plot_ratio",
  "industries",
  "industry_note",
  "environment_limit",
  "energy_limit",
  "available_on",
  "owner_name",
  "longitude",
  "latitude",
  "datum",
  "outline",
  "officer_id",
  "division_id",
  "note",
  "state",
  "state_since",
] as const;

const names = sql.raw(writtenColumns.join(", "));
const values = sql.raw(writtenColumns.map((name) => `x.${name}`).join(", "));
const changes = sql.raw(writtenColumns.map((name) => `${name} = x.${name}`).join(", "));
const image = sql`lateral jsonb_populate_record(null::site, r.image) as x`;

/** 成批写入: the sites, what of them is taken, and the facts that follow, each in one statement however many there are. */
export async function writeSites(ctx: Context, from: StagedFrom): Promise<number> {
  const { db, agencyId, now, today } = ctx;
  const own = sql`${sites.agencyId} = ${agencyId}::uuid`;
  const created = await db.execute(sql`insert into ${sites} (agency_id, id, ${names}, created_on, created_at)
    select ${agencyId}::uuid, r.subject_id, ${values}, ${today}::date, ${now.toISOString()}::timestamptz
    from (${from("site")}) r, ${image} where r.version = 0`);
  const updated = await db.execute(sql`update ${sites} set ${changes}, version = r.version + 1
    from (${from("site")}) r, ${image}
    where ${own} and ${sites.id} = r.subject_id and ${sites.version} = r.version`);
  await db.execute(sql`insert into ${siteOccupations} (agency_id, id, site_id, kind, area, user_name, from_on, note)
    select ${agencyId}::uuid, o.id, r.subject_id, o.kind, o.area, o.user_name, ${today}::date, '导入'
    from (${from("site")}) r, lateral jsonb_to_record(coalesce(nullif(r.image->'occupation', 'null'::jsonb), '{}')) as o(id uuid, kind text, area numeric, user_name text)
    where r.version = 0 and o.id is not null`);
  // 撤销导入: what withdraws is nobody's any more.
  await db.execute(sql`update ${siteOccupations} set ended_on = ${today}::date, end_reason = '撤销导入', version = version + 1
    where ${siteOccupations.agencyId} = ${agencyId}::uuid and ${siteOccupations.endedOn} is null
      and ${siteOccupations.voidedAt} is null
      and ${siteOccupations.siteId} in (select r.subject_id from (${from("site")}) r where r.image->>'state' = 'withdrawn')`);
  await settle(ctx, sql`${sites.id} in (select s.subject_id from (${from("site")}) s)`, {
    happenedOn: today,
    reason: "导入",
  });
  return (created.rowCount ?? 0) + (updated.rowCount ?? 0);
}
