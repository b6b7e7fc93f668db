import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { getProject } from "../queries.ts";
import { leadStepSubject, type leadStepOperations } from "./contract.ts";
import { stepsOf } from "./queries.ts";
import { whyNotLead, whyNotTaken } from "./rules.ts";
import { projectLeadSteps } from "./tables.ts";
import { leadSteps } from "./words.ts";

/** 登记线索办理: when it really happened, beside when it is typed. */
export async function addLeadStep(ctx: Context, { projectId, ...typed }: Input<typeof leadStepOperations.add>) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotTaken(typed, project, await stepsOf(ctx, [projectId]), ctx.today));
  const id = newId();
  await ctx.db.insert(projectLeadSteps).values({
    ...typed,
    agencyId: ctx.agencyId,
    id,
    projectId,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  if (typed.happenedOn > project.activeOn) await changeProject(ctx, project, { activeOn: typed.happenedOn });
  const after = (await stepsOf(ctx, [projectId])).find((each) => each.id === id);
  if (!after) throw new Error("lead step not written");
  await record(ctx, {
    subject: leadStepSubject,
    id,
    before: null,
    after,
    title: `线索办理：${leadSteps[after.step]}`,
    happenedOn: after.happenedOn,
    on: { subject: projectSubject, id: projectId },
  });
  return after;
}

export async function annulLeadStep(ctx: Context, { projectId, id, reason }: Input<typeof leadStepOperations.annul>) {
  const project = await getProject(ctx, projectId);
  const before = (await stepsOf(ctx, [projectId])).find((each) => each.id === id);
  if (!before) throw new Failure("missing", "leadSteps.missing", "这条办理记录不存在，或已作废，请刷新后再看");
  refuseIf(whyNotLead(project));
  await ctx.db
    .update(projectLeadSteps)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason })
    .where(and(eq(projectLeadSteps.agencyId, ctx.agencyId), eq(projectLeadSteps.id, id)));
  const title = `作废线索办理“${leadSteps[before.step]}”：${reason}`;
  const page = { subject: projectSubject, id: projectId };
  await record(ctx, { subject: leadStepSubject, id, before, after: null, title, reason, on: page });
  return {};
}
