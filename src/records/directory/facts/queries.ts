import { and, count, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { inOwnName, visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import type { StagedFrom, TypedRow } from "#records/workspace/staging/import.ts";
import { spellingsOf } from "../imports/queries.ts";
import { isSeen } from "../queries.ts";
import { companies, companyFacts } from "../tables.ts";
import { factKinds } from "../words.ts";
import { factOperations } from "./contract.ts";
import { isTax, unitOf } from "./rules.ts";

export async function listFacts(ctx: Context, input: Input<typeof factOperations.list>) {
  const answer = await page(input, {
    sorts: { typedAt: companyFacts.typedAt },
    id: companyFacts.id,
    where: and(
      visible(ctx, companyFacts, { granted: input.companyId !== undefined }),
      isNull(companyFacts.voidedAt),
      input.companyId ? eq(companyFacts.companyId, input.companyId) : undefined,
      input.year ? eq(companyFacts.year, input.year) : undefined,
      input.kind ? eq(companyFacts.kind, input.kind) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({
          id: companyFacts.id,
          companyId: companyFacts.companyId,
          companyName: companies.name,
          year: companyFacts.year,
          kind: companyFacts.kind,
          value: companyFacts.value,
          issuer: companyFacts.issuer,
          queriedOn: companyFacts.queriedOn,
          document: companyFacts.document,
          typedAt: companyFacts.typedAt,
          version: companyFacts.version,
          sortKey: companyFacts.typedAt,
        })
        .from(companyFacts)
        .innerJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, companyFacts.companyId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(companyFacts).where(where))[0]?.total ?? 0,
  });
  const rows = answer.rows.map((row) => ({
    ...row,
    value: isTax(row.kind) ? null : row.value,
    unit: unitOf(row.kind),
  }));
  return { ...answer, rows };
}

/** A fact that stands, to correct or to void. */
export async function getFact(ctx: Context, id: string) {
  const [fact] = await ctx.db
    .select()
    .from(companyFacts)
    .where(
      and(eq(companyFacts.id, id), isNull(companyFacts.voidedAt), visible(ctx, companyFacts, { about: nounOf(ctx) })),
    )
    .for("update");
  if (!fact) throw new Failure("missing", "facts.missing", "这条外部数据不存在、已作废，或不在您的数据范围内");
  return fact;
}

export async function readTaxes(ctx: Context, companyId: string) {
  return ctx.db
    .select({
      id: companyFacts.id,
      year: companyFacts.year,
      value: sql<string>`${companyFacts.value}`,
      issuer: companyFacts.issuer,
    })
    .from(companyFacts)
    .where(
      and(
        visible(ctx, companyFacts, { about: nounOf(ctx) }),
        eq(companyFacts.companyId, companyId),
        eq(companyFacts.kind, "tax"),
        isNull(companyFacts.voidedAt),
      ),
    )
    .orderBy(desc(companyFacts.year));
}

/** The company a fact is of: in reach of this very permission, facts.manage or taxes.reveal. */
export async function reachedCompany(ctx: Context, id: string) {
  const [company] = await ctx.db
    .select({
      id: companies.id,
      name: companies.name,
      region: companies.region,
      industry: companies.industry,
      state: companies.state,
    })
    .from(companies)
    .where(and(eq(companies.id, id), visible(ctx, companies, { about: nounOf(ctx) })));
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  return company;
}

/** facts or taxes: such an operation reaches as far as it was granted itself. */
const nounOf = ({ operation }: Context): string => operation.permission.split(".")[0] ?? "";

/** As whoever records by hand in one's own name: an import reaches no further. */
const recording = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: factOperations.record,
});

