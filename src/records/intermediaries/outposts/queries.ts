import { and, asc, count, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { intermediaryOperations } from "../contract.ts";
import { intermediariesPack } from "../pack.ts";
import { mayManage } from "../queries.ts";
import { endLight } from "../rules.ts";
import { intermediaries } from "../tables.ts";
import type { outpostOperations } from "./contract.ts";
import { whyNotOutpost } from "./rules.ts";
import { outpostEntries, outpostMembers, outposts } from "./tables.ts";

const { basis, tasks } = outposts;
const columns = {
  id: outposts.id,
  kind: outposts.kind,
  name: outposts.name,
  place: outposts.place,
  intermediaryId: outposts.intermediaryId,
  fromOn: outposts.fromOn,
  mandatedUntil: outposts.mandatedUntil,
  toOn: outposts.toOn,
  closeReason: outposts.closeReason,
  officerId: outposts.officerId,
  divisionId: outposts.divisionId,
  version: outposts.version,
};

const besides = ({ agencyId }: Context) => ({
  officerName: persons.name,
  divisionName: divisions.name,
  intermediaryName: intermediaries.name,
  memberCount: sql<number>`(select count(*)::integer from ${outpostMembers} where ${and(
    eq(outpostMembers.agencyId, agencyId),
    eq(outpostMembers.outpostId, outposts.id),
    isNull(outpostMembers.toOn),
  )})`,
  spent: sql<string>`(select coalesce(sum(${outpostEntries.amount}), 0)::text from ${outpostEntries} where ${and(
    eq(outpostEntries.agencyId, agencyId),
    eq(outpostEntries.outpostId, outposts.id),
    isNull(outpostEntries.voidedAt),
  )})`,
});

const joined = (ctx: Context) => ({
  officer: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, outposts.officerId)),
  division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, outposts.divisionId)),
  /** The name of one that the reader's own list would show. */
  intermediary: and(
    eq(intermediaries.id, outposts.intermediaryId),
    visible({ ...ctx, operation: intermediaryOperations.list }, intermediaries),
  ),
});

export async function listOutposts(ctx: Context, input: Input<typeof outpostOperations.list>) {
  const on = joined(ctx);
  const { search, kind, isOpen, intermediaryId, officerId, endsBy } = input;
  const answer = await page(input, {
    sorts: { name: outposts.sortName },
    id: outposts.id,
    where: and(
      visible(ctx, outposts),
      found(ctx, "outpost", outposts.id, search),
      kind ? eq(outposts.kind, kind) : undefined,
      isOpen ? isNull(outposts.toOn) : undefined,
      intermediaryId ? eq(outposts.intermediaryId, intermediaryId) : undefined,
      officerId ? eq(outposts.officerId, officerId) : undefined,
      endsBy ? lte(outposts.mandatedUntil, endsBy) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, ...besides(ctx), sortKey: outposts.sortName, total })
        .from(outposts)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .leftJoin(intermediaries, on.intermediary)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(outposts).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map((row) => ({ ...row, light: lightOf(ctx, row) })) };
}

/** 任期的灯, by the days of the pack. */
function lightOf(ctx: Context, { mandatedUntil, toOn }: { mandatedUntil: string | null; toOn: string | null }) {
  if (mandatedUntil === null || toOn !== null) return null;
  const { outpostEndingDays: ending, outpostUrgentDays: urgent } = intermediariesPack(ctx);
  return endLight(mandatedUntil, ctx.today, { ending, urgent });
}

/** As others point at them: by name, and open to whom their page is. */
export async function outpostPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: outposts.id, name: outposts.name, isSeen: sql<boolean>`(${visible(ctx, outposts)})` })
    .from(outposts)
    .where(and(eq(outposts.agencyId, ctx.agencyId), inArray(outposts.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `outposts/${id}` : null }));
}

const missing = () => new Failure("missing", "outposts.missing", "驻外机构不存在，或不在您的数据范围内");

export async function getOutpost(ctx: Context, id: string) {
  const [outpost] = await ctx.db
    .select({ ...columns, basis, tasks })
    .from(outposts)
    .where(and(eq(outposts.id, id), visible(ctx, outposts)))
    .for("update");
  if (!outpost) throw missing();
  return outpost;
}
export type Outpost = Awaited<ReturnType<typeof getOutpost>>;

export async function getMember(ctx: Context, id: string) {
  const [member] = await ctx.db
    .select()
    .from(outpostMembers)
    .where(and(eq(outpostMembers.id, id), visible(ctx, outpostMembers)))
    .for("update");
  if (!member) throw new Failure("missing", "outposts.member", "驻点人员不存在，或不在您的办理范围内");
  return member;
}

export async function getEntry(ctx: Context, id: string) {
  const [entry] = await ctx.db
    .select()
    .from(outpostEntries)
    .where(and(eq(outpostEntries.id, id), isNull(outpostEntries.voidedAt), visible(ctx, outpostEntries)))
    .for("update");
  if (!entry) throw new Failure("missing", "outposts.entry", "这一条不存在、已作废，或不在您的办理范围内");
  return entry;
}

export async function getOutpostPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const { db, agencyId } = ctx;
  const [outpost] = await db
    .select({ ...columns, basis, tasks, ...besides(ctx) })
    .from(outposts)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(intermediaries, on.intermediary)
    .where(and(eq(outposts.id, id), visible(ctx, outposts)));
  if (!outpost) throw missing();
  const scope = mayManage(ctx, outpost);
  const open = scope ?? whyNotOutpost(outpost);
  const { name, task, fromOn, toOn, version } = outpostMembers;
  const { year, cost, amount, result, quantity, evidence, happenedOn } = outpostEntries;
  return {
    outpost: { ...outpost, light: lightOf(ctx, outpost) },
    members: await db
      .select({ id: outpostMembers.id, name, task, fromOn, toOn, version })
      .from(outpostMembers)
      .where(and(eq(outpostMembers.agencyId, agencyId), eq(outpostMembers.outpostId, id)))
      .orderBy(asc(fromOn), asc(outpostMembers.id)),
    entries: await db
      .select({ id: outpostEntries.id, year, cost, amount, result, quantity, evidence, happenedOn })
      .from(outpostEntries)
      .where(
        and(eq(outpostEntries.agencyId, agencyId), eq(outpostEntries.outpostId, id), isNull(outpostEntries.voidedAt)),
      )
      .orderBy(desc(year), asc(outpostEntries.id))
      .limit(500),
    timeline: await timeline(ctx, "outpost", id),
    may: { update: open, close: open },
  };
}
