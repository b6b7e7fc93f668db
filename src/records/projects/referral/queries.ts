import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { keyOf, partsOf } from "#records/directory/naming/rules.ts";
import { companies, regions } from "#records/directory/tables.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { getProject, mayReach, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { factsOf } from "../stages/queries.ts";
import { projects } from "../tables.ts";
import type { Standing } from "../words.ts";
import { arbitrate, type referralOperations } from "./contract.ts";
import { referralPack } from "./pack.ts";
import { type Claim, isHeld, matchOf, referralStateOn, whyNotFileNow, whyNotReport } from "./rules.ts";
import { referralDisputes, referralReports, referrals, referralShares } from "./tables.ts";
import type { ReferralState } from "./words.ts";

const columns = {
  id: referrals.id,
  projectId: referrals.projectId,
  number: referrals.number,
  typedAt: referrals.typedAt,
  contactedOn: referrals.contactedOn,
  contactNote: referrals.contactNote,
  scope: referrals.scope,
  reporterRegion: referrals.reporterRegion,
  files: referrals.files,
  expiresOn: referrals.expiresOn,
  reportDueOn: referrals.reportDueOn,
  extensionCount: referrals.extensionCount,
  disputedOn: referrals.disputedOn,
  outcome: referrals.outcome,
  outcomeOn: referrals.outcomeOn,
  outcomeReason: referrals.outcomeReason,
  byId: referrals.byId,
  divisionId: referrals.divisionId,
  officerId: referrals.officerId,
  standing: projects.standing,
  byName: persons.name,
  divisionName: divisions.name,
  regionName: regions.name,
};

const joined = (ctx: Context) => ({
  project: and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, referrals.projectId)),
  by: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, referrals.byId)),
  division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, referrals.divisionId)),
  region: eq(regions.code, referrals.reporterRegion),
});

const ended: Standing[] = ["lost", "terminated", "withdrawn"];

/** The same answer as `referralStateOn`, for lists. */
function inState(state: ReferralState, day: string): SQL {
  const isOpen = isNull(referrals.outcome);
  const running = and(isOpen, isNull(referrals.disputedOn));
  const going = and(running, notInArray(projects.standing, ended));
  if (state === "disputed") return and(isOpen, isNotNull(referrals.disputedOn)) as SQL;
  if (state === "released") return and(running, inArray(projects.standing, ended)) as SQL;
  if (state === "expired") return and(going, lt(referrals.expiresOn, day)) as SQL;
  if (state === "lapsed") return and(going, gte(referrals.expiresOn, day), lt(referrals.reportDueOn, day)) as SQL;
  if (state === "protected") return and(going, gte(referrals.expiresOn, day), gte(referrals.reportDueOn, day)) as SQL;
  return eq(referrals.outcome, state);
}

/** Where the project of a filing has to be asked: the list counts without joining it. */
const ofProjects = (ctx: Context, where: SQL | undefined): SQL =>
  sql`exists (select 1 from ${projects} where ${and(joined(ctx).project, where)})`;

export async function listReferrals(ctx: Context, input: Input<typeof referralOperations.list>) {
  const { search, state, endsBy, officerId, divisionId } = input;
  const sorts = { typedAt: referrals.typedAt, expiresOn: referrals.expiresOn };
  const on = joined(ctx);
  const answer = await page(input, {
    sorts,
    id: referrals.id,
    where: and(
      visible(ctx, referrals),
      search ? ofProjects(ctx, found(ctx, "project", projects.id, search)) : undefined,
      state ? ofProjects(ctx, inState(state, ctx.today)) : undefined,
      endsBy ? or(lte(referrals.expiresOn, endsBy), lte(referrals.reportDueOn, endsBy)) : undefined,
      officerId ? ofProjects(ctx, eq(projects.officerId, officerId)) : undefined,
      divisionId ? ofProjects(ctx, eq(projects.divisionId, divisionId)) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...columns,
          projectName: projects.name,
          investorName: projects.investorName,
          sortKey: sql<string>`${sorts[input.sort]}`,
          total,
        })
        .from(referrals)
        .innerJoin(projects, on.project)
        .leftJoin(persons, on.by)
        .leftJoin(divisions, on.division)
        .leftJoin(regions, on.region)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(referrals).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map((row) => ({ ...row, state: referralStateOn(row, ctx.today) })) };
}

