import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject } from "../queries.ts";
import { mayReachStage, reachStage } from "../stages/actions.ts";
import { missingAt } from "../stages/queries.ts";
import { type overrideOperations, overrideSubject } from "./contract.ts";
import { getOverride } from "./queries.ts";
import { whyNotAsk, whyNotDecide, whyNotLifted } from "./rules.ts";
import { projectOverrides } from "./tables.ts";

/** 申请例外 */
export async function askOverride(ctx: Context, { projectId, reason, ...step }: Input<typeof overrideOperations.ask>) {
  const project = await getProject(ctx, projectId);
  const { title } = await mayReachStage(ctx, project, step);
  const missing = await missingAt(ctx, { project, stage: step.stage, on: step.happenedOn }, step.evidence);
  const open = await ctx.db
    .select({ id: projectOverrides.id })
    .from(projectOverrides)
    .where(
      and(
        eq(projectOverrides.agencyId, ctx.agencyId),
        eq(projectOverrides.projectId, projectId),
        eq(projectOverrides.state, "asked"),
      ),
    );
  const { personId } = ctx.actor;
  refuseIf(whyNotAsk(personId, missing, open));
  const papers = await attachPapers(
    ctx,
    projectId,
    step.evidence.map(({ file }) => file),
  );
  const id = newId();
  await ctx.db.insert(projectOverrides).values({
    ...step,
    evidence: step.evidence.map(({ kind, file }) => ({ kind, file: paperOf(papers, file.id) })),
    agencyId: ctx.agencyId,
    id,
    projectId,
    reason,
    missing,
    state: "asked",
    askedById: String(personId),
    askedAt: ctx.now.toISOString(),
  });
  return told(ctx, null, id, `申请例外登记${title}：${reason}`);
}

/** 批准例外: what no exception covers is asked once more, for days have passed. */
export async function decideOverride(ctx: Context, { id, ...decided }: Input<typeof overrideOperations.decide>) {
  const { projectId } = await getOverride(ctx, id);
  const project = await getProject(ctx, projectId);
  const before = await getOverride(ctx, id);
  refuseIf(whyNotDecide(before, ctx.actor.personId, decided));
  await ctx.db
    .update(projectOverrides)
    .set({
      state: decided.isGranted ? "granted" : "refused",
      decidedById: ctx.actor.personId,
      decidedAt: ctx.now.toISOString(),
      decision: decided.decision,
    })
    .where(and(eq(projectOverrides.agencyId, ctx.agencyId), eq(projectOverrides.id, id)));
  const after = await told(ctx, before, id, decided.isGranted ? "批准例外" : `不同意例外：${decided.decision}`);
  if (!decided.isGranted) return after;
  const { title } = await mayReachStage(ctx, project, before);
  const asked = { project, stage: before.stage, on: before.happenedOn };
  refuseIf(whyNotLifted(await missingAt(ctx, asked, before.evidence)));
  await reachStage(ctx, project, before, {
    title: `${title}（例外：${before.reason}）`,
    overrideId: id,
    byId: before.askedById,
  });
  return after;
}

type Override = Awaited<ReturnType<typeof getOverride>>;

async function told(ctx: Context, before: Override | null, id: string, title: string): Promise<Override> {
  const after = await getOverride(ctx, id);
  const on = { subject: projectSubject, id: after.projectId };
  await record(ctx, { subject: overrideSubject, id, before, after, title, on });
  return after;
}
