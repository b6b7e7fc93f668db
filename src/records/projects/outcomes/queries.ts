import { and, asc, count, desc, eq, exists, isNotNull, isNull, not, type SQL, sql, sum } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { sumYuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { getEvent } from "#records/events/queries.ts";
import { projectSignings } from "../signings/tables.ts";
import { projectStages } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import { type SigningKind, signingKinds, type Stage } from "../words.ts";
import type { outcomeOperations } from "./contract.ts";
import { costPer } from "./rules.ts";

/** So many are listed; all of them are counted. */
const listed = 300;

const earlier = alias(projectSignings, "earlier");

/** Nothing of its kind was signed for its project before it: counted once, wherever it was signed again. */
const isFirst = ({ db, agencyId }: Context): SQL<boolean> =>
  sql<boolean>`${not(
    exists(
      db
        .select({ id: earlier.id })
        .from(earlier)
        .where(
          and(
            eq(earlier.agencyId, agencyId),
            eq(earlier.projectId, projectSignings.projectId),
            eq(earlier.kind, projectSignings.kind),
            isNull(earlier.voidedAt),
            sql`(${earlier.happenedOn}, ${earlier.id}) < (${projectSignings.happenedOn}, ${projectSignings.id})`,
          ),
        ),
    ),
  )}`;

async function signedAt(ctx: Context, eventId: string) {
  const own = and(
    eq(projectSignings.agencyId, ctx.agencyId),
    eq(projectSignings.eventId, eventId),
    isNull(projectSignings.voidedAt),
  );
  const { kind, currency, originalAmount, signedAmount } = projectSignings;
  const counted = await ctx.db
    .select({
      kind,
      currency,
      count: count(),
      firstCount: sql<number>`(count(*) filter (where ${isFirst(ctx)}))::integer`,
      original: sum(originalAmount),
      yuan: sum(signedAmount),
    })
    .from(projectSignings)
    .where(own)
    .groupBy(kind, currency)
    .orderBy(asc(currency));
  const seen = and(own, visible(ctx, projectSignings));
  const rows = await ctx.db
    .select({
      id: projectSignings.id,
      projectId: projectSignings.projectId,
      projectName: projects.name,
      kind,
      happenedOn: projectSignings.happenedOn,
      counterpart: projectSignings.counterpart,
      currency,
      originalAmount,
      exchangeRate: projectSignings.exchangeRate,
      ratedOn: projectSignings.ratedOn,
      rateSource: projectSignings.rateSource,
      signedAmount,
      isFirst: isFirst(ctx),
    })
    .from(projectSignings)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectSignings.projectId)))
    .where(seen)
    .orderBy(desc(signedAmount), asc(projectSignings.id))
    .limit(listed);
  const order = Object.keys(signingKinds) as SigningKind[];
  const totals = counted
    .map((total) => ({ ...total, original: sumYuan([total.original ?? "0"]), yuan: sumYuan([total.yuan ?? "0"]) }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  return { rows, totals, hidden: all - (await ctx.db.$count(projectSignings, seen)) };
}

/** Projects that came from the event: their 线索来源 is 招商活动 and names it. */
async function broughtBy(ctx: Context, eventId: string) {
  const own = and(eq(projects.agencyId, ctx.agencyId), eq(projects.source, "event"), eq(projects.eventId, eventId));
  const reached = (stage: Stage) =>
    exists(
      ctx.db
        .select({ id: projectStages.id })
        .from(projectStages)
        .where(
          and(
            eq(projectStages.agencyId, ctx.agencyId),
            eq(projectStages.projectId, projects.id),
            eq(projectStages.stage, stage),
            isNull(projectStages.voidedAt),
          ),
        ),
    );
  const howMany = (which: SQL) => sql<number>`(count(*) filter (where ${which}))::integer`;
  const [counted] = await ctx.db
    .select({
      leads: count(),
      negotiating: howMany(reached("negotiating")),
      signed: howMany(reached("signed")),
      landed: howMany(isNotNull(projects.landedOn)),
    })
    .from(projects)
    .where(own);
  const seen = and(own, visible(ctx, projects));
  const rows = await ctx.db
    .select({
      id: projects.id,
      code: projects.code,
      name: projects.name,
      stage: projects.stage,
      standing: projects.standing,
      receivedOn: projects.receivedOn,
      landedOn: projects.landedOn,
      totalInvestment: projects.totalInvestment,
    })
    .from(projects)
    .where(seen)
    .orderBy(desc(projects.receivedOn), asc(projects.id))
    .limit(listed);
  const numbers = counted ?? { leads: 0, negotiating: 0, signed: 0, landed: 0 };
  return { rows, reached: numbers, hidden: numbers.leads - (await ctx.db.$count(projects, seen)) };
}

export async function outcomeOf(ctx: Context, { eventId }: Input<typeof outcomeOperations.ofEvent>) {
  const { actualCost: actual } = await getEvent(ctx, eventId);
  const signed = await signedAt(ctx, eventId);
  const brought = await broughtBy(ctx, eventId);
  const { reached } = brought;
  return {
    signings: signed.rows,
    totals: signed.totals,
    hiddenSignings: signed.hidden,
    leads: brought.rows,
    reached,
    hiddenLeads: brought.hidden,
    cost: {
      actual,
      perLead: costPer(actual, reached.leads),
      perSigned: costPer(actual, reached.signed),
      perLanded: costPer(actual, reached.landed),
    },
  };
}
