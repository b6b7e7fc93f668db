import { and, eq, sql } from "drizzle-orm";
import { fieldClasses } from "#kit/base/classes.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { personSubject } from "../contract.ts";
import { postings, roles } from "../tables.ts";
import { scopes } from "../words.ts";
import { postingSubject, type postingOperations, type roleOperations, roleSubject } from "./contract.ts";
import {
  getPosting,
  getRole,
  heldBy,
  packRoles,
  personOf,
  refuseLastAdministrator,
  type StoredRole,
  shownRole,
} from "./queries.ts";
import { isAsPacked, lastDayOf, whyNotGive, whyNotGrants } from "./rules.ts";
import { permissionWords } from "./words.ts";

/** A role made here is called by a number: its title may change, its code stands in every posting. */
export async function createRole(ctx: Context, { title, copyOf }: Input<typeof roleOperations.create>) {
  const { db, agencyId } = ctx;
  await refuseTitle(ctx, title, null);
  const model = copyOf === null ? null : await getRole(ctx, copyOf);
  if (model) refuseIf(shownRole(ctx, model).may.copy);
  const [{ next } = { next: 1 }] = await db
    .select({ next: sql<number>`coalesce(max(${roles.position}), 0)::int + 1` })
    .from(roles)
    .where(eq(roles.agencyId, agencyId));
  const id = newId();
  const code = `own${id.replaceAll("-", "").slice(-12)}`;
  const { grants = {}, classes = ["public", "internal"] as const } = model ?? {};
  await db.insert(roles).values({ agencyId, id, code, title, grants, classes: [...classes], position: next });
  return written(ctx, null, code);
}

export async function updateRole(ctx: Context, sent: Input<typeof roleOperations.update>) {
  const { code, version, title, grants, classes } = sent;
  const before = await getRole(ctx, code);
  refuseStale(before, version);
  await refuseTitle(ctx, title, code);
  refuseIf(whyNotGrants({ administrator: before.administrator, grants, classes }, packRoles(ctx)));
  const wanted = {
    title,
    grants: Object.fromEntries(grants.map(({ permission, scope }) => [permission, scope])),
    classes,
  };
  const packed = packRoles(ctx)[code];
  // Changed back to what the pack says, it follows the pack again.
  const isChanged = packed === undefined || !isAsPacked(wanted, packed);
  await ctx.db
    .update(roles)
    .set({ ...wanted, isChanged, version: version + 1 })
    .where(and(eq(roles.agencyId, ctx.agencyId), eq(roles.code, code)));
  return written(ctx, before, code);
}

export async function removeRole(ctx: Context, { code, version, reason }: Input<typeof roleOperations.remove>) {
  const before = await getRole(ctx, code);
  refuseStale(before, version);
  refuseIf(shownRole(ctx, before).may.remove);
  await ctx.db.delete(roles).where(and(eq(roles.agencyId, ctx.agencyId), eq(roles.code, code)));
  await record(ctx, { subject: roleSubject, id: before.id, before: told(before), after: null, reason });
  return {};
}

function refuseStale(role: StoredRole, version: number): void {
  if (role.version !== version)
    throw new Failure("refused", "roles.conflict", `“${role.title}”刚被他人改过，请刷新后再改`);
}

async function refuseTitle({ db, agencyId }: Context, title: string, own: string | null): Promise<void> {
  const same = await db
    .select({ code: roles.code })
    .from(roles)
    .where(and(eq(roles.agencyId, agencyId), eq(roles.title, title)));
  if (same.some(({ code }) => code !== own))
    throw new Failure("refused", "roles.title", `已有名为“${title}”的角色，请换一个名称`);
}

async function written(ctx: Context, before: StoredRole | null, code: string) {
  const after = await getRole(ctx, code);
  await record(ctx, { subject: roleSubject, id: after.id, before: before && told(before), after: told(after) });
  return shownRole(ctx, after);
}

/** In words, so that whoever reads the history needs no list of codes. */
export const told = ({
  title,
  grants,
  classes,
  version,
}: Pick<StoredRole, "title" | "grants" | "classes" | "version">) => ({
  title,
  grants: Object.entries(grants)
    .map(([permission, scope]) => `${permissionWords[permission] ?? permission}（${scopes[scope]}）`)
    .sort()
    .join("、"),
  classes: classes.map((each) => fieldClasses[each]).join("、"),
  version,
});

/** 授予: by the security administrator, never to oneself. */
export async function givePosting(ctx: Context, wanted: Input<typeof postingOperations.give>) {
  const { accountId, roleCode, fromOn, toOn, document } = wanted;
  const person = await personOf(ctx, accountId);
  if (accountId === ctx.actor.accountId)
    throw new Failure("refused", "postings.give.self", "不能给自己授予角色，请由另一位安全管理员办理");
  if (person.state === "disabled")
    throw new Failure("refused", "postings.give.state", `账号“${person.login}”已停用，请先由系统管理员发放新账号`);
  if (person.leftOn !== null)
    throw new Failure("refused", "postings.give.left", `${person.name}已办理离开（${person.leftOn}），不能再授予角色`);
  if (person.hostingId !== null)
    throw new Failure("refused", "postings.give.hosted", "托管人员只担任所托管的角色，请在本机构页的托管一节办理");
  if (fromOn < ctx.today)
    throw new Failure("refused", "postings.give.days", "起始日期不能早于今天：过去的日子里并没有这项权限");
  const role = await getRole(ctx, roleCode);
  refuseIf(whyNotGive({ ...role, fromOn, toOn }, await heldBy(ctx, person.id)));
  const id = newId();
  await ctx.db
    .insert(postings)
    .values({ agencyId: ctx.agencyId, id, accountId, personId: person.id, roleCode, fromOn, toOn, document });
  const after = await getPosting(ctx, id);
  await record(ctx, {
    subject: postingSubject,
    id,
    before: null,
    after,
    title: `授予角色：${role.title}`,
    happenedOn: fromOn,
    on: { subject: personSubject, id: person.id },
  });
  return after;
}

export async function withdrawPosting(ctx: Context, sent: Input<typeof postingOperations.withdraw>) {
  const { id, version, reason } = sent;
  const before = await getPosting(ctx, id);
  if (before.accountId === ctx.actor.accountId)
    throw new Failure("refused", "postings.withdraw.self", "不能收回自己的角色，请由另一位安全管理员办理");
  if (before.version !== version)
    throw new Failure("refused", "postings.conflict", "这个任职刚被他人改过，请刷新后再试");
  const last = lastDayOf(sent.toOn, { toOn: before.toOn, today: ctx.today });
  if ("code" in last) refuseIf(last);
  const toOn = "day" in last ? last.day : before.toOn;
  await refuseLastAdministrator(ctx, { postingIds: [id] }, toOn ?? ctx.today);
  await ctx.db
    .update(postings)
    .set({ toOn, version: version + 1 })
    .where(and(eq(postings.agencyId, ctx.agencyId), eq(postings.id, id)));
  const after = await getPosting(ctx, id);
  await record(ctx, {
    subject: postingSubject,
    id,
    before,
    after,
    reason,
    title: `收回角色：${before.roleTitle}`,
    on: { subject: personSubject, id: before.personId },
  });
  return after;
}
