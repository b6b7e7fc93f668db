import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { isReached } from "#kit/server/scope.ts";
import { projectSubject } from "../contract.ts";
import { type PackedStage, projectsPack, stageIn, trackOf } from "../pack.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject, projectColumns, type StoredProject } from "../queries.ts";
import { countedOf, whyNotProject } from "../rules.ts";
import { projects } from "../tables.ts";
import { type EvidenceKind, type Stage, stages } from "../words.ts";
import { type stageOperations, stageSubject } from "./contract.ts";
import { factsOf, landingHeld, missingAt } from "./queries.ts";
import {
  furthest,
  landingOf,
  skipped,
  whyNotAnnul,
  whyNotMissing,
  whyNotRecognize,
  whyNotStage,
  whyNotTouch,
  whyNotVerify,
} from "./rules.ts";
import { type Evidence, projectLandings, projectStages } from "./tables.ts";

/** 到了某阶段, and 落地 by the definition in force: told in the same transaction. */
export const projectStageReached = news<{ project: StoredProject; stage: Stage; happenedOn: string }>(
  "projectStageReached",
);
export const projectLanded = news<{ project: StoredProject; happenedOn: string }>("projectLanded");

interface Reached {
  stage: Stage;
  happenedOn: string;
  evidence?: Evidence[];
  note?: string;
  skipReason?: string | null;
  overrideId?: string | null;
  /** Whoever first said it, where a correction or an override writes it. */
  byId?: string | null;
}

/** 推进: the project reaches a stage, once nothing is missing any more. */
export async function moveProject(ctx: Context, { projectId, ...step }: Input<typeof stageOperations.move>) {
  const before = await getProject(ctx, projectId);
  const packed = await mayReachStage(ctx, before, step);
  refuseIf(
    whyNotMissing(
      packed.title,
      await missingAt(ctx, { project: before, stage: step.stage, on: step.happenedOn }, step.evidence),
    ),
  );
  return reachStage(ctx, before, step, { title: packed.title });
}

/** The fact and its project, held. */
async function held(ctx: Context, { projectId, id }: { projectId: string; id: string }) {
  const project = await getProject(ctx, projectId);
  const facts = await factsOf(ctx, projectId);
  const fact = facts.find((each) => each.id === id);
  if (!fact) throw new Failure("missing", "stages.missing", "这一阶段的登记不存在，或已更正、作废，请刷新后再看");
  const track = trackOf(projectsPack(ctx), project.track);
  const title = stageIn(track, fact.stage)?.title ?? stages[fact.stage];
  return { project, facts, fact, track, title };
}

/** 核验 */
export async function verifyStage(ctx: Context, about: Input<typeof stageOperations.verify>) {
  const { project, fact, title } = await held(ctx, about);
  refuseIf(whyNotVerify(fact, ctx.actor.personId));
  await changeFact(ctx, fact.id, { verifiedAt: ctx.now.toISOString(), verifiedById: ctx.actor.personId });
  return settled(ctx, project, fact, { title: `核验${title}` });
}

/** 认定 */
export async function recognizeStage(
  ctx: Context,
  { recognizer, recognizedOn, file, ...about }: Input<typeof stageOperations.recognize>,
) {
  const { project, fact, title } = await held(ctx, about);
  refuseIf(whyNotRecognize(fact, recognizedOn, ctx.today));
  const papers = await attachPapers(ctx, project.id, [file]);
  await changeFact(ctx, fact.id, {
    recognizer,
    recognizedOn,
    recognizedFile: paperOf(papers, file.id),
    recognizedAt: ctx.now.toISOString(),
    recognizedById: ctx.actor.personId,
  });
  return settled(ctx, project, fact, { title: `${recognizer}认定${title}`, happenedOn: recognizedOn });
}

