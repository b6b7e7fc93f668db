import { and, asc, eq, isNull } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { Context } from "#kit/server/context.ts";
import { news, tell, when } from "#kit/server/news.ts";
import { persons } from "#records/people/tables.ts";
import { projectsPack, trackOf } from "../pack.ts";
import type { Stage, Track } from "../words.ts";
import { evidenceOf, type GateProject, type MissingItem, missingFor, nextStage } from "./rules.ts";
import { projectLandings, projectStages } from "./tables.ts";

/** 问关口: told before a stage is entered and whenever 还差什么 is asked; who knows of something unmet answers with it. */
export interface StageAsked {
  project: GateProject & { track: Track; stage: Stage };
  /** The stage that would be entered. */
  stage: Stage;
  /** The day it would be entered on. */
  on: string;
}
export const projectStageAsked = news<StageAsked>("projectStageAsked");

/** 关口: what a part of the project above the core has to say about a step; listed as `projectGates` in app/projects.ts. */
export interface Gate {
  key: string;
  find: (ctx: Context, asked: StageAsked) => Promise<MissingItem[]>;
}

export const gateReactions = (gates: readonly Gate[]) => gates.map(({ find }) => when(projectStageAsked, find));

/** 还差什么 to enter a stage: fields and evidence by the pack, findings of whoever is asked. */
export async function missingAt(
  ctx: Context,
  { project, stage, on }: StageAsked,
  evidence: Parameters<typeof missingFor>[1]["evidence"] = [],
): Promise<MissingItem[]> {
  const found = (await tell(ctx, projectStageAsked, { project, stage, on })) as MissingItem[][];
  const track = trackOf(projectsPack(ctx), project.track);
  return missingFor(stage, { track, project, evidence, findings: found.flat() });
}

const by = alias(persons, "by_person");
const verifier = alias(persons, "verifier");

/** The facts that stand, in the order they were typed. A command holds their project already. */
export async function factsOf(ctx: Context, projectId: string) {
  const named = (person: typeof by | typeof verifier, id: PgColumn) =>
    and(eq(person.agencyId, ctx.agencyId), eq(person.id, id));
  return ctx.db
    .select({
      id: projectStages.id,
      stage: projectStages.stage,
      happenedOn: projectStages.happenedOn,
      typedAt: projectStages.typedAt,
      amount: projectStages.amount,
      byId: projectStages.byId,
      byName: by.name,
      evidence: projectStages.evidence,
      note: projectStages.note,
      skipReason: projectStages.skipReason,
      overrideId: projectStages.overrideId,
      verifiedAt: projectStages.verifiedAt,
      verifierName: verifier.name,
      recognizer: projectStages.recognizer,
      recognizedOn: projectStages.recognizedOn,
      recognizedFile: projectStages.recognizedFile,
      recognizedAt: projectStages.recognizedAt,
    })
    .from(projectStages)
    .leftJoin(by, named(by, projectStages.byId))
    .leftJoin(verifier, named(verifier, projectStages.verifiedById))
    .where(
      and(
        eq(projectStages.agencyId, ctx.agencyId),
        eq(projectStages.projectId, projectId),
        isNull(projectStages.voidedAt),
      ),
    )
    .orderBy(asc(projectStages.id));
}

/** 阶段轨 and the next step of one project. */
export async function railOf(ctx: Context, project: StageAsked["project"]) {
  const facts = await factsOf(ctx, project.id);
  const track = trackOf(projectsPack(ctx), project.track);
  const rail = track.stages.map((packed) => ({
    stage: packed.code,
    title: packed.title,
    skip: packed.skip,
    takes: evidenceOf(packed, project),
    isLanding: track.landed.stage === packed.code,
    fact: facts.find(({ stage }) => stage === packed.code) ?? null,
  }));
  const next = nextStage(track, facts);
  const missing = next ? await missingAt(ctx, { project, stage: next.code, on: ctx.today }) : [];
  return { facts, rail, next: next && { stage: next.code, title: next.title, missing }, landed: track.landed };
}

/** 落地 that stands, if any. */
export async function landingHeld(ctx: Context, projectId: string) {
  const [landing] = await ctx.db
    .select()
    .from(projectLandings)
    .where(
      and(
        eq(projectLandings.agencyId, ctx.agencyId),
        eq(projectLandings.projectId, projectId),
        isNull(projectLandings.voidedAt),
      ),
    );
  return landing ?? null;
}
