import { and, count, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context, ScopeKind } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { accounts, persons, postings, roles } from "#records/people/tables.ts";
import { channelsOn, mailDomainsOf } from "../channels/queries.ts";
import { placesOf, type SubjectPage } from "../subjects/queries.ts";
import type { noticeOperations } from "./contract.ts";
import { suggestedKinds } from "./pack.ts";
import { noticePreferences, notices } from "./tables.ts";

const mostCounted = 100;

export const mine = (ctx: Context): string => ctx.actor.accountId ?? ctx.agencyId;
export const myNotices = (ctx: Context) => and(visible(ctx, notices), eq(notices.accountId, mine(ctx)));

export async function listNotices(
  ctx: Context,
  pages: readonly SubjectPage[],
  input: Input<typeof noticeOperations.list>,
) {
  const answer = await page(input, {
    sorts: { createdAt: notices.createdAt },
    id: notices.id,
    where: and(
      myNotices(ctx),
      input.kind ? eq(notices.kind, input.kind) : undefined,
      input.isUnread === undefined ? undefined : input.isUnread ? isNull(notices.readAt) : isNotNull(notices.readAt),
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({
          id: notices.id,
          createdAt: notices.createdAt,
          kind: notices.kind,
          title: notices.title,
          readAt: notices.readAt,
          page: notices.page,
          subjectKind: notices.subjectKind,
          subjectId: notices.subjectId,
          sortKey: notices.createdAt,
        })
        .from(notices)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(notices).where(where))[0]?.total ?? 0,
  });
  const places = await placesOf(
    ctx,
    pages,
    answer.rows.map(({ subjectKind: kind, subjectId: id }) => ({ kind, id })),
  );
  return {
    ...answer,
    rows: answer.rows.map(({ id, createdAt, kind, title, readAt, page: own, subjectId }) => ({
      id,
      createdAt,
      kind,
      title,
      isUnread: readAt === null,
      page: subjectId === null ? own : (places.get(subjectId)?.page ?? null),
    })),
  };
}

export async function countNotices(ctx: Context) {
  const some = ctx.db
    .select({ one: sql`1` })
    .from(notices)
    .where(and(myNotices(ctx), isNull(notices.readAt)))
    .limit(mostCounted);
  const [row] = await ctx.db.select({ unread: count() }).from(some.as("some"));
  return { unread: row?.unread ?? 0 };
}

/** Whom something is told. `about` narrows holders of a permission to those whose 数据范围 reaches that record. */
export type Recipients =
  | { accounts: string[] }
  | { persons: string[] }
  | { permission: string; about?: { officerId: string | null; divisionId: string | null } };

/** What telling needs of a transaction; the runner of jobs and the sign-in have no more. */
export type Teller = Pick<Context, "db" | "agencyId" | "now">;

/** The accounts meant: active, and with a posting here today. */
export async function accountsOf(teller: Teller, to: Recipients): Promise<string[]> {
  if ("permission" in to) {
    const { permission, about } = to;
    const holders = await holdersOf(teller, permission);
    return uniqueAccounts(about ? holders.filter((holder) => reaches(holder, about)) : holders);
  }
  if (("accounts" in to ? to.accounts : to.persons).length === 0) return [];
  const whom = "accounts" in to ? inArray(postings.accountId, to.accounts) : inArray(postings.personId, to.persons);
  return uniqueAccounts(await postedToday(teller, whom));
}

const uniqueAccounts = (rows: { accountId: string }[]) => [...new Set(rows.map(({ accountId }) => accountId))];

/** Who holds a permission today and how far, for whoever tells each of them something else. */
export async function holdersOf(teller: Teller, permission: string) {
  const rows = await postedToday(teller, sql`${roles.grants} ->> ${permission} is not null`);
  return rows.map(({ grants, ...row }) => ({ ...row, scope: grants[permission] }));
}

function postedToday({ db, agencyId, now }: Teller, whom: SQL) {
  const day = today(now);
  return db
    .selectDistinct({
      accountId: postings.accountId,
      personId: postings.personId,
      divisionId: persons.divisionId,
      grants: roles.grants,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, postings.personId)))
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .where(
      and(
        eq(postings.agencyId, agencyId),
        eq(accounts.state, "active"),
        lte(postings.fromOn, day),
        or(isNull(postings.toOn), gte(postings.toOn, day)),
        whom,
      ),
    );
}

/** Whether the 数据范围 of a holder reaches what belongs to this officer and division. */
export function reaches(
  { scope, personId, divisionId }: { scope: ScopeKind | undefined; personId: string; divisionId: string | null },
  about: { officerId: string | null; divisionId: string | null },
): boolean {
  if (scope === "agency") return true;
  const isMine = about.officerId === personId;
  return scope === "division" ? isMine || (divisionId !== null && about.divisionId === divisionId) : isMine;
}

const unsaid = {
  mailAddress: null,
  mailKinds: [],
  wecomKinds: [],
  dingtalkKinds: [],
  feishuKinds: [],
  rhythm: "each" as const,
  dailyAt: 9,
  quietFrom: null,
  quietTo: null,
  version: 1,
};

/** As stored: the address sealed. Before anything was said the pack's suggestion stands there, and nothing leaves. */
export async function storedPreference(ctx: Context) {
  const { agencyId: _agency, accountId: _account, ...columns } = preferenceColumns;
  const read = ctx.db
    .select(columns)
    .from(noticePreferences)
    .where(and(visible(ctx, noticePreferences), eq(noticePreferences.accountId, mine(ctx))));
  const [stored] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  return stored ?? { ...unsaid, mailKinds: suggestedKinds(ctx.pack(ctx.now.getFullYear())) };
}

export const preferenceColumns = {
  agencyId: noticePreferences.agencyId,
  accountId: noticePreferences.accountId,
  mailAddress: noticePreferences.mailAddress,
  mailKinds: noticePreferences.mailKinds,
  wecomKinds: noticePreferences.wecomKinds,
  dingtalkKinds: noticePreferences.dingtalkKinds,
  feishuKinds: noticePreferences.feishuKinds,
  rhythm: noticePreferences.rhythm,
  dailyAt: noticePreferences.dailyAt,
  quietFrom: noticePreferences.quietFrom,
  quietTo: noticePreferences.quietTo,
  version: noticePreferences.version,
};
export type StoredPreference = Awaited<ReturnType<typeof storedPreference>>;

export async function opened(ctx: Context, stored: StoredPreference) {
  const { mailAddress } = stored;
  const address = mailAddress && (await ctx.secrets.open(ctx.db, ctx.agencyId, mine(ctx), mailAddress));
  return { ...stored, mailAddress: address };
}

export async function getPreference(ctx: Context) {
  const preference = await opened(ctx, await storedPreference(ctx));
  const { db, agencyId } = ctx;
  return { ...preference, channels: await channelsOn(db, agencyId), mailDomains: await mailDomainsOf(db, agencyId) };
}
