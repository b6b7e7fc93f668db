import { and, count, eq, gte, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { knownCalendars } from "#kit/base/calendars.ts";
import { yearOf } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { workMinutes } from "#kit/base/workhours.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { approvalOperations } from "../contract.ts";
import { officeHours } from "../pack.ts";
import {
  actsOf,
  type Approval,
  copiesOf,
  fileOf,
  type Flow,
  shownLimit,
  stepsAhead,
  staysOf,
  type Task,
  tasksOf,
} from "../queries.ts";
import { whyNotDecide, whyNotResubmit, whyNotUrge, whyNotWithdraw } from "../rules.ts";
import {
  isCopied,
  isDecidedByMe,
  isMyTurn,
  isStartedBy,
  reached,
  readApproval,
  roundSeen,
  standingIn,
} from "../standing/queries.ts";
import type { Step } from "../steps/contract.ts";
import { listDeciders } from "../steps/queries.ts";
import { approversOf, type Decider, describeMode, verdictOf, votesOf, whyNotEnter } from "../steps/rules.ts";
import { approvals, approvalTasks } from "../tables.ts";

const sortColumns = { startedAt: approvals.startedAt, dueOn: approvals.dueOn, amount: approvals.amountFen };

export async function listApprovals(ctx: Context, input: Input<typeof approvalOperations.list>) {
  const { rows, ...rest } = await page(input, {
    sorts: sortColumns,
    id: approvals.id,
    where: and(inTab(ctx, input.tab), filters(ctx, input)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          id: approvals.id,
          title: approvals.title,
          flowTitle: approvals.flowTitle,
          amount: approvals.amount,
          state: approvals.state,
          steps: approvals.steps,
          stepCode: approvals.stepCode,
          starterName: persons.name,
          divisionName: divisions.name,
          startedAt: approvals.startedAt,
          endedAt: approvals.endedAt,
          limit: approvals.dueOn,
          approverNames: waitedFor(ctx),
          sortKey: sql<string | number>`${sortColumns[input.sort]}`,
          total,
        })
        .from(approvals)
        .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, approvals.starterId)))
        .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, approvals.divisionId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(approvals).where(where))[0]?.total ?? 0,
  });
  return { ...rest, rows: rows.map((row) => ({ ...row, ...told(ctx, row) })) };
}

/** 待谁审批 */
const waitedFor = (ctx: Context): SQL<string> =>
  sql<string>`coalesce((select string_agg(w.name, '、' order by w.name) from ${approvalTasks}
    join person w on w.agency_id = ${ctx.agencyId} and w.id = ${approvalTasks.personId}
    where ${and(eq(approvalTasks.agencyId, ctx.agencyId), eq(approvalTasks.approvalId, approvals.id), eq(approvalTasks.state, "pending"), isNull(approvalTasks.voidedAt))}), '')`;

function told({ today }: Context, row: { steps: Step[]; stepCode: string | null; limit: string; state: string }) {
  return {
    stepTitle: row.steps.find(({ code }) => code === row.stepCode)?.title ?? null,
    dueOn: shownLimit(row.limit),
    isLate: row.state === "pending" && row.limit < today,
  };
}

function inTab(ctx: Context, tab: Input<typeof approvalOperations.list>["tab"]): SQL | undefined {
  if (tab === "all") return reached(ctx);
  const rows = { todo: isMyTurn, started: isStartedBy, decided: isDecidedByMe, copied: isCopied }[tab];
  return and(eq(approvals.agencyId, ctx.agencyId), rows(ctx));
}

function filters(
  ctx: Context,
  { search, flow, state, isLate, divisionId, startedFrom, startedTo }: Input<typeof approvalOperations.list>,
) {
  return and(
    found(ctx, "approval", approvals.id, search),
    flow ? eq(approvals.flow, flow) : undefined,
    state ? eq(approvals.state, state) : undefined,
    isLate ? and(eq(approvals.state, "pending"), lt(approvals.dueOn, ctx.today)) : undefined,
    divisionId ? eq(approvals.divisionId, divisionId) : undefined,
    startedFrom ? gte(approvals.startedOn, startedFrom) : undefined,
    startedTo ? lte(approvals.startedOn, startedTo) : undefined,
  );
}

