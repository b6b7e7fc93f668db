import { and, eq } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type handlingOperations, handlingSubject } from "../commitments/contract.ts";
import { getCommitment, handlingsOf, partOf, voidingOf } from "../commitments/queries.ts";
import { stateOf, whyNotHandle } from "../commitments/rules.ts";
import { commitmentHandlings } from "../commitments/tables.ts";
import { commitmentKinds, handlingKinds } from "../commitments/words.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject } from "../queries.ts";
import { isEnded } from "../standing/rules.ts";

/** 登记处置: 催告、限期整改、扣减、清退建议. What becomes of the project itself is its 推进状态. */
export async function recordHandling(ctx: Context, sent: Input<typeof handlingOperations.record>) {
  const { projectId, commitmentId, files, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  const commitment = await getCommitment(ctx, { projectId, id: commitmentId });
  const standing = { ...commitment, isEnded: isEnded(project.standing) };
  const state = stateOf(standing, projectsPack(ctx).commitments, ctx.today);
  refuseIf(whyNotHandle(state, typed, { agreedOn: commitment.agreedOn, today: ctx.today }));
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  await ctx.db.insert(commitmentHandlings).values({
    ...typed,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    commitmentId,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await partOf(handlingsOf(ctx, projectId), id);
  const until = typed.untilOn ? `，至 ${typed.untilOn}` : "";
  await record(ctx, {
    subject: handlingSubject,
    id,
    before: null,
    after,
    title: `${handlingKinds[typed.kind]}（${commitment.year}年${commitmentKinds[commitment.kind]}承诺）：${typed.decision}${until}`,
    happenedOn: typed.happenedOn,
    on: { subject: projectSubject, id: projectId },
  });
  return after;
}

export async function annulHandling(ctx: Context, { projectId, id, reason }: Input<typeof handlingOperations.annul>) {
  await getProject(ctx, projectId);
  const before = await partOf(handlingsOf(ctx, projectId), id);
  await ctx.db
    .update(commitmentHandlings)
    .set(voidingOf(ctx, reason))
    .where(and(eq(commitmentHandlings.agencyId, ctx.agencyId), eq(commitmentHandlings.id, id)));
  await record(ctx, {
    subject: handlingSubject,
    id,
    before,
    after: null,
    title: `作废${handlingKinds[before.kind]}：${reason}`,
    reason,
    on: { subject: projectSubject, id: projectId },
  });
  return {};
}
