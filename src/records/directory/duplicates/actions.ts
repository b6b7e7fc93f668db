import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { startJob } from "#kit/server/jobs.ts";
import { jobs } from "#kit/server/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { holdersOf, reaches } from "#records/workspace/notices/queries.ts";
import type { LikeReason } from "../comparing/words.ts";
import { type duplicateOperations, duplicateSubject } from "./contract.ts";
import { getPair, noOwner, ownersOf } from "./queries.ts";
import { whyNotDecide } from "./rules.ts";
import { duplicatePairs, duplicateSearches } from "./tables.ts";
import type { DuplicateState } from "./words.ts";

/** 不是重复: who says so and why; not asked again until a name or a code changes. */
export async function dismissDuplicate(ctx: Context, { id, reason }: Input<typeof duplicateOperations.dismiss>) {
  const { one, other, state } = await getPair(ctx, id);
  refuseIf(whyNotDecide({ state }));
  const decided = { state: "distinct", decision: reason } as const;
  await ctx.db
    .update(duplicatePairs)
    .set({ ...decided, decidedAt: ctx.now.toISOString(), accountId: ctx.actor.accountId })
    .where(and(eq(duplicatePairs.agencyId, ctx.agencyId), eq(duplicatePairs.id, id)));
  const told = { oneName: one.name, otherName: other.name };
  await record(ctx, {
    subject: duplicateSubject,
    id,
    before: { ...told, state, decision: "" },
    after: { ...told, ...decided },
    reason,
  });
  return { id };
}

export const searchJob = { kind: "duplicates.search", title: "查重", input: z.strictObject({}) };

export async function startSearch(ctx: Context) {
  const under = await ctx.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.kind, searchJob.kind), sql`${jobs.state} in ('queued', 'running')`),
    );
  if (under.length > 0) throw new Failure("refused", "duplicates.searching", "正在查重，完成后这里会更新");
  return { jobId: await startJob(ctx, searchJob, {}) };
}

export interface FoundPair {
  oneId: string;
  otherId: string;
  score: number;
  reasons: LikeReason[];
  basis: string;
}

interface Search {
  startedAt: Date;
  milliseconds: number;
  companyCount: number;
  comparedCount: number;
}

/** Writes what a search found, in one statement: what was decided stays so while its basis does; open ones not found again are gone. */
export async function keepPairs(ctx: Context, found: FoundPair[], search: Search): Promise<number> {
  const { db, agencyId } = ctx;
  const at = search.startedAt.toISOString();
  const firstFound: FoundPair[] = [];
  for (const part of inParts(found, 2000)) {
    const pairs = part.map((pair) => ({ id: newId(), ...pair }));
    const rows = JSON.stringify(pairs);
    const written = await db.execute<{ id: string }>(sql`insert into ${duplicatePairs}
        (agency_id, id, one_id, other_id, score, reasons, basis, state, found_at)
      select ${agencyId}::uuid, r.id, r."oneId", r."otherId", r.score, r.reasons, r.basis, 'open', ${at}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, "oneId" uuid, "otherId" uuid, score bigint, reasons jsonb, basis text)
      on conflict (agency_id, one_id, other_id) do update set score = excluded.score, reasons = excluded.reasons,
        found_at = excluded.found_at, basis = excluded.basis,
        state = case when duplicate_pair.state = 'distinct' and duplicate_pair.basis = excluded.basis then 'distinct' else 'open' end
      returning id`);
    const ids = new Set(written.rows.map(({ id }) => id));
    firstFound.push(...pairs.filter(({ id }) => ids.has(id)));
  }
  // Whoever searches by day sees what comes of it; the night tells of what nobody has seen.
  if (ctx.actor.accountId === null) await tellFound(ctx, firstFound);
  await db
    .delete(duplicatePairs)
    .where(
      and(eq(duplicatePairs.agencyId, agencyId), eq(duplicatePairs.state, "open"), lt(duplicatePairs.foundAt, at)),
    );
  const open = await db.$count(
    duplicatePairs,
    and(eq(duplicatePairs.agencyId, agencyId), eq(duplicatePairs.state, "open")),
  );
  const { accountId } = ctx.actor;
  await db
    .insert(duplicateSearches)
    .values({ ...search, agencyId, id: newId(), accountId, startedAt: at, pairCount: open });
  return open;
}

/** 每天一次: how many new pairs each one may decide, not which; a pair is told when it is first found and never again. */
async function tellFound(ctx: Context, found: FoundPair[]): Promise<void> {
  if (found.length === 0) return;
  const owners = await ownersOf(ctx, found);
  const counts = new Map<string, number>();
  for (const holder of await holdersOf(ctx, "companies.merge")) {
    const own = found.filter((pair) =>
      [pair.oneId, pair.otherId].some((id) => reaches(holder, owners.get(id) ?? noOwner)),
    );
    counts.set(holder.accountId, Math.max(own.length, counts.get(holder.accountId) ?? 0));
  }
  for (const count of new Set(counts.values()))
    if (count > 0)
      await notify(ctx, {
        to: { accounts: [...counts].flatMap(([accountId, each]) => (each === count ? [accountId] : [])) },
        kind: "duplicates",
        title: `夜间查重新发现 ${count} 对疑似重复的企业，请核实`,
        page: "duplicates",
      });
}

type Closed = { id: string; state: DuplicateState }[];

/** 已合并处理: pairs of which one company has gone into another; answers with what they were. */
export async function closePairs({ db, agencyId }: Context, companyId: string): Promise<Closed> {
  const closed = await db
    .select({ id: duplicatePairs.id, state: duplicatePairs.state })
    .from(duplicatePairs)
    .where(
      and(
        eq(duplicatePairs.agencyId, agencyId),
        or(eq(duplicatePairs.oneId, companyId), eq(duplicatePairs.otherId, companyId)),
        ne(duplicatePairs.state, "merged"),
      ),
    )
    .for("update");
  for (const { id } of closed) await setState({ db, agencyId }, id, "merged");
  return closed;
}

export async function reopenPairs(ctx: Context, closed: Closed): Promise<void> {
  for (const { id, state } of closed) await setState(ctx, id, state);
}

async function setState({ db, agencyId }: Pick<Context, "db" | "agencyId">, id: string, state: DuplicateState) {
  await db
    .update(duplicatePairs)
    .set({ state })
    .where(and(eq(duplicatePairs.agencyId, agencyId), eq(duplicatePairs.id, id)));
}
