import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { inParts, record } from "#kit/server/history.ts";
import type { Outcome } from "#kit/server/outbound.ts";
import { wakePatrol } from "#kit/server/patrols.ts";
import { findChannel, mailDomainsOf } from "../channels/queries.ts";
import { type Channel, channels, deliveryPatrol, robots } from "../channels/words.ts";
import { markPlanned, notify } from "../notices/actions.ts";
import { addressProblem, dueAt } from "../notices/rules.ts";
import { type deliveryOperations, deliverySubject } from "./contract.ts";
import { type Due, dueDeliveries, getDelivery, isFailureUnread, silentDeliveries, unplanned } from "./queries.ts";
import { interrupted, silentAfter, spentReason, waitAfter, whyNotResend } from "./rules.ts";
import { deliveries } from "./tables.ts";

/** 发送测试消息: put down like any other, sent within seconds; its state tells how it went. */
export async function sendTest(ctx: Context, { channel, address }: Input<typeof deliveryOperations.test>) {
  const { db, agencyId, actor, now } = ctx;
  const settings = await findChannel(ctx, channel);
  const isReady = channel === "mail" ? settings.settings.host !== undefined : settings.address !== null;
  const no = (reason: string, message: string) => new Failure("refused", `deliveries.test.${reason}`, message);
  if (!isReady) throw no("unset", `请先保存“${channels[channel]}”的设置，再发送测试消息`);
  if (channel === "mail" && !address) throw no("address", "请填写接收测试邮件的邮箱");
  const problem = address && addressProblem(address, await mailDomainsOf(db, agencyId));
  if (problem) throw no("domain", problem);
  const id = newId();
  const at = now.toISOString();
  await db.insert(deliveries).values({
    agencyId,
    id,
    key: `test:${id}`,
    channel,
    kind: "test",
    accountId: actor.accountId,
    address: channel === "mail" && address ? await ctx.secrets.seal(db, agencyId, agencyId, address) : null,
    isDaily: false,
    state: "waiting",
    notBefore: at,
    createdAt: at,
  });
  const after = { channel, kind: "test", state: "waiting", reason: null };
  await record(ctx, { subject: deliverySubject, id, before: null, after });
  wakePatrol(deliveryPatrol);
  return { id };
}

export async function resend(ctx: Context, { id }: Input<typeof deliveryOperations.resend>) {
  const before = await getDelivery(ctx, id);
  refuseIf(whyNotResend(before));
  await ctx.db
    .update(deliveries)
    .set({ state: "waiting", attempts: 0, reason: null, notBefore: ctx.now.toISOString() })
    .where(and(eq(deliveries.agencyId, ctx.agencyId), eq(deliveries.id, id)));
  const after = await getDelivery(ctx, id);
  await record(ctx, { subject: deliverySubject, id, before, after });
  wakePatrol(deliveryPatrol);
  return after;
}

const mostPlanned = 500;

/** 待发: what of the new notices is to leave, and when. The key keeps the same thing from being put down twice. */
export async function planDeliveries(db: Db, now: Date): Promise<number> {
  const { found, wishes, on } = await unplanned(db, mostPlanned);
  const at = now.toISOString();
  const planned = found.flatMap((notice) => {
    const { agencyId, accountId, kind, id, eventId } = notice;
    const wish = wishes.find((each) => each.agencyId === agencyId && each.accountId === accountId);
    if (!wish) return [];
    const wanted = {
      mail: wish.mailKinds,
      wecom: wish.wecomKinds,
      dingtalk: wish.dingtalkKinds,
      feishu: wish.feishuKinds,
    };
    const mayLeave = (channel: Channel) =>
      wanted[channel].includes(kind) && on.some((each) => each.agencyId === agencyId && each.code === channel);
    const row = (channel: Channel) => ({
      agencyId,
      id: newId(),
      key: channel === "mail" ? `mail:${id}` : `${channel}:${eventId}`,
      channel,
      kind,
      accountId,
      noticeId: id,
      isDaily: channel === "mail" && wish.rhythm === "daily" && kind !== "account",
      state: "waiting" as const,
      notBefore: dueAt(now, kind, channel === "mail" ? "mail" : "robot", wish).toISOString(),
      createdAt: at,
    });
    const by: Channel[] = ["mail", ...robots];
    return by.filter((channel) => mayLeave(channel) && (channel !== "mail" || wish.mailAddress)).map(row);
  });
  for (const part of inParts(planned, 1000)) await db.insert(deliveries).values(part).onConflictDoNothing();
  for (const agencyId of new Set(found.map((each) => each.agencyId))) {
    const ids = found.filter((each) => each.agencyId === agencyId).map(({ id }) => id);
    await markPlanned(db, agencyId, ids, at);
  }
  return found.length;
}

