import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers, paperOf } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { type agreementOperations, agreementReviewSubject, agreementSubject, hitSubject } from "./contract.ts";
import { agreementsPack } from "../scanning/pack.ts";
import { getAgreement, hitsIn, reviewsOf, type StoredAgreement, textOf } from "./queries.ts";
import {
  conclusionOf,
  whyNotConclude,
  whyNotJudge,
  whyNotReview,
  whyNotRevise,
  whyNotSame,
  whyNotWithdraw,
} from "./rules.ts";
import { paragraphsOf, scan } from "../scanning/rules.ts";
import { agreementHits, agreementReviews, agreementTexts, projectAgreements } from "./tables.ts";
import { hitConclusions, reviewConclusions } from "./words.ts";

interface Draft {
  text: string;
  file: { id: string } | null;
  note: string;
}

/** 登记协议文本: the first draft, scanned at once. */
export async function createAgreement(ctx: Context, sent: Input<typeof agreementOperations.create>) {
  const { projectId, title, kind, ...draft } = sent;
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("sign", project));
  const id = newId();
  const paragraphs = paragraphsOf(draft.text);
  await ctx.db.insert(projectAgreements).values({
    agencyId: ctx.agencyId,
    id,
    projectId,
    title,
    kind,
    state: "pending",
    number: 1,
    drafterId: ctx.actor.personId,
    textOn: ctx.today,
  });
  const hits = await writeDraft(ctx, { id, projectId, number: 1 }, paragraphs, draft);
  return toldAgreement(ctx, project, null, id, `登记协议文本《${title}》，命中 ${hits} 处`);
}

/** 换新文本: the review before is stale from now on. */
export async function reviseAgreement(ctx: Context, { id, ...draft }: Input<typeof agreementOperations.revise>) {
  const before = await getAgreement(ctx, id);
  const project = await getProject(ctx, before.projectId);
  refuseIf(whyNotProject("sign", project) ?? whyNotRevise(before.state));
  const paragraphs = paragraphsOf(draft.text);
  refuseIf(whyNotSame((await textOf(ctx, before)).paragraphs, paragraphs));
  const number = before.number + 1;
  await changeAgreement(ctx, before, { state: "pending", number, textOn: ctx.today });
  const hits = await writeDraft(ctx, { id, projectId: project.id, number }, paragraphs, draft);
  return toldAgreement(ctx, project, before, id, `《${before.title}》换为第 ${number} 稿，命中 ${hits} 处，须重新审查`);
}

