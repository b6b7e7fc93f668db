import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { companySubject } from "../contract.ts";
import { tiersOf, tierTitles } from "../pack.ts";
import { getCompany } from "../queries.ts";
import { companies, companyGroups } from "../tables.ts";
import { type groupOperations, groupSubject, parentSubject } from "./contract.ts";
import { ancestorsOf, currentTie, findGroup, findParent, named, subtreeOf } from "./queries.ts";
import { whyNotAttach, whyNotDetach, whyNotTier } from "./rules.ts";
import { companyParents } from "./tables.ts";

type Group = typeof companyGroups.$inferSelect;

/** 登记集团 at its head; a single company may be one, where a leader answers for it. */
export async function createGroup(ctx: Context, { headId, ...wanted }: Input<typeof groupOperations.create>) {
  const head = await getCompany(ctx, headId);
  refuseIf(whyNotTier(wanted.tier, tiersOf(ctx)));
  await refuseStrangers(ctx, wanted);
  const { groupId } = await placeOf(ctx, headId);
  if (groupId) throw new Failure("refused", "groups.create.taken", `${head.name}已在一个集团里，请在该集团上修改`);
  const group = await writeGroup(ctx, headId, wanted);
  await place(ctx, [headId], group.id);
  return { id: group.id };
}

export async function updateGroup(ctx: Context, sent: Input<typeof groupOperations.update>) {
  const before = await findGroup(ctx, sent.id);
  refuseIf(whyNotTier(sent.changes.tier, tiersOf(ctx)));
  await refuseStrangers(ctx, sent.changes);
  await refuseConflict(ctx, groupSubject, sent, before);
  const { name } = sent.changes;
  const [after] = await ctx.db
    .update(companyGroups)
    .set({ ...sent.changes, ...(name ? { sortName: sortNameOf(name) } : {}), version: before.version + 1 })
    .where(and(eq(companyGroups.agencyId, ctx.agencyId), eq(companyGroups.id, before.id)))
    .returning();
  if (!after) throw new Error("group not written");
  if (name && name !== before.name) await index(ctx, "group", after.id, { names: [name], codes: [] });
  await recordGroup(ctx, before, after);
  return { id: after.id };
}

/** 挂接: the company and all below it come into the parent's group; a group it headed ends. */
export async function attachCompany(ctx: Context, sent: Input<typeof groupOperations.attach>) {
  const company = await getCompany(ctx, sent.companyId);
  const parent = await findParent(ctx, sent.parentId);
  await lockTrees(ctx, [company.id, parent.id]);
  const current = await currentTie(ctx, company.id);
  refuseIf(
    whyNotAttach({
      company,
      parent,
      ancestors: await ancestorsOf(ctx, parent.id),
      current: current ? { parentName: await nameOf(ctx, current.parentId) } : null,
    }),
  );
  await writeTie(ctx, company, parent.name, sent);
  const groupId = (await placeOf(ctx, parent.id)).groupId ?? (await writeGroup(ctx, parent.id, blank(parent.name))).id;
  await endGroupOf(ctx, company.id);
  await place(ctx, [parent.id, ...(await subtreeOf(ctx, company.id))], groupId);
  return { groupId };
}

/** 解除: with companies below it the company heads a group of its own from now on. */
export async function detachCompany(ctx: Context, sent: Input<typeof groupOperations.detach>) {
  const company = await getCompany(ctx, sent.companyId);
  await lockTrees(ctx, [company.id]);
  const current = await currentTie(ctx, company.id);
  refuseIf(whyNotDetach(current));
  if (!current) return {};
  await endTie(ctx, current, { toOn: sent.toOn ?? ctx.today, reason: sent.reason });
  const below = await subtreeOf(ctx, company.id);
  const group = below.length > 1 ? await writeGroup(ctx, company.id, blank(company.name)) : null;
  await place(ctx, below, group?.id ?? null);
  return {};
}

const blank = (name: string) => ({ name, tier: null, leadId: null, team: [], note: "" });