async function settled(
  ctx: Context,
  project: StoredProject,
  before: Fact,
  told: { title: string; happenedOn?: string },
) {
  await settleStage(ctx, project);
  const after = await factIn(ctx, project.id, before.id);
  await tellFact(ctx, project.id, { before, after, ...told });
  return after;
}

/** 更正: void and write anew. What was verified is verified again; only who may verify corrects it. */
export async function correctStage(ctx: Context, { reason, ...sent }: Input<typeof stageOperations.correct>) {
  const { project, facts, fact, track, title } = await held(ctx, sent);
  refuseIf(whyNotProject("move", project) ?? whyNotTouch(fact, mayVerify(ctx, project)));
  const step = { ...sent, stage: fact.stage, skipReason: fact.skipReason ?? "" };
  const others = facts.filter(({ id }) => id !== fact.id);
  refuseIf(whyNotStage(step, track, others, ctx.today));
  const missing = await missingAt(ctx, { project, stage: fact.stage, on: step.happenedOn }, step.evidence);
  // What came by an exception may be corrected without what was excepted.
  if (!fact.overrideId)
    refuseIf(
      whyNotMissing(
        title,
        missing.filter(({ kind }) => kind === "evidence"),
      ),
    );
  await voidFact(ctx, fact.id, reason);
  await tellFact(ctx, project.id, { before: fact, after: null, title: `作废原登记的${title}`, reason });
  return reachStage(ctx, project, step, {
    title: `更正${title}：${reason}`,
    reason,
    overrideId: fact.overrideId,
  });
}

export async function annulStage(ctx: Context, { reason, ...about }: Input<typeof stageOperations.annul>) {
  const { project, facts, fact, track, title } = await held(ctx, about);
  refuseIf(
    whyNotProject("move", project) ?? whyNotTouch(fact, mayVerify(ctx, project)) ?? whyNotAnnul(fact, track, facts),
  );
  await voidFact(ctx, fact.id, reason);
  await settleStage(ctx, project);
  await tellFact(ctx, project.id, { before: fact, after: null, title: `作废${title}：${reason}`, reason });
  return {};
}

const mayVerify = (ctx: Context, project: StoredProject) => isReached(ctx.actor, "projects.verify", project);

const voidFact = (ctx: Context, id: string, voidReason: string) =>
  changeFact(ctx, id, { voidedAt: ctx.now.toISOString(), voidReason, voidedById: ctx.actor.personId });

async function changeFact(ctx: Context, id: string, change: Partial<typeof projectStages.$inferInsert>): Promise<void> {
  await ctx.db
    .update(projectStages)
    .set(change)
    .where(and(eq(projectStages.agencyId, ctx.agencyId), eq(projectStages.id, id)));
}

type Step = Omit<Input<typeof stageOperations.move>, "projectId">;

/** What nobody overrides: standing, order of dates, left-out stages, kinds of evidence. */
export async function mayReachStage(ctx: Context, project: StoredProject, step: Step): Promise<PackedStage> {
  refuseIf(whyNotProject("move", project));
  const track = trackOf(projectsPack(ctx), project.track);
  refuseIf(whyNotStage(step, track, await factsOf(ctx, project.id), ctx.today));
  return stageIn(track, step.stage) as PackedStage;
}

interface Telling {
  /** What the timeline says. */
  title: string;
  reason?: string;
  overrideId?: string | null;
  /** Whoever said it; the actor unless an exception lets through what another asked for. */
  byId?: string | null;
}

