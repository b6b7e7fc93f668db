import { and, asc, count, desc, eq, exists, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Currency } from "#kit/base/currencies.ts";
import { sumYuan } from "#kit/base/money.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Period } from "#kit/base/periods.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { evidence, type Metric, measure, measureBy, type Question } from "#kit/server/metric.ts";
import { visible } from "#kit/server/scope.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { persons } from "#records/people/tables.ts";
import { commitmentOperations } from "../commitments/contract.ts";
import { listCommitments } from "../commitments/queries.ts";
import { projectOperations, projectSubject } from "../contract.ts";
import { leadOperations } from "../leads/contract.ts";
import { listLeads } from "../leads/queries.ts";
import { listProjects } from "../queries.ts";
import { reviewOperations } from "../reviews/contract.ts";
import { listReviews } from "../reviews/queries.ts";
import { reviewOutcomes } from "../reviews/tables.ts";
import type { MeetingOutcome } from "../reviews/words.ts";
import { supportOperations } from "../supports/contract.ts";
import { listSupports } from "../supports/queries.ts";
import { projects } from "../tables.ts";
import { type SigningKind, signingKinds } from "../words.ts";
import type { sheetOperations } from "./contract.ts";
import { sheetMetric, signingOriginals } from "./metrics.ts";
import { periodFor, sheetTitle, spansFor } from "./rules.ts";
import { type SheetFigure, type SheetProblem, sheetFigures } from "./words.ts";

const figures = Object.keys(sheetFigures) as SheetFigure[];

/** 周报、月报: every number from facts, all of them as of one moment. */
export async function showSheet(ctx: Context, { kind, onDay }: Input<typeof sheetOperations.show>) {
  const spans = spansFor(kind, onDay);
  if (spans.period.from > ctx.today)
    throw new Failure("refused", "projectSheets.future", "这一期还没有开始，请选已开始的一周或一月");
  const asOf = ctx.now.toISOString();
  const asked = (period: Period): Question => ({ period, asOf, params: {} });
  const now = asked(spans.period);
  const year = asked(spans.yearToDate);
  const lines = [];
  for (const figure of figures.filter((each) => each !== "signings")) lines.push(await lineOf(ctx, figure, now, year));
  return {
    kind,
    title: sheetTitle(kind, spans.period),
    ...spans,
    asOf,
    lines,
    signings: await signingsIn(ctx, now, year),
    funds: await fundsIn(ctx, now, year),
    ...(await meetingsIn(ctx, spans.period)),
    problems: await problemsNow(ctx),
  };
}

async function lineOf(ctx: Context, figure: SheetFigure, now: Question, year: Question) {
  const { count: rows, amount } = sheetMetric(ctx, figure, now);
  const counted = async (question: Question) => {
    const metric = sheetMetric(ctx, figure, question);
    const asked = { ...question, params: metric.params };
    return {
      count: await measure(ctx, metric.count, asked),
      amount: sumYuan([await measure(ctx, metric.amount, asked)]),
    };
  };
  return {
    figure,
    unit: rows.unit,
    amountTitle: amount.title,
    definition: rows.definition,
    period: await counted(now),
    yearToDate: rows.stock ? null : await counted(year),
  };
}

const zero = "0";

/** By kind and currency, in the order of the words; what the year has and the period has not stands with zeros. */
async function signingsIn(ctx: Context, now: Question, year: Question) {
  const { count: rows, amount } = sheetMetric(ctx, "signings", now);
  const by = (metric: Metric, question: Question) => byKeys(ctx, metric, question, ["kind", "currency"]);
  const [counts, originals, amounts] = [await by(rows, now), await by(signingOriginals, now), await by(amount, now)];
  const yearCounts = await by(rows, year);
  const [yearOriginals, yearAmounts] = [await by(signingOriginals, year), await by(amount, year)];
  const order = Object.keys(signingKinds);
  return [...new Set([...counts.keys(), ...yearCounts.keys()])]
    .map((key) => {
      const [kind, currency] = key.split(" ") as [SigningKind, Currency];
      return {
        kind,
        currency,
        count: counts.get(key) ?? zero,
        original: sumYuan([originals.get(key) ?? zero]),
        amount: sumYuan([amounts.get(key) ?? zero]),
        yearCount: yearCounts.get(key) ?? zero,
        yearOriginal: sumYuan([yearOriginals.get(key) ?? zero]),
        yearAmount: sumYuan([yearAmounts.get(key) ?? zero]),
      };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.currency < b.currency ? -1 : 1));
}

