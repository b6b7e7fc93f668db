import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
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
import { endLinks, newLink, openAccount, postAccount, refuseForeign } from "./accounts/actions.ts";
import {
  type accountOperations,
  accountSubject,
  type agencyOperations,
  agencySubject,
  type sessionOperations,
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
import { lockAfterFailure, passwordProblem, whyNotAgencyCode, whyNotSuperior } from "./rules.ts";
import { enterPerson } from "./staff/actions.ts";
import type { BudgetLevel, PostKind, StaffKind, UnitNature } from "./words.ts";
import { accounts, agencies, credentials, demoPeople, oneTimeLinks, roles, sessions } from "./tables.ts";

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
    })
    .from(oneTimeLinks)
    .innerJoin(accounts, eq(accounts.id, oneTimeLinks.accountId))
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
  await endSessions(ctx, id);
  await endLinks(ctx, [id]);
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
  await endSessions(ctx, id);
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
