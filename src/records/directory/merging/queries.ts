import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { tell } from "#kit/server/news.ts";
import { visible, isReached } from "#kit/server/scope.ts";
import { accounts } from "#records/people/tables.ts";
import { readSides, type Side } from "../comparing/queries.ts";
import { companyMergeAsked, type Counted } from "../moving/actions.ts";
import { companyOperations } from "../contract.ts";
import { companyColumns } from "../queries.ts";
import { companies } from "../tables.ts";
import type { CompanyState } from "../words.ts";
import type { mergeOperations } from "./contract.ts";
import { whyNotMerge, whyNotReach, whyNotUndo } from "./rules.ts";
import { companyMerges } from "./tables.ts";

interface Two {
  survivorId: string;
  mergedId: string;
}

const missing = () => new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");

export async function previewMerge(ctx: Context, { survivorId, mergedId }: Input<typeof mergeOperations.preview>) {
  const sides = await readSides(ctx, inArray(companies.id, [survivorId, mergedId]));
  const [survivor, merged] = [survivorId, mergedId].map((id) =>
    sides.find((side) => side.id === id && side.isReadable),
  );
  if (!survivor || !merged) throw missing();
  const refusal = whyNotMerge(survivor, merged) ?? unreached(ctx, [survivor, merged]);
  const counted = refusal ? [] : await tell(ctx, companyMergeAsked, { survivor, merged });
  return {
    survivor,
    merged,
    moves: (counted as (Counted | null)[]).filter((each) => each !== null && each.count > 0) as Counted[],
    may: { merge: refusal },
  };
}

/** Both records under lock, always in one order, so that two merges cannot wait for each other. */
export async function getTwo(ctx: Context, { survivorId, mergedId }: Two) {
  const ids = [survivorId, mergedId];
  await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), inArray(companies.id, ids)))
    .orderBy(companies.id)
    .for("update");
  const sides = await readSides(ctx, inArray(companies.id, ids));
  const [survivor, merged] = ids.map((id) => sides.find((side) => side.id === id && side.isReadable));
  if (!survivor || !merged) throw missing();
  return { survivor, merged, outside: unreached(ctx, [survivor, merged]) };
}

function unreached(ctx: Context, sides: Side[]) {
  const outside = sides.find((side) => !isReached(ctx.actor, "companies.merge", side));
  return outside ? whyNotReach(outside.name, outside.divisionName) : null;
}

/** A company as it is kept with a merge, and compared before the merge is taken back. */
export async function imagesOf(ctx: Context, { survivorId, mergedId }: Two) {
  const rows = await ctx.db
    .select({ ...companyColumns, mergedIntoId: companies.mergedIntoId })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), inArray(companies.id, [survivorId, mergedId])));
  const [survivor, merged] = [survivorId, mergedId].map((id) => rows.find((row) => row.id === id));
  if (!survivor || !merged) throw new Error("a company of the merge is gone");
  return { survivor, merged };
}
export type StoredCompany = Awaited<ReturnType<typeof imagesOf>>["survivor"];

/** The one way to a merge by its id: reached through its survivor. */
export async function getMerge(ctx: Context, id: string) {
  const [merge] = await ctx.db
    .select()
    .from(companyMerges)
    .where(and(eq(companyMerges.id, id), visible(ctx, companyMerges)))
    .for("update");
  if (!merge) throw new Failure("missing", "merges.missing", "这次合并不存在，或不在您的数据范围内");
  return merge;
}

export async function listMerges(ctx: Context, { id }: { id: string }) {
  const old = alias(companies, "old");
  const rows = await ctx.db
    .select({
      id: companyMerges.id,
      mergedName: sql<string>`${companyMerges.images}->'before'->'merged'->>'name'`,
      mergedAt: companyMerges.mergedAt,
      by: accounts.name,
      reason: companyMerges.reason,
      undoUntil: companyMerges.undoUntil,
      undoneAt: companyMerges.undoneAt,
      survivor: { officerId: companies.officerId, divisionId: companies.divisionId },
      merged: { officerId: old.officerId, divisionId: old.divisionId },
    })
    .from(companyMerges)
    .innerJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, companyMerges.survivorId)))
    .innerJoin(old, and(eq(old.agencyId, ctx.agencyId), eq(old.id, companyMerges.mergedId)))
    .leftJoin(accounts, eq(accounts.id, companyMerges.accountId))
    .where(
      and(
        eq(companyMerges.agencyId, ctx.agencyId),
        eq(companyMerges.survivorId, id),
        isNull(companyMerges.undoneAt),
        visible(ctx, companies, { granted: true }),
      ),
    )
    .orderBy(desc(companyMerges.mergedAt))
    .limit(50);
  return rows.map(({ survivor, merged, undoneAt, ...row }) => ({
    ...row,
    may: {
      undo: [survivor, merged].every((each) => isReached(ctx.actor, "companies.merge", each))
        ? whyNotUndo({ ...row, undoneAt }, ctx.today)
        : { code: "merges.scope", message: "这次合并不在您的撤销范围内，请联系主任或负责科室的科长" },
    },
  }));
}

/** 已并入: nothing new is done on such a record; says where it went as far as the asker may know. */
export async function refuseMerged(
  ctx: Context,
  { id, name, state }: { id: string; name: string; state: CompanyState },
): Promise<void> {
  if (state !== "merged") return;
  const { survivor, division } = await forwardCompany({ ...ctx, operation: companyOperations.get }, { id });
  const message = survivor
    ? `“${name}”已并入“${survivor.name}”，请在那一条上办理`
    : `“${name}”已并入${division.divisionName ?? "别的科室"}负责的一条记录，请与其联系`;
  throw new Failure("refused", "companies.merged", message);
}

/** Whoever might read the old record or may read the new one is led on; of a survivor out of sight only its division is told. */
export async function forwardCompany(ctx: Context, { id }: { id: string }) {
  const old = alias(companies, "old");
  const isSeen = (which: SQL) => sql<boolean>`exists (select 1 from ${companies} where ${companies.id} = ${which}
    and ${visible(ctx, companies, { granted: true })})`;
  const [found] = await ctx.db
    .select({ into: old.mergedIntoId, knew: isSeen(sql`${old.id}`), sees: isSeen(sql`${old.mergedIntoId}`) })
    .from(old)
    .where(and(eq(old.agencyId, ctx.agencyId), eq(old.id, id), eq(old.state, "merged")));
  if (!found?.into || !(found.knew || found.sees)) throw missing();
  const [survivor] = await readSides(ctx, eq(companies.id, found.into));
  if (!survivor) throw missing();
  return {
    survivor: found.sees ? { id: survivor.id, name: survivor.name } : null,
    division: { divisionName: survivor.divisionName },
  };
}
