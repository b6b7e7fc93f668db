import { and, asc, count, desc, eq, inArray, isNull, lt, not, or, type SQL, sql } from "drizzle-orm";
import { knownCalendars } from "#kit/base/calendars.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { projectsPack, stageIn, trackOf } from "../pack.ts";
import { getProject, mayReach } from "../queries.ts";
import { projects } from "../tables.ts";
import type { leadOperations } from "./contract.ts";
import {
  clocksOf,
  lateBefore,
  quietFor,
  silenceText,
  stallText,
  takesOf,
  termOf,
  urgentOf,
  whyNotLead,
} from "./rules.ts";
import { projectLeadSteps } from "./tables.ts";

const on = ({ today }: Context) => ({ today, calendars: knownCalendars });
const sortColumns = { receivedOn: projects.receivedOn, activeOn: projects.activeOn };

/** 线索 that are being worked on; their clocks are read off the steps of the page alone. */
export async function listLeads(ctx: Context, input: Input<typeof leadOperations.list>) {
  const { agencyId, db } = ctx;
  const pack = projectsPack(ctx);
  const { officerId, divisionId, source, isLate, isSilent } = input;
  const answer = await page(input, {
    sorts: sortColumns,
    id: projects.id,
    where: and(
      visible(ctx, projects),
      eq(projects.stage, "lead"),
      inArray(projects.standing, ["ongoing", "delayed"]),
      officerId ? eq(projects.officerId, officerId) : undefined,
      divisionId ? eq(projects.divisionId, divisionId) : undefined,
      source ? eq(projects.source, source) : undefined,
      isLate === undefined ? undefined : isLate ? late(ctx) : not(late(ctx)),
      isSilent === undefined ? undefined : isSilent ? silent(ctx) : not(silent(ctx)),
    ),
    rows: ({ where, orderBy, limit, total }) =>
      db
        .select({
          id: projects.id,
          code: projects.code,
          name: projects.name,
          investorName: projects.investorName,
          totalInvestment: projects.totalInvestment,
          source: projects.source,
          receivedOn: projects.receivedOn,
          activeOn: projects.activeOn,
          officerName: persons.name,
          divisionName: divisions.name,
          sortKey: sql<string>`${sortColumns[input.sort]}`,
          total,
        })
        .from(projects)
        .leftJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, projects.officerId)))
        .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, projects.divisionId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await db.select({ total: count() }).from(projects).where(where))[0]?.total ?? 0,
  });
  const steps = await stepsOf(
    ctx,
    answer.rows.map(({ id }) => id),
  );
  const rows = answer.rows.map((row) => {
    const taken = steps.filter(({ projectId }) => projectId === row.id);
    return {
      ...row,
      ...urgentOf(clocksOf(pack.leadClocks, row.receivedOn, taken, on(ctx))),
      isSilent: quietFor(row.activeOn, pack.dormantAfter, on(ctx)) !== null,
    };
  });
  return { ...answer, rows };
}

export const stepsOf = (ctx: Context, projectIds: string[]) =>
  ctx.db
    .select({
      id: projectLeadSteps.id,
      projectId: projectLeadSteps.projectId,
      step: projectLeadSteps.step,
      happenedOn: projectLeadSteps.happenedOn,
      typedAt: projectLeadSteps.typedAt,
      note: projectLeadSteps.note,
      byName: persons.name,
    })
    .from(projectLeadSteps)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projectLeadSteps.byId)))
    .where(
      and(
        eq(projectLeadSteps.agencyId, ctx.agencyId),
        inArray(projectLeadSteps.projectId, projectIds),
        isNull(projectLeadSteps.voidedAt),
      ),
    )
    .orderBy(desc(projectLeadSteps.happenedOn), asc(projectLeadSteps.id));

const taken = (where: SQL | undefined) =>
  sql`select 1 from ${projectLeadSteps} where ${and(
    eq(projectLeadSteps.agencyId, projects.agencyId),
    eq(projectLeadSteps.projectId, projects.id),
    isNull(projectLeadSteps.voidedAt),
    where,
  )}`;

/** 有超期: what the lights say, asked of the rows themselves. A clock that cannot be counted is not late. */
function late(ctx: Context): SQL {
  const parts = projectsPack(ctx).leadClocks.flatMap((clock) => {
    const before = (steps: Parameters<typeof termOf>[1]) => lateBefore(termOf(clock, steps), on(ctx));
    const [usual, long] = [before([]), before([{ step: "experts", happenedOn: ctx.today }])];
    if (usual === null || long === null) return [];
    if (clock.isRepeated)
      return [
        and(
          lt(projects.receivedOn, usual),
          sql`not exists (${taken(and(eq(projectLeadSteps.step, clock.code), sql`${projectLeadSteps.happenedOn} >= ${usual}`))})`,
        ),
      ];
    const open = sql`not exists (${taken(eq(projectLeadSteps.step, clock.code))})`;
    const isLong = sql`exists (${taken(eq(projectLeadSteps.step, "experts"))})`;
    const run =
      usual === long
        ? lt(projects.receivedOn, usual)
        : or(lt(projects.receivedOn, long), and(lt(projects.receivedOn, usual), not(isLong)));
    return [and(open, run)];
  });
  return or(...parts) ?? sql`false`;
}

/** 建议转休眠 */
function silent(ctx: Context): SQL {
  const before = lateBefore({ count: projectsPack(ctx).dormantAfter, counts: "workdays" }, on(ctx));
  return before === null ? sql`false` : lt(projects.activeOn, before);
}

export async function showClocks(ctx: Context, { projectId }: Input<typeof leadOperations.clocks>) {
  const project = await getProject(ctx, projectId);
  const pack = projectsPack(ctx);
  const steps = await stepsOf(ctx, [projectId]);
  const isLead = project.stage === "lead";
  const isWorkedOn = project.standing === "ongoing" || project.standing === "delayed";
  const packed = stageIn(trackOf(pack, project.track), project.stage);
  const stall = isWorkedOn && packed ? quietFor(project.activeOn, packed.stallDays, on(ctx)) : null;
  const silence = isWorkedOn && isLead ? quietFor(project.activeOn, pack.dormantAfter, on(ctx)) : null;
  return {
    isLead,
    clocks: isLead && isWorkedOn ? clocksOf(pack.leadClocks, project.receivedOn, steps, on(ctx)) : [],
    steps,
    takes: takesOf(steps),
    stall: stall && packed?.stallDays ? stallText(packed.title, project.activeOn, stall.days, packed.stallDays) : null,
    silence: silence && silenceText(project.activeOn, silence.days),
    document: pack.leadClocksDocument,
    may: { add: mayReach(ctx, "projects.manage", project) ?? whyNotLead(project) },
  };
}
