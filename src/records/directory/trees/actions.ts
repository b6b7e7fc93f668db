import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { canonical, record } from "#kit/server/history.ts";
import { mover, type Pair } from "../moving/actions.ts";
import { companies, companyGroups } from "../tables.ts";
import { endGroupOf, type Group, lockTrees, nameOf, place, placeOf, recordGroup, type Tie } from "../groups/actions.ts";
import { parentSubject } from "../groups/contract.ts";
import { ancestorsOf, currentTie, subtreeOf } from "../groups/queries.ts";
import { companyParents } from "../groups/tables.ts";

/** The trees of some companies: who stands under whom, in which group, and the groups. */
interface Trees {
  ties: Tie[];
  groups: Group[];
  places: { id: string; groupId: string | null }[];
}
interface Moved {
  before: Trees;
  after: Trees;
}

/**
 * 合并企业: ties up and down and the group pass to the survivor; of what ended earlier the record that goes stays the one it
 * was about. A tree is one thing: it goes back as a whole, and only while nobody has touched it.
 */
export const groupMover = mover<Moved>({
  key: "groups",
  title: "上下级关系",
  covers: ["company_parent.company_id", "company_parent.parent_id", "company_group.head_id"],
  count: (ctx, { merged }) => ctx.db.$count(companyParents, and(open(ctx), tiedTo([merged.id]))),
  move: async (ctx, pair) => {
    const ids = [pair.survivor.id, pair.merged.id];
    await lockTrees(ctx, ids);
    const before = await treesOf(ctx, ids);
    await moveParents(ctx, pair);
    const after = await sameTrees(ctx, before);
    await tellTies(ctx, before, after);
    return { before, after };
  },
  touched: async (ctx, pair, { before, after }) => {
    await lockTrees(ctx, [pair.survivor.id, pair.merged.id]);
    if (canonical(await sameTrees(ctx, before)) === canonical(after)) return null;
    return `集团“${(after.groups[0] ?? before.groups[0])?.name ?? pair.survivor.name}”的上下级关系或包联`;
  },
  back: async (ctx, { merged }, { before, after }) => {
    // The survivor gives back the parent it took over before its own one returns: one parent at a time.
    const isOwn = ({ companyId }: Tie) => Number(companyId !== merged.id);
    for (const tie of before.ties.toSorted((one, other) => isOwn(one) - isOwn(other))) await writeTie(ctx, tie, after);
    for (const group of before.groups) await writeGroupBack(ctx, group, after);
    for (const groupId of new Set(before.places.map((each) => each.groupId)))
      await place(
        ctx,
        before.places.filter((each) => each.groupId === groupId).map(({ id }) => id),
        groupId,
      );
    await tellTies(ctx, after, before);
  },
});

const open = ({ agencyId }: Context) => and(eq(companyParents.agencyId, agencyId), isNull(companyParents.endedAt));
const tiedTo = (ids: string[]) => or(inArray(companyParents.companyId, ids), inArray(companyParents.parentId, ids));

/** All that stands in one group with these companies. */
async function treesOf(ctx: Context, ids: string[]): Promise<Trees> {
  const groupIds = (await Promise.all(ids.map((id) => placeOf(ctx, id)))).flatMap(({ groupId }) => groupId ?? []);
  const places = await placesOf(ctx, ids, groupIds);
  const members = places.map(({ id }) => id);
  const ties = await ctx.db
    .select()
    .from(companyParents)
    .where(and(open(ctx), tiedTo(members)))
    .orderBy(asc(companyParents.id));
  return { ties, places, groups: await groupsOf(ctx, groupIds) };
}

/** The same as it stands now, with whatever has come into it since. */
async function sameTrees(ctx: Context, before: Trees): Promise<Trees> {
  const groupIds = before.groups.map(({ id }) => id);
  const places = await placesOf(
    ctx,
    before.places.map(({ id }) => id),
    groupIds,
  );
  const known = before.ties.map(({ id }) => id);
  const members = places.map(({ id }) => id);
  const ties = await ctx.db
    .select()
    .from(companyParents)
    .where(
      and(
        eq(companyParents.agencyId, ctx.agencyId),
        or(inArray(companyParents.id, known), and(isNull(companyParents.endedAt), tiedTo(members))),
      ),
    )
    .orderBy(asc(companyParents.id));
  return { ties, places, groups: await groupsOf(ctx, groupIds) };
}

const placesOf = ({ db, agencyId }: Context, ids: string[], groupIds: string[]) =>
  db
    .select({ id: companies.id, groupId: companies.groupId })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), or(inArray(companies.id, ids), inArray(companies.groupId, groupIds))))
    .orderBy(asc(companies.id));