/** Takes up what is due: one group is one message, the daily mail's with all that waits for it. */
export async function takeDue(db: Db, now: Date, most: number): Promise<Due[][]> {
  const due = await dueDeliveries(db, now.toISOString(), 200);
  const groups = new Map<string, Due[]>();
  for (const each of due) {
    const key = each.isDaily ? `${each.agencyId}:${each.accountId}` : each.id;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const taken = [...groups.values()].slice(0, most);
  const set = { state: "sending" as const, takenAt: now.toISOString(), attempts: sql`${deliveries.attempts} + 1` };
  for (const group of taken) await db.update(deliveries).set(set).where(these(group));
  return taken;
}

const these = (group: Pick<Due, "agencyId" | "id">[]) =>
  and(
    eq(deliveries.agencyId, group[0]?.agencyId ?? ""),
    inArray(
      deliveries.id,
      group.map(({ id }) => id),
    ),
  );

export type Ending = Outcome | { kind: "skipped" };

/** Writes down how a sending ended, and tells the 系统管理员 of one that will not be tried again by itself. */
export async function endDelivery(db: Db, group: Due[], ending: Ending, now: Date): Promise<void> {
  const [first] = group;
  if (!first) return;
  const at = now.toISOString();
  if (ending.kind === "sent" || ending.kind === "skipped") {
    const sentAt = ending.kind === "sent" ? at : null;
    await db.update(deliveries).set({ state: ending.kind, sentAt, reason: null }).where(these(group));
    return;
  }
  const wait = ending.kind === "later" ? waitAfter(first.attempts + 1, ending.seconds) : null;
  if (ending.kind === "later" && wait !== null) {
    const notBefore = new Date(now.getTime() + wait).toISOString();
    await db.update(deliveries).set({ state: "waiting", reason: ending.reason, notBefore }).where(these(group));
    if (ending.seconds && first.channel !== "mail") await holdBack(db, first, notBefore);
    return;
  }
  const state = ending.kind === "later" ? "failed" : ending.kind;
  const reason = ending.kind === "later" ? spentReason(ending.reason) : ending.reason;
  await db.update(deliveries).set({ state, reason }).where(these(group));
  await tellFailure(db, first.agencyId, first.channel, now);
}

/** 限流: a service that asks for patience is not asked again by the next message. */
async function holdBack(db: Db, { agencyId, channel }: Due, until: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ notBefore: until })
    .where(
      and(
        eq(deliveries.agencyId, agencyId),
        eq(deliveries.channel, channel),
        eq(deliveries.state, "waiting"),
        lt(deliveries.notBefore, until),
      ),
    );
}

async function tellFailure(db: Db, agencyId: string, channel: Channel, now: Date): Promise<void> {
  const title = `有消息没有经“${channels[channel]}”送达，请查看投递记录`;
  if (await isFailureUnread(db, agencyId, title)) return;
  await notify(
    { db, agencyId, now },
    { to: { permission: "settings.manage" }, kind: "delivery", title, page: "settings" },
  );
}

/** What a server that died had taken up: it may have arrived, so it is not sent again by itself. */
export async function giveUpSilent(db: Db, now: Date): Promise<void> {
  const silent = await silentDeliveries(db, new Date(now.getTime() - silentAfter).toISOString());
  for (const each of silent) {
    await db
      .update(deliveries)
      .set({ state: "unsure", reason: interrupted })
      .where(these([each]));
    await tellFailure(db, each.agencyId, each.channel, now);
  }
}

/** 保存期. */
export async function clearDeliveries(db: Db, before: string): Promise<number> {
  const ended = inArray(deliveries.state, ["sent", "skipped", "failed", "unsure"]);
  return (await db.delete(deliveries).where(and(ended, lt(deliveries.createdAt, before)))).rowCount ?? 0;
}
