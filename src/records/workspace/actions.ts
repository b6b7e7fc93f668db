import { and, count, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { cancelJob, type Job, repeatJob } from "#kit/server/jobs.ts";
import { visible } from "#kit/server/scope.ts";
import { jobs } from "#kit/server/tables.ts";
import type { draftOperations, viewOperations } from "./contract.ts";
import { notify } from "./notices/actions.ts";
import { getJob, mayOf, mine, theDraft } from "./queries.ts";
import { jobNotice } from "./rules.ts";
import { drafts, savedViews } from "./tables.ts";

const mostDrafts = 100;
const mostViews = 30;

/** 暂存: no history, because nothing has been said yet. */
export async function saveDraft(ctx: Context, { form, values }: Input<typeof draftOperations.save>) {
  const savedAt = ctx.now.toISOString();
  await ctx.db
    .insert(drafts)
    .values({ agencyId: ctx.agencyId, accountId: mine(ctx), form, values, savedAt })
    .onConflictDoUpdate({ target: [drafts.agencyId, drafts.accountId, drafts.form], set: { values, savedAt } });
  const [held] = await ctx.db
    .select({ total: count() })
    .from(drafts)
    .where(and(visible(ctx, drafts), eq(drafts.accountId, mine(ctx))));
  if ((held?.total ?? 0) > mostDrafts) {
    throw new Failure("refused", "drafts.many", `草稿已有 ${mostDrafts} 份，请先提交或丢弃一些`);
  }
  return { savedAt };
}

export async function dropDraft(ctx: Context, { form }: Input<typeof draftOperations.drop>) {
  await ctx.db.delete(drafts).where(theDraft(ctx, form));
  return {};
}

export async function saveView(ctx: Context, { list, name, state }: Input<typeof viewOperations.save>) {
  const savedAt = ctx.now.toISOString();
  const [view] = await ctx.db
    .insert(savedViews)
    .values({ agencyId: ctx.agencyId, id: newId(), accountId: mine(ctx), list, name, state, savedAt })
    .onConflictDoUpdate({
      target: [savedViews.agencyId, savedViews.accountId, savedViews.list, savedViews.name],
      set: { state, savedAt },
    })
    .returning({ id: savedViews.id, name: savedViews.name, state: savedViews.state });
  if (!view) throw new Error("view not written");
  const [held] = await ctx.db
    .select({ total: count() })
    .from(savedViews)
    .where(and(visible(ctx, savedViews), eq(savedViews.accountId, mine(ctx)), eq(savedViews.list, list)));
  if ((held?.total ?? 0) > mostViews) {
    throw new Failure("refused", "views.many", `每个列表最多保存 ${mostViews} 个视图，请先删除不用的`);
  }
  return view;
}

export async function dropView(ctx: Context, { id }: Input<typeof viewOperations.drop>) {
  const dropped = await ctx.db
    .delete(savedViews)
    .where(and(visible(ctx, savedViews), eq(savedViews.accountId, mine(ctx)), eq(savedViews.id, id)))
    .returning({ id: savedViews.id });
  if (dropped.length === 0) throw new Failure("missing", "views.missing", "视图不存在，或不是您保存的");
  return {};
}

export async function stopJob(ctx: Context, { id }: { id: string }) {
  await cancelJob(ctx, id);
  return getJob(ctx, id);
}

export async function runAgain(ctx: Context, { id }: { id: string }) {
  refuseIf(mayOf(await getJob(ctx, id)).repeat);
  await repeatJob(ctx, id);
  return getJob(ctx, id);
}

/** 任务结束: whoever waits for it elsewhere is told, in the transaction that writes the end down. */
export async function tellEnd(db: Db, now: Date, known: readonly Job[], jobId: string): Promise<void> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId));
  if (!job || !known.some(({ kind, isAwaited }) => kind === job.kind && isAwaited)) return;
  const notice = jobNotice(job);
  if (!notice) return;
  const { agencyId, accountId } = job;
  await notify({ db, agencyId, now }, { ...notice, to: { accounts: [accountId] } });
}