/** The companies these rows are about, in reach or not, and what is known of them. */
export async function readKnown(ctx: Context, rows: TypedRow[]) {
  const all = (field: string) => rows.map(({ values }) => values[field]).filter((value) => typeof value === "string");
  const codes = all("creditCode").map((code) => code.toUpperCase());
  const names = [...new Set(all("name").flatMap(spellingsOf))].map(sortNameOf);
  if (codes.length + names.length === 0) return { companies: [], facts: [] };
  const said = or(
    codes.length > 0 ? inArray(companies.creditCode, codes) : undefined,
    names.length > 0 ? inArray(companies.sortName, names) : undefined,
  );
  const gone = await mergedAway(ctx, said);
  const survivors = [...new Set(gone.map(({ into }) => into))];
  const own = await ctx.db
    .select({
      id: companies.id,
      name: companies.name,
      creditCode: companies.creditCode,
      region: companies.region,
      industry: companies.industry,
      isReached: sql<boolean>`(${visible(recording(ctx), companies, { about: "facts" })})`,
    })
    .from(companies)
    .where(
      and(
        eq(companies.agencyId, ctx.agencyId),
        eq(companies.state, "active"),
        survivors.length > 0 ? or(said, inArray(companies.id, survivors)) : said,
      ),
    );
  const found = own.map((company) => ({ ...company, merged: gone.filter(({ into }) => into === company.id) }));
  const ids = found.map(({ id }) => id);
  const facts =
    ids.length > 0
      ? await ctx.db
          .select()
          .from(companyFacts)
          .where(
            and(
              eq(companyFacts.agencyId, ctx.agencyId),
              inArray(companyFacts.companyId, ids),
              isNull(companyFacts.voidedAt),
            ),
          )
      : [];
  return { companies: found, facts };
}

/** What is said of a company that was merged away is said of the one it went into. */
async function mergedAway(ctx: Context, said: SQL | undefined) {
  const { name, creditCode, mergedIntoId } = companies;
  const rows = await ctx.db
    .select({ name, creditCode, into: mergedIntoId })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.state, "merged"), said));
  return rows.flatMap(({ into, ...row }) => (into ? [{ ...row, into }] : []));
}
export type Known = Awaited<ReturnType<typeof readKnown>>;

/** By the code where it is said, else by the name if only one bears it. */
export function spelledAs(known: Known["companies"], code: string, name: string) {
  const bears = ({ creditCode, merged }: Known["companies"][number]) =>
    creditCode === code || merged.some((each) => each.creditCode === code);
  const coded = code ? known.find(bears) : undefined;
  if (coded || code) return coded ?? null;
  const spellings = spellingsOf(name);
  const named = known.filter((company) => [company, ...company.merged].some((each) => spellings.includes(each.name)));
  if (named.length > 1) return "several" as const;
  return named[0] ?? null;
}

/** Rows whose fact was recorded, corrected or voided since, or whose company went out of reach. */
export async function changedFacts(ctx: Context, from: StagedFrom): Promise<number[]> {
  const { agencyId } = ctx;
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, (r.image->>'company_id')::uuid as company_id,
        (r.image->>'year')::integer as year, r.image->>'kind' as kind, (r.image->>'voids')::uuid as voids
      from (${from("fact")}) r)
    select distinct row_number from staged s where
      (s.version > 0 and not exists (select from ${companyFacts} where ${companyFacts.agencyId} = ${agencyId}
        and ${companyFacts.id} = s.subject_id and ${companyFacts.version} = s.version))
      or (s.version = 0 and (
        exists (select from ${companyFacts} where ${companyFacts.agencyId} = ${agencyId}
          and ${companyFacts.companyId} = s.company_id and ${companyFacts.year} = s.year and ${companyFacts.kind} = s.kind
          and ${companyFacts.voidedAt} is null and ${companyFacts.id} is distinct from s.voids)
        or not exists (select from ${companies} where ${companies.id} = s.company_id
          and ${visible(recording(ctx), companies, { about: "facts" })})))
    order by 1`);
  return rows.map((row) => row.row_number);
}

/** 外部数据 stand on their company's page. */
export async function factPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: companyFacts.id,
      name: companies.name,
      year: companyFacts.year,
      kind: companyFacts.kind,
      companyId: companies.id,
      isSeen: isSeen(ctx),
    })
    .from(companyFacts)
    .innerJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, companyFacts.companyId)))
    .where(and(eq(companyFacts.agencyId, ctx.agencyId), inArray(companyFacts.id, ids)));
  return rows.map(({ id, name, year, kind, companyId, isSeen: may }) => ({
    id,
    name: `${name} ${year} 年${factKinds[kind]}`,
    page: may ? `companies/${companyId}` : null,
  }));
}
