import { and, asc, count, desc, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { jobs } from "#kit/server/tables.ts";
import { timeline } from "#kit/server/timeline.ts";
import type { draftOperations, jobOperations, timelineOperations, viewOperations } from "./contract.ts";
import { exportJob } from "./exports/actions.ts";
import { importJobs } from "./imports/actions.ts";
import { keptDays } from "./retention/pack.ts";
import { whyNotCancel, whyNotRepeat } from "./rules.ts";
import type { SubjectPage } from "./subjects/queries.ts";
import { drafts, savedViews } from "./tables.ts";

const mostJobs = 50;

export const mine = (ctx: Context): string => ctx.actor.accountId ?? ctx.agencyId;

export const theDraft = (ctx: Context, form: string) =>
  and(visible(ctx, drafts), eq(drafts.accountId, mine(ctx)), eq(drafts.form, form));

export async function getDraft(ctx: Context, { form }: Input<typeof draftOperations.get>) {
  const [draft] = await ctx.db
    .select({ values: drafts.values, savedAt: drafts.savedAt })
    .from(drafts)
    .where(theDraft(ctx, form));
  return draft ?? null;
}

/** 草稿 of one's own, the latest first. */
export async function listOwnDrafts(ctx: Context) {
  return ctx.db
    .select({ form: drafts.form, savedAt: drafts.savedAt })
    .from(drafts)
    .where(and(visible(ctx, drafts), eq(drafts.accountId, mine(ctx))))
    .orderBy(desc(drafts.savedAt))
    .limit(20);
}

export async function listViews(ctx: Context, { list }: Input<typeof viewOperations.list>) {
  return ctx.db
    .select({ id: savedViews.id, name: savedViews.name, state: savedViews.state })
    .from(savedViews)
    .where(and(visible(ctx, savedViews), eq(savedViews.accountId, mine(ctx)), eq(savedViews.list, list)))
    .orderBy(asc(savedViews.id));
}

const jobColumns = {
  id: jobs.id,
  kind: jobs.kind,
  title: jobs.title,
  state: jobs.state,
  done: jobs.done,
  total: jobs.total,
  message: jobs.message,
  result: jobs.result,
  createdAt: jobs.createdAt,
  startedAt: jobs.startedAt,
  finishedAt: jobs.finishedAt,
};

export async function listJobs(ctx: Context) {
  return ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.accountId, mine(ctx))))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(mostJobs);
}

const declared: { kind: string; mayRepeat?: boolean }[] = [exportJob, ...Object.values(importJobs)];
const mayRepeat = (kind: string) => declared.some((each) => each.kind === kind && each.mayRepeat === true);

export async function browseJobs(ctx: Context, input: Input<typeof jobOperations.browse>) {
  const { total: steps, ...columns } = jobColumns;
  const answer = await page(input, {
    sorts: { createdAt: jobs.createdAt },
    id: jobs.id,
    where: and(
      eq(jobs.agencyId, ctx.agencyId),
      eq(jobs.accountId, mine(ctx)),
      input.state ? eq(jobs.state, input.state) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ ...columns, steps, sortKey: jobs.createdAt })
        .from(jobs)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(jobs).where(where))[0]?.total ?? 0,
  });
  return {
    ...answer,
    rows: answer.rows.map(({ sortKey: _key, steps: total, ...job }) => ({ ...job, total, may: mayOf(job) })),
  };
}

export const mayOf = ({ kind, state }: Pick<typeof jobs.$inferSelect, "kind" | "state">) => ({
  cancel: whyNotCancel({ state }),
  repeat: whyNotRepeat({ state, mayRepeat: mayRepeat(kind) }),
});

export async function getKeeping(ctx: Context) {
  return keptDays(ctx.pack(Number(ctx.today.slice(0, 4))));
}

export async function getJob(ctx: Context, id: string) {
  const read = ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.accountId, mine(ctx)), eq(jobs.id, id)));
  const [job] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!job) throw new Failure("missing", "jobs.missing", "任务不存在，或不是您发起的");
  return job;
}

export async function getUpload(ctx: Context, { id }: { id: string }) {
  const file = await getFile(ctx, id);
  if (file.accountId !== ctx.actor.accountId) throw new Failure("missing", "files.missing", "附件不存在，可能已被删除");
  return file;
}

export async function listTimeline(
  ctx: Context,
  pages: readonly SubjectPage[],
  { subjectKind, subjectId, after, limit }: Input<typeof timelineOperations.list>,
) {
  const page = pages.find(({ subject }) => subject.kind === subjectKind);
  if (!page?.see) throw new Failure("missing", "timeline.kind", "这类记录没有时间线");
  if (!ctx.actor.grants.has(`${page.subject.noun}.read`)) {
    throw new Failure("forbidden", "permission.missing", `您没有查看${page.subject.title}的权限`);
  }
  await page.see(ctx, subjectId);
  return timeline(ctx, subjectKind, subjectId, { after, limit });
}
