import { and, count, eq, inArray, or, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { regions } from "#records/directory/tables.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { projects } from "../tables.ts";
import { referralsWhere, reportsOf } from "../referral/queries.ts";
import { referralDisputes, referrals } from "../referral/tables.ts";
import type { disputeOperations } from "./contract.ts";
import { partiesOf, whyNotDecide } from "./rules.ts";

const firsts = alias(referrals, "first_referral");
const seconds = alias(referrals, "second_referral");
const firstDivisions = alias(divisions, "first_division");
const secondDivisions = alias(divisions, "second_division");
const deciders = alias(persons, "decider");

const own = {
  id: referralDisputes.id,
  match: referralDisputes.match,
  state: referralDisputes.state,
  raisedAt: referralDisputes.raisedAt,
  decidedAt: referralDisputes.decidedAt,
  reason: referralDisputes.reason,
};

const joined = ({ agencyId }: Context) => {
  const same = (table: { agencyId: PgColumn; id: PgColumn }, id: PgColumn) =>
    and(eq(table.agencyId, agencyId), eq(table.id, id));
  return {
    first: same(firsts, referralDisputes.firstId),
    second: same(seconds, referralDisputes.secondId),
    firstDivision: same(firstDivisions, firsts.divisionId),
    secondDivision: same(secondDivisions, seconds.divisionId),
    decider: same(deciders, referralDisputes.decidedById),
    project: same(projects, firsts.projectId),
  };
};

export async function listDisputes(ctx: Context, input: Input<typeof disputeOperations.list>) {
  const on = joined(ctx);
  return page(input, {
    sorts: { raisedAt: referralDisputes.raisedAt },
    id: referralDisputes.id,
    where: and(visible(ctx, referralDisputes), input.state ? eq(referralDisputes.state, input.state) : undefined),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...own,
          investorName: projects.investorName,
          firstDivisionName: firstDivisions.name,
          secondDivisionName: secondDivisions.name,
          decidedByName: deciders.name,
          sortKey: sql<string>`${referralDisputes.raisedAt}`,
          total,
        })
        .from(referralDisputes)
        .innerJoin(firsts, on.first)
        .innerJoin(seconds, on.second)
        .innerJoin(projects, on.project)
        .leftJoin(firstDivisions, on.firstDivision)
        .leftJoin(secondDivisions, on.secondDivision)
        .leftJoin(deciders, on.decider)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) =>
      (await ctx.db.select({ total: count() }).from(referralDisputes).where(where))[0]?.total ?? 0,
  });
}

/** The dispute; a command holds it until it is decided. */
export async function getDispute(ctx: Context, id: string) {
  const read = ctx.db
    .select({
      ...own,
      firstId: referralDisputes.firstId,
      secondId: referralDisputes.secondId,
      upheldId: referralDisputes.upheldId,
      decidedById: referralDisputes.decidedById,
    })
    .from(referralDisputes)
    .where(and(eq(referralDisputes.id, id), visible(ctx, referralDisputes)));
  const [dispute] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!dispute) throw new Failure("missing", "disputes.missing", "这一首谈争议不存在，请刷新后再看");
  return dispute;
}

/** Open disputes in which one of these filings is a party. */
export async function openDisputesOf(ctx: Context, ids: string[]) {
  const { id, firstId, secondId } = referralDisputes;
  return ctx.db
    .select({ id, firstId, secondId })
    .from(referralDisputes)
    .where(
      and(
        eq(referralDisputes.agencyId, ctx.agencyId),
        eq(referralDisputes.state, "open"),
        or(inArray(firstId, ids), inArray(secondId, ids)),
      ),
    );
}

/** Both filings side by side, the earlier one first: what the office decides by. */
export async function disputePage(ctx: Context, { id }: { id: string }) {
  const { firstId, secondId, decidedById, ...dispute } = await getDispute(ctx, id);
  const ids = [firstId, secondId];
  const filed = await referralsWhere(ctx, inArray(referrals.id, ids));
  const reports = await reportsOf(ctx, ids);
  const about = await projectsOf(ctx, filed);
  const [decider] = decidedById
    ? await ctx.db
        .select({ name: persons.name })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, decidedById)))
    : [];
  const sides = ids.flatMap((each) => {
    const side = filed.find((referral) => referral.id === each);
    const project = about.find((row) => row.id === each);
    if (!side || !project) return [];
    const own = reports.filter(({ referralId }) => referralId === each);
    return [{ ...side, ...project, reporterRegionName: side.regionName, reports: own }];
  });
  return {
    dispute: { ...dispute, decidedByName: decider?.name ?? null },
    sides,
    may: { decide: whyNotDecide(dispute, ctx.actor, partiesOf(filed)) },
  };
}

/** The projects of filings, by the filing's id. */
async function projectsOf(ctx: Context, filed: { id: string }[]) {
  return ctx.db
    .select({
      id: referrals.id,
      projectName: projects.name,
      projectCode: projects.code,
      investorName: projects.investorName,
      placeName: regions.name,
    })
    .from(referrals)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, referrals.projectId)))
    .leftJoin(regions, eq(regions.code, referrals.region))
    .where(
      and(
        eq(referrals.agencyId, ctx.agencyId),
        inArray(
          referrals.id,
          filed.map(({ id }) => id),
        ),
      ),
    );
}
