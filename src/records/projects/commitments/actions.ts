import { and, eq, isNull } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { refusedAt, whyNotProject } from "../rules.ts";
import { type commitmentOperations, commitmentSubject } from "./contract.ts";
import { getCommitment, voidingOf } from "./queries.ts";
import { told, whyNotCommit, whyNotKeep } from "./rules.ts";
import { commitmentOutcomes, projectCommitments } from "./tables.ts";
import { commitmentKinds } from "./words.ts";

/** 登记承诺, of an agreement, for a year. */
export async function createCommitment(
  ctx: Context,
  { projectId, ...typed }: Input<typeof commitmentOperations.create>,
) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("update", project));
  refuseIf(whyNotCommit(typed, ctx.today));
  const { kind, year, target } = typed;
  return write(
    ctx,
    project,
    { ...typed, isLegacy: false },
    `登记${year}年${commitmentKinds[kind]}承诺${told(kind, target)}`,
  );
}

/** 登记历史承诺: to be read, and for nothing else. */
export async function keepCommitment(
  ctx: Context,
  { projectId, taxTarget, ...typed }: Input<typeof commitmentOperations.keep>,
) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotKeep(typed, projectsPack(ctx).commitments));
  if (taxTarget !== null && typed.kind !== "tax")
    throw refusedAt("taxTarget", {
      code: "commitments.taxTarget",
      message: "只有税收承诺填写税收目标，迁入类的请写在条款原文里",
    });
  const title = `登记历史承诺：${typed.year}年${commitmentKinds[typed.kind]}`;
  return write(ctx, project, { ...typed, target: taxTarget, dueOn: null, isLegacy: true }, title);
}

type Written = Omit<typeof projectCommitments.$inferInsert, "agencyId" | "id" | "projectId" | "typedAt" | "files"> & {
  files: { id: string }[];
};

async function write(ctx: Context, project: StoredProject, { files, ...typed }: Written, title: string) {
  const papers = await attachPapers(ctx, project.id, files);
  const id = newId();
  await ctx.db.insert(projectCommitments).values({
    ...typed,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId: project.id,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await getCommitment(ctx, { projectId: project.id, id });
  const on = { subject: projectSubject, id: project.id };
  await record(ctx, { subject: commitmentSubject, id, before: null, after, title, happenedOn: after.agreedOn, on });
  return after;
}

export async function annulCommitment(
  ctx: Context,
  { projectId, id, reason }: Input<typeof commitmentOperations.annul>,
) {
  await getProject(ctx, projectId);
  const before = await getCommitment(ctx, { projectId, id });
  await ctx.db
    .update(projectCommitments)
    .set(voidingOf(ctx, reason))
    .where(and(eq(projectCommitments.agencyId, ctx.agencyId), eq(projectCommitments.id, id)));
  await voidOutcome(ctx, id);
  const title = `作废${before.year}年${commitmentKinds[before.kind]}承诺：${reason}`;
  await record(ctx, {
    subject: commitmentSubject,
    id,
    before,
    after: null,
    title,
    reason,
    on: { subject: projectSubject, id: projectId },
  });
  return {};
}

/** 履约结果 that stands is void: what is true instead is written anew, if anything is. */
export async function voidOutcome(ctx: Context, commitmentId: string): Promise<void> {
  await ctx.db
    .update(commitmentOutcomes)
    .set({ voidedAt: ctx.now.toISOString() })
    .where(
      and(
        eq(commitmentOutcomes.agencyId, ctx.agencyId),
        eq(commitmentOutcomes.commitmentId, commitmentId),
        isNull(commitmentOutcomes.voidedAt),
      ),
    );
}
