import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { command, type Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Actor, Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { type House, perform, sqlState } from "#kit/server/serve.ts";
import {
  type accountOperations,
  accountSubject,
  type agencyOperations,
  agencySubject,
  type divisionOperations,
  divisionSubject,
  type sessionOperations,
  sessionSubject,
} from "./contract.ts";
import { peoplePack } from "./pack.ts";
import { getAccount, getAgency } from "./queries.ts";
import { lockAfterFailure, passwordProblem, whyNotAgencyCode, whyNotRoles } from "./rules.ts";
import {
  accounts,
  agencies,
  credentials,
  demoPeople,
  divisions,
  oneTimeLinks,
  persons,
  postings,
  roles,
  sessions,
} from "./tables.ts";

/** 账号事项: what its owner wants to hear of although it was done in their name. */
export const accountNews = news<{ accountId: string; what: "signedInElsewhere" | "passwordReset" }>("people.account");

const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const newToken = (): string => randomBytes(32).toString("base64url");
/** argon2id, 19 MiB, two passes: what the library takes by default. */
const unknownHash = hash("nobody has this password");

export async function signIn(ctx: Context, { login, password }: Input<typeof sessionOperations.signIn>) {
  const { db, now } = ctx;
  const policy = peoplePack(ctx.pack(now.getFullYear())).password;
  const [found] = await db
    .select({
      id: accounts.id,
      state: accounts.state,
      hash: credentials.passwordHash,
      failures: credentials.failures,
      lockedUntil: credentials.lockedUntil,
    })
    .from(accounts)
    .innerJoin(credentials, eq(credentials.accountId, accounts.id))
    .where(eq(accounts.login, login))
    .for("update", { of: credentials });
  const isLocked = Boolean(found?.lockedUntil && Date.parse(found.lockedUntil) > now.getTime());
  // An unknown login takes as long as a wrong password, so that the answer's time tells nothing.
  const isRight = await verify(found?.hash ?? (await unknownHash), password);
  if (isLocked)
    return refused(
      ctx,
      "session.locked",
      `密码多次输错，账号已锁定，请 ${policy.lockMinutes} 分钟后再试，或联系系统管理员`,
    );
  if (!found || !found.hash || !isRight || found.state !== "active") {
    if (found) {
      const failures = found.failures + 1;
      const lockedUntil = lockAfterFailure(failures, now, policy);
      await db
        .update(credentials)
        .set({ failures: lockedUntil ? 0 : failures, lockedUntil: lockedUntil?.toISOString() ?? null })
        .where(eq(credentials.accountId, found.id));
      await recordSession(ctx, found.id, login, lockedUntil ? "密码错误，已锁定" : "密码错误");
    }
    return refused(ctx, "session.wrong", "登录名或密码不正确");
  }
  if (await isOpenElsewhere(ctx, found.id))
    await tell(ctx, accountNews, { accountId: found.id, what: "signedInElsewhere" });
  return openFor(ctx, found.id, login, "登录");
}

/** Committed with the failure counted, then told. */
function refused(ctx: Context, code: string, message: string) {
  ctx.after.refusal = new Failure("refused", code, message);
  return { accountId: ctx.agencyId };
}

async function openFor(ctx: Context, accountId: string, login: string, outcome: string) {
  const at = ctx.now.toISOString();
  const token = newToken();
  await ctx.db
    .insert(sessions)
    .values({ digest: digestOf(token), accountId, csrf: newToken(), createdAt: at, seenAt: at });
  await ctx.db
    .update(credentials)
    .set({ failures: 0, lockedUntil: null, lastSignedInAt: at })
    .where(eq(credentials.accountId, accountId));
  await recordSession(ctx, accountId, login, outcome);
  ctx.after.session = { token };
  return { accountId };
}

/** Another session of this account that could still be used. */
async function isOpenElsewhere(ctx: Context, accountId: string): Promise<boolean> {
  const { idleMinutes, longestHours } = peoplePack(ctx.pack(ctx.now.getFullYear())).session;
  const since = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000).toISOString();
  const open = and(
    eq(sessions.accountId, accountId),
    isNull(sessions.endedAt),
    gt(sessions.seenAt, since(idleMinutes)),
    gt(sessions.createdAt, since(longestHours * 60)),
  );
  return (await ctx.db.select({ at: sessions.seenAt }).from(sessions).where(open).limit(1)).length > 0;
}

