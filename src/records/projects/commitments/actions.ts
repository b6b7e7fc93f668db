import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { settleOutcome, voidOutcome } from "../outcomes/actions.ts";
import { refusedAt, whyNotProject } from "../rules.ts";
import { isEnded } from "../standing/rules.ts";
import { type actualOperations, actualSubject, type commitmentOperations, commitmentSubject } from "./contract.ts";
import { actualsOf, getCommitment, partOf, type StoredCommitment, voidingOf } from "./queries.ts";
import {
  askedValue,
  brokenOn,
  lastOf,
  resultOf,
  stateOf,
  told,
  whyNotActual,
  whyNotCommit,
  whyNotKeep,
} from "./rules.ts";
import { commitmentActuals, projectCommitments } from "./tables.ts";
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

/** 登记完成情况: as of a day, with evidence; the last day that stands is what is judged. */
export async function recordActual(ctx: Context, sent: Input<typeof actualOperations.record>) {
  const { projectId, commitmentId, files, isValueChecked, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  const before = await getCommitment(ctx, { projectId, id: commitmentId });
  refuseIf(whyNotActual(before, typed, ctx.today));
  const asked = isValueChecked || before.target === null ? null : askedValue(before.kind, before.target, typed.value);
  if (asked) throw refusedAt("value", { code: "commitments.value", message: asked }, "isValueChecked");
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  await ctx.db.insert(commitmentActuals).values({
    ...typed,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    commitmentId,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await partOf(actualsOf(ctx, projectId), id);
  await record(ctx, {
    subject: actualSubject,
    id,
    before: null,
    after,
    title: `${before.year}年${commitmentKinds[before.kind]}完成${told(before.kind, typed.value)}`,
    happenedOn: typed.happenedOn,
    on: { subject: projectSubject, id: projectId },
  });
  await settle(ctx, project, before);
  return after;
}

export async function annulActual(ctx: Context, { projectId, id, reason }: Input<typeof actualOperations.annul>) {
  const project = await getProject(ctx, projectId);
  const before = await partOf(actualsOf(ctx, projectId), id);
  const commitment = await getCommitment(ctx, { projectId, id: before.commitmentId });
  await ctx.db
    .update(commitmentActuals)
    .set(voidingOf(ctx, reason))
    .where(and(eq(commitmentActuals.agencyId, ctx.agencyId), eq(commitmentActuals.id, id)));
  await record(ctx, {
    subject: actualSubject,
    id,
    before,
    after: null,
    title: `作废${commitment.year}年${commitmentKinds[commitment.kind]}的完成情况：${reason}`,
    reason,
    on: { subject: projectSubject, id: projectId },
  });
  await settle(ctx, project, commitment);
  return {};
}

/** After actuals changed: the last one is what the commitment stands at, and the outcome is what follows from it. */
async function settle(ctx: Context, project: StoredProject, before: StoredCommitment): Promise<void> {
  const { target, dueOn } = before;
  if (target === null || dueOn === null) throw new Error("a commitment without target has no actuals");
  const pack = projectsPack(ctx).commitments;
  const own = (await actualsOf(ctx, project.id)).filter(({ commitmentId }) => commitmentId === before.id);
  const last = lastOf(own);
  const result = resultOf({ ...before, target, dueOn }, last, pack);
  const changed = { actual: last?.value ?? null, actualOn: last?.happenedOn ?? null, result };
  await ctx.db
    .update(projectCommitments)
    .set(changed)
    .where(and(eq(projectCommitments.agencyId, ctx.agencyId), eq(projectCommitments.id, before.id)));
  const after = { ...before, ...changed };
  await record(ctx, { subject: commitmentSubject, id: before.id, before, after });
  const state = stateOf({ ...after, isEnded: isEnded(project.standing) }, pack, ctx.today);
  const outcome = state === "met" || state === "breached" ? state : null;
  const happenedOn = outcome === "met" ? (after.actualOn ?? ctx.today) : brokenOn({ ...after, dueOn }, pack);
  await settleOutcome(ctx, project, after, outcome && { outcome, happenedOn });
}
