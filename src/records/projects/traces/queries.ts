import { and, asc, count, countDistinct, desc, eq, isNotNull, isNull, type SQL, sql, sum } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import { addYuan, sumYuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { outpostPlaces } from "#records/intermediaries/outposts/queries.ts";
import { outpostEntries } from "#records/intermediaries/outposts/tables.ts";
import type { OutpostResult } from "#records/intermediaries/outposts/words.ts";
import { encounterOperations } from "../encounters/contract.ts";
import { seen } from "../encounters/queries.ts";
import { encounters } from "../encounters/tables.ts";
import { projectSignings } from "../signings/tables.ts";
import { projects } from "../tables.ts";
import { type SigningKind, signingKinds } from "../words.ts";
import type { traceOperations } from "./contract.ts";

/** So many agreements of a kind and currency are listed; all of them are counted. */
const listed = 100;

const yearOf = (column: PgColumn) => sql<number>`extract(year from ${column})::integer`;

/**
 * 驻外机构成果 by year: what names the outpost, counted over the whole agency as every figure is; what lies outside the
 * asker's scope is told by number.
 */
export async function traceOutpost(ctx: Context, { outpostId }: Input<typeof traceOperations.ofOutpost>) {
  const [place] = await outpostPlaces(ctx, [outpostId]);
  if (!place?.page) throw new Failure("missing", "outposts.missing", "驻外机构不存在，或不在您的数据范围内");
  const entries = await entriesOf(ctx, outpostId);
  const visits = await visitsOf(ctx, outpostId);
  const brought = await broughtBy(ctx, outpostId);
  const all = [...entries, ...visits.years, ...brought.leads, ...brought.landed, ...brought.signed];
  const years = [...new Set(all.map(({ year }) => year))]
    .sort((a, b) => b - a)
    .map((year) => {
      const own = <T extends { year: number }>(rows: T[]) => rows.find((row) => row.year === year);
      const typed = entries.filter((entry) => entry.year === year);
      const reported = (result: OutpostResult) => typed.find((entry) => entry.result === result)?.quantity ?? null;
      return {
        year,
        spent: sumYuan(typed.map(({ spent }) => spent ?? "0")),
        visits: own(visits.years)?.count ?? 0,
        receptions: own(visits.years)?.receptions ?? 0,
        leads: own(brought.leads)?.count ?? 0,
        signed: own(brought.signed)?.count ?? 0,
        landed: own(brought.landed)?.count ?? 0,
        reported: {
          visits: reported("visits"),
          leads: reported("leads"),
          signed: reported("signed"),
          landed: reported("landed"),
        },
      };
    });
  const summed = (key: "visits" | "receptions" | "leads" | "landed") => years.reduce((all, row) => all + row[key], 0);
  const [visitCount, leadCount] = [summed("visits"), summed("leads")];
  return {
    years,
    total: {
      visits: visitCount,
      receptions: summed("receptions"),
      leads: leadCount,
      signed: brought.signedOnce,
      landed: summed("landed"),
      spent: years.reduce((all, row) => addYuan(all, row.spent), "0.00"),
    },
    signings: await signingsOf(ctx, outpostId),
    hidden: { visits: visitCount - visits.seen, leads: leadCount - brought.seen },
  };
}

/** 年度费用 and what the outpost reported, of each kind in each year. */
async function entriesOf({ db, agencyId }: Context, outpostId: string) {
  const { year, result, amount, quantity } = outpostEntries;
  const rows = await db
    .select({ year, result, spent: sum(amount), quantity: sql<number | null>`sum(${quantity})::integer` })
    .from(outpostEntries)
    .where(
      and(
        eq(outpostEntries.agencyId, agencyId),
        eq(outpostEntries.outpostId, outpostId),
        isNull(outpostEntries.voidedAt),
      ),
    )
    .groupBy(year, result);
  return rows;
}

async function visitsOf(ctx: Context, outpostId: string) {
  const own = and(
    eq(encounters.agencyId, ctx.agencyId),
    eq(encounters.outpostId, outpostId),
    isNull(encounters.voidedAt),
  );
  const years = await ctx.db
    .select({
      year: yearOf(encounters.happenedOn),
      count: count(),
      receptions: sql<number>`(count(*) filter (where ${eq(encounters.kind, "reception")}))::integer`,
    })
    .from(encounters)
    .where(own)
    .groupBy(yearOf(encounters.happenedOn));
  const asReader = { ...ctx, operation: encounterOperations.list };
  const seenCount = ctx.actor.grants.has(encounterOperations.list.permission)
    ? await ctx.db.$count(encounters, and(own, seen(asReader)))
    : 0;
  return { years, seen: seenCount };
}

const ofOutpost = ({ agencyId }: Context, outpostId: string): SQL =>
  and(eq(projects.agencyId, agencyId), eq(projects.outpostId, outpostId), isNull(projects.removedAt)) as SQL;

const ofProject = ({ agencyId }: Context) =>
  and(
    eq(projectSignings.agencyId, agencyId),
    eq(projectSignings.projectId, projects.id),
    isNull(projectSignings.voidedAt),
  );

async function broughtBy(ctx: Context, outpostId: string) {
  const own = ofOutpost(ctx, outpostId);
  const by = (column: PgColumn) =>
    ctx.db
      .select({ year: yearOf(column), count: count() })
      .from(projects)
      .where(and(own, isNotNull(column)))
      .groupBy(yearOf(column));
  const formal = and(ofProject(ctx), eq(projectSignings.kind, "formal"));
  const signed = await ctx.db
    .select({ year: yearOf(projectSignings.happenedOn), count: countDistinct(projects.id) })
    .from(projects)
    .innerJoin(projectSignings, formal)
    .where(own)
    .groupBy(yearOf(projectSignings.happenedOn));
  const [once] = await ctx.db
    .select({ count: countDistinct(projects.id) })
    .from(projects)
    .innerJoin(projectSignings, formal)
    .where(own);
  return {
    leads: await by(projects.receivedOn),
    landed: await by(projects.landedOn),
    signed,
    signedOnce: once?.count ?? 0,
    seen: await ctx.db.$count(projects, and(own, visible(ctx, projects))),
  };
}

/** 签约 by kind and currency, each with its rows. */
async function signingsOf(ctx: Context, outpostId: string) {
  const own = ofOutpost(ctx, outpostId);
  const { kind, currency, originalAmount, signedAmount } = projectSignings;
  const totals = await ctx.db
    .select({
      kind,
      currency,
      count: count(),
      projectCount: countDistinct(projects.id),
      original: sum(originalAmount),
      yuan: sum(signedAmount),
    })
    .from(projects)
    .innerJoin(projectSignings, ofProject(ctx))
    .where(own)
    .groupBy(kind, currency)
    .orderBy(asc(currency));
  const ranked = sql<number>`row_number() over (partition by ${kind}, ${currency} order by ${projectSignings.happenedOn} desc, ${projectSignings.id})`;
  const numbered = ctx.db
    .select({
      id: projectSignings.id,
      projectId: projectSignings.projectId,
      projectName: projects.name,
      kind,
      currency,
      happenedOn: projectSignings.happenedOn,
      original: sql<string>`${originalAmount}`.as("original"),
      yuan: sql<string>`${signedAmount}`.as("yuan"),
      rank: ranked.as("rank"),
    })
    .from(projects)
    .innerJoin(projectSignings, ofProject(ctx))
    .where(and(own, visible(ctx, projects)))
    .as("numbered");
  const rows = await ctx.db
    .select()
    .from(numbered)
    .where(sql`${numbered.rank} <= ${listed}`)
    .orderBy(desc(numbered.happenedOn), asc(numbered.id));
  const order = Object.keys(signingKinds) as SigningKind[];
  return totals
    .map((total) => {
      const open = rows.filter((row) => row.kind === total.kind && row.currency === total.currency);
      return {
        ...total,
        original: sumYuan([total.original ?? "0"]),
        yuan: sumYuan([total.yuan ?? "0"]),
        rows: open.map(({ kind: _kind, currency: _currency, rank: _rank, ...row }) => row),
        hiddenCount: total.count - open.length,
      };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