type Stay = Awaited<ReturnType<typeof staysOf>>[number];

/** One approval: the file as this reader may know it, every step with who, when and how long, and what may be done now. */
export async function getApprovalPage(ctx: Context, flows: readonly Flow[], { id }: { id: string }) {
  const approval = await readApproval(ctx, id);
  const tasks = await tasksOf(ctx, id);
  const [stays, acts, deciders] = [await staysOf(ctx, id), await actsOf(ctx, id), await listDeciders(ctx)];
  const standing = standingIn(ctx, approval, tasks);
  const { file, round: fileRound } = await fileOf(ctx, id, await roundSeen(ctx, approval, tasks));
  const names = await namesOf(ctx, approval, tasks);
  const ahead = stepsAhead(approval);
  const at = ahead.findIndex(({ code }) => code === approval.stepCode);
  const decide = whyNotDecide(standing);
  const mayDecide = (extra: Refusal | null = null) => needs(ctx, "approvals.decide") ?? decide ?? extra;
  const mayStart = (refusal: Refusal | null) => needs(ctx, "approvals.start") ?? refusal;
  return {
    approval: {
      id,
      title: approval.title,
      flow: approval.flow,
      flowTitle: approval.flowTitle,
      flowVersion: approval.flowVersion,
      amount: approval.amount,
      state: approval.state,
      stepTitle: standing.stepTitle,
      starterId: approval.starterId,
      starterName: names.get(approval.starterId)?.name ?? "",
      divisionName: names.get(approval.starterId)?.divisionName ?? null,
      startedAt: approval.startedAt,
      endedAt: approval.endedAt,
      dueOn: shownLimit(approval.dueOn),
      round: approval.round,
      page: await pageOf(ctx, flows, approval),
      version: approval.version,
    },
    file,
    fileRound,
    steps: approval.steps.map((step) =>
      shownStep(ctx, approval, step, { tasks, stays, acts, deciders, names, ahead, mine: standing.mine }),
    ),
    acts,
    copies: await copiesOf(ctx, id),
    returnable: ahead.slice(0, Math.max(0, at)).map(({ code, title }) => ({ code, title })),
    isMyTurn: decide === null,
    forName: decide === null ? (standing.task?.forName ?? null) : null,
    isStarter: standing.isStarter,
    may: {
      approve: mayDecide(),
      reject: mayDecide(),
      returnTo: mayDecide(),
      delegate: mayDecide(),
      addApprover: mayDecide(),
      resubmit: mayStart(whyNotResubmit(standing)),
      withdraw: mayStart(whyNotWithdraw(standing)),
      urge: mayStart(whyNotUrge(standing, ctx.today)),
    },
  };
}

function needs({ actor }: Context, permission: string): Refusal | null {
  return actor.grants.has(permission)
    ? null
    : { code: "permission.missing", message: "您的角色没有办理审批的权限，需要时请联系安全管理员" };
}

/** The subject's own page, for whoever may open it today; to others the file here is all there is. */
async function pageOf(ctx: Context, flows: readonly Flow[], { flow, subjectId }: Approval): Promise<string | null> {
  const known = flows.find(({ code }) => code === flow);
  if (!known?.subject.page || !(await known.isSeen(ctx, subjectId))) return null;
  return `${known.subject.page}/${subjectId}`;
}

interface Named {
  name: string;
  divisionName: string | null;
}

async function namesOf(ctx: Context, approval: Approval, tasks: readonly Task[]): Promise<Map<string, Named>> {
  const ids = [...new Set([approval.starterId, ...tasks.map(({ personId }) => personId)])];
  const rows = await ctx.db
    .select({ id: persons.id, name: persons.name, divisionName: divisions.name })
    .from(persons)
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, persons.divisionId)))
    .where(and(visible(ctx, persons), sql`${persons.id} = any(${sql.param(ids)}::uuid[])`));
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