/** Filings with their state today, whoever's they are: the asker has answered for the scope. */
export async function referralsWhere(ctx: Context, where: SQL | undefined) {
  const on = joined(ctx);
  const rows = await ctx.db
    .select({
      ...columns,
      investorId: referrals.investorId,
      creditCode: referrals.creditCode,
      investorKey: referrals.investorKey,
      region: referrals.region,
      amount: referrals.amount,
      happenedOn: referrals.happenedOn,
      projectOfficerId: projects.officerId,
      projectDivisionId: projects.divisionId,
    })
    .from(referrals)
    .innerJoin(projects, on.project)
    .leftJoin(persons, on.by)
    .leftJoin(divisions, on.division)
    .leftJoin(regions, on.region)
    .where(and(eq(referrals.agencyId, ctx.agencyId), where))
    .orderBy(desc(referrals.typedAt), desc(referrals.id));
  return rows.map((row) => ({ ...row, state: referralStateOn(row, ctx.today) }));
}
export type StoredReferral = Awaited<ReturnType<typeof referralsWhere>>[number];

/** Those of one project, the latest first; its reader reads them. */
export const referralsOf = (ctx: Context, projectId: string) => referralsWhere(ctx, eq(referrals.projectId, projectId));

/** A filing and its project, held: whoever may not reach the project finds no filing. */
export async function heldReferral(ctx: Context, id: string) {
  const [known] = await ctx.db
    .select({ projectId: referrals.projectId })
    .from(referrals)
    .where(and(eq(referrals.id, id), visible(ctx, referrals)));
  if (!known) throw new Failure("missing", "referrals.missing", "这份首谈备案不存在，或不在您的数据范围内");
  const project = await getProject(ctx, known.projectId);
  const [referral] = await referralsWhere(ctx, eq(referrals.id, id));
  if (!referral) throw new Error("referral not found");
  return { project, referral };
}

/** Who the investor of a project is today, as a filing copies it. */
export async function claimOf(ctx: Context, project: StoredProject): Promise<Claim> {
  const { investorId, investorName, region, totalInvestment } = project;
  const [company] = investorId
    ? await ctx.db
        .select({ name: companies.name, creditCode: companies.creditCode })
        .from(companies)
        .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, investorId)))
    : [];
  return {
    investorId,
    creditCode: company?.creditCode ?? null,
    investorKey: keyOf(partsOf(company?.name ?? investorName)),
    region,
    amount: totalInvestment,
  };
}

/** 同一投资方的首谈备案 that still hold, of other projects, in whichever division they are. */
export async function rivalsOf(ctx: Context, projectId: string, claim: Claim) {
  const { investorId, creditCode, investorKey } = claim;
  const pack = referralPack(ctx);
  const near = await referralsWhere(
    ctx,
    and(
      ne(referrals.projectId, projectId),
      isNull(referrals.outcome),
      or(
        investorId ? eq(referrals.investorId, investorId) : undefined,
        creditCode ? eq(referrals.creditCode, creditCode) : undefined,
        eq(referrals.investorKey, investorKey),
      ),
    ),
  );
  return near.flatMap((referral) => {
    const match = isHeld(referral.state) ? matchOf(referral, claim, ctx.today, pack) : null;
    return match ? [{ referral, match }] : [];
  });
}

export type Rival = Awaited<ReturnType<typeof rivalsOf>>[number];

const divisionsOf = (rivals: { referral: { divisionName: string | null } }[]) => [
  ...new Set(rivals.map(({ referral }) => referral.divisionName)),
];

/** 重复对接提示: yes or no, and whom to ask; nothing of what the other division filed. */
export async function alikeReferrals(ctx: Context, { projectId }: Input<typeof referralOperations.alike>) {
  const project = await getProject(ctx, projectId);
  const rivals = await rivalsOf(ctx, projectId, await claimOf(ctx, project));
  return { isHeld: rivals.length > 0, elsewhere: divisionsOf(rivals).map((divisionName) => ({ divisionName })) };
}

/** What a signing would meet: the project's own filing, and the divisions that hold the investor. */
export async function standingOf(ctx: Context, project: StoredProject) {
  const [latest] = await referralsOf(ctx, project.id);
  const rivals = latest?.state === "protected" ? [] : await rivalsOf(ctx, project.id, await claimOf(ctx, project));
  return { own: latest?.state ?? null, elsewhere: divisionsOf(rivals) };
}

export const isSigned = async (ctx: Context, projectId: string): Promise<boolean> =>
  (await factsOf(ctx, projectId)).some(({ stage }) => stage === "signed");

