import {
  and,
  asc,
  count,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { percent } from "#kit/base/money.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { projectsPack } from "../pack.ts";
import { getProject, mayReach } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { isEnded } from "../standing/rules.ts";
import { projects } from "../tables.ts";
import type { commitmentOperations } from "./contract.ts";
import { isCeiling, ruleOf, stateOf, told, whyOf } from "./rules.ts";
import { commitmentActuals, commitmentHandlings, projectCommitments } from "./tables.ts";
import type { CommitmentKind, FulfillmentState } from "./words.ts";

const commitments = projectCommitments;
const ended = ["lost", "terminated", "withdrawn"] as const;

/** What stands of a project's commitments, in the order of their years. */
export async function commitmentsOf(ctx: Context, projectId: string) {
  const rows = await ctx.db
    .select()
    .from(commitments)
    .where(
      and(eq(commitments.agencyId, ctx.agencyId), eq(commitments.projectId, projectId), isNull(commitments.voidedAt)),
    )
    .orderBy(asc(commitments.year), asc(commitments.id));
  return rows.map((row) => ({ ...row, ...targetsOf(row) }));
}
export type StoredCommitment = Awaited<ReturnType<typeof commitmentsOf>>[number];

/** 涉税 in a field of its own, which the mask knows. */
const targetsOf = ({ kind, target }: { kind: CommitmentKind; target: string | null }) =>
  kind === "tax" ? { target: null, taxTarget: target } : { target, taxTarget: null };

/** A commitment that stands, of a project held by the caller. */
export async function getCommitment(ctx: Context, { projectId, id }: { projectId: string; id: string }) {
  const found = (await commitmentsOf(ctx, projectId)).find((each) => each.id === id);
  if (!found) throw new Failure("missing", "commitments.missing", "这项承诺不存在，或已作废，请刷新后再看");
  return found;
}

export async function actualsOf(ctx: Context, projectId: string) {
  const t = commitmentActuals;
  return ctx.db
    .select({ ...getTableColumns(t), byName: persons.name })
    .from(t)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, t.byId)))
    .where(and(eq(t.agencyId, ctx.agencyId), eq(t.projectId, projectId), isNull(t.voidedAt)))
    .orderBy(asc(t.id));
}

export async function handlingsOf(ctx: Context, projectId: string) {
  const t = commitmentHandlings;
  return ctx.db
    .select({ ...getTableColumns(t), byName: persons.name })
    .from(t)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, t.byId)))
    .where(and(eq(t.agencyId, ctx.agencyId), eq(t.projectId, projectId), isNull(t.voidedAt)))
    .orderBy(asc(t.happenedOn), asc(t.id));
}

export async function showCommitments(ctx: Context, { projectId }: Input<typeof commitmentOperations.show>) {
  const project = await getProject(ctx, projectId);
  const pack = projectsPack(ctx).commitments;
  const [all, actuals, handlings] = [
    await commitmentsOf(ctx, projectId),
    await actualsOf(ctx, projectId),
    await handlingsOf(ctx, projectId),
  ];
  const manage = mayReach(ctx, "projects.manage", project);
  return {
    rows: all.map((row) => {
      const standing = { ...row, isEnded: isEnded(project.standing) };
      return {
        ...row,
        state: stateOf(standing, pack, ctx.today),
        why: whyOf(standing, pack, ctx.today),
        ...textsOf(row),
        share: row.target === null || row.actual === null ? null : Number(percent(row.actual, row.target) ?? 0),
        isCeiling: isCeiling(row.kind),
        actuals: actuals
          .filter(({ commitmentId }) => commitmentId === row.id)
          .map((each) => ({ ...each, text: told(row.kind, each.value) })),
        handlings: handlings.filter(({ commitmentId }) => commitmentId === row.id),
      };
    }),
    rule: ruleOf(pack),
    may: { register: manage ?? whyNotProject("update", project), manage },
  };
}

const textsOf = ({ kind, target, actual }: { kind: CommitmentKind; target: string | null; actual: string | null }) => ({
  targetText: target === null ? "" : told(kind, target),
  actualText: actual === null ? "未登记" : told(kind, actual),
});