interface Around {
  tasks: readonly Task[];
  stays: readonly Stay[];
  acts: Awaited<ReturnType<typeof actsOf>>;
  deciders: readonly Decider[];
  names: Map<string, Named>;
  ahead: readonly Step[];
  mine: readonly Task[];
}

function shownStep(ctx: Context, approval: Approval, step: Step, around: Around) {
  const { deciders, names, ahead } = around;
  const counting = around.tasks.filter(({ stepCode, voidedAt }) => stepCode === step.code && voidedAt === null);
  const stay = around.stays.findLast(({ stepCode }) => stepCode === step.code) ?? null;
  const at = placeOf(approval, step, ahead, counting);
  const isHere = ({ personId }: Task) => deciders.some((each) => each.personId === personId);
  const starter = { personId: approval.starterId, divisionId: approval.divisionId };
  const expected = at === "ahead" && approval.state !== "withdrawn" ? approversOf(step, { deciders, starter }) : [];
  const missing = at === "ahead" && approval.state === "pending" ? whyNotEnter(step, expected) : null;
  const isCurrent = at === "now" || at === "passed";
  const end = stay?.leftAt ?? (at === "now" ? ctx.now.toISOString() : null);
  return {
    code: step.code,
    title: step.title,
    mode: step.mode,
    modeTitle: describeMode(step),
    clause: step.clause,
    from: step.from ?? null,
    at,
    addedBy: step.addedBy ?? null,
    tasks: counting.map((task) => ({
      id: task.id,
      personId: task.personId,
      name: names.get(task.personId)?.name ?? "",
      divisionName: names.get(task.personId)?.divisionName ?? null,
      state: task.state,
      opinion:
        around.acts.findLast(({ taskId, kind }) => taskId === task.id && kind !== "addBefore" && kind !== "addAfter")
          ?.opinion ?? "",
      decidedAt: task.decidedAt,
      isGone: task.state === "pending" && !isHere(task),
      isMine: around.mine.includes(task),
    })),
    expected: expected.map(({ name }) => name),
    enteredAt: isCurrent ? (stay?.enteredAt ?? null) : null,
    leftAt: isCurrent ? (stay?.leftAt ?? null) : null,
    dueOn: isCurrent ? (stay?.dueOn ?? null) : null,
    workMinutes:
      isCurrent && stay && end
        ? workMinutes(stay.enteredAt, end, officeHours(ctx.pack(yearOf(ctx.today))), knownCalendars)
        : null,
    isLate: Boolean(stay?.dueOn && isCurrent && stay.dueOn < (stay.leftOn ?? ctx.today)),
    stuck:
      at === "now"
        ? stuckWords(step, stay?.needed ?? counting.length, counting, names, isHere)
        : (missing?.message ?? null),
  };
}

type Place = "passed" | "now" | "ahead" | "exempt";

function placeOf(approval: Approval, step: Step, ahead: readonly Step[], tasks: readonly Task[]): Place {
  const [index, now] = [ahead.indexOf(step), ahead.findIndex(({ code }) => code === approval.stepCode)];
  if (index === -1) return "exempt";
  if (approval.state === "approved") return "passed";
  if (now !== -1) return index < now ? "passed" : index === now ? "now" : "ahead";
  // Over, or back with its starter: how far it came is told by what still counts.
  if (tasks.some(({ state }) => state === "rejected")) return "now";
  return tasks.some(({ state }) => state === "approved") ? "passed" : "ahead";
}

/** 卡住: whose leaving keeps the step from ever being passed, and who must do what. It never passes by itself. */
function stuckWords(
  step: Step,
  needed: number,
  tasks: readonly Task[],
  names: Map<string, Named>,
  isHere: (task: Task) => boolean,
): string | null {
  const votes = votesOf(tasks, isHere);
  if (verdictOf(step.mode, needed, votes) !== "stuck") return null;
  const gone = tasks
    .filter((task) => (task.state === "pending" || task.state === "waiting") && !isHere(task))
    .map(({ personId }) => names.get(personId)?.name ?? "");
  return `${gone.join("、")}已不在岗或已无审批权限，“${step.title}”无法继续。请系统管理员在“卡住的审批”中更换审批人`;
}
