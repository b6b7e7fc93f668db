import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { voidOutcome } from "../commitments/actions.ts";
import { type actualOperations, actualSubject, commitmentSubject } from "../commitments/contract.ts";
import { actualsOf, getCommitment, partOf, type StoredCommitment, voidingOf } from "../commitments/queries.ts";
import { askedValue, brokenOn, lastOf, resultOf, stateOf, told, whyNotActual, whyOf } from "../commitments/rules.ts";
import { commitmentActuals, commitmentOutcomes, projectCommitments } from "../commitments/tables.ts";
import { commitmentKinds, type Outcome } from "../commitments/words.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf, refusedAt } from "../rules.ts";
import { isEnded } from "../standing/rules.ts";
import { outcomeHeld, unwritten } from "./queries.ts";

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

/** 履约结果 that stands becomes the wanted one: a fact is voided and written anew, never changed. */
async function settleOutcome(
  ctx: Context,
  project: StoredProject,
  commitment: StoredCommitment,
  wanted: { outcome: Outcome; happenedOn: string } | null,
): Promise<void> {
  const held = await outcomeHeld(ctx, commitment.id);
  if (held?.outcome === wanted?.outcome && held?.happenedOn === wanted?.happenedOn) return;
  if (held) await voidOutcome(ctx, commitment.id);
  if (!wanted) return;
  await ctx.db.insert(commitmentOutcomes).values(outcomeRow(ctx, project, commitment, wanted));
  if (wanted.outcome === "breached" && held?.outcome !== "breached") await tellBreaches(ctx, project, [commitment]);
}

const outcomeRow = (
  ctx: Context,
  project: Parameters<typeof countedOf>[0] & { id: string },
  { id: commitmentId, kind }: Pick<StoredCommitment, "id" | "kind">,
  wanted: { outcome: Outcome; happenedOn: string },
) =>
  ({
    ...countedOf(project),
    ...wanted,
    agencyId: ctx.agencyId,
    id: newId(),
    projectId: project.id,
    commitmentId,
    kind,
    typedAt: ctx.now.toISOString(),
  }) as typeof commitmentOutcomes.$inferInsert;

/** 夜间: what became a breach by the mere passing of days is written down, told on its project and to its officer. */
export async function writeBreaches(ctx: Context, limit = 1000): Promise<number> {
  const pack = projectsPack(ctx).commitments;
  const found = await unwritten(ctx, limit);
  const rows = found.map(({ commitment, project }) =>
    outcomeRow(ctx, project, commitment, {
      outcome: "breached",
      happenedOn: brokenOn({ ...commitment, dueOn: commitment.dueOn ?? ctx.today }, pack),
    }),
  );
  for (const part of inParts(rows, 500)) await ctx.db.insert(commitmentOutcomes).values(part);
  for (const { commitment, project } of found) {
    const why = whyOf({ ...commitment, isEnded: false }, pack, ctx.today);
    await record(ctx, {
      subject: commitmentSubject,
      id: commitment.id,
      before: null,
      after: {},
      title: `${commitment.year}年${commitmentKinds[commitment.kind]}承诺违约：${why}`,
      on: { subject: projectSubject, id: project.id },
    });
  }
  const concerned = new Map(found.map(({ project }) => [project.id, project]));
  for (const project of concerned.values())
    await tellBreaches(
      ctx,
      project,
      found.filter((each) => each.project.id === project.id).map(({ commitment }) => commitment),
    );
  return found.length;
}

/** 履约违约: one notice a project to its officer, unless that is who registered it. */
async function tellBreaches(
  ctx: Context,
  { id, name, officerId }: { id: string; name: string; officerId: string | null },
  broken: readonly Pick<StoredCommitment, "year" | "kind">[],
): Promise<void> {
  if (officerId === null || officerId === ctx.actor.personId) return;
  const items = broken.map(({ year, kind }) => `${year}年${commitmentKinds[kind]}`).join("、");
  const title = `项目“${name}”承诺违约：${items}，请登记完成情况或处置`;
  await notify(ctx, { to: { persons: [officerId] }, kind: "breach", title, subject: { kind: "project", id } });
}