/** 履约预警 over all projects in reach: what old agreements hold is no part of it. */
export async function listCommitments(ctx: Context, input: Input<typeof commitmentOperations.list>) {
  const { agencyId } = ctx;
  const answer = await page(input, {
    sorts: { dueOn: commitments.dueOn },
    id: commitments.id,
    where: and(
      visible(ctx, commitments),
      isNull(commitments.voidedAt),
      eq(commitments.isLegacy, false),
      filtered(ctx, input),
    ),
    chosenFirst: ctx,
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: commitments.id,
          projectId: commitments.projectId,
          projectCode: projects.code,
          projectName: projects.name,
          standing: projects.standing,
          kind: commitments.kind,
          year: commitments.year,
          target: commitments.target,
          actual: commitments.actual,
          actualOn: commitments.actualOn,
          dueOn: sql<string>`${commitments.dueOn}`,
          isLegacy: commitments.isLegacy,
          result: commitments.result,
          officerName: persons.name,
          divisionName: divisions.name,
          sortKey: sql<string>`${commitments.dueOn}`,
          total,
        })
        .from(commitments)
        .innerJoin(projects, and(eq(projects.agencyId, agencyId), eq(projects.id, commitments.projectId)))
        .leftJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, projects.officerId)))
        .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, projects.divisionId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(commitments).where(where))[0]?.total ?? 0,
  });
  const pack = projectsPack(ctx).commitments;
  const handled = await lastHandled(
    ctx,
    answer.rows.map(({ id }) => id),
  );
  const rows = answer.rows.map((row) => {
    const standing = { ...row, isEnded: isEnded(row.standing) };
    const { kind: handling = null, untilOn = null } = handled.get(row.id) ?? {};
    const [state, why] = [stateOf(standing, pack, ctx.today), whyOf(standing, pack, ctx.today)];
    return { ...row, ...textsOf(row), state, why, handling, untilOn };
  });
  return { ...answer, rows };
}

async function lastHandled(ctx: Context, ids: string[]) {
  const t = commitmentHandlings;
  if (ids.length === 0) return new Map<string, { kind: typeof t.$inferSelect.kind; untilOn: string | null }>();
  const rows = await ctx.db
    .select({ commitmentId: t.commitmentId, kind: t.kind, untilOn: t.untilOn })
    .from(t)
    .where(and(eq(t.agencyId, ctx.agencyId), inArray(t.commitmentId, ids), isNull(t.voidedAt)))
    .orderBy(asc(t.happenedOn), asc(t.id));
  return new Map(rows.map(({ commitmentId, ...row }) => [commitmentId, row]));
}

type Filter = Partial<Input<typeof commitmentOperations.list>>;

function filtered(ctx: Context, { state, isAlert, kind, year, dueBy, officerId, divisionId }: Filter): SQL | undefined {
  const alert = or(stateWhere(ctx, "late"), stateWhere(ctx, "breached")) as SQL;
  return and(
    state && stateWhere(ctx, state),
    isAlert === undefined ? undefined : isAlert ? alert : not(alert),
    kind && eq(commitments.kind, kind),
    year === undefined ? undefined : eq(commitments.year, year),
    dueBy ? lte(commitments.dueOn, dueBy) : undefined,
    officerId || divisionId
      ? ofProject(
          ctx,
          officerId ? eq(projects.officerId, officerId) : undefined,
          divisionId ? eq(projects.divisionId, divisionId) : undefined,
        )
      : undefined,
  );
}

const ofProject = (ctx: Context, ...where: (SQL | undefined)[]): SQL =>
  exists(
    sql`(select 1 from ${projects} where ${and(
      eq(projects.agencyId, ctx.agencyId),
      eq(projects.id, commitments.projectId),
      ...where,
    )})`,
  );

/** `stateOf` in rules.ts, said to the database. */
export function stateWhere(ctx: Context, state: FulfillmentState): SQL {
  const { graceDays, warnDays } = projectsPack(ctx).commitments;
  const { today } = ctx;
  const { dueOn, result, isLegacy } = commitments;
  const [lastGrace, lastWarned] = [addDays(today, -graceDays), addDays(today, warnDays)];
  const isOver = ofProject(ctx, inArray(projects.standing, ended));
  const isUnmet = sql`${result} is distinct from 'met'`;
  const runs = and(eq(isLegacy, false), isUnmet, not(isOver));
  const conditions: Record<FulfillmentState, SQL | undefined> = {
    legacy: eq(isLegacy, true),
    met: and(eq(isLegacy, false), eq(result, "met")),
    ended: and(eq(isLegacy, false), isUnmet, isOver),
    // Never null, so that its opposite may be asked for as well.
    breached: and(runs, or(sql`${result} is not distinct from 'exceeded'`, lt(dueOn, lastGrace))),
    late: and(runs, isNull(result), gte(dueOn, lastGrace), lt(dueOn, today)),
    soon: and(runs, isNull(result), gte(dueOn, today), lte(dueOn, lastWarned)),
    open: and(runs, isNull(result), sql`${dueOn} > ${lastWarned}`),
  };
  return conditions[state] as SQL;
}

/** A part of a commitment that stands. */
export async function partOf<T extends { id: string }>(all: Promise<T[]>, id: string): Promise<T> {
  const part = (await all).find((each) => each.id === id);
  if (!part) throw new Failure("missing", "commitments.part.missing", "这条记录不存在，或已作废，请刷新后再看");
  return part;
}

export const voidingOf = (ctx: Context, voidReason: string) => ({
  voidedAt: ctx.now.toISOString(),
  voidReason,
  voidedById: ctx.actor.personId,
});
