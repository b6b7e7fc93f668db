import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { projectSubject } from "../contract.ts";
import { type PackedStage, projectsPack, stageIn, trackOf } from "../pack.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject, projectColumns, type StoredProject } from "../queries.ts";
import { countedOf, whyNotProject } from "../rules.ts";
import { projects } from "../tables.ts";
import type { EvidenceKind, Stage } from "../words.ts";
import type { stageOperations } from "./contract.ts";
import { factsOf, landingHeld, missingAt } from "./queries.ts";
import { furthest, landingOf, skipped, whyNotMissing, whyNotStage } from "./rules.ts";
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
  return reachStage(ctx, before, step, { title: `${packed.title}` });
}

type Step = Omit<Input<typeof stageOperations.move>, "projectId">;

/** What nobody overrides: standing, order of dates, left-out stages, kinds of evidence. */
export async function mayReachStage(ctx: Context, project: StoredProject, step: Step): Promise<PackedStage> {
  refuseIf(whyNotProject("move", project));
  const track = trackOf(projectsPack(ctx), project.track);
  refuseIf(whyNotStage(step, track, await factsOf(ctx, project.id), ctx.today));
  return stageIn(track, step.stage) as PackedStage;
}

/** Writes the fact and what follows from it: the current stage, 落地, history, news. */
export async function reachStage(
  ctx: Context,
  project: StoredProject,
  step: Step,
  {
    title,
    overrideId = null,
    byId = ctx.actor.personId,
  }: { title: string; overrideId?: string | null; byId?: string | null },
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
  const after = await settleStage(ctx, project, { title, happenedOn: step.happenedOn });
  await tell(ctx, projectStageReached, { project: after, stage: step.stage, happenedOn: step.happenedOn });
  return factIn(ctx, project.id, id);
}

export async function factIn(ctx: Context, projectId: string, id: string) {
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

/** After facts changed: the furthest of them is the current stage, 落地 is what the definition says; the history tells it. */
export async function settleStage(
  ctx: Context,
  before: StoredProject,
  { title, happenedOn, reason }: { title: string; happenedOn?: string; reason?: string },
): Promise<StoredProject> {
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
  await record(ctx, {
    subject: projectSubject,
    id: before.id,
    before,
    after,
    title,
    ...(happenedOn ? { happenedOn } : {}),
    ...(reason ? { reason } : {}),
  });
  await settleLanding(ctx, after, landing, track.landed.text);
  return after;
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
