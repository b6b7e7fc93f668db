import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { getCompany } from "#records/directory/queries.ts";
import { changeProject } from "../actions.ts";
import { whyNotMeet } from "../conditions/rules.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import {
  conclusionSubject,
  type diligenceConditionOperations,
  diligenceConditionSubject,
  type diligenceOperations,
  diligenceSubject,
  type findingOperations,
  findingSubject,
} from "./contract.ts";
import { diligencesOf, getCondition, getDiligence, getFinding, kindsOf, type StoredDiligence } from "./queries.ts";
import {
  whyNotAnnul,
  whyNotConclude,
  whyNotConcluded,
  whyNotCorrect,
  whyNotFind,
  whyNotOpen,
  whyNotVerify,
} from "./rules.ts";
import { diligenceConclusions, diligenceConditions, diligenceFindings, projectDiligences } from "./tables.ts";
import { diligenceKinds, diligenceOutcomes } from "./words.ts";

interface Telling {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** What everybody who reads the project may know: never what was found. */
  title?: string;
  happenedOn?: string;
  reason?: string;
}

/** Told on the page of the project, which goes on by it. */
async function tell(ctx: Context, project: StoredProject, subject: Subject, id: string, telling: Telling) {
  await record(ctx, { subject, id, ...telling, on: { subject: projectSubject, id: project.id } });
}

async function touch(ctx: Context, project: StoredProject): Promise<void> {
  const after = await changeProject(ctx, project, {});
  await record(ctx, { subject: projectSubject, id: project.id, before: project, after });
}

/** 开始尽职调查: about the investor, or another company of the directory. */
export async function openDiligence(
  ctx: Context,
  { projectId, companyId: asked }: Input<typeof diligenceOperations.open>,
) {
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("update", project));
  const companyId = asked ?? project.investorId;
  const companyName = asked ? (await getCompany(ctx, asked)).name : project.investorName;
  refuseIf(whyNotOpen(companyName, await diligencesOf(ctx, projectId)));
  const id = newId();
  await ctx.db.insert(projectDiligences).values({
    agencyId: ctx.agencyId,
    id,
    projectId,
    companyId,
    companyName,
    openedOn: ctx.today,
    openedById: ctx.actor.personId,
  });
  const { diligence: after } = await getDiligence(ctx, id);
  await tell(ctx, project, diligenceSubject, id, { before: null, after, title: `开始尽职调查：${companyName}` });
  await touch(ctx, project);
  return after;
}

export async function annulDiligence(ctx: Context, { id, reason }: Input<typeof diligenceOperations.annul>) {
  const { diligence: before, project } = await getDiligence(ctx, id);
  refuseIf(whyNotAnnul(before));
  await ctx.db
    .update(projectDiligences)
    .set({ annulledAt: ctx.now.toISOString(), annulReason: reason })
    .where(and(eq(projectDiligences.agencyId, ctx.agencyId), eq(projectDiligences.id, id)));
  const { diligence: after } = await getDiligence(ctx, id);
  const title = `作废尽职调查：${before.companyName}`;
  await tell(ctx, project, diligenceSubject, id, { before, after, title, reason });
  return {};
}

type Looked = Omit<Input<typeof findingOperations.add>, "diligenceId">;

async function writeFinding(
  ctx: Context,
  project: StoredProject,
  diligence: StoredDiligence,
  { files, ...looked }: Looked,
  correctsId: string | null,
) {
  const papers = await attachPapers(ctx, project.id, files, { class: "sensitive" });
  const id = newId();
  await ctx.db.insert(diligenceFindings).values({
    ...looked,
    agencyId: ctx.agencyId,
    id,
    projectId: project.id,
    diligenceId: diligence.id,
    files: files.map((file) => paperOf(papers, file.id)),
    byId: ctx.actor.personId,
    typedAt: ctx.now.toISOString(),
    correctsId,
  });
  return (await getFinding(ctx, id)).finding;
}

/** 登记发现: what was looked up; what it says is not on the timeline. */
export async function addFinding(ctx: Context, { diligenceId, ...looked }: Input<typeof findingOperations.add>) {
  const { diligence, project } = await getDiligence(ctx, diligenceId);
  refuseIf(whyNotProject("update", project) ?? whyNotFind(diligence, looked.lookedOn, ctx.today));
  const after = await writeFinding(ctx, project, diligence, looked, null);
  const title = `尽职调查：登记${diligenceKinds[after.kind]}查询情况`;
  await tell(ctx, project, findingSubject, after.id, { before: null, after, title, happenedOn: after.lookedOn });
  await touch(ctx, project);
  return after;
}

