import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { command, type Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type House, perform, sqlState } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import {
  type accountOperations,
  accountSubject,
  type agencyOperations,
  agencySubject,
  type divisionOperations,
  divisionSubject,
  sessionSubject,
} from "./contract.ts";
import { peoplePack } from "./pack.ts";
import { getAccount, getAgency } from "./queries.ts";
import { whyNotAgencyCode, whyNotRoles, whyNotUnlock } from "./rules.ts";
import {
  accounts,
  agencies,
  apiTokens,
  credentials,
  demoPeople,
  divisions,
  oneTimeLinks,
  pendingSignIns,
  persons,
  postings,
  roles,
  sessions,
} from "./tables.ts";

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

export async function updateAgency(ctx: Context, { version, name, region }: Input<typeof agencyOperations.update>) {
  const before = await getAgency(ctx);
  await refuseConflict(ctx, agencySubject, { id: ctx.agencyId, version, changes: { name, region } }, before);
  const after = { ...before, name, region, version: before.version + 1 };
  await ctx.db.update(agencies).set({ name, region, version: after.version }).where(eq(agencies.id, ctx.agencyId));
  await record(ctx, { subject: agencySubject, id: ctx.agencyId, before, after });
  return after;
}

export async function createDivision(ctx: Context, { name }: Input<typeof divisionOperations.create>) {
  const id = newId();
  const [{ next } = { next: 1 }] = await ctx.db
    .select({ next: sql<number>`coalesce(max(${divisions.position}), 0) + 1` })
    .from(divisions)
    .where(eq(divisions.agencyId, ctx.agencyId));
  await ctx.db
    .insert(divisions)
    .values({ agencyId: ctx.agencyId, id, name, position: next })
    .catch((error: unknown) => {
      if (sqlState(error) === "23505") throw new Failure("refused", "divisions.name", `已有名为“${name}”的科室`);
      throw error;
    });
  const division = { id, name, headcount: 0, version: 1 };
  await record(ctx, { subject: divisionSubject, id, before: null, after: division });
  return division;
}

/** 新增账号: a person, an account, its roles, and the one-time link to set the password with. */
export async function createAccount(ctx: Context, wanted: Input<typeof accountOperations.create>) {
  const { db, agencyId } = ctx;
  const known = await db
    .select({ code: roles.code, title: roles.title })
    .from(roles)
    .where(eq(roles.agencyId, agencyId));
  const packRoles = peoplePack(ctx.pack(ctx.now.getFullYear())).roles;
  refuseIf(
    whyNotRoles(
      wanted.roles,
      known.map((role) => ({ ...role, administrator: packRoles[role.code]?.administrator ?? false })),
    ),
  );
  if (wanted.divisionId) {
    const [division] = await db
      .select({ id: divisions.id })
      .from(divisions)
      .where(and(eq(divisions.agencyId, agencyId), eq(divisions.id, wanted.divisionId)));
    if (!division) throw new Failure("missing", "divisions.missing", "科室不存在，请重新选择");
  }
  const [id, personId] = [newId(), newId()];
  await db
    .insert(accounts)
    .values({ id, login: wanted.login, name: wanted.name, state: "invited" })
    .catch((error: unknown) => {
      if (sqlState(error) === "23505")
        throw new Failure("refused", "accounts.login", `登录名“${wanted.login}”已被使用，请换一个`);
      throw error;
    });
  await db.insert(credentials).values({ accountId: id });
  await db.insert(persons).values({ agencyId, id: personId, name: wanted.name, divisionId: wanted.divisionId });
  await db
    .insert(postings)
    .values(
      wanted.roles.map((roleCode) => ({ agencyId, id: newId(), accountId: id, personId, roleCode, fromOn: ctx.today })),
    );
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
async function endAccess({ db, now }: Context, accountId: string): Promise<void> {
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
  await ctx.db.update(credentials).set({ failures: 0, lockedUntil: null }).where(eq(credentials.accountId, id));
  const after = await getAccount(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after, reason });
  return after;
}

async function newLink(ctx: Context, accountId: string): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + 3 * 86_400_000).toISOString();
  await ctx.db.insert(oneTimeLinks).values({ digest: digestOf(token), accountId, expiresAt });
  return `/link/${token}`;
}

export async function disableAccount(ctx: Context, { id, version, reason }: Input<typeof accountOperations.disable>) {
  const before = await getAccount(ctx, id);
  if (id === ctx.actor.accountId)
    throw new Failure("refused", "accounts.disable.self", "不能停用自己的账号，请由另一位系统管理员办理");
  if (before.version !== version) throw new Failure("refused", "accounts.conflict", "账号刚被他人改过，请刷新后再试");
  if (before.state === "disabled") throw new Failure("refused", "accounts.disable.state", "账号已经停用");
  await ctx.db
    .update(accounts)
    .set({ state: "disabled", version: version + 1 })
    .where(eq(accounts.id, id));
  await endAccess(ctx, id);
  const after = await getAccount(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after, reason });
  return after;
}

const setUp = command("agencies.create", {
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
  divisions: string[];
  people: { login: string; name: string; division: string | null; roles: string[]; isDemo?: boolean }[];
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
      createdAt: ctx.now.toISOString(),
    });
    const packed = Object.entries(pack.roles).map(([code, { title, grants, classes }], position) => ({
      agencyId,
      code,
      title,
      grants,
      classes,
      position,
    }));
    await db.insert(roles).values(packed);
    const divisionIds = new Map<string, string>();
    for (const name of wanted.divisions) divisionIds.set(name, (await createDivision(ctx, { name })).id);
    const made: Record<string, string> = {};
    for (const person of wanted.people) {
      const divisionId = person.division === null ? null : (divisionIds.get(person.division) ?? null);
      const { id, link } = await createAccount(ctx, {
        login: person.login,
        name: person.name,
        divisionId,
        roles: person.roles,
      });
      made[person.login] = link;
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
