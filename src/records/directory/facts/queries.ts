import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { companies, companyFacts } from "../tables.ts";
import type { factOperations } from "./contract.ts";
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
