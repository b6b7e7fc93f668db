import { and, eq, inArray, lt } from "drizzle-orm";
import type { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Actor, Context } from "./context.ts";
import type { As, Db, Ending } from "./database.ts";
import { jobs } from "./tables.ts";

/**
 * 任务: long work that outlives the click. A command puts it into the queue in its own transaction, so that a refused
 * command leaves no job; a runner (`runner.ts`) takes it up, on this server or another.
 *
 * The contract of `work`: it is a row of steps, each one transaction (`run.transaction`, or an operation through `run`),
 * and **a step may be run again**. A server may die after a step was committed and before anybody wrote that down; the
 * job then starts from its first step. So a step asks the database what is already there (insert … on conflict, update
 * by id, "not yet issued") and never counts on its own memory. Between steps, never inside one, it tells its progress.
 */
export interface Job<I extends z.ZodType = z.ZodType> {
  /** `noun.verb`, like an operation's address. */
  kind: string;
  title: string;
  input: I;
  /** 可重新执行: started anew after it failed, by whoever started it; only what changes no record of anybody's. */
  mayRepeat?: boolean;
  /** Its end is worth a notice: one waits for it elsewhere. */
  isAwaited?: boolean;
  work(run: Run<z.output<I>>): Promise<Record<string, unknown> | undefined>;
}

export interface Run<I> {
  id: string;
  input: I;
  /** The account that started it, as it stands today. */
  actor: Actor;
  /** One step. Throws when the job was cancelled or the server is stopping: let it pass. */
  transaction<T>(as: As, work: (db: Db) => Promise<T | Ending<T>>): Promise<T>;
  /** Shown to whoever waits. Throws as `transaction` does; inside an open one it is only noted, and written afterwards. */
  progress(done: number, total?: number, message?: string): Promise<void>;
  /** For a long step without the database that wants to end early. */
  isCancelled(): boolean;
}

/** Told in the transaction that writes down how a job ended, as the owner. */
export type Ended = (db: Db, jobId: string) => Promise<unknown>;

export const job = <I extends z.ZodType>(declared: Job<I>): Job<I> => declared;

/** Puts a job into the queue; it begins once the caller's transaction is committed. */
export async function startJob<I extends z.ZodType>(
  ctx: Context,
  declared: Omit<Job<I>, "work">,
  input: z.input<I>,
  { notBefore = ctx.now }: { notBefore?: Date } = {},
): Promise<string> {
  const { accountId } = ctx.actor;
  if (!accountId) throw new Failure("signedOut", "session.signedOut", "登录已结束，请重新登录");
  declared.input.parse(input);
  const id = newId();
  await ctx.db.insert(jobs).values({
    id,
    agencyId: ctx.agencyId,
    accountId,
    kind: declared.kind,
    title: declared.title,
    input: input as Record<string, unknown>,
    state: "queued",
    notBefore: notBefore.toISOString(),
    createdAt: ctx.now.toISOString(),
  });
  for (const wake of waiting) wake();
  return id;
}

/** Runners of this process. They look again shortly after being woken, because the caller has yet to commit. */
export const waiting = new Set<() => void>();

/** 取消: a queued job never begins; a running one ends after its current step, what was committed stays. */
export async function cancelJob(ctx: Context, id: string): Promise<void> {
  const { accountId } = ctx.actor;
  const mine = and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.id, id), eq(jobs.accountId, accountId ?? ""));
  const found = accountId ? await ctx.db.select({ id: jobs.id }).from(jobs).where(mine) : [];
  if (found.length === 0) throw new Failure("missing", "jobs.missing", "任务不存在，或不是您发起的");
  const cancelled = await ctx.db
    .update(jobs)
    .set({ state: "cancelled", message: "已由发起人取消", finishedAt: ctx.now.toISOString() })
    .where(and(mine, inArray(jobs.state, ["queued", "running"])))
    .returning({ id: jobs.id });
  if (cancelled.length === 0) throw new Failure("refused", "jobs.finished", "任务已经结束，不能取消");
}

/** 重新执行: the same job once more, from its first step; it keeps its place in the list of whoever started it. */
export async function repeatJob(ctx: Context, id: string): Promise<void> {
  const { accountId } = ctx.actor;
  const again = {
    state: "queued" as const,
    done: 0,
    total: null,
    message: null,
    result: null,
    attempts: 0,
    notBefore: ctx.now.toISOString(),
    startedAt: null,
    finishedAt: null,
  };
  await ctx.db
    .update(jobs)
    .set(again)
    .where(and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.id, id), eq(jobs.accountId, accountId ?? "")));
  for (const wake of waiting) wake();
}

/** 保存期 of what has ended, over all agencies. */
export async function clearJobs(db: Db, before: string): Promise<number> {
  const ended = inArray(jobs.state, ["done", "failed", "cancelled"]);
  return (await db.delete(jobs).where(and(ended, lt(jobs.finishedAt, before)))).rowCount ?? 0;
}
