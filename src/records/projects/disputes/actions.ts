import { and, eq, inArray } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { projectSubject } from "../contract.ts";
import { arbitrate, referralSubject } from "../referral/contract.ts";
import { type Rival, referralsWhere, type StoredReferral } from "../referral/queries.ts";
import { referralDisputes, referrals } from "../referral/tables.ts";
import { referralMatches } from "../referral/words.ts";
import { type disputeOperations, disputeSubject } from "./contract.ts";
import { getDispute, openDisputesOf } from "./queries.ts";
import { afterDispute, partiesOf, whyNotDecide } from "./rules.ts";

/** 提出争议: a filing came upon others that hold the same investor; both sides and the office are told. */
export async function raiseDisputes(ctx: Context, second: StoredReferral, rivals: readonly Rival[]): Promise<void> {
  if (rivals.length === 0) return;
  const raisedAt = ctx.now.toISOString();
  for (const { referral: first, match } of rivals) {
    const dispute = { id: newId(), firstId: first.id, secondId: second.id, match, state: "open" as const, raisedAt };
    await ctx.db.insert(referralDisputes).values({ ...dispute, agencyId: ctx.agencyId });
    const after = { ...dispute, decidedAt: null, reason: null, upheldId: null };
    await record(ctx, { subject: disputeSubject, id: dispute.id, before: null, after });
    await change(
      ctx,
      first,
      { disputedOn: first.disputedOn ?? ctx.today },
      `首谈备案 ${first.number} 有他方主张，待裁定`,
    );
    await tellParty(ctx, first, `首谈备案 ${first.number} 有他方主张（${referralMatches[match]}），由办公室裁定`);
  }
  await change(ctx, second, { disputedOn: ctx.today }, `首谈备案 ${second.number} 与他方在先备案重合，待裁定`);
  await tellParty(ctx, second, `首谈备案 ${second.number} 与他方在先备案重合，由办公室裁定`);
  const title = `首谈争议待裁定：备案 ${second.number}`;
  await notify(ctx, { to: { permission: arbitrate }, kind: "referrals", title, page: "disputes" });
}

/** 裁定: one filing stands, the other falls, with reasons; the days of the dispute are not counted. */
export async function decideDispute(ctx: Context, { id, upheldId, reason }: Input<typeof disputeOperations.decide>) {
  const before = await getDispute(ctx, id);
  const sides = await referralsWhere(ctx, inArray(referrals.id, [before.firstId, before.secondId]));
  refuseIf(whyNotDecide(before, ctx.actor, partiesOf(sides)));
  const upheld = sides.find((side) => side.id === upheldId);
  const fallen = sides.find((side) => side.id !== upheldId);
  if (!upheld || !fallen) throw new Failure("refused", "disputes.decide.side", "只能认定争议双方中的一方");
  const decided = { state: "decided" as const, decidedAt: ctx.now.toISOString(), upheldId, reason };
  await settle(ctx, before, { ...decided, decidedById: ctx.actor.personId });
  await change(
    ctx,
    fallen,
    { outcome: "overruled", outcomeOn: ctx.today, outcomeReason: reason, disputedOn: null },
    `首谈争议裁定：备案 ${fallen.number} 未获认定。${reason}`,
  );
  await release(ctx, upheld, `首谈争议裁定：认定备案 ${upheld.number}。${reason}`);
  await settleDisputes(ctx, fallen);
  for (const side of [upheld, fallen])
    await tellParty(ctx, side, `首谈争议已裁定：备案 ${side.number}${side === upheld ? "获认定" : "未获认定"}`);
  return { id };
}

/** 了结: what is left of a filing's disputes once it holds no more; the other sides go on undisturbed. */
export async function settleDisputes(ctx: Context, gone: StoredReferral): Promise<void> {
  for (const open of await openDisputesOf(ctx, [gone.id])) {
    const before = await getDispute(ctx, open.id);
    await settle(ctx, before, { state: "settled", decidedAt: ctx.now.toISOString(), reason: "另一方不再主张" });
    const [other] = await referralsWhere(
      ctx,
      eq(referrals.id, open.firstId === gone.id ? open.secondId : open.firstId),
    );
    if (other) await release(ctx, other, `首谈争议了结：另一方不再主张，备案 ${other.number} 继续有效`);
  }
}

type Dispute = Awaited<ReturnType<typeof getDispute>>;

async function settle(
  ctx: Context,
  before: Dispute,
  change: Pick<Dispute, "state" | "decidedAt" | "reason"> & Partial<Dispute>,
): Promise<void> {
  await ctx.db
    .update(referralDisputes)
    .set(change)
    .where(and(eq(referralDisputes.agencyId, ctx.agencyId), eq(referralDisputes.id, before.id)));
  await record(ctx, { subject: disputeSubject, id: before.id, before, after: { ...before, ...change } });
}

/** Out of dispute, unless another one is still open: its dates move on by the days it took. */
async function release(ctx: Context, side: StoredReferral, title: string): Promise<void> {
  const isStill = (await openDisputesOf(ctx, [side.id])).length > 0;
  const isOver = !isStill && side.disputedOn !== null;
  const changed = isOver ? { disputedOn: null, ...afterDispute(side, side.disputedOn ?? ctx.today, ctx.today) } : {};
  await change(ctx, side, changed, title);
}

async function change(
  ctx: Context,
  before: StoredReferral,
  changed: Partial<typeof referrals.$inferInsert>,
  title: string,
): Promise<void> {
  if (Object.keys(changed).length > 0)
    await ctx.db
      .update(referrals)
      .set(changed)
      .where(and(eq(referrals.agencyId, ctx.agencyId), eq(referrals.id, before.id)));
  const on = { subject: projectSubject, id: before.projectId };
  await record(ctx, { subject: referralSubject, id: before.id, before, after: { ...before, ...changed }, title, on });
}

/** Who filed it, and who answers for its project now. */
async function tellParty(ctx: Context, side: StoredReferral, title: string): Promise<void> {
  const persons = [...new Set([side.byId, side.projectOfficerId])].filter((each) => each !== null);
  const subject = { kind: "project", id: side.projectId };
  await notify(ctx, { to: { persons }, kind: "referrals", title, subject, except: ctx.actor.accountId });
}
