import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { spellingsOf } from "#records/directory/imports/queries.ts";
import { companies } from "#records/directory/tables.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { projectOperations, projectSubject } from "../contract.ts";
import { projectColumns } from "../queries.ts";
import { projectStages } from "../stages/tables.ts";
import { projects } from "../tables.ts";

/** As whoever changes projects by hand in one's own name: an import reaches no further. */
const managing = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: projectOperations.update,
});

/** Projects of the agency with one of these numbers or names, in reach or not, with the stages they have. */
export async function findProjects(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  if (codes.length + names.length === 0) return [];
  const own = eq(projects.agencyId, ctx.agencyId);
  const asked = or(
    codes.length > 0 ? inArray(projects.code, codes) : undefined,
    names.length > 0 ? inArray(projects.sortName, [...new Set(names)].map(sortNameOf)) : undefined,
  );
  const rows = await ctx.db
    .select({ ...projectColumns, isReached: sql<boolean>`(${visible(managing(ctx), projects)})` })
    .from(projects)
    .where(and(own, isNull(projects.removedAt), asked));
  if (rows.length === 0) return [];
  const { id, projectId, stage, happenedOn, byId, verifiedAt, recognizedAt, amount } = projectStages;
  const ids = rows.map((row) => row.id);
  const facts = await ctx.db
    .select({ id, projectId, stage, happenedOn, byId, verifiedAt, recognizedAt, amount })
    .from(projectStages)
    .where(and(eq(projectStages.agencyId, ctx.agencyId), inArray(projectId, ids), isNull(projectStages.voidedAt)))
    .orderBy(asc(id));
  const byProject = new Map<string, typeof facts>();
  for (const fact of facts) byProject.set(fact.projectId, [...(byProject.get(fact.projectId) ?? []), fact]);
  return rows.map((row) => ({ ...row, facts: byProject.get(row.id) ?? [] }));
}
export type Match = Awaited<ReturnType<typeof findProjects>>[number];

const survivors = alias(companies, "survivor");

/** 投资主体 by code or name; one that was merged away is the one it went into. */
export async function findInvestors(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  if (codes.length + names.length === 0) return [];
  const reading = { ...ctx, operation: companyOperations.get };
  const spellings = [...new Set(names.flatMap(spellingsOf))].map(sortNameOf);
  return ctx.db
    .select({
      id: sql<string>`coalesce(${survivors.id}, ${companies.id})`,
      name: sql<string>`coalesce(${survivors.name}, ${companies.name})`,
      namedAs: companies.name,
      creditCode: companies.creditCode,
      isSeen: sql<boolean>`(${visible(reading, companies)})`,
    })
    .from(companies)
    .leftJoin(survivors, and(eq(survivors.agencyId, ctx.agencyId), eq(survivors.id, companies.mergedIntoId)))
    .where(
      and(
        eq(companies.agencyId, ctx.agencyId),
        ne(companies.state, "archived"),
        or(
          codes.length > 0 ? inArray(companies.creditCode, codes) : undefined,
          spellings.length > 0 ? inArray(companies.sortName, spellings) : undefined,
        ),
      ),
    );
}
export type Investor = Awaited<ReturnType<typeof findInvestors>>[number];

/**
 * Rows whose project was entered, changed or handed out of reach since they were judged; and, where an import is taken
 * back, those on whose project anything was told since: what was built on it would be left in the air.
 */
export async function changedRows(ctx: Context, from: StagedFrom): Promise<number[]> {
  const reached = and(sql`${projects.id} = staged.subject_id`, visible(managing(ctx), projects));
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, r.image->>'sort_name' as sort_name,
        r.image->>'investor_name' as investor_name, r.image->>'removed_at' is not null as is_removed
      from (${from("project")}) r),
    named as materialized (select ${projects.sortName} as sort_name, ${projects.investorName} as investor_name from ${projects}
      where ${projects.agencyId} = ${ctx.agencyId}::uuid and ${projects.removedAt} is null)
    select row_number from (
      select row_number, version, is_removed,
        version = 0 and (sort_name, investor_name) in (select sort_name, investor_name from named) as is_named,
        case when version > 0 then (select ${projects.version} from ${projects}
          where ${projects.agencyId} = ${ctx.agencyId}::uuid and ${reached}) end as now,
        is_removed and (select count(*) from ${timelineEntries} where ${timelineEntries.agencyId} = ${ctx.agencyId}::uuid
          and ${timelineEntries.subjectId} = staged.subject_id and ${timelineEntries.subjectKind} = ${projectSubject.kind}) > 1
          as is_built_on
      from staged) looked
      where is_named or is_built_on or (version > 0 and now is distinct from version)
    order by 1`);
  return rows.map((row) => row.row_number);
}

/** 责任专员 of the projects that were written; each with how many. */
export async function ownersOf({ db, agencyId }: Context, from: StagedFrom) {
  const { rows } = await db.execute<{ personId: string; count: number }>(sql`
    select ${projects.officerId} as "personId", count(*)::integer as count from ${projects}
    where ${projects.agencyId} = ${agencyId}::uuid and ${projects.officerId} is not null
      and ${projects.id} in (select subject_id from (${from("project")}) s)
    group by ${projects.officerId}`);
  return rows;
}