async function fundsIn(ctx: Context, now: Question, year: Question) {
  const { count: rows, amount } = sheetMetric(ctx, "funds", now);
  const by = (metric: Metric, question: Question) => byKeys(ctx, metric, question, ["currency"]);
  const [counts, amounts] = [await by(rows, now), await by(amount, now)];
  const [yearCounts, yearAmounts] = [await by(rows, year), await by(amount, year)];
  return [...new Set([...counts.keys(), ...yearCounts.keys()])].sort().map((key) => ({
    currency: key as Currency,
    count: counts.get(key) ?? zero,
    amount: sumYuan([amounts.get(key) ?? zero]),
    yearCount: yearCounts.get(key) ?? zero,
    yearAmount: sumYuan([yearAmounts.get(key) ?? zero]),
  }));
}

async function byKeys(ctx: Context, metric: Metric, question: Question, by: string[]): Promise<Map<string, string>> {
  const cells = await measureBy(ctx, metric, question, by);
  return new Map(cells.map(({ keys, value }) => [keys.join(" "), value]));
}

const listed = 100;

/** 上会 of the period; what was decided of projects within reach. */
async function meetingsIn(ctx: Context, { from, to }: Period) {
  const where = and(
    visible(ctx, reviewOutcomes),
    eq(reviewOutcomes.step, "meeting"),
    gte(reviewOutcomes.happenedOn, from),
    lte(reviewOutcomes.happenedOn, to),
  );
  const rows = await ctx.db
    .select({
      id: reviewOutcomes.id,
      reviewId: reviewOutcomes.reviewId,
      projectName: projects.name,
      meeting: sql<string>`${reviewOutcomes.meeting} || ${reviewOutcomes.meetingNumber}`,
      outcome: sql<MeetingOutcome>`${reviewOutcomes.outcome}`,
      happenedOn: reviewOutcomes.happenedOn,
    })
    .from(reviewOutcomes)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, reviewOutcomes.projectId)))
    .where(where)
    .orderBy(asc(reviewOutcomes.happenedOn), asc(reviewOutcomes.id))
    .limit(listed);
  const total = rows.length < listed ? rows.length : await ctx.db.$count(reviewOutcomes, where);
  return { meetings: rows, moreMeetings: total - rows.length };
}

/** 需要处理 as of today: each is the total of the very list it opens. */
async function problemsNow(ctx: Context) {
  const one = { limit: 1 } as const;
  const told = async (
    problem: SheetProblem,
    to: string,
    search: Record<string, string | boolean>,
    read: Promise<{ total: number }>,
  ) => ({ problem, count: (await read).total, opens: { to, search } });
  const { list: allProjects } = projectOperations;
  const { list: allLeads } = leadOperations;
  const { list: allSupports } = supportOperations;
  const { list: allCommitments } = commitmentOperations;
  const { list: allReviews } = reviewOperations;
  const stalled = { isStalled: true };
  const late = { isLate: true };
  const overdue = { isOverdue: true };
  const alert = { isAlert: true };
  const waiting = { state: "open", step: "meeting" } as const;
  return [
    await told("stalled", "projects", stalled, listProjects(ctx, allProjects.input.parse({ ...stalled, ...one }))),
    await told("lateLeads", "leads", late, listLeads(ctx, allLeads.input.parse({ ...late, ...one }))),
    await told(
      "lateSupports",
      "projects/supports",
      overdue,
      listSupports(ctx, allSupports.input.parse({ ...overdue, ...one })),
    ),
    await told(
      "alertCommitments",
      "commitments",
      alert,
      listCommitments(ctx, allCommitments.input.parse({ ...alert, ...one })),
    ),
    await told("waitingMeetings", "reviews", waiting, listReviews(ctx, allReviews.input.parse({ ...waiting, ...one }))),
  ];
}