type Written = Pick<Group, "name" | "tier" | "leadId" | "team" | "note">;

async function writeGroup(ctx: Context, headId: string, wanted: Written): Promise<Group> {
  const [group] = await ctx.db
    .insert(companyGroups)
    .values({
      ...wanted,
      agencyId: ctx.agencyId,
      id: newId(),
      headId,
      sortName: sortNameOf(wanted.name),
      createdOn: ctx.today,
    })
    .returning();
  if (!group) throw new Error("group not written");
  await index(ctx, "group", group.id, { names: [group.name], codes: [] });
  await recordGroup(ctx, null, group);
  return group;
}

async function endGroupOf(ctx: Context, headId: string): Promise<void> {
  const { agencyId } = ctx;
  const mine = and(
    eq(companyGroups.agencyId, agencyId),
    eq(companyGroups.headId, headId),
    isNull(companyGroups.endedOn),
  );
  const [before] = await ctx.db.select().from(companyGroups).where(mine).for("update");
  if (!before) return;
  const after = { ...before, endedOn: ctx.today, version: before.version + 1 };
  await ctx.db
    .update(companyGroups)
    .set({ endedOn: after.endedOn, version: after.version })
    .where(and(eq(companyGroups.agencyId, agencyId), eq(companyGroups.id, before.id)));
  await recordGroup(ctx, before, after);
}

const place = ({ db, agencyId }: Context, ids: string[], groupId: string | null) =>
  db
    .update(companies)
    .set({ groupId })
    .where(and(eq(companies.agencyId, agencyId), inArray(companies.id, ids)));

async function writeTie(
  ctx: Context,
  company: { id: string },
  parentName: string,
  { parentId, sharePercent, fromOn }: { parentId: string; sharePercent: string | null; fromOn: string | null },
) {
  const id = newId();
  const tie = { parentId, sharePercent, fromOn };
  await ctx.db.insert(companyParents).values({ ...tie, agencyId: ctx.agencyId, id, companyId: company.id });
  await record(ctx, {
    subject: parentSubject,
    id,
    before: null,
    after: { parentName, sharePercent, fromOn, toOn: null, version: 1 },
    title: `挂接上级企业：${parentName}${sharePercent ? `（持股 ${sharePercent}%）` : ""}`,
    on: { subject: companySubject, id: company.id },
  });
}

type Tie = typeof companyParents.$inferSelect;

async function endTie(ctx: Context, tie: Tie, { toOn, reason }: { toOn: string; reason: string }) {
  if (tie.fromOn && toOn < tie.fromOn)
    throw new Failure("refused", "groups.detach.order", `终止日期早于起始日期 ${tie.fromOn}，请核对`);
  const parentName = await nameOf(ctx, tie.parentId);
  await ctx.db
    .update(companyParents)
    .set({ toOn, endedAt: ctx.now.toISOString(), version: tie.version + 1 })
    .where(and(eq(companyParents.agencyId, ctx.agencyId), eq(companyParents.id, tie.id)));
  const { sharePercent, fromOn } = tie;
  const before = { parentName, sharePercent, fromOn, toOn: null, version: tie.version };
  await record(ctx, {
    subject: parentSubject,
    id: tie.id,
    before,
    after: { ...before, toOn, version: tie.version + 1 },
    title: `解除上级企业：${parentName}（${reason}）`,
    reason,
    on: { subject: companySubject, id: tie.companyId },
  });
}

/**
 * Two people who put each other's company under their own would together make a circle. So a tree changes only under the
 * lock of its head, and both heads are locked in one order.
 */
async function lockTrees(ctx: Context, ids: string[]): Promise<void> {
  const headsOf = () => Promise.all(ids.map(async (id) => (await ancestorsOf(ctx, id)).at(-1) ?? id));
  const heads = await headsOf();
  await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), inArray(companies.id, heads)))
    .orderBy(asc(companies.id))
    .for("update");
  if ((await headsOf()).join() !== heads.join())
    throw new Failure("refused", "groups.busy", "有人同时在调整同一个集团，请再试一次");
}

