import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { addDays } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { command, type Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type House, perform } from "#kit/server/serve.ts";
import { newLink, openAccount, postAccount, refuseForeign } from "./accounts/actions.ts";
import {
  type accountOperations,
  accountSubject,
  type agencyOperations,
  agencySubject,
  sessionSubject,
} from "./contract.ts";
import { createDivision, updateDivision } from "./divisions/actions.ts";
import { getDivision } from "./divisions/queries.ts";
import { createPost } from "./establishments/actions.ts";
import { createHosting, postHosted } from "./hostings/actions.ts";
import { openHostings } from "./hostings/queries.ts";
import { whyNotLarge } from "./hostings/rules.ts";
import { peoplePack } from "./pack.ts";
import { getAccount, getAgency } from "./queries.ts";
import { personOf, refuseLastAdministrator } from "./rights/queries.ts";
import { whyNotAgencyCode, whyNotSuperior, whyNotUnlock } from "./rules.ts";
import { enterPerson } from "./staff/actions.ts";
import {
  accounts,
  agencies,
  apiTokens,
  credentials,
  demoPeople,
  oneTimeLinks,
  pendingSignIns,
  roles,
  sessions,
} from "./tables.ts";
import type { BudgetLevel, PostKind, StaffKind, UnitNature } from "./words.ts";

/** 登录留痕, in the installation's own chain: what became of an account's signing in, and of what it signs in by. */
export function recordSession(ctx: Context, accountId: string, login: string, outcome: string, reason?: string) {
  return record(ctx, {
    subject: sessionSubject,
    id: accountId,
    before: null,
    after: { login, outcome },
    ...(reason && { reason }),
  });
}

export async function updateAgency(ctx: Context, { version, ...changes }: Input<typeof agencyOperations.update>) {
  const before = await getAgency(ctx);
  await refuseConflict(ctx, agencySubject, { id: ctx.agencyId, version, changes }, before);
  const after = { ...before, ...changes } as typeof before;
  refuseIf(whyNotSuperior(after));
  return writeAgency(ctx, before, after);
}

/** 小型单位与菜单: an office that hosts nothing any more may become a large one again. */
export async function setOffice(
  ctx: Context,
  { version, isSmall, hiddenGroups }: Input<typeof agencyOperations.office>,
) {
  const before = await getAgency(ctx);
  const changes = { isSmall, hiddenGroups: [...new Set(hiddenGroups)].sort() };
  await refuseConflict(ctx, agencySubject, { id: ctx.agencyId, version, changes }, before);
  if (!isSmall) refuseIf(whyNotLarge((await openHostings(ctx)).map(({ roleTitle }) => roleTitle)));
  return writeAgency(ctx, before, { ...before, ...changes });
}

type Agency = Awaited<ReturnType<typeof getAgency>>;

async function writeAgency(ctx: Context, before: Agency, { id: _id, code: _code, ...wanted }: Agency) {
  const changes = { ...wanted, version: before.version + 1 };
  await ctx.db.update(agencies).set(changes).where(eq(agencies.id, ctx.agencyId));
  const after = { ...before, ...changes };
  await record(ctx, { subject: agencySubject, id: ctx.agencyId, before, after });
  return after;
}

/** 新增账号: a person, an account, its roles, and the one-time link to set the password with. */
export async function createAccount(
  ctx: Context,
  wanted: Input<typeof accountOperations.create> & { postId?: string | null },
) {
  const { login, name, divisionId, staffKind, postId = null } = wanted;
  const id = await openAccount(ctx, { login, name });
  const personId = await enterPerson(ctx, { name, divisionId, staffKind, postId, fromOn: ctx.today });
  await postAccount(ctx, { accountId: id, personId, wanted: wanted.roles });
  const link = await newLink(ctx, id);
  await record(ctx, { subject: accountSubject, id, before: null, after: await getAccount(ctx, id) });
  return { id, link };
}

/** The link alone lets in: until it is used, neither the old password nor an earlier link does. */
export async function renewLink(ctx: Context, { id, reason }: Input<typeof accountOperations.renew>) {
  const before = await getAccount(ctx, id);
  if (before.state === "disabled") throw new Failure("refused", "accounts.renew.state", "账号已停用，不能发放链接");
  if (id === ctx.actor.accountId)
    throw new Failure("refused", "accounts.renew.self", "不能给自己发放链接，请由另一位系统管理员办理");
  refuseForeign(ctx, before);
  await ctx.db
    .update(accounts)
    .set({ state: "invited", version: before.version + 1 })
    .where(eq(accounts.id, id));
  await endAccess(ctx, id);
  const link = await newLink(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after: await getAccount(ctx, id), reason });
  return { link };
}

/** Everything that opens without a password ends: sessions, sign-ins under way, links and tokens. */
export async function endAccess({ db, now }: Context, accountId: string): Promise<void> {
  const at = now.toISOString();
  await db
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt)));
  await db
    .update(apiTokens)
    .set({ endedAt: at })
    .where(and(eq(apiTokens.accountId, accountId), isNull(apiTokens.endedAt)));
  for (const table of [pendingSignIns, oneTimeLinks])
    await db
      .update(table)
      .set({ usedAt: at })
      .where(and(eq(table.accountId, accountId), isNull(table.usedAt)));
}

