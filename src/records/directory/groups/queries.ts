import { and, asc, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { sumYuan } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { persons } from "#records/people/tables.ts";
import { companyOperations } from "../contract.ts";
import { tiersOf, tierTitles } from "../pack.ts";
import { whyNotCompany } from "../rules.ts";
import { companies, companyGroups } from "../tables.ts";
import type { groupOperations } from "./contract.ts";
import { inTreeOrder, whyNotDetach } from "./rules.ts";
import { companyParents } from "./tables.ts";

const mostMembers = 500;

const shown = {
  id: companyGroups.id,
  name: companyGroups.name,
  tierTitle: companyGroups.tier,
  leadName: persons.name,
  createdOn: companyGroups.createdOn,
  version: companyGroups.version,
};

const memberCount = ({ agencyId }: Context) =>
  sql<number>`(select count(*)::integer from ${companies} where ${companies.agencyId} = ${agencyId}
    and ${companies.groupId} = ${companyGroups.id} and ${companies.state} = 'active')`;

const leading = ({ agencyId }: Context) => and(eq(persons.agencyId, agencyId), eq(persons.id, companyGroups.leadId));

/** In the words of the rule pack. */
const inTierWords = <Row extends { tierTitle: string | null }>(ctx: Context, row: Row): Row => ({
  ...row,
  tierTitle: row.tierTitle && (tierTitles(ctx).get(row.tierTitle) ?? row.tierTitle),
});

export async function listGroups(ctx: Context, input: Input<typeof groupOperations.list>) {
  const sorts = { name: companyGroups.sortName, createdOn: companyGroups.createdOn };
  const answer = await page(input, {
    sorts,
    id: companyGroups.id,
    where: and(
      visible(ctx, companyGroups),
      isNull(companyGroups.endedOn),
      found(ctx, "group", companyGroups.id, input.search),
      input.tier ? eq(companyGroups.tier, input.tier) : undefined,
      input.leadId ? eq(companyGroups.leadId, input.leadId) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...shown, memberCount: memberCount(ctx), sortKey: sql<string>`${sorts[input.sort]}` })
        .from(companyGroups)
        .leftJoin(persons, leading(ctx))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(companyGroups).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map((row) => inTierWords(ctx, row)) };
}

export async function listTiers(ctx: Context) {
  return tiersOf(ctx);
}

/** A group to change: by whoever may change its head. */
export async function findGroup(ctx: Context, id: string) {
  const [group] = await ctx.db
    .select()
    .from(companyGroups)
    .where(and(visible(ctx, companyGroups), eq(companyGroups.id, id)))
    .for("update");
  if (!group || !(await mayLead(ctx, group.headId)))
    throw new Failure("missing", "groups.missing", "集团不存在，或其总部不在您的办理范围内");
  return group;
}

/** A group by its id, for its timeline: known to whoever may read companies. */
export async function findGroupOf(ctx: Context, id: string) {
  return readGroup(ctx, id);
}

/** Whether the head company lies within what the actor may change. */
async function mayLead(ctx: Context, headId: string): Promise<boolean> {
  const [head] = await ctx.db
    .select({ officerId: companies.officerId, divisionId: companies.divisionId })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, headId)));
  return head !== undefined && isReached(ctx.actor, "companies.manage", head);
}

export async function getGroupPage(ctx: Context, { id }: { id: string }) {
  const group = await readGroup(ctx, id);
  const members = await listMembers(ctx, id);
  const all = await ctx.db
    .select({ total: count() })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.groupId, id)));
  const isMine = await mayLead(ctx, group.headId);
  return {
    group,
    members: inTreeOrder(members),
    seen: {
      count: members.length,
      registeredCapital: sumYuan(members.flatMap(({ registeredCapital }) => registeredCapital ?? [])),
    },
    hiddenCount: (all[0]?.total ?? 0) - members.length,
    timeline: await timeline(ctx, "group", id),
    may: {
      update: isMine ? null : { code: "groups.scope", message: "集团总部不在您的办理范围内，请联系总部的责任专员" },
    },
  };
}

async function readGroup(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select({
      ...shown,
      tier: companyGroups.tier,
      leadId: companyGroups.leadId,
      headId: companyGroups.headId,
      team: companyGroups.team,
      note: companyGroups.note,
      endedOn: companyGroups.endedOn,
      memberCount: memberCount(ctx),
    })
    .from(companyGroups)
    .leftJoin(persons, leading(ctx))
    .where(and(visible(ctx, companyGroups), eq(companyGroups.id, id)));
  if (!row) throw new Failure("missing", "groups.missing", "集团不存在");
  const [head] = await seenCompanies(ctx, eq(companies.id, row.headId));
  return inTierWords(ctx, { ...row, headName: head?.name ?? null, team: await named(ctx, row.team) });
}

const seenCompanies = (ctx: Context, where: SQL | undefined) =>
  ctx.db
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(and(visible(ctx, companies), where))
    .limit(mostMembers);