/** 更正发现: the row that was typed stays, void; the corrected one is verified anew. */
export async function correctFinding(ctx: Context, { id, reason, ...looked }: Input<typeof findingOperations.correct>) {
  const { diligence, project, finding: before } = await getFinding(ctx, id);
  refuseIf(whyNotCorrect(before) ?? whyNotFind(diligence, looked.lookedOn, ctx.today));
  await changeFinding(ctx, id, { voidedAt: ctx.now.toISOString(), voidReason: reason });
  const { finding: voided } = await getFinding(ctx, id);
  await tell(ctx, project, findingSubject, id, { before, after: voided, reason });
  const after = await writeFinding(ctx, project, diligence, looked, id);
  const title = `尽职调查：更正${diligenceKinds[after.kind]}查询情况`;
  await tell(ctx, project, findingSubject, after.id, { before: null, after, title, reason });
  await touch(ctx, project);
  return after;
}

/** 核验发现 */
export async function verifyFinding(ctx: Context, { id }: Input<typeof findingOperations.verify>) {
  const { project, finding: before } = await getFinding(ctx, id);
  refuseIf(whyNotVerify(before, ctx.actor.personId));
  await changeFinding(ctx, id, { verifiedAt: ctx.now.toISOString(), verifiedById: ctx.actor.personId });
  const { finding: after } = await getFinding(ctx, id);
  const title = `尽职调查：核验${diligenceKinds[after.kind]}查询情况`;
  await tell(ctx, project, findingSubject, id, { before, after, title });
  return after;
}

const changeFinding = (ctx: Context, id: string, change: Partial<typeof diligenceFindings.$inferInsert>) =>
  ctx.db
    .update(diligenceFindings)
    .set(change)
    .where(and(eq(diligenceFindings.agencyId, ctx.agencyId), eq(diligenceFindings.id, id)));

/** 尽调结论: takes the place of the one before; its conditions are the officer's to see to. */
export async function concludeDiligence(
  ctx: Context,
  { id: diligenceId, conditions, ...said }: Input<typeof diligenceOperations.conclude>,
) {
  const { diligence, project } = await getDiligence(ctx, diligenceId);
  refuseIf(
    whyNotConclude(diligence, kindsOf(ctx, project), ctx.actor.personId) ??
      whyNotConcluded({ ...said, conditions }, diligence, ctx.today),
  );
  const id = newId();
  const ours = { agencyId: ctx.agencyId, projectId: project.id, diligenceId };
  await ctx.db
    .insert(diligenceConclusions)
    .values({ ...ours, ...said, id, byId: ctx.actor.personId, typedAt: ctx.now.toISOString() });
  const personId = project.officerId;
  if (conditions.length > 0)
    await ctx.db
      .insert(diligenceConditions)
      .values(conditions.map((each) => ({ ...ours, ...each, id: newId(), conclusionId: id, personId })));
  const { diligence: held } = await getDiligence(ctx, diligenceId);
  const after = held.conclusions.find((each) => each.id === id);
  if (!after) throw new Error("conclusion not written");
  const title = `尽职调查结论：${diligenceOutcomes[said.outcome]}`;
  await tell(ctx, project, conclusionSubject, id, { before: null, after, title, happenedOn: said.concludedOn });
  for (const condition of held.conditions.filter(({ conclusionId }) => conclusionId === id))
    await tell(ctx, project, diligenceConditionSubject, condition.id, { before: null, after: condition });
  await touch(ctx, project);
  return after;
}

/** 条件已落实 */
export async function meetDiligence(
  ctx: Context,
  { id, metOn, metNote, file }: Input<typeof diligenceConditionOperations.meet>,
) {
  const { project, condition: before, conclusion } = await getCondition(ctx, id);
  refuseIf(whyNotMeet("diligences", before, metOn, { concludedOn: conclusion.concludedOn, today: ctx.today }));
  const papers = await attachPapers(ctx, project.id, file ? [file] : []);
  await ctx.db
    .update(diligenceConditions)
    .set({ metOn, metNote, file: file && paperOf(papers, file.id) })
    .where(and(eq(diligenceConditions.agencyId, ctx.agencyId), eq(diligenceConditions.id, id)));
  const { condition: after } = await getCondition(ctx, id);
  const title = `落实尽调条件：${before.content}`;
  await tell(ctx, project, diligenceConditionSubject, id, { before, after, title, happenedOn: metOn });
  await touch(ctx, project);
  return after;
}
