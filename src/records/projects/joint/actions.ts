import { and, eq } from "drizzle-orm";
import { Failure, type Refusal, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { regions } from "#records/directory/tables.ts";
import { getAgency } from "#records/people/queries.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { type jointOperations, jointSubject } from "./contract.ts";
import { type Agreement, agreementOf, heldAgreement, sharedRows } from "./queries.ts";
import { partnersText, whyNotAgree, whyNotAnnul, whyNotPartners, whyNotShares } from "./rules.ts";
import { jointPartners, jointPromotions } from "./tables.ts";

/** 登记联合招商: partners, roles and shares as the document says; all shares at once. */
export async function agreeJointly(ctx: Context, sent: Input<typeof jointOperations.agree>) {
  const { projectId, partners, files, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  refuseIf(whyNotProject("update", project));
  refuseAt("agreedOn", whyNotAgree(typed, await agreementOf(ctx, projectId), ctx.today));
  refuseAt("partners", whyNotPartners(partners, (await getAgency(ctx)).name));
  refuseAt("ownShare", whyNotShares(typed.ownShare, partners));
  for (const [at, { region }] of partners.entries()) await refuseUnknown(ctx, `partners.${at}.region`, region);
  const papers = await attachPapers(ctx, projectId, files);
  const { agencyId, db } = ctx;
  const id = newId();
  await db.insert(jointPromotions).values({
    ...typed,
    agencyId,
    id,
    projectId,
    files: [...papers.values()],
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  await db
    .insert(jointPartners)
    .values(partners.map((partner) => ({ ...partner, agencyId, id: newId(), promotionId: id })));
  const title = `登记联合招商：我方 ${typed.ownShare}%，${partnersText(partners)}`;
  const after = shown(await agreementOf(ctx, projectId));
  const on = { subject: projectSubject, id: projectId };
  await record(ctx, { subject: jointSubject, id, before: null, after, title, happenedOn: typed.agreedOn, on });
  await touch(ctx, project);
  return { id };
}

export async function annulJoint(ctx: Context, { id, reason }: Input<typeof jointOperations.annul>) {
  const { project, agreement } = await heldAgreement(ctx, id);
  refuseIf(whyNotAnnul(await sharedRows(ctx, project.id)));
  await ctx.db
    .update(jointPromotions)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason })
    .where(and(eq(jointPromotions.agencyId, ctx.agencyId), eq(jointPromotions.id, id)));
  const title = `作废联合招商约定：${reason}`;
  const on = { subject: projectSubject, id: project.id };
  await record(ctx, { subject: jointSubject, id, before: shown(agreement), after: null, title, reason, on });
  await touch(ctx, project);
  return { id };
}

/** As the history tells it: the partners in one line. */
const shown = (agreement: Agreement | null) =>
  agreement && { ...agreement, partners: partnersText(agreement.partners) };

const failureAt = (path: string, { code, message }: Refusal) =>
  new Failure("refused", code, message, { fields: [{ path, message }] });

function refuseAt(path: string, refusal: Refusal | null): void {
  if (refusal) throw failureAt(path, refusal);
}

async function refuseUnknown({ db }: Context, path: string, region: string | null): Promise<void> {
  if (region === null) return;
  const [known] = await db.select({ code: regions.code }).from(regions).where(eq(regions.code, region));
  if (!known) refuseAt(path, { code: "jointPromotions.region", message: "没有这个区（县），请从列表中选择，或留空" });
}

async function touch(ctx: Context, before: StoredProject): Promise<void> {
  const after = await changeProject(ctx, before, {});
  await record(ctx, { subject: projectSubject, id: before.id, before, after });
}
