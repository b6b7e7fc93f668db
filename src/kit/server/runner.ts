import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "./context.ts";
import type { Database, Db } from "./database.ts";
import { type Ended, type Job, waiting } from "./jobs.ts";
import { asOwner, holdLease, type Lease, Stopped } from "./lease.ts";
import { sqlState } from "./serve.ts";

/**
 * 任务执行: every server runs this loop over the one queue. Taking a job is a row update under `skip locked`; keeping it
 * is `alive_at`, renewed while it runs. A job whose runner fell silent goes back into the queue, five times at most.
 * Liveness is told by the database's clock alone; servers need not agree on the time.
 */
interface Says {
  database: Database;
  jobs: readonly Job[];
  /** Looks the starter up anew; null when the account was revoked or has left the agency. */
  actorOf: (starter: { accountId: string; agencyId: string }) => Promise<Actor | null>;
  /** Who is to hear of it, in the transaction that writes the end down. */
  ended?: Ended;
  /** A fault, with the id the user was told. */
  log: (fault: { id: string; job: string | null; error: unknown }) => void;
  now?: () => Date;
  /** How many at a time on this server. */
  lanes?: number;
  pollEvery?: number;
}

export interface Runner {
  /** Takes no more jobs, and returns once each running one has ended its current step and gone back into the queue. */
  stop(): Promise<void>;
}

interface Row extends Record<string, unknown> {
  id: string;
  agency_id: string;
  account_id: string;
  kind: string;
  input: unknown;
  attempts: number;
}

const mostAttempts = 5;
/** After being woken: soon, for the caller commits within milliseconds, and again in case it did not. */
const wakings = [5, 50, 250];

export function runJobs(says: Says): Runner {
  const { database, jobs, log, now = () => new Date(), lanes = database.kind === "pglite" ? 1 : 2 } = says;
  const running = new Map<string, Promise<void>>();
  const kinds = jobs.map(({ kind }) => kind);
  const stopping = new AbortController();
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let isFirst = true;

  const look = () => {
    lookAgain = true;
    if (stopping.signal.aborted) return;
    looking ??= takeAll()
      .catch((error: unknown) => log({ id: randomUUID(), job: null, error }))
      .finally(() => {
        looking = null;
      });
  };
  const takeAll = async () => {
    // An embedded database has one process: what it finds running at its start is nobody's, and later nothing ever is.
    const isEmbedded = database.kind === "pglite";
    if (isFirst || !isEmbedded) await asOwner(database, (db) => takeBack(db, isEmbedded, says.ended));
    isFirst = false;
    while (lookAgain) {
      lookAgain = false;
      while (!stopping.signal.aborted && running.size < lanes) {
        const row = await asOwner(database, (db) => claim(db, kinds, now()));
        if (!row) break;
        const ended = perform(says, row, stopping.signal).finally(() => {
          running.delete(row.id);
          look();
        });
        running.set(row.id, ended);
      }
    }
  };
  const wake = () => {
    for (const wait of wakings) setTimeout(look, wait).unref();
  };
  const timer = setInterval(look, says.pollEvery ?? 1_500).unref();
  waiting.add(wake);
  look();

  return {
    stop: async () => {
      stopping.abort();
      waiting.delete(wake);
      clearInterval(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
}

async function claim(db: Db, kinds: string[], now: Date): Promise<Row | undefined> {
  // A kind this server does not know belongs to a newer one on the same queue.
  const { rows } = await db.execute<Row>(sql`
    update job set state = 'running', alive_at = now(), started_at = coalesce(started_at, now()), message = null
    where id = (select id from job where state = 'queued' and not_before <= ${now.toISOString()}
      and kind = any(${sql.param(kinds)}::text[]) order by not_before, id limit 1 for update skip locked)
    returning id, agency_id, account_id, kind, input, attempts`);
  return rows[0];
}

async function takeBack(db: Db, all: boolean, ended: Ended | undefined): Promise<void> {
  const silent = all ? sql`true` : sql`alive_at < now() - interval '30 seconds'`;
  const isSpent = sql`attempts + 1 >= ${mostAttempts}::integer`;
  const { rows } = await db.execute<{ id: string; state: string }>(sql`
    update job set attempts = attempts + 1, alive_at = null,
      state = case when ${isSpent} then 'failed' else 'queued' end,
      finished_at = case when ${isSpent} then now() end,
      message = case when ${isSpent} then ${spent}::text else '曾中断，等待重新执行' end
    where state = 'running' and ${silent} returning id, state`);
  for (const { id, state } of rows) if (state === "failed") await ended?.(db, id);
}

const spent = `执行时中断了 ${mostAttempts} 次，不再重试。请告诉系统管理员查看服务器，然后重新发起`;

/** Runs one job to an end of some kind; never throws. */
async function perform(says: Says, row: Row, stopping: AbortSignal): Promise<void> {
  const lease = holdLease(says.database, row, stopping, says.ended);
  const problem = await work(says, row, lease).then(
    () => null,
    (error: unknown) => error,
  );
  if (problem === null) return;
  // Not even the ending could be written: the row stays `running` and is taken back once it has been silent.
  await endWith(problem, row, lease, says.log).catch((error: unknown) =>
    says.log({ id: randomUUID(), job: row.id, error }),
  );
}

async function work({ jobs, actorOf }: Says, row: Row, lease: Lease): Promise<void> {
  const declared = jobs.find(({ kind }) => kind === row.kind);
  if (!declared) throw new Error(`job kind ${row.kind} was not asked for`);
  const actor = await actorOf({ accountId: row.account_id, agencyId: row.agency_id });
  if (!actor) throw new Failure("forbidden", "jobs.actor", "发起人的账号已停用，或不再在本机构任职，任务没有执行");
  const input = declared.input.safeParse(row.input);
  if (!input.success) throw new Failure("invalid", "jobs.input", "任务的内容与当前版本不符，请重新发起");
  const result = await declared.work({ ...lease.run, id: row.id, input: input.data, actor });
  if (lease.wasStopped()) throw new Stopped();
  await lease.end({ state: "done", ...(result && { result }) });
}

async function endWith(problem: unknown, row: Row, lease: Lease, log: Says["log"]): Promise<void> {
  if (lease.wasStopped() || problem instanceof Stopped) return lease.end({ state: "queued" });
  if (problem instanceof Failure) return lease.end({ state: "failed", message: problem.message });
  const id = randomUUID();
  log({ id, job: row.id, error: problem });
  if (isPassing(problem) && row.attempts + 1 < mostAttempts) return lease.end({ state: "queued", isRetry: true });
  const message = `任务因系统故障没有完成。请把编号 ${id} 告诉系统管理员，或稍后重新发起`;
  return lease.end({ state: "failed", message });
}

/** The database was restarted, could not be reached, or chose this transaction to lose: worth another try. */
function isPassing(error: unknown): boolean {
  if (/^(08|57P0|40001|40P01|53)/.test(sqlState(error) ?? "")) return true;
  for (let each = error; each instanceof Error; each = each.cause) {
    if (/^(ECONN|EPIPE|ETIMEDOUT)|^Connection terminated/.test((each as NodeJS.ErrnoException).code ?? each.message))
      return true;
  }
  return false;
}
