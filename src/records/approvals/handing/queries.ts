import { and, asc, eq, isNull, notInArray, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { persons } from "#records/people/tables.ts";
import { openStay, tasksOf } from "../queries.ts";
import { listDeciders } from "../steps/queries.ts";
import { approversOf, type Decider, verdictOf, votesOf } from "../steps/rules.ts";
import { approvals, approvalTasks } from "../tables.ts";
import type { handingOperations } from "./contract.ts";

const choice = ({ personId, name, divisionName }: Decider) => ({ id: personId, name, divisionName });

export async function listReceivers(ctx: Context, { search = "" }: Input<typeof handingOperations.choices>) {
  const found = (await listDeciders(ctx)).filter(
    ({ name, personId }) => name.includes(search) && personId !== ctx.actor.personId,
  );
  return found.slice(0, 100).map(choice);
}

/** 卡住的审批: open tasks of people who can no longer decide, with who may take over. Not what the case file says. */
export async function listStuck(ctx: Context) {
  const deciders = await listDeciders(ctx);
  const here = deciders.map(({ personId }) => personId);
  const starter = sql<string>`(select name from person s where s.agency_id = ${ctx.agencyId} and s.id = ${approvals.starterId})`;
  const rows = await ctx.db
    .select({ task: approvalTasks, approval: approvals, goneName: persons.name, starterName: starter })
    .from(approvalTasks)
    .innerJoin(approvals, and(eq(approvals.agencyId, ctx.agencyId), eq(approvals.id, approvalTasks.approvalId)))
    .innerJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, approvalTasks.personId)))
    .where(
      and(
        eq(approvalTasks.agencyId, ctx.agencyId),
        eq(approvalTasks.state, "pending"),
        isNull(approvalTasks.voidedAt),
        eq(approvals.state, "pending"),
        here.length > 0 ? notInArray(approvalTasks.personId, here) : undefined,
      ),
    )
    .orderBy(asc(approvalTasks.receivedAt))
    .limit(200);
  const told = [];
  for (const { task, approval, goneName, starterName } of rows) {
    const step = approval.steps.find(({ code }) => code === task.stepCode);
    if (!step) continue;
    const counting = (await tasksOf(ctx, approval.id)).filter(
      ({ stepCode, voidedAt }) => stepCode === step.code && !voidedAt,
    );
    const needed = (await openStay(ctx, approval.id))?.needed ?? counting.length;
    const votes = votesOf(counting, ({ personId }) => here.includes(personId));
    if (verdictOf(step.mode, needed, votes) !== "stuck") continue;
    const has = new Set(counting.map(({ personId }) => personId));
    const starting = { personId: approval.starterId, divisionId: approval.divisionId };
    const choices = approversOf(step, { deciders, starter: starting }).filter(({ personId }) => !has.has(personId));
    told.push({
      taskId: task.id,
      approvalId: approval.id,
      title: approval.title,
      flowTitle: approval.flowTitle,
      stepTitle: step.title,
      starterName,
      goneName,
      receivedAt: task.receivedAt,
      version: approval.version,
      choices: choices.map(choice),
    });
  }
  return told;
}