function recordSession(ctx: Context, accountId: string, login: string, outcome: string) {
  return record(ctx, { subject: sessionSubject, id: accountId, before: null, after: { login, outcome } });
}

export async function signOut(ctx: Context) {
  const { actor } = ctx;
  if (actor.sessionDigest && actor.accountId) {
    await ctx.db
      .update(sessions)
      .set({ endedAt: ctx.now.toISOString() })
      .where(eq(sessions.digest, actor.sessionDigest));
    await recordSession(ctx, actor.accountId, actor.name, "退出");
  }
  ctx.after.session = { ended: true };
  return {};
}

/** Called by the door now and then while a session is used, so that it does not idle out. */
export async function keepSession(house: House, digest: string): Promise<void> {
  await house.database.transaction({ role: "door" }, (db) =>
    db.update(sessions).set({ seenAt: house.now().toISOString() }).where(eq(sessions.digest, digest)),
  );
}

export async function useLink(ctx: Context, { token, password }: Input<typeof sessionOperations.useLink>) {
  const { db, now } = ctx;
  const [link] = await db
    .select({
      accountId: oneTimeLinks.accountId,
      expiresAt: oneTimeLinks.expiresAt,
      login: accounts.login,
      state: accounts.state,
      hadPassword: sql<boolean>`${credentials.passwordHash} is not null`,
    })
    .from(oneTimeLinks)
    .innerJoin(accounts, eq(accounts.id, oneTimeLinks.accountId))
    .innerJoin(credentials, eq(credentials.accountId, oneTimeLinks.accountId))
    .where(and(eq(oneTimeLinks.digest, digestOf(token)), isNull(oneTimeLinks.usedAt)))
    .for("update", { of: oneTimeLinks });
  if (!link || Date.parse(link.expiresAt) < now.getTime() || link.state === "disabled") {
    throw new Failure("refused", "session.link", "链接已用过或已过期，请联系系统管理员重新发放");
  }
  refuseIf(passwordProblem(password, link.login, peoplePack(ctx.pack(now.getFullYear())).password));
  await db
    .update(oneTimeLinks)
    .set({ usedAt: now.toISOString() })
    .where(eq(oneTimeLinks.digest, digestOf(token)));
  await db
    .update(credentials)
    .set({ passwordHash: await hash(password), failures: 0, lockedUntil: null })
    .where(eq(credentials.accountId, link.accountId));
  await db.update(accounts).set({ state: "active" }).where(eq(accounts.id, link.accountId));
  if (link.hadPassword) await tell(ctx, accountNews, { accountId: link.accountId, what: "passwordReset" });
  return openFor(ctx, link.accountId, link.login, "设置密码并登录");
}

/** 演示登录: without a password, in a demo database and from this machine only. */
export async function signInAsDemo(ctx: Context, { login }: Input<typeof sessionOperations.signInAsDemo>) {
  const [person] =
    ctx.instance === "demo" && ctx.actor.isLocal
      ? await ctx.db
          .select({ id: accounts.id })
          .from(demoPeople)
          .innerJoin(accounts, eq(accounts.id, demoPeople.accountId))
          .where(and(eq(accounts.login, login), eq(accounts.state, "active")))
      : [];
  if (!person) throw new Failure("refused", "session.notDemo", "只有演示库中的演示人员可以在本机免密登录");
  return openFor(ctx, person.id, login, "演示登录");
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
  await endSessions(ctx, id);
  const at = ctx.now.toISOString();
  await ctx.db
    .update(oneTimeLinks)
    .set({ usedAt: at })
    .where(and(eq(oneTimeLinks.accountId, id), isNull(oneTimeLinks.usedAt)));
  const link = await newLink(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after: await getAccount(ctx, id), reason });
  return { link };
}

function endSessions(ctx: Context, accountId: string) {
  return ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now.toISOString() })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt)));
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
  await endSessions(ctx, id);
  const after = await getAccount(ctx, id);
  await record(ctx, { subject: accountSubject, id, before, after, reason });
  return after;
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
