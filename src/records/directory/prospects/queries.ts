import { and, count, eq, gte, inArray, lt, ne, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { found, sortNameOf } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { companyOperations } from "../contract.ts";
import { spellingsOf } from "../imports/queries.ts";
import { companies } from "../tables.ts";
import { prospectOperations } from "./contract.ts";
import { nameKeyOf, whyNotLink, whyNotUnlink } from "./rules.ts";
import { prospects } from "./tables.ts";

export const prospectColumns = {
  id: prospects.id,
  year: prospects.year,
  theme: prospects.theme,
  name: prospects.name,
  companyId: prospects.companyId,
  industry: prospects.industry,
  industryCode: prospects.industryCode,
  reason: prospects.reason,
  source: prospects.source,
  priority: prospects.priority,
  officerId: prospects.officerId,
  divisionId: prospects.divisionId,
  state: prospects.state,
  stateReason: prospects.stateReason,
  listedOn: prospects.listedOn,
  version: prospects.version,
};

/** Companies as their own list would show them: this list tells no name that one would not. */
const asReader = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });

function joined(ctx: Context) {
  return {
    officer: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, prospects.officerId)),
    division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, prospects.divisionId)),
    company: and(eq(companies.id, prospects.companyId), visible(asReader(ctx), companies)),
  };
}

const shown = {
  ...prospectColumns,
  companyName: companies.name,
  officerName: persons.name,
  divisionName: divisions.name,
};

export async function listProspects(ctx: Context, input: Input<typeof prospectOperations.list>) {
  const sorts = { listedOn: prospects.listedOn, name: prospects.sortName };
  const on = joined(ctx);
  return page(input, {
    sorts,
    id: prospects.id,
    where: and(visible(ctx, prospects), filters(ctx, input)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...shown, sortKey: sql<string>`${sorts[input.sort]}`, total })
        .from(prospects)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .leftJoin(companies, on.company)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(prospects).where(where))[0]?.total ?? 0,
  });
}

function filters(ctx: Context, input: Input<typeof prospectOperations.list>) {
  const { search, year, theme, state, priority, industryCode, officerId, divisionId, companyId } = input;
  return and(
    found(ctx, "prospect", prospects.id, search),
    year ? eq(prospects.year, year) : undefined,
    theme ? eq(prospects.theme, theme) : undefined,
    state ? eq(prospects.state, state) : undefined,
    priority ? eq(prospects.priority, priority) : undefined,
    industryCode
      ? and(gte(prospects.industryCode, industryCode), lt(prospects.industryCode, `${industryCode}~`))
      : undefined,
    officerId ? eq(prospects.officerId, officerId) : undefined,
    divisionId ? eq(prospects.divisionId, divisionId) : undefined,
    companyId ? eq(prospects.companyId, companyId) : undefined,
  );
}

export async function getProspect(ctx: Context, id: string) {
  const read = ctx.db
    .select(prospectColumns)
    .from(prospects)
    .where(and(eq(prospects.id, id), visible(ctx, prospects)));
  const [prospect] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!prospect) throw new Failure("missing", "prospects.missing", "目标企业不存在，或不在您的数据范围内");
  return prospect;
}

export async function getProspectPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [prospect] = await ctx.db
    .select(shown)
    .from(prospects)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(companies, on.company)
    .where(and(eq(prospects.id, id), visible(ctx, prospects)));
  if (!prospect) throw new Failure("missing", "prospects.missing", "目标企业不存在，或不在您的数据范围内");
  const scope = isReached(ctx.actor, "prospects.manage", prospect)
    ? null
    : { code: "prospects.scope", message: "这家目标企业不在您的办理范围内，请联系责任专员" };
  const enters = ctx.actor.grants.has("companies.manage")
    ? null
    : { code: "prospects.enroll.permission", message: "您没有登记企业的权限，请联系责任专员转入" };
  return {
    prospect,
    timeline: await timeline(ctx, "prospect", id),
    may: {
      update: scope,
      link: scope ?? whyNotLink(prospect),
      unlink: scope ?? whyNotUnlink(prospect),
      enroll: scope ?? whyNotLink(prospect) ?? enters,
    },
  };
}

/** Of the same year and name, whoever listed it: only that it is there, and where. */
export async function twinOf({ db, agencyId }: Context, year: number, name: string, exceptId: string | null) {
  const [twin] = await db
    .select({ theme: prospects.theme, divisionName: divisions.name })
    .from(prospects)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, prospects.divisionId)))
    .where(
      and(
        eq(prospects.agencyId, agencyId),
        eq(prospects.year, year),
        eq(prospects.nameKey, nameKeyOf(name)),
        exceptId ? ne(prospects.id, exceptId) : undefined,
      ),
    );
  return twin;
}

/** Companies of the library that are called so, in sight or not. */
export async function namesakes({ db, agencyId }: Context, name: string): Promise<number> {
  const same = inArray(companies.sortName, spellingsOf(name).map(sortNameOf));
  const [held] = await db
    .select({ total: count() })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), same));
  return held?.total ?? 0;
}

/** As whoever changes prospects by hand: an import reaches no further. */
const managing = (ctx: Context): Context => ({ ...ctx, operation: prospectOperations.update });

/** Of these names, of any year, in reach or not. */
export async function readListed(ctx: Context, keys: string[]) {
  const wanted = [...new Set(keys.filter(Boolean))];
  if (wanted.length === 0) return [];
  return ctx.db
    .select({
      ...prospectColumns,
      nameKey: prospects.nameKey,
      isReached: sql<boolean>`(${visible(managing(ctx), prospects)})`,
    })
    .from(prospects)
    .where(and(eq(prospects.agencyId, ctx.agencyId), inArray(prospects.nameKey, wanted)));
}
export type Listed = Awaited<ReturnType<typeof readListed>>[number];

/** Rows whose prospect was listed, changed or handed out of reach since. */
export async function changedProspects(ctx: Context, from: StagedFrom): Promise<number[]> {
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, (r.image->>'year')::integer as year, r.image->>'name_key' as name_key
      from (${from("prospect")}) r)
    select row_number from staged s where
      (s.version = 0 and exists (select from ${prospects} where ${prospects.agencyId} = ${ctx.agencyId}
        and ${prospects.year} = s.year and ${prospects.nameKey} = s.name_key))
      or (s.version > 0 and not exists (select from ${prospects} where ${prospects.id} = s.subject_id
        and ${prospects.version} = s.version and ${visible(managing(ctx), prospects)}))
    order by 1`);
  return rows.map((row) => row.row_number);
}
