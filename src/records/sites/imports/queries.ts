import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { siteOperations } from "../contract.ts";
import { siteColumns } from "../queries.ts";
import { sites } from "../tables.ts";

/** As whoever changes sites by hand in one's own name: an import reaches no further. */
const managing = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: siteOperations.update,
});

/** Sites of the agency with one of these codes or names, in reach or not. */
export async function findMatches(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  if (codes.length + names.length === 0) return [];
  const named = and(ne(sites.state, "withdrawn"), inArray(sites.sortName, [...new Set(names)].map(sortNameOf)));
  return ctx.db
    .select({ ...siteColumns, isReached: sql<boolean>`(${visible(managing(ctx), sites)})` })
    .from(sites)
    .where(
      and(
        eq(sites.agencyId, ctx.agencyId),
        or(codes.length > 0 ? inArray(sites.code, codes) : undefined, names.length > 0 ? named : undefined),
      ),
    );
}
export type Match = Awaited<ReturnType<typeof findMatches>>[number];

/** Parks and buildings by name: where a row may stand. */
export async function readHolders({ db, agencyId }: Context) {
  return db
    .select({ id: sites.id, kind: sites.kind, name: sites.name, parkId: sites.parkId, state: sites.state })
    .from(sites)
    .where(and(eq(sites.agencyId, agencyId), inArray(sites.kind, ["park", "building"]), ne(sites.state, "withdrawn")));
}
export type Holder = Awaited<ReturnType<typeof readHolders>>[number];

/** Rows whose site was entered, changed or handed out of reach since they were judged. */
export async function changedRows(ctx: Context, from: StagedFrom): Promise<number[]> {
  const site = (what: SQL, where: SQL | undefined) =>
    sql`(select ${what} from ${sites} where ${eq(sites.agencyId, ctx.agencyId)} and ${where})`;
  const reached = and(sql`${sites.id} = staged.subject_id`, visible(managing(ctx), sites));
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, r.image->>'code' as code, r.image->>'sort_name' as sort_name
      from (${from("site")}) r),
    named as materialized ${site(sql`${sites.sortName} as sort_name`, ne(sites.state, "withdrawn"))}
    select row_number from (
      select row_number, subject_id, version,
        ${site(sql`${sites.id}`, sql`${sites.code} = staged.code`)} as coded,
        version = 0 and code is null and sort_name in (select sort_name from named) as is_named,
        case when version > 0 then ${site(sql`${sites.version}`, reached)} end as now
      from staged) looked
      where coded <> subject_id or is_named or (version > 0 and now is distinct from version)
    order by 1`);
  return rows.map((row) => row.row_number);
}

/** 联系人 of the sites that were written; each with how many. */
export async function ownersOf({ db, agencyId }: Context, from: StagedFrom) {
  const { rows } = await db.execute<{ personId: string; count: number }>(sql`
    select ${sites.officerId} as "personId", count(*)::integer as count from ${sites}
    where ${sites.agencyId} = ${agencyId}::uuid and ${sites.officerId} is not null
      and ${sites.id} in (select subject_id from (${from("site")}) s)
    group by ${sites.officerId}`);
  return rows;
}