async function placeOf({ db, agencyId }: Context, id: string) {
  const [held] = await db
    .select({ groupId: companies.groupId })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), eq(companies.id, id)));
  return { groupId: held?.groupId ?? null };
}

async function nameOf({ db, agencyId }: Context, id: string): Promise<string> {
  const [held] = await db
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), eq(companies.id, id)));
  return held?.name ?? "";
}

async function refuseStrangers(
  ctx: Context,
  { leadId, team = [] }: { leadId?: string | null | undefined; team?: string[] | undefined },
): Promise<void> {
  const wanted = [...new Set([...(leadId ? [leadId] : []), ...team])];
  if ((await named(ctx, wanted)).length < wanted.length)
    throw new Failure("refused", "groups.person", "所选人员不在本机构，请从列表中选择");
}

async function recordGroup(ctx: Context, before: Group | null, after: Group): Promise<void> {
  const told = async (group: Group) => ({
    ...group,
    tier: group.tier && (tierTitles(ctx).get(group.tier) ?? group.tier),
    team: (await named(ctx, group.team)).map(({ name }) => name).join("、"),
  });
  const [old, now] = [before && (await told(before)), await told(after)];
  await record(ctx, {
    subject: groupSubject,
    id: after.id,
    before: old,
    after: now,
    title: old ? `修改：${changedTitles(groupSubject, old, now)}` : "登记集团",
  });
}

/**
 * 合并企业: ties up and down and the group pass to the other company. A tie that would join it to itself, give it a second
 * parent or close a circle ends instead. Answers with every row touched as it stood, for undo.
 */
export async function moveParents(ctx: Context, fromId: string, toId: string) {
  const { agencyId, db } = ctx;
  await lockTrees(ctx, [fromId, toId]);
  const isBelow = (await ancestorsOf(ctx, toId)).includes(fromId);
  const isAbove = (await ancestorsOf(ctx, fromId)).includes(toId);
  const [up, held] = [await currentTie(ctx, fromId), await currentTie(ctx, toId)];
  const down = await db
    .select()
    .from(companyParents)
    .where(
      and(eq(companyParents.agencyId, agencyId), eq(companyParents.parentId, fromId), isNull(companyParents.endedAt)),
    );
  const write = (tie: Tie, changes: Partial<Tie>) =>
    db
      .update(companyParents)
      .set({ ...changes, version: tie.version + 1 })
      .where(and(eq(companyParents.agencyId, agencyId), eq(companyParents.id, tie.id)));
  const ending = { endedAt: ctx.now.toISOString(), toOn: ctx.today };
  // What stood below the one given up hands its own parent on, before anything points at it.
  if (isBelow && held) await write(held, ending);
  if (up) await write(up, isAbove || (held && !isBelow) ? ending : { companyId: toId });
  for (const tie of down)
    if (tie.id !== held?.id || !isBelow) await write(tie, tie.companyId === toId ? ending : { parentId: toId });

  const [mine, theirs] = [await placeOf(ctx, fromId), await placeOf(ctx, toId)];
  const head = (await ancestorsOf(ctx, toId)).at(-1) ?? toId;
  const groupId = (await placeOf(ctx, head)).groupId ?? theirs.groupId ?? mine.groupId;
  if (mine.groupId && mine.groupId === groupId && head === toId)
    await db
      .update(companyGroups)
      .set({ headId: toId })
      .where(
        and(eq(companyGroups.agencyId, agencyId), eq(companyGroups.id, groupId), eq(companyGroups.headId, fromId)),
      );
  else await endGroupOf(ctx, fromId);
  await place(ctx, await subtreeOf(ctx, head), groupId);
  await place(ctx, [fromId], null);
  return { parents: [up, held, ...down].filter((tie) => tie !== undefined), groupIds: [mine.groupId, theirs.groupId] };
}
