import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { FieldClass } from "#kit/base/classes.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { inParts, record } from "#kit/server/history.ts";
import { wakePatrol } from "#kit/server/patrols.ts";
import { mailDomainsOf } from "../channels/queries.ts";
import { deliveryPatrol } from "../channels/words.ts";
import { type noticeOperations, type noticePreferenceOperations, noticePreferenceSubject } from "./contract.ts";
import { accountsOf, mine, myNotices, opened, type Recipients, storedPreference, type Teller } from "./queries.ts";
import { whyNotPreference } from "./rules.ts";
import { noticePreferences, notices } from "./tables.ts";
import type { NoticeKind } from "./words.ts";

interface Notification {
  to: Recipients;
  kind: NoticeKind;
  /** One line. It may leave by mail and robot, so no telephone, no address, nobody's private matter. */
  title: string;
  /** 信息分级 of the title; 内部 unless said. What is closer never leaves. */
  class?: FieldClass;
  /** The record it is about: opened only by who may see it when the notice is read. */
  subject?: { kind: string; id: string };
  /** Where it leads when it is about no record: `jobs`. */
  page?: string;
  /** Who did it need not be told. */
  except?: string | null;
}

const longest = 200;

/** 通知: called inside the transaction of what happened; whoever sends it outward comes later. Answers how many are told. */
export async function notify(
  teller: Teller,
  { to, kind, title, class: level = "internal", subject, page, except }: Notification,
): Promise<number> {
  const told = (await accountsOf(teller, to)).filter((accountId) => accountId !== except);
  const { db, agencyId, now } = teller;
  const shared = {
    agencyId,
    eventId: newId(),
    kind,
    class: level,
    title: title.length > longest ? `${title.slice(0, longest - 1)}…` : title,
    page: page ?? null,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    createdAt: now.toISOString(),
  };
  for (const part of inParts(told, 1000))
    await db.insert(notices).values(part.map((accountId) => ({ ...shared, id: newId(), accountId })));
  if (told.length > 0) wakePatrol(deliveryPatrol);
  return told.length;
}

export async function readNotice(ctx: Context, { id }: Input<typeof noticeOperations.read>) {
  const found = await ctx.db
    .select({ readAt: notices.readAt })
    .from(notices)
    .where(and(myNotices(ctx), eq(notices.id, id)));
  if (found.length === 0) throw new Failure("missing", "notices.missing", "消息不存在，或不是发给您的");
  await ctx.db
    .update(notices)
    .set({ readAt: ctx.now.toISOString() })
    .where(and(myNotices(ctx), eq(notices.id, id), isNull(notices.readAt)));
  return {};
}

export async function readAllNotices(ctx: Context, { kind }: Input<typeof noticeOperations.readAll>) {
  const { rowCount } = await ctx.db
    .update(notices)
    .set({ readAt: ctx.now.toISOString() })
    .where(and(myNotices(ctx), isNull(notices.readAt), kind ? eq(notices.kind, kind) : undefined));
  return { read: rowCount ?? 0 };
}

/** 消息设置: one's own; nobody else is asked, so only the version tells two windows apart. */
export async function savePreference(
  ctx: Context,
  { version, mailAddress, ...sent }: Input<typeof noticePreferenceOperations.save>,
) {
  const { db, agencyId, secrets } = ctx;
  const accountId = mine(ctx);
  const before = await storedPreference(ctx);
  if (before.version !== version)
    throw new Failure("refused", "noticePreferences.conflict", "消息设置刚在另一个窗口改过，请刷新后再试");
  const known = await opened(ctx, before);
  const wanted = { ...known, ...defined(sent), ...(mailAddress === undefined ? {} : { mailAddress }) };
  refuseIf(whyNotPreference(wanted, await mailDomainsOf(db, agencyId)));
  const isSame = wanted.mailAddress === known.mailAddress;
  const address = wanted.mailAddress && (await secrets.seal(db, agencyId, accountId, wanted.mailAddress));
  const after = { ...wanted, mailAddress: isSame ? before.mailAddress : address, version: version + 1 };
  await db
    .insert(noticePreferences)
    .values({ ...after, agencyId, accountId })
    .onConflictDoUpdate({ target: [noticePreferences.agencyId, noticePreferences.accountId], set: after });
  await record(ctx, { subject: noticePreferenceSubject, id: accountId, before, after });
  return { ...after, mailAddress: wanted.mailAddress };
}

/** Without what was left out, so that it does not overwrite what stands there. */
const defined = <T extends object>(sent: T) =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]-?: Exclude<T[K], undefined>;
  };

/** 已看过要不要外发: called by the outbox once it has put a notice's deliveries down. */
export async function markPlanned(db: Db, agencyId: string, ids: string[], at: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notices)
    .set({ plannedAt: at })
    .where(and(eq(notices.agencyId, agencyId), inArray(notices.id, ids)));
}

/** 保存期: read or not, what is older than that is gone; the history keeps what happened. */
export async function clearNotices(db: Db, before: string): Promise<number> {
  return (await db.delete(notices).where(lt(notices.createdAt, before))).rowCount ?? 0;
}