/** 来源 of one figure of the sheet. */
export async function sheetEvidence(ctx: Context, input: Input<typeof sheetOperations.evidence>) {
  const { kind, onDay, figure, span, isAmount, signingKind, currency, asOf, after, limit } = input;
  const question: Question = {
    period: spansFor(kind, onDay)[span],
    asOf: asOf ? new Date(asOf).toISOString() : ctx.now.toISOString(),
    params: {},
  };
  const { count: rows, amount, params } = sheetMetric(ctx, figure, question);
  const metric = isAmount ? amount : rows;
  const cut = { ...params, ...(signingKind && { kind: signingKind }), ...(currency && { currency }) };
  const unknown = Object.keys(cut).find((name) => !Object.hasOwn(metric.groups, name));
  if (unknown) throw new Failure("invalid", "projectSheets.cut", `“${sheetFigures[figure]}”不能按种类或币种筛选`);
  return evidence(ctx, metric, { ...question, params: cut }, { after, limit });
}

/** Told on the page but no progress of the project: a field that was corrected. */
const noProgress = "projects.update";
/** So many entries stand in a row of the sheet; the page of the project has all. */
const toldMost = 6;

const entriesIn = (ctx: Context, { from, to }: Period): SQL =>
  and(
    eq(timelineEntries.agencyId, ctx.agencyId),
    eq(timelineEntries.subjectKind, projectSubject.kind),
    gte(timelineEntries.happenedOn, from),
    lte(timelineEntries.happenedOn, to),
    ne(timelineEntries.kind, noProgress),
    inArray(timelineEntries.permission, [...ctx.actor.grants.keys()]),
    inArray(timelineEntries.class, [...ctx.actor.classes]),
  ) as SQL;

const sorts = { activeOn: projects.activeOn, name: projects.sortName };

/** 项目进展: what the timelines of the projects within reach tell of the period. */
export async function listProgress(ctx: Context, input: Input<typeof sheetOperations.progress>) {
  const inPeriod = entriesIn(ctx, periodFor(input.kind, input.onDay));
  const told = ctx.db
    .select({ id: timelineEntries.id })
    .from(timelineEntries)
    .where(and(inPeriod, eq(timelineEntries.subjectId, projects.id)));
  const answer = await page(input, {
    sorts,
    id: projects.id,
    where: and(visible(ctx, projects), exists(told)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: projects.id,
          code: projects.code,
          name: projects.name,
          stage: projects.stage,
          standing: projects.standing,
          totalInvestment: projects.totalInvestment,
          officerName: persons.name,
          activeOn: projects.activeOn,
          sortKey: sql<string>`${sorts[input.sort]}`,
          total,
        })
        .from(projects)
        .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projects.officerId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(projects).where(where))[0]?.total ?? 0,
  });
  const entries = await entriesOf(
    ctx,
    inPeriod,
    answer.rows.map(({ id }) => id),
  );
  const rows = answer.rows.map((row) => {
    const own = entries.filter(({ subjectId }) => subjectId === row.id);
    const text = own.map(({ happenedOn, title }) => `${happenedOn} ${title}`).join("\n");
    return { ...row, told: text, more: Number(own[0]?.all ?? 0) - own.length };
  });
  return { ...answer, rows };
}

/** The latest few of each project, and how many there are. */
async function entriesOf(ctx: Context, inPeriod: SQL, ids: string[]) {
  if (ids.length === 0) return [];
  const own = sql`partition by ${timelineEntries.subjectId}`;
  const ranked = ctx.db
    .select({
      subjectId: timelineEntries.subjectId,
      happenedOn: timelineEntries.happenedOn,
      title: timelineEntries.title,
      id: timelineEntries.id,
      rank: sql<number>`row_number() over (${own} order by ${timelineEntries.happenedOn} desc, ${timelineEntries.id} desc)`.as(
        "entry_rank",
      ),
      all: sql<number>`count(*) over (${own})`.as("entry_count"),
    })
    .from(timelineEntries)
    .where(and(inPeriod, inArray(timelineEntries.subjectId, ids)))
    .as("ranked");
  return ctx.db
    .select()
    .from(ranked)
    .where(lte(ranked.rank, toldMost))
    .orderBy(desc(ranked.happenedOn), desc(ranked.id));
}