/** Writes the fact and what follows from it: the current stage, 落地, history, news. */
export async function reachStage(
  ctx: Context,
  project: StoredProject,
  step: Step,
  { title, reason, overrideId = null, byId = ctx.actor.personId }: Telling,
) {
  const track = trackOf(projectsPack(ctx), project.track);
  const left = skipped(step.stage, track, await factsOf(ctx, project.id)).some(({ skip }) => skip === "reason");
  const papers = await attachPapers(
    ctx,
    project.id,
    step.evidence.map(({ file }) => file),
  );
  const id = await writeStage(ctx, project, {
    stage: step.stage,
    happenedOn: step.happenedOn,
    evidence: step.evidence.map(({ kind, file }): { kind: EvidenceKind; file: Evidence["file"] } => ({
      kind,
      file: paperOf(papers, file.id),
    })),
    note: step.note,
    skipReason: left && step.skipReason ? step.skipReason : null,
    overrideId,
    byId,
  });
  const { stage, happenedOn } = step;
  const after = await settleStage(ctx, project);
  const fact = await factIn(ctx, project.id, id);
  await tellFact(ctx, project.id, { before: null, after: fact, title, happenedOn, ...(reason ? { reason } : {}) });
  await tell(ctx, projectStageReached, { project: after, stage, happenedOn });
  return fact;
}

async function factIn(ctx: Context, projectId: string, id: string) {
  const fact = (await factsOf(ctx, projectId)).find((each) => each.id === id);
  if (!fact) throw new Error("stage not written");
  return fact;
}

/** Writes the fact, with what figures group by as it stands now. Asking the rules is the caller's. */
export async function writeStage(ctx: Context, project: StoredProject, reached: Reached): Promise<string> {
  const id = newId();
  await ctx.db.insert(projectStages).values({
    byId: ctx.actor.personId,
    ...reached,
    ...countedOf(project),
    agencyId: ctx.agencyId,
    id,
    projectId: project.id,
    typedAt: ctx.now.toISOString(),
  });
  return id;
}

/** After facts changed: the furthest of them is the current stage, and 落地 is what the definition says. */
async function settleStage(ctx: Context, before: StoredProject): Promise<StoredProject> {
  const facts = await factsOf(ctx, before.id);
  const track = trackOf(projectsPack(ctx), before.track);
  const current = track.stages[furthest(track, facts)]?.code ?? before.stage;
  const fact = facts.find(({ stage }) => stage === current);
  const landing = landingOf(track, facts);
  const [after] = await ctx.db
    .update(projects)
    .set({
      stage: current,
      stageOn: fact?.happenedOn ?? before.stageOn,
      landedOn: landing?.happenedOn ?? null,
      activeOn: ctx.today,
      version: before.version + 1,
    })
    .where(and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, before.id)))
    .returning(projectColumns);
  if (!after) throw new Error("project not written");
  await record(ctx, { subject: projectSubject, id: before.id, before, after });
  await settleLanding(ctx, after, landing, track.landed.text);
  return after;
}

type Fact = Awaited<ReturnType<typeof factsOf>>[number];

/** What happened to a fact, on the timeline of its project. */
async function tellFact(
  ctx: Context,
  projectId: string,
  {
    before,
    after,
    ...told
  }: { before: Fact | null; after: Fact | null; title: string; happenedOn?: string; reason?: string },
): Promise<void> {
  const id = (after ?? before)?.id ?? "";
  await record(ctx, {
    subject: stageSubject,
    id,
    before,
    after,
    on: { subject: projectSubject, id: projectId },
    ...told,
  });
}

async function settleLanding(
  ctx: Context,
  project: StoredProject,
  landing: { id: string; happenedOn: string } | null,
  definition: string,
): Promise<void> {
  const held = await landingHeld(ctx, project.id);
  if (held?.stageId === landing?.id) return;
  const at = ctx.now.toISOString();
  if (held)
    await ctx.db
      .update(projectLandings)
      .set({ voidedAt: at })
      .where(and(eq(projectLandings.agencyId, ctx.agencyId), eq(projectLandings.id, held.id)));
  if (!landing) return;
  await ctx.db.insert(projectLandings).values({
    ...countedOf(project),
    agencyId: ctx.agencyId,
    id: newId(),
    projectId: project.id,
    stageId: landing.id,
    happenedOn: landing.happenedOn,
    typedAt: at,
    definition,
  });
  await tell(ctx, projectLanded, { project, happenedOn: landing.happenedOn });
}
