import { and, desc, eq, exists, inArray, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { page } from "#kit/server/list.ts";
import { visible, isReached } from "#kit/server/scope.ts";
import { accounts } from "#records/people/tables.ts";
import { readSides, type Side } from "../comparing/queries.ts";
import { companies } from "../tables.ts";
import type { duplicateOperations } from "./contract.ts";
import { whyNotDecide } from "./rules.ts";
import { duplicatePairs, duplicateSearches } from "./tables.ts";

const columns = {
  id: duplicatePairs.id,
  oneId: duplicatePairs.oneId,
  otherId: duplicatePairs.otherId,
  score: duplicatePairs.score,
  reasons: duplicatePairs.reasons,
  state: duplicatePairs.state,
  foundAt: duplicatePairs.foundAt,
  decision: duplicatePairs.decision,
};

/** Pairs one side of which lies within what the actor may merge. */
function within(ctx: Context): SQL | undefined {
  const reached = (id: SQL) =>
    exists(sql`(select 1 from ${companies} where ${companies.id} = ${id} and ${visible(ctx, companies)})`);
  return and(
    visible(ctx, duplicatePairs),
    or(reached(sql`${duplicatePairs.oneId}`), reached(sql`${duplicatePairs.otherId}`)),
  );
}

export async function listDuplicates(ctx: Context, input: Input<typeof duplicateOperations.list>) {
  const answer = await page(input, {
    sorts: { score: duplicatePairs.score, foundAt: duplicatePairs.foundAt },
    id: duplicatePairs.id,
    where: and(within(ctx), eq(duplicatePairs.state, input.state)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: sql<string | number>`${duplicatePairs[input.sort]}`, total })
        .from(duplicatePairs)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => ctx.db.$count(duplicatePairs, where),
  });
  const ids = answer.rows.flatMap(({ oneId, otherId }) => [oneId, otherId]);
  const sides = ids.length > 0 ? await readSides(ctx, inArray(companies.id, ids)) : [];
  const sideOf = (id: string) => sides.find((side) => side.id === id);
  return {
    ...answer,
    rows: answer.rows.map(({ oneId, otherId, ...row }) => {
      const both = [sideOf(oneId), sideOf(otherId)];
      const [oneName = "", otherName = ""] = both.map((side) => (side?.isReadable ? side.name : "另有科室在库"));
      const names = [...new Set(both.map((side) => side?.divisionName ?? "未定"))];
      return { ...row, oneName, otherName, divisions: names.join("、") };
    }),
  };
}

/** The one way to a pair by its id. */
export async function getPair(ctx: Context, id: string) {
  const read = ctx.db
    .select({ ...columns, decidedAt: duplicatePairs.decidedAt, accountId: duplicatePairs.accountId })
    .from(duplicatePairs)
    .where(and(within(ctx), eq(duplicatePairs.id, id)));
  const [pair] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!pair) throw new Failure("missing", "duplicates.missing", "这一对疑似重复不存在，或不在您的数据范围内");
  const sides = await readSides(ctx, inArray(companies.id, [pair.oneId, pair.otherId]));
  const [one, other] = [pair.oneId, pair.otherId].map((each) => sides.find((side) => side.id === each));
  if (!one || !other) throw new Error("a company of the pair is gone");
  return { ...pair, one, other };
}

export async function getDuplicate(ctx: Context, { id }: { id: string }) {
  const { oneId: _one, otherId: _other, one, other, ...pair } = await getPair(ctx, id);
  const [account] = pair.accountId
    ? await ctx.db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, pair.accountId))
    : [];
  const { decidedAt: at, decision } = pair;
  const decided = at === null ? null : { at, by: account?.name ?? null, decision: decision ?? "" };
  const shown = (side: Side) => ({
    division: { divisionName: side.divisionName },
    company: side.isReadable ? side : null,
  });
  const outside = [one, other].find((side) => !isReached(ctx.actor, "companies.merge", side));
  const scope = outside && {
    code: "companies.merge.scope",
    message: `其中一家由${outside.divisionName ?? "别的科室"}负责，不在您的合并范围内，请由主任合并`,
  };
  const merge = whyNotDecide(pair) ?? scope ?? null;
  return { ...pair, decided, one: shown(one), other: shown(other), may: { merge, dismiss: whyNotDecide(pair) } };
}

export async function lastSearch({ db, agencyId }: Context) {
  const [last] = await db
    .select({
      startedAt: duplicateSearches.startedAt,
      by: accounts.name,
      companyCount: duplicateSearches.companyCount,
      pairCount: duplicateSearches.pairCount,
    })
    .from(duplicateSearches)
    .leftJoin(accounts, eq(accounts.id, duplicateSearches.accountId))
    .where(eq(duplicateSearches.agencyId, agencyId))
    .orderBy(desc(duplicateSearches.startedAt))
    .limit(1);
  return last ?? null;
}

export const noOwner = { officerId: null, divisionId: null };

/** To whom the companies of these pairs belong. */
export async function ownersOf({ db, agencyId }: Context, pairs: readonly { oneId: string; otherId: string }[]) {
  const owners = new Map<string, { officerId: string | null; divisionId: string | null }>();
  const ids = [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
  for (const part of inParts(ids, 5000)) {
    const rows = await db
      .select({ id: companies.id, officerId: companies.officerId, divisionId: companies.divisionId })
      .from(companies)
      .where(and(eq(companies.agencyId, agencyId), inArray(companies.id, part)));
    for (const { id, ...owner } of rows) owners.set(id, owner);
  }
  return owners;
}
