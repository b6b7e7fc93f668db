import { and, asc, count, eq, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import type { Secrets } from "#kit/server/secrets.ts";
import { accounts, agencies } from "#records/people/tables.ts";
import { noticeChannels } from "../channels/tables.ts";
import type { Channel } from "../channels/words.ts";
import { accountsOf, preferenceColumns } from "../notices/queries.ts";
import { noticePreferences, notices } from "../notices/tables.ts";
import type { deliveryOperations } from "./contract.ts";
import { whyNotResend } from "./rules.ts";
import { deliveries } from "./tables.ts";

const columns = {
  id: deliveries.id,
  createdAt: deliveries.createdAt,
  channel: deliveries.channel,
  kind: deliveries.kind,
  recipientName: accounts.name,
  state: deliveries.state,
  attempts: deliveries.attempts,
  reason: deliveries.reason,
  notBefore: deliveries.notBefore,
  sentAt: deliveries.sentAt,
};

type Row = { state: Parameters<typeof whyNotResend>[0]["state"]; channel: Channel; recipientName: string | null };
/** A group is told, not a person in it. */
const shown = <R extends Row>(row: R) => ({
  ...row,
  recipientName: row.channel === "mail" ? row.recipientName : "群机器人",
  may: { resend: whyNotResend(row) },
});

export async function listDeliveries(ctx: Context, input: Input<typeof deliveryOperations.list>) {
  const answer = await page(input, {
    sorts: { createdAt: deliveries.createdAt },
    id: deliveries.id,
    where: and(
      visible(ctx, deliveries),
      input.state ? eq(deliveries.state, input.state) : undefined,
      input.channel ? eq(deliveries.channel, input.channel) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...columns, sortKey: deliveries.createdAt })
        .from(deliveries)
        .leftJoin(accounts, eq(accounts.id, deliveries.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(deliveries).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map(({ sortKey: _key, ...row }) => shown(row)) };
}

export async function getDelivery(ctx: Context, id: string) {
  const read = ctx.db
    .select(columns)
    .from(deliveries)
    .leftJoin(accounts, eq(accounts.id, deliveries.accountId))
    .where(and(visible(ctx, deliveries), eq(deliveries.id, id)));
  const [row] = await (ctx.operation.kind === "command" ? read.for("update", { of: deliveries }) : read);
  if (!row) throw new Failure("missing", "deliveries.missing", "投递记录不存在，可能已过保存期");
  return shown(row);
}

/** Notices nobody has looked at yet, locked; with what their readers want. As the owner, over all agencies. */
export async function unplanned(db: Db, limit: number) {
  const found = await db
    .select({
      agencyId: notices.agencyId,
      id: notices.id,
      eventId: notices.eventId,
      accountId: notices.accountId,
      kind: notices.kind,
    })
    .from(notices)
    .where(isNull(notices.plannedAt))
    .orderBy(asc(notices.createdAt), asc(notices.id))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (found.length === 0) return { found, wishes: [], on: [] };
  const agencyIds = [...new Set(found.map(({ agencyId }) => agencyId))];
  const accountIds = [...new Set(found.map(({ accountId }) => accountId))];
  const wishes = await db
    .select(preferenceColumns)
    .from(noticePreferences)
    .where(and(inArray(noticePreferences.agencyId, agencyIds), inArray(noticePreferences.accountId, accountIds)));
  const on = await db
    .select({ agencyId: noticeChannels.agencyId, code: noticeChannels.code })
    .from(noticeChannels)
    .where(and(inArray(noticeChannels.agencyId, agencyIds), eq(noticeChannels.isOn, true)));
  return { found, wishes, on };
}

/** The next ones that are due, locked; of a daily mail only its first: the others are gathered with it. */
export async function dueDeliveries(db: Db, now: string, limit: number) {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.state, "waiting"), lte(deliveries.notBefore, now)))
    .orderBy(asc(deliveries.notBefore), asc(deliveries.id))
    .limit(limit)
    .for("update", { skipLocked: true });
}
export type Due = Awaited<ReturnType<typeof dueDeliveries>>[number];

export async function silentDeliveries(db: Db, before: string) {
  return db
    .select({ agencyId: deliveries.agencyId, id: deliveries.id, channel: deliveries.channel })
    .from(deliveries)
    .where(and(eq(deliveries.state, "sending"), lt(deliveries.takenAt, before)))
    .limit(100)
    .for("update", { skipLocked: true });
}

/** What is to be said, where, and through which settings, opened for this one sending. */
export async function openDelivery(db: Db, secrets: Secrets, group: Due[], now: Date) {
  const [first] = group;
  if (!first) return null;
  const { agencyId, channel, accountId } = first;
  const [settings] = await db
    .select()
    .from(noticeChannels)
    .where(and(eq(noticeChannels.agencyId, agencyId), eq(noticeChannels.code, channel)));
  const [agency] = await db
    .select({ code: agencies.code, name: agencies.name })
    .from(agencies)
    .where(eq(agencies.id, agencyId));
  const noticeIds = group.flatMap(({ noticeId }) => noticeId ?? []);
  const said = noticeIds.length
    ? await db
        .select()
        .from(notices)
        .where(and(eq(notices.agencyId, agencyId), inArray(notices.id, noticeIds)))
        .orderBy(asc(notices.createdAt), asc(notices.id))
    : [];
  const open = async (subjectId: string, text: string | null) => text && secrets.open(db, agencyId, subjectId, text);
  const [wish] = accountId
    ? await db
        .select({ mailAddress: noticePreferences.mailAddress })
        .from(noticePreferences)
        .where(and(eq(noticePreferences.agencyId, agencyId), eq(noticePreferences.accountId, accountId)))
    : [];
  const own = accountId ? await open(accountId, wish?.mailAddress ?? null) : null;
  const isHere = accountId ? (await accountsOf({ db, agencyId, now }, { accounts: [accountId] })).length > 0 : false;
  return {
    agency: agency ?? { code: "", name: "" },
    isOn: settings?.isOn === true || first.kind === "test",
    settings: settings?.settings ?? {},
    address: await open(agencyId, settings?.address ?? null),
    secret: await open(agencyId, settings?.secret ?? null),
    to: first.kind === "test" ? await open(agencyId, first.address) : own,
    isHere,
    said,
  };
}
export type Opened = NonNullable<Awaited<ReturnType<typeof openDelivery>>>;

/** 消息未送达 is told once until somebody has read it. */
export async function isFailureUnread(db: Db, agencyId: string, title: string): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(notices)
    .where(
      and(
        eq(notices.agencyId, agencyId),
        eq(notices.kind, "delivery"),
        eq(notices.title, title),
        isNull(notices.readAt),
      ),
    )
    .limit(1);
  return found.length > 0;
}
