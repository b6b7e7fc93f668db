import { and, asc, count, eq, getTableColumns, inArray, lt, lte, not, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { getProject } from "../queries.ts";
import { projects } from "../tables.ts";
import type { supportOperations } from "./contract.ts";
import { workdaysLeft } from "./rules.ts";
import { projectSupportAnswers, projectSupports } from "./tables.ts";

const { agencyId: _agencyId, byId: _byId, ...columns } = getTableColumns(projectSupports);
const {
  agencyId: _agency,
  byId: _by,
  typedAt: _typedAt,
  projectId: _project,
  ...told
} = getTableColumns(projectSupportAnswers);
export const answerColumns = told;

const sorts = { dueOn: projectSupports.dueOn, raisedOn: projectSupports.raisedOn };

export async function listSupports(ctx: Context, input: Input<typeof supportOperations.list>) {
  const answer = await page(input, {
    sorts,
    id: projectSupports.id,
    where: and(visible(ctx, projectSupports, { granted: input.projectId !== undefined }), filtered(ctx, input)),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({
          ...columns,
          projectName: projects.name,
          officerName: persons.name,
          sortKey: sql<string>`${sorts[input.sort]}`,
        })
        .from(projectSupports)
        .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, projectSupports.projectId)))
        .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, projects.officerId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(projectSupports).where(where))[0]?.total ?? 0,
  });
  const answers = await answersOf(
    ctx,
    answer.rows.map(({ id }) => id),
  );
  const rows = answer.rows.map((row) => ({
    ...row,
    workdaysLeft: workdaysLeft(row, ctx.today),
    answers: answers.filter(({ supportId }) => supportId === row.id),
  }));
  return { ...answer, rows };
}

function filtered(ctx: Context, input: Input<typeof supportOperations.list>) {
  const { projectId, kind, state, department, officerId, isOverdue, dueBy } = input;
  const overdue = and(eq(projectSupports.state, "open"), lt(projectSupports.dueOn, ctx.today));
  return and(
    projectId ? eq(projectSupports.projectId, projectId) : undefined,
    kind ? eq(projectSupports.kind, kind) : undefined,
    state ? eq(projectSupports.state, state) : undefined,
    department ? eq(projectSupports.department, department) : undefined,
    officerId ? inArray(projectSupports.projectId, ownedBy(ctx, officerId)) : undefined,
    isOverdue === undefined ? undefined : isOverdue ? overdue : not(overdue ?? sql`false`),
    dueBy ? lte(projectSupports.dueOn, dueBy) : undefined,
  );
}

const ownedBy = ({ db, agencyId }: Context, officerId: string) =>
  db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.agencyId, agencyId), eq(projects.officerId, officerId)));

async function answersOf(ctx: Context, supportIds: string[]) {
  if (supportIds.length === 0) return [];
  return ctx.db
    .select(answerColumns)
    .from(projectSupportAnswers)
    .where(and(eq(projectSupportAnswers.agencyId, ctx.agencyId), inArray(projectSupportAnswers.supportId, supportIds)))
    .orderBy(asc(projectSupportAnswers.happenedOn), asc(projectSupportAnswers.id));
}

/** The need and its project, held. */
export async function getSupport(ctx: Context, id: string) {
  const [support] = await ctx.db
    .select(columns)
    .from(projectSupports)
    .where(and(eq(projectSupports.id, id), visible(ctx, projectSupports)))
    .for("update");
  if (!support) throw new Failure("missing", "supports.missing", "这项要素需求不存在，或不在您的办理范围内");
  return { support, project: await getProject(ctx, support.projectId) };
}