/** 解锁: the failures are forgotten; the password stays what it was. */
export async function unlockAccount(ctx: Context, { id, reason }: Input<typeof accountOperations.unlock>) {
  const before = await getAccount(ctx, id);
  refuseIf(whyNotUnlock(before, ctx.actor.accountId));
  refuseForeign(ctx, before);
  await ctx.db.update(credentials).set({ failures: 0, lockedUntil: null }).where(eq(credentials.accountId, id));
  const after = await getAccount(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after, reason });
  return after;
}

export async function disableAccount(ctx: Context, { id, version, reason }: Input<typeof accountOperations.disable>) {
  const before = await getAccount(ctx, id);
  if (id === ctx.actor.accountId)
    throw new Failure("refused", "accounts.disable.self", "不能停用自己的账号，请由另一位系统管理员办理");
  if (before.version !== version) throw new Failure("refused", "accounts.conflict", "账号刚被他人改过，请刷新后再试");
  if (before.state === "disabled") throw new Failure("refused", "accounts.disable.state", "账号已经停用");
  refuseForeign(ctx, before);
  await refuseLastAdministrator(ctx, { accountId: id }, addDays(ctx.today, -1));
  await ctx.db
    .update(accounts)
    .set({ state: "disabled", version: version + 1 })
    .where(eq(accounts.id, id));
  await endAccess(ctx, id);
  const after = await getAccount(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after, reason });
  return after;
}

/** 建立时即托管: the same two steps as later on. */
async function hostRole(
  ctx: Context,
  {
    login,
    name,
    roleCode,
    host,
  }: { login: string; name: string; roleCode: string; host: NonNullable<NewColleague["host"]> },
) {
  const { id } = await createHosting(ctx, { ...host, roleCode, sinceOn: ctx.today });
  return postHosted(ctx, { id, name, login });
}

async function headDivision(ctx: Context, id: string, accountId: string): Promise<void> {
  const { version } = await getDivision(ctx, id);
  await updateDivision(ctx, { id, version, changes: { headId: (await personOf(ctx, accountId)).id } });
}

/** Served by no door; the history knows it by its title. */
export const setUp = command("agencies.create", {
  title: "建立机构",
  permission: "instance.manage",
  reach: "instance",
  input: z.strictObject({}),
  output: z.object({}),
});

interface NewAgency {
  code: string;
  name: string;
  region: string;
  level?: BudgetLevel;
  nature?: UnitNature;
  superiorName?: string;
  isSmall?: boolean;
  divisions: string[];
  posts?: { title: string; kind: PostKind }[];
  people: NewColleague[];
}

interface NewColleague {
  login: string;
  name: string;
  division: string | null;
  roles: string[];
  staffKind?: StaffKind;
  /** 岗位 of this agency, by its title. */
  post?: string;
  /** 托管: the body whose person this is. */
  host?: { hostName: string; contactTitle: string; document: string };
  /** 负责人 of the division. */
  isHead?: boolean;
  isDemo?: boolean;
}

/**
 * 建立机构: an agency with its roles from the rule pack, its divisions and first people. Not an operation of any door:
 * only the command line of the installation's own machine and the demo call it. Returns each person's one-time link.
 */
export async function createAgency(
  house: House,
  operator: Actor,
  wanted: NewAgency,
): Promise<{ agencyId: string; links: Record<string, string> }> {
  refuseIf(whyNotAgencyCode(wanted.code));
  const agencyId = newId();
  const as = { role: "owner", agencyId } as const;
  const { answer: links } = await perform(house, { as, agencyId, actor: operator, operation: setUp }, async (ctx) => {
    const pack = peoplePack(ctx.pack(ctx.now.getFullYear()));
    const { db } = ctx;
    await db.insert(agencies).values({
      id: agencyId,
      code: wanted.code,
      name: wanted.name,
      region: wanted.region,
      ...(wanted.level ? { level: wanted.level } : {}),
      nature: wanted.nature ?? null,
      superiorName: wanted.superiorName ?? null,
      isSmall: wanted.isSmall ?? false,
      hiddenGroups: wanted.isSmall ? ["coordination"] : [],
      createdAt: ctx.now.toISOString(),
    });
    const packed = Object.entries(pack.roles).map(([code, { title, grants, classes, administrator }], position) => ({
      agencyId,
      id: newId(),
      code,
      administrator: administrator ? code : null,
      title,
      grants,
      classes,
      position,
    }));
    await db.insert(roles).values(packed);
    const divisionIds = new Map<string, string>();
    for (const name of wanted.divisions) divisionIds.set(name, (await createDivision(ctx, { name })).id);
    const postIds = new Map<string, string>();
    for (const post of wanted.posts ?? [])
      postIds.set(post.title, (await createPost(ctx, { ...post, divisionId: null })).id);
    const made: Record<string, string> = {};
    for (const person of wanted.people) {
      const { login, name, division, roles: own, staffKind = null, post, host } = person;
      const divisionId = division === null ? null : (divisionIds.get(division) ?? null);
      const postId = post === undefined ? null : (postIds.get(post) ?? null);
      const { id, link } = host
        ? await hostRole(ctx, { login, name, roleCode: own[0] ?? "", host })
        : await createAccount(ctx, { login, name, divisionId, staffKind, postId, roles: own });
      made[login] = link ?? "";
      if (person.isHead && divisionId) await headDivision(ctx, divisionId, id);
      if (!person.isDemo) continue;
      await db.update(accounts).set({ state: "active" }).where(eq(accounts.id, id));
      const [{ position } = { position: 1 }] = await db
        .select({ position: sql<number>`count(*)::int + 1` })
        .from(demoPeople);
      await db.insert(demoPeople).values({ accountId: id, position });
    }
    return made;
  });
  return { agencyId, links };
}