async function writeDraft(
  ctx: Context,
  { id: agreementId, projectId, number }: { id: string; projectId: string; number: number },
  paragraphs: string[],
  { file, note }: Draft,
): Promise<number> {
  const papers = await attachPapers(ctx, projectId, file ? [file] : []);
  const { agencyId } = ctx;
  await ctx.db.insert(agreementTexts).values({
    agencyId,
    id: newId(),
    projectId,
    agreementId,
    number,
    paragraphs,
    file: file && paperOf(papers, file.id),
    note,
    textOn: ctx.today,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const pack = agreementsPack(ctx);
  const found = scan(paragraphs, pack).slice(0, mostHits);
  if (found.length === 0) return 0;
  const liftable = new Set(pack.rules.filter(({ canBeLifted }) => canBeLifted).map(({ code }) => code));
  await ctx.db.insert(agreementHits).values(
    found.map(({ from, to, ...hit }) => ({
      ...hit,
      fromAt: from,
      toAt: to,
      canBeLifted: liftable.has(hit.rule),
      agencyId,
      id: newId(),
      projectId,
      agreementId,
      number,
    })),
  );
  return found.length;
}

/** An agreement with more hits than this is rewritten, not concluded upon one by one. */
const mostHits = 500;

/** 逐条作结论, until the whole is concluded upon. */
export async function judgeHit(ctx: Context, sent: Input<typeof agreementOperations.judge>) {
  const { id, hitId, file, ...judged } = sent;
  const agreement = await getAgreement(ctx, id);
  const text = await textOf(ctx, agreement);
  refuseIf(whyNotReview({ state: agreement.state, drafterIds: [agreement.drafterId, text.byId] }, ctx.actor.personId));
  const hit = async () => (await hitsIn(ctx, id, agreement.number)).find((each) => each.id === hitId);
  const before = await hit();
  if (!before) throw new Failure("missing", "agreements.hit", "这处命中不在最新一稿里，请刷新后再看");
  const wrong = whyNotJudge(before, { ...judged, file }, ctx.today);
  if (wrong)
    throw new Failure("refused", wrong.code, wrong.message, {
      fields: [{ path: wrong.field, message: wrong.message }],
    });
  const papers = await attachPapers(ctx, agreement.projectId, file ? [file] : []);
  await ctx.db
    .update(agreementHits)
    .set({
      ...judged,
      file: file && paperOf(papers, file.id),
      judgedById: ctx.actor.personId,
      judgedAt: ctx.now.toISOString(),
    })
    .where(and(eq(agreementHits.agencyId, ctx.agencyId), eq(agreementHits.id, hitId)));
  const after = await hit();
  if (!after) throw new Error("hit not written");
  await record(ctx, {
    subject: hitSubject,
    id: hitId,
    before,
    after,
    title: `${before.rule} 命中：${hitConclusions[judged.conclusion]}`,
    reason: judged.ground,
    link: `agreements/${id}`,
    on: { subject: projectSubject, id: agreement.projectId },
  });
  return after;
}

/** 作出审查结论 about the draft that was read; it follows from the hits. */
export async function concludeAgreement(ctx: Context, sent: Input<typeof agreementOperations.conclude>) {
  const { id, number, ...form } = sent;
  const before = await getAgreement(ctx, id);
  const project = await getProject(ctx, before.projectId);
  const text = await textOf(ctx, before);
  const hits = await hitsIn(ctx, id, before.number);
  refuseIf(
    whyNotReview({ state: before.state, drafterIds: [before.drafterId, text.byId] }, ctx.actor.personId) ??
      whyNotConclude(hits, before.number, number),
  );
  const conclusion = conclusionOf(hits);
  const reviewId = newId();
  await ctx.db.insert(agreementReviews).values({
    ...form,
    agencyId: ctx.agencyId,
    id: reviewId,
    projectId: project.id,
    agreementId: id,
    number,
    conclusion,
    concludedOn: ctx.today,
    reviewerId: ctx.actor.personId,
    typedAt: ctx.now.toISOString(),
  });
  const written = (await reviewsOf(ctx, id)).find((each) => each.id === reviewId);
  if (!written) throw new Error("review not written");
  await record(ctx, {
    subject: agreementReviewSubject,
    id: reviewId,
    before: null,
    after: written,
    on: { subject: projectSubject, id: project.id },
  });
  await changeAgreement(ctx, before, { state: conclusion === "failed" ? "failed" : "passed" });
  return toldAgreement(
    ctx,
    project,
    before,
    id,
    `公平竞争审查《${before.title}》第 ${number} 稿：${reviewConclusions[conclusion]}`,
  );
}

export async function withdrawAgreement(ctx: Context, { id, reason }: Input<typeof agreementOperations.withdraw>) {
  const before = await getAgreement(ctx, id);
  const project = await getProject(ctx, before.projectId);
  refuseIf(whyNotProject("sign", project) ?? whyNotWithdraw(before.state));
  await changeAgreement(ctx, before, { state: "withdrawn" });
  return toldAgreement(ctx, project, before, id, `撤下《${before.title}》：${reason}`, reason);
}

async function changeAgreement(
  ctx: Context,
  before: StoredAgreement,
  change: Partial<typeof projectAgreements.$inferInsert>,
): Promise<void> {
  await ctx.db
    .update(projectAgreements)
    .set({ ...change, version: before.version + 1 })
    .where(and(eq(projectAgreements.agencyId, ctx.agencyId), eq(projectAgreements.id, before.id)));
}

/** History of the agreement on its project's timeline; the project was worked on. */
async function toldAgreement(
  ctx: Context,
  project: StoredProject,
  before: StoredAgreement | null,
  id: string,
  title: string,
  reason?: string,
) {
  const after = await getAgreement(ctx, id);
  const on = { subject: projectSubject, id: project.id };
  await record(ctx, {
    subject: agreementSubject,
    id,
    before,
    after,
    title,
    link: `agreements/${id}`,
    on,
    ...(reason !== undefined && { reason }),
  });
  await changeProject(ctx, project, {});
  return after;
}
