import { and, eq, sql } from "drizzle-orm";
import { yearOf } from "#kit/base/dates.ts";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { intermediariesPack } from "#records/intermediaries/pack.ts";
import { getIntermediary } from "#records/intermediaries/queries.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf, whyNotProject } from "../rules.ts";
import { type introductionOperations, introductionSubject } from "./contract.ts";
import { heldIntroduction, introductionOf, mayDecide, signedOnOf } from "./queries.ts";
import { whyNotAnnul, whyNotFileNow, whyNotIntroduced, whyNotReferrer } from "./rules.ts";
import { introductionCounters, introductions } from "./tables.ts";

/** 引荐备案: before the agreement, the first referrer's, with the declaration as it stands. The project holds the intermediary through it. */
export async function fileIntroduction(ctx: Context, sent: Input<typeof introductionOperations.file>) {
  const { projectId, intermediaryId, files, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  const standing = await introductionOf(ctx, projectId);
  const signedOn = await signedOnOf(ctx, projectId);
  refuseIf(
    whyNotProject("move", project) ??
      whyNotFileNow({ signedOn, standing }) ??
      whyNotIntroduced(typed.introducedOn, project.receivedOn, ctx.today),
  );
  const referrer = await getIntermediary(ctx, intermediaryId);
  refuseIf(whyNotReferrer(referrer, ctx.today, intermediariesPack(ctx).declarationDays));
  const number = await nextNumber(ctx, yearOf(ctx.today));
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  await ctx.db.insert(introductions).values({
    ...countedOf(project),
    ...typed,
    declaration: referrer.declaration,
    declaredOn: referrer.declaredOn,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    intermediaryId,
    number,
    happenedOn: ctx.today,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await introductionOf(ctx, projectId);
  const on = { subject: projectSubject, id: projectId };
  // A referrer may be a private person, whose name the timeline does not keep.
  await record(ctx, { subject: introductionSubject, id, before: null, after, title: `引荐备案 ${number}`, on });
  await hold(ctx, project, { intermediaryId, source: "intermediary" });
  return { id };
}

export async function annulIntroduction(ctx: Context, { id, reason }: Input<typeof introductionOperations.annul>) {
  const { project, introduction } = await heldIntroduction(ctx, id);
  const signedOn = await signedOnOf(ctx, project.id);
  refuseIf(whyNotAnnul({ signedOn, mayDecide: mayDecide(ctx, project) }));
  await ctx.db
    .update(introductions)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason })
    .where(and(eq(introductions.agencyId, ctx.agencyId), eq(introductions.id, id)));
  const title = `作废引荐备案 ${introduction.number}：${reason}`;
  const on = { subject: projectSubject, id: project.id };
  await record(ctx, { subject: introductionSubject, id, before: introduction, after: null, title, reason, on });
  await hold(ctx, project, { intermediaryId: null });
  return { id };
}

async function hold(
  ctx: Context,
  before: StoredProject,
  change: { intermediaryId: string | null; source?: StoredProject["source"] },
): Promise<void> {
  const after = await changeProject(ctx, before, change);
  await record(ctx, { subject: projectSubject, id: before.id, before, after });
}

/** Y2026-0001 */
async function nextNumber({ db, agencyId }: Context, year: number): Promise<string> {
  const [counter] = await db
    .insert(introductionCounters)
    .values({ agencyId, year, last: 1 })
    .onConflictDoUpdate({
      target: [introductionCounters.agencyId, introductionCounters.year],
      set: { last: sql`${introductionCounters.last} + 1` },
    })
    .returning({ last: introductionCounters.last });
  if (!counter) throw new Error("no introduction number");
  return `Y${year}-${String(counter.last).padStart(4, "0")}`;
}