export async function named({ db, agencyId }: Context, ids: string[]) {
  if (ids.length === 0) return [];
  const people = await db
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), inArray(persons.id, ids)));
  return ids.flatMap((id) => people.find((each) => each.id === id) ?? []);
}

const tie = ({ agencyId }: Context) =>
  and(
    eq(companyParents.agencyId, agencyId),
    eq(companyParents.companyId, companies.id),
    isNull(companyParents.endedAt),
  );

function listMembers(ctx: Context, groupId: string) {
  return ctx.db
    .select({
      id: companies.id,
      name: companies.name,
      parentId: companyParents.parentId,
      sharePercent: companyParents.sharePercent,
      fromOn: companyParents.fromOn,
      region: companies.region,
      registeredCapital: companies.registeredCapital,
      officerName: persons.name,
    })
    .from(companies)
    .leftJoin(companyParents, tie(ctx))
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, companies.officerId)))
    .where(and(visible(ctx, companies), eq(companies.groupId, groupId)))
    .orderBy(asc(companies.sortName))
    .limit(mostMembers);
}

/** 在集团中的位置: for the company's own page. */
export async function getPlace(ctx: Context, { companyId }: { companyId: string }) {
  const [company] = await ctx.db
    .select()
    .from(companies)
    .where(and(visible(ctx, companies, { granted: true }), eq(companies.id, companyId)));
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  const group = company.groupId ? await readGroup(ctx, company.groupId) : null;
  const current = await currentTie(ctx, companyId);
  const parents = current ? await seenCompanies(ctx, eq(companies.id, current.parentId)) : [];
  const parent = parents.map((each) => ({ ...each, ...tieOf(current) }))[0] ?? null;
  const { children, hiddenCount } = await childrenOf(ctx, companyId);
  const scope = isReached(ctx.actor, "companies.manage", company)
    ? whyNotCompany("update", company)
    : { code: "companies.scope", message: "这家企业不在您的办理范围内，请联系责任专员" };
  const taken = current ? { code: "groups.attach.taken", message: "已有上级企业，请先解除再改挂" } : null;
  const inGroup = group ? { code: "groups.create.taken", message: `企业已在${group.name}` } : null;
  return {
    group,
    parent,
    hasHiddenParent: current !== undefined && parent === null,
    children,
    hiddenCount,
    may: { create: scope ?? inGroup, attach: scope ?? taken, detach: scope ?? whyNotDetach(current) },
  };
}

const tieOf = (row: { sharePercent: string | null; fromOn: string | null } | undefined) => ({
  sharePercent: row?.sharePercent ?? null,
  fromOn: row?.fromOn ?? null,
});

async function childrenOf(ctx: Context, companyId: string) {
  const ties = await ctx.db
    .select()
    .from(companyParents)
    .where(
      and(
        eq(companyParents.agencyId, ctx.agencyId),
        eq(companyParents.parentId, companyId),
        isNull(companyParents.endedAt),
      ),
    );
  const ids = ties.map((each) => each.companyId);
  const seen = ids.length > 0 ? await seenCompanies(ctx, inArray(companies.id, ids)) : [];
  const children = seen.map((each) => ({ ...each, ...tieOf(ties.find((row) => row.companyId === each.id)) }));
  return { children, hiddenCount: ids.length - seen.length };
}

export async function currentTie({ db, agencyId }: Context, companyId: string) {
  const [current] = await db
    .select()
    .from(companyParents)
    .where(
      and(
        eq(companyParents.agencyId, agencyId),
        eq(companyParents.companyId, companyId),
        isNull(companyParents.endedAt),
      ),
    );
  return current;
}

/** Whom a company may be put under: what the actor may read, in reach of changing it or not. */
export async function findParent(ctx: Context, id: string) {
  const reading: Context = { ...ctx, operation: companyOperations.get };
  const [parent] = await ctx.db
    .select()
    .from(companies)
    .where(and(visible(reading, companies), eq(companies.id, id)));
  if (!parent) throw new Failure("missing", "companies.missing", "上级企业不存在，或不在您的数据范围内");
  return parent;
}

/** Up to the head, nearest first, without the company itself; the bound ends it even if the data were a circle. */
export async function ancestorsOf({ db, agencyId }: Context, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive above(id, depth) as (
      select parent_id, 1 from ${companyParents}
        where agency_id = ${agencyId} and company_id = ${id} and ended_at is null
      union all
      select p.parent_id, depth + 1 from ${companyParents} p join above on p.company_id = above.id
        where p.agency_id = ${agencyId} and p.ended_at is null and depth < 100)
    select id from above order by depth`);
  return rows.map((row) => row.id);
}

/** The company itself and everything below it. */
export async function subtreeOf({ db, agencyId }: Context, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive below(id) as (
      select ${id}::uuid
      union
      select p.company_id from ${companyParents} p join below on p.parent_id = below.id
        where p.agency_id = ${agencyId} and p.ended_at is null)
    select id from below`);
  return rows.map((row) => row.id);
}