const groupsOf = ({ db, agencyId }: Context, ids: string[]) =>
  db
    .select()
    .from(companyGroups)
    .where(and(eq(companyGroups.agencyId, agencyId), inArray(companyGroups.id, ids)))
    .orderBy(asc(companyGroups.id));

/** A tie that would join the survivor to itself, give it a second parent or close a circle ends instead. */
async function moveParents(ctx: Context, pair: Pair): Promise<void> {
  const [fromId, toId] = [pair.merged.id, pair.survivor.id];
  const isBelow = (await ancestorsOf(ctx, toId)).includes(fromId);
  const isAbove = (await ancestorsOf(ctx, fromId)).includes(toId);
  const [up, held] = [await currentTie(ctx, fromId), await currentTie(ctx, toId)];
  const down = await ctx.db
    .select()
    .from(companyParents)
    .where(and(open(ctx), eq(companyParents.parentId, fromId)));
  const ending = { endedAt: ctx.now.toISOString(), toOn: ctx.today };
  // What stood below the one given up hands its own parent on, before anything points at it.
  if (isBelow && held) await change(ctx, held, ending);
  if (up) await change(ctx, up, isAbove || (held && !isBelow) ? ending : { companyId: toId });
  for (const tie of down)
    if (tie.id !== held?.id || !isBelow) await change(ctx, tie, tie.companyId === toId ? ending : { parentId: toId });
  await moveGroup(ctx, fromId, toId);
}

/** The survivor heads the group that the other one headed, unless it stands below somebody itself. */
async function moveGroup(ctx: Context, fromId: string, toId: string): Promise<void> {
  const [mine, theirs] = [await placeOf(ctx, fromId), await placeOf(ctx, toId)];
  const head = (await ancestorsOf(ctx, toId)).at(-1) ?? toId;
  const groupId = (await placeOf(ctx, head)).groupId ?? theirs.groupId ?? mine.groupId;
  const [headed] = await ctx.db
    .select()
    .from(companyGroups)
    .where(
      and(eq(companyGroups.agencyId, ctx.agencyId), eq(companyGroups.headId, fromId), isNull(companyGroups.endedOn)),
    );
  if (headed && headed.id === groupId && head === toId) {
    const after = { ...headed, headId: toId, version: headed.version + 1 };
    await write(ctx, after);
    await recordGroup(ctx, headed, after);
  } else await endGroupOf(ctx, fromId);
  await place(ctx, await subtreeOf(ctx, head), groupId);
  await place(ctx, [fromId], null);
}

const change = (ctx: Context, tie: Tie, changes: Partial<Tie>) =>
  ctx.db
    .update(companyParents)
    .set({ ...changes, version: sql`${companyParents.version} + 1` })
    .where(and(eq(companyParents.agencyId, ctx.agencyId), eq(companyParents.id, tie.id)));

const write = (ctx: Context, { id, agencyId: _agency, ...group }: Group) =>
  ctx.db
    .update(companyGroups)
    .set(group)
    .where(and(eq(companyGroups.agencyId, ctx.agencyId), eq(companyGroups.id, id)));

/** As it stood, under a version of its own: who still looks at the one in between is told. */
async function writeTie(ctx: Context, tie: Tie, { ties }: Trees): Promise<void> {
  const now = ties.find(({ id }) => id === tie.id);
  if (!now || canonical(now) === canonical(tie)) return;
  const { id: _id, agencyId: _agency, version: _version, ...was } = tie;
  await change(ctx, tie, was);
}

async function writeGroupBack(ctx: Context, group: Group, { groups }: Trees): Promise<void> {
  const now = groups.find(({ id }) => id === group.id);
  if (!now || canonical(now) === canonical(group)) return;
  const after = { ...group, version: now.version + 1 };
  await write(ctx, after);
  await recordGroup(ctx, now, after);
}

/** Every tie that is another one now, in the history; on the page the merge itself says it. */
async function tellTies(ctx: Context, before: Trees, after: Trees): Promise<void> {
  for (const tie of before.ties) {
    const now = after.ties.find(({ id }) => id === tie.id);
    if (!now || canonical(now) === canonical(tie)) continue;
    await record(ctx, {
      subject: parentSubject,
      id: tie.id,
      before: await told(ctx, tie),
      after: await told(ctx, now),
    });
  }
}

const told = async (ctx: Context, { companyId, parentId, sharePercent, fromOn, toOn, version }: Tie) => ({
  companyName: await nameOf(ctx, companyId),
  parentName: await nameOf(ctx, parentId),
  sharePercent,
  fromOn,
  toOn,
  version,
});
