import { and, eq } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical, changedTitles, record } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { findable } from "../actions.ts";
import { companySubject } from "../contract.ts";
import { companyMerged, companyMergeUndoAsked, companyMergeUndone } from "../moving/actions.ts";
import { companies } from "../tables.ts";
import type { mergeOperations } from "./contract.ts";
import { getMerge, getTwo, imagesOf, type StoredCompany } from "./queries.ts";
import { mergedCompany, undoDays, whyNotMerge, whyNotResult, whyNotUndo } from "./rules.ts";
import { companyMerges } from "./tables.ts";

const { kind } = companySubject;
type Two = { survivor: StoredCompany; merged: StoredCompany };

/** 合并: one record stays, the other goes into it with all that hangs on it; all of it or nothing. */
export async function mergeCompanies(ctx: Context, sent: Input<typeof mergeOperations.merge>) {
  const { survivor, merged, outside } = await getTwo(ctx, sent);
  refuseIf(whyNotMerge(survivor, merged) ?? outside);
  if (survivor.version !== sent.survivorVersion || merged.version !== sent.mergedVersion)
    throw new Failure("refused", "companies.merge.changed", "预览之后有人改过其中一家，请重新核对后再合并");
  const before = await imagesOf(ctx, sent);
  const { after, codeLeft } = mergedCompany(before.survivor, before.merged, sent.choices);
  refuseIf(whyNotResult(after));
  const into = { state: "merged", mergedIntoId: survivor.id, creditCode: codeLeft } as const;
  await write(ctx, { survivor: after, merged: { ...before.merged, ...into } });
  const pair = { survivor: { id: survivor.id, name: survivor.name }, merged: { id: merged.id, name: merged.name } };
  const moved = await tell(ctx, companyMerged, pair);
  const stored = await imagesOf(ctx, sent);
  const id = newId();
  await ctx.db.insert(companyMerges).values({
    agencyId: ctx.agencyId,
    id,
    survivorId: survivor.id,
    mergedId: merged.id,
    reason: sent.reason,
    accountId: ctx.actor.accountId,
    mergedAt: ctx.now.toISOString(),
    undoUntil: addDays(ctx.today, undoDays),
    images: { before, after: stored },
    moved: Object.fromEntries(moved as [string, unknown][]),
  });
  const { reason } = sent;
  await tellBoth(ctx, before, stored, { survivor: `并入“${merged.name}”：${reason}`, reason });
  return { id, survivorId: survivor.id };
}

/** 撤销合并: everything as it was, unless somebody has worked on it since. */
export async function undoMerge(ctx: Context, { id, reason }: Input<typeof mergeOperations.undo>) {
  const merge = await getMerge(ctx, id);
  refuseIf(whyNotUndo(merge, ctx.today));
  const { outside } = await getTwo(ctx, merge);
  refuseIf(outside);
  const now = await imagesOf(ctx, merge);
  const before = merge.images.before as Two;
  refuseTouched(now.survivor, merge.images.after.survivor);
  refuseTouched(now.merged, merge.images.after.merged);
  const pair = {
    survivor: { id: merge.survivorId, name: before.survivor.name },
    merged: { id: merge.mergedId, name: before.merged.name },
    moved: merge.moved,
  };
  const touched = (await tell(ctx, companyMergeUndoAsked, pair)).find((each) => typeof each === "string");
  if (touched !== undefined) throw changedSince(touched);
  await write(ctx, {
    survivor: { ...before.survivor, version: now.survivor.version },
    merged: { ...before.merged, version: now.merged.version },
  });
  await tell(ctx, companyMergeUndone, pair);
  await ctx.db
    .update(companyMerges)
    .set({ undoneAt: ctx.now.toISOString() })
    .where(and(eq(companyMerges.agencyId, ctx.agencyId), eq(companyMerges.id, id)));
  await tellBoth(ctx, now, await imagesOf(ctx, merge), {
    survivor: `撤销并入“${before.merged.name}”：${reason}`,
    merged: `撤销合并，恢复为单独一条：${reason}`,
    reason,
  });
  return { survivorId: merge.survivorId, mergedId: merge.mergedId };
}

function refuseTouched(now: StoredCompany, then: Record<string, unknown>): void {
  const { version: _now, ...current } = now;
  const { version: _then, ...left } = then;
  if (canonical(current) === canonical(left)) return;
  const titles = changedTitles(companySubject, left, current);
  throw changedSince(`“${now.name}”${titles && `的${titles}`}`);
}

const changedSince = (what: string): Failure =>
  new Failure("refused", "merges.touched", `${what}在合并之后改过，不能撤销；请改回合并时的样子，或手工分开`);

/** Both rows as they shall be. The code is unique at every moment, so it is given up before it is taken. */
async function write(ctx: Context, { survivor, merged }: Two): Promise<void> {
  const { creditCode, ...gone } = merged;
  await writeOne(ctx, { ...gone, creditCode: null });
  await writeOne(ctx, survivor);
  if (creditCode)
    await ctx.db
      .update(companies)
      .set({ creditCode })
      .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, merged.id)));
  for (const each of [survivor, merged])
    await index(ctx, kind, each.id, each.state === "merged" ? { names: [], codes: [] } : findable(each));
}

async function writeOne(ctx: Context, { id, version, ...company }: StoredCompany): Promise<void> {
  await ctx.db
    .update(companies)
    .set({ ...company, sortName: sortNameOf(company.name), version: version + 1 })
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, id)));
}

async function tellBoth(
  ctx: Context,
  before: Two,
  after: Two,
  { reason, ...titles }: { survivor: string; merged?: string; reason: string },
): Promise<void> {
  for (const side of ["survivor", "merged"] as const) {
    const title = titles[side];
    await record(ctx, {
      subject: companySubject,
      id: after[side].id,
      before: before[side],
      after: after[side],
      reason,
      ...(title && { title }),
    });
  }
}
