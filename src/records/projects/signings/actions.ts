import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { readable } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers } from "../papers/actions.ts";
import { refuseUnseen } from "../places/queries.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf, ratePath, whyNotProject } from "../rules.ts";
import { factsOf } from "../stages/queries.ts";
import { signingKinds } from "../words.ts";
import { type signingOperations, signingSubject } from "./contract.ts";
import { signingsOf } from "./queries.ts";
import { agreedIn, agreedJump, totalsOf, whyNotAnnulSigning, whyNotSigned } from "./rules.ts";
import { projectSignings } from "./tables.ts";

/** 登记签约: an agreement of its kind; the formal ones make the agreed amount of the project. */
export async function createSigning(ctx: Context, sent: Input<typeof signingOperations.create>) {
  const { projectId, amount, isAmountChecked, files, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("sign", project) ?? whyNotSigned(typed.happenedOn, project, ctx.today));
  await refuseUnseen(ctx, {}, { eventId: typed.eventId });
  const agreed = agreedIn({ ...typed, amount });
  if ("code" in agreed) throw refusedAt(ratePath(agreed.code, "amount"), agreed.code, agreed.message);
  const jump = isAmountChecked ? null : agreedJump(agreed.yuan, project.totalInvestment);
  if (jump) throw refusedAt("amount", "projects.amount.jump", jump, ["isAmountChecked", "核对无误后勾选"]);
  const { yuan, ...rate } = agreed;
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  await ctx.db.insert(projectSignings).values({
    ...countedOf(project),
    ...typed,
    ...rate,
    originalAmount: amount,
    signedAmount: yuan,
    agreedAmount: typed.kind === "formal" ? yuan : null,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = (await signingsOf(ctx, projectId)).find((each) => each.id === id);
  if (!after) throw new Error("signing not written");
  await record(ctx, {
    subject: signingSubject,
    id,
    before: null,
    after,
    title: `签订${signingKinds[after.kind]}，${readable(yuan)}（${after.counterpart}）`,
    happenedOn: after.happenedOn,
    on: { subject: projectSubject, id: projectId },
  });
  await settleAgreed(ctx, project);
  return after;
}

export async function annulSigning(ctx: Context, { projectId, id, reason }: Input<typeof signingOperations.annul>) {
  const project = await getProject(ctx, projectId);
  const all = await signingsOf(ctx, projectId);
  const before = all.find((each) => each.id === id);
  if (!before) throw new Failure("missing", "signings.missing", "这条签约记录不存在，或已作废，请刷新后再看");
  const isSigned = (await factsOf(ctx, projectId)).some(({ stage }) => stage === "signed");
  const others = all.filter((each) => each.id !== id);
  refuseIf(whyNotProject("sign", project) ?? whyNotAnnulSigning(before.kind, others, isSigned));
  await ctx.db
    .update(projectSignings)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason, voidedById: ctx.actor.personId })
    .where(and(eq(projectSignings.agencyId, ctx.agencyId), eq(projectSignings.id, id)));
  await record(ctx, {
    subject: signingSubject,
    id,
    before,
    after: null,
    title: `作废${signingKinds[before.kind]}：${reason}`,
    reason,
    on: { subject: projectSubject, id: projectId },
  });
  await settleAgreed(ctx, project);
  return {};
}

/** 协议投资额 is the sum of the formal agreements that stand. */
async function settleAgreed(ctx: Context, before: StoredProject): Promise<void> {
  const formal = totalsOf(await signingsOf(ctx, before.id)).find(({ kind }) => kind === "formal");
  const after = await changeProject(ctx, before, { agreedInvestment: formal?.amount ?? null });
  await record(ctx, { subject: projectSubject, id: before.id, before, after });
}

function refusedAt(path: string, code: string, message: string, [also, word]: string[] = []): Failure {
  const fields = [{ path, message }, ...(also && word ? [{ path: also, message: word }] : [])];
  return new Failure("refused", code, message, { fields });
}
