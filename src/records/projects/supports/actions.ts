import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf, whyNotProject } from "../rules.ts";
import { supportAnswerSubject, type supportOperations, supportSubject } from "./contract.ts";
import { getSupport } from "./queries.ts";
import { dueAfter, noCalendar, whyNotOn, whyNotRaise, whyNotTouch } from "./rules.ts";
import { projectSupportAnswers, projectSupportClosings, projectSupports } from "./tables.ts";
import { supportKinds, supportStates } from "./words.ts";

/** 登记要素需求: to a department, with a term in working days. */
export async function raiseSupport(
  ctx: Context,
  { projectId, workdays, ...typed }: Input<typeof supportOperations.raise>,
) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("move", project) ?? whyNotRaise(typed.raisedOn, project, ctx.today));
  const dueOn = dueAfter(typed.raisedOn, workdays);
  if (dueOn === null) return refuseIf(noCalendar) as never;
  const id = newId();
  await ctx.db
    .insert(projectSupports)
    .values({ ...typed, agencyId: ctx.agencyId, id, projectId, dueOn, byId: ctx.actor.personId });
  const { support: after } = await getSupport(ctx, id);
  await record(ctx, {
    subject: supportSubject,
    id,
    before: null,
    after,
    title: `向${after.department}提出${supportKinds[after.kind]}需求：${after.need}，${dueOn} 前办结`,
    happenedOn: after.raisedOn,
    on: { subject: projectSubject, id: projectId },
  });
  await touch(ctx, project);
  return after;
}

/** 答复: what the department said; it stays as it was said. */
export async function answerSupport(
  ctx: Context,
  { id: supportId, version, department, ...typed }: Input<typeof supportOperations.answer>,
) {
  const { support, project } = await getSupport(ctx, supportId);
  refuseIf(whyNotTouch(support) ?? whyNotOn(typed.happenedOn, support, ctx.today));
  await refuseConflict(ctx, supportSubject, { id: supportId, version, changes: {} }, support);
  const after = { ...typed, id: newId(), supportId, department: department ?? support.department };
  await ctx.db.insert(projectSupportAnswers).values({
    ...after,
    agencyId: ctx.agencyId,
    projectId: project.id,
    byId: ctx.actor.personId,
    typedAt: ctx.now.toISOString(),
  });
  await record(ctx, {
    subject: supportAnswerSubject,
    id: after.id,
    before: null,
    after,
    title: `${after.department}答复${supportKinds[support.kind]}需求：${after.content}`,
    happenedOn: after.happenedOn,
    on: { subject: projectSubject, id: project.id },
  });
  await touch(ctx, project);
  return after;
}

/** 办结: once, with its result; the fact figures count is written with it. */
export async function closeSupport(
  ctx: Context,
  { id, version, outcome, result, closedOn }: Input<typeof supportOperations.close>,
) {
  const { support: before, project } = await getSupport(ctx, id);
  refuseIf(whyNotTouch(before) ?? whyNotOn(closedOn, before, ctx.today));
  await refuseConflict(ctx, supportSubject, { id, version, changes: { state: outcome, result, closedOn } }, before);
  await ctx.db
    .update(projectSupports)
    .set({ state: outcome, result, closedOn, version: before.version + 1 })
    .where(and(eq(projectSupports.agencyId, ctx.agencyId), eq(projectSupports.id, id)));
  const { support: after } = await getSupport(ctx, id);
  await ctx.db.insert(projectSupportClosings).values({
    ...countedOf(project),
    agencyId: ctx.agencyId,
    id: newId(),
    supportId: id,
    projectId: project.id,
    kind: before.kind,
    outcome,
    timing: closedOn <= before.dueOn ? "inTime" : "late",
    happenedOn: closedOn,
    typedAt: ctx.now.toISOString(),
  });
  await record(ctx, {
    subject: supportSubject,
    id,
    before,
    after,
    title: `${supportKinds[after.kind]}需求${supportStates[outcome]}：${result}`,
    happenedOn: closedOn,
    on: { subject: projectSubject, id: project.id },
  });
  await touch(ctx, project);
  return after;
}

/** 最近进展: something happened on the project. */
async function touch(ctx: Context, project: StoredProject): Promise<void> {
  const after = await changeProject(ctx, project, {});
  await record(ctx, { subject: projectSubject, id: project.id, before: project, after });
}