export async function reportsOf(ctx: Context, ids: string[]) {
  return ctx.db
    .select({
      id: referralReports.id,
      referralId: referralReports.referralId,
      happenedOn: referralReports.happenedOn,
      content: referralReports.content,
      files: referralReports.files,
      extendedTo: referralReports.extendedTo,
      byName: persons.name,
    })
    .from(referralReports)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, referralReports.byId)))
    .where(and(eq(referralReports.agencyId, ctx.agencyId), inArray(referralReports.referralId, ids)))
    .orderBy(desc(referralReports.typedAt), desc(referralReports.id));
}

/** 记功 that stands. */
export async function sharesOf(ctx: Context, ids: string[]) {
  return ctx.db
    .select({
      id: referralShares.id,
      referralId: referralShares.referralId,
      personId: referralShares.personId,
      personName: persons.name,
      divisionId: referralShares.divisionId,
      divisionName: divisions.name,
      percent: referralShares.percent,
      happenedOn: referralShares.happenedOn,
      note: referralShares.note,
      files: referralShares.files,
    })
    .from(referralShares)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, referralShares.personId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, referralShares.divisionId)))
    .where(
      and(
        eq(referralShares.agencyId, ctx.agencyId),
        inArray(referralShares.referralId, ids),
        isNull(referralShares.voidedAt),
      ),
    )
    .orderBy(desc(referralShares.percent), asc(referralShares.id));
}

const others = alias(referrals, "other_referral");

/** What a party is told of its disputes: the decision and its reasons; of the other side only whom to ask. */
async function disputesTold(ctx: Context, ids: string[]) {
  const { agencyId } = ctx;
  const { id, firstId, secondId, state, match, raisedAt, decidedAt, upheldId, reason } = referralDisputes;
  const rows = await ctx.db
    .select({
      id,
      state,
      match,
      raisedAt,
      decidedAt,
      upheldId,
      reason,
      ownId: referrals.id,
      otherDivisionName: divisions.name,
    })
    .from(referralDisputes)
    .innerJoin(
      referrals,
      and(eq(referrals.agencyId, agencyId), or(eq(referrals.id, firstId), eq(referrals.id, secondId))),
    )
    .innerJoin(
      others,
      and(
        eq(others.agencyId, agencyId),
        or(eq(others.id, firstId), eq(others.id, secondId)),
        ne(others.id, referrals.id),
      ),
    )
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, others.divisionId)))
    .where(and(eq(referralDisputes.agencyId, agencyId), inArray(referrals.id, ids)))
    .orderBy(desc(raisedAt), desc(id));
  return rows.map(({ upheldId, ...row }) => ({ ...row, isUpheld: upheldId === null ? null : upheldId === row.ownId }));
}

export async function projectReferral(ctx: Context, { projectId }: Input<typeof referralOperations.ofProject>) {
  const project = await getProject(ctx, projectId);
  const rows = await referralsOf(ctx, projectId);
  const ids = rows.map(({ id }) => id);
  const told = ids.length > 0;
  const reports = told ? await reportsOf(ctx, ids) : [];
  const shares = told ? await sharesOf(ctx, ids) : [];
  const disputes = told ? await disputesTold(ctx, ids) : [];
  const { protect, reportDays, extendMonths, remindDays, document } = referralPack(ctx);
  return {
    referrals: rows.map((row) => ({
      ...row,
      reports: reports.filter(({ referralId }) => referralId === row.id),
      shares: shares.filter(({ referralId }) => referralId === row.id),
      disputes: disputes.filter(({ ownId }) => ownId === row.id),
    })),
    terms: { ...protect, reportDays, extendMonths, remindDays, document },
    may: await mayOf(ctx, project, rows[0] ?? null),
  };
}

async function mayOf(ctx: Context, project: StoredProject, latest: StoredReferral | null) {
  const scope = mayReach(ctx, "projects.manage", project);
  const none = { code: "referrals.none", message: "还没有首谈备案" };
  const held = latest ? whyNotReport(latest.state) : none;
  const now = { isSigned: await isSigned(ctx, project.id), own: latest?.state ?? null };
  return {
    file: scope ?? whyNotProject("move", project) ?? whyNotFileNow(now),
    report: scope ?? held,
    extend: scope ?? held,
    withdraw: scope ?? held,
    transfer: mayReach(ctx, arbitrate, project) ?? held,
  };
}
