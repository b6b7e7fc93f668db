import { sql } from "drizzle-orm";
import type { Database, Db } from "./database.ts";
import type { Ended, Run } from "./jobs.ts";
import type { JobState } from "./tables.ts";

const beatEvery = 5_000;
const writeEvery = 200;

/** Thrown through a job's work at the border of a step; not a failure. */
export class Stopped extends Error {}

interface End {
  state: JobState;
  message?: string;
  result?: Record<string, unknown>;
  /** Back into the queue after an interruption: counted, and not before a little while. */
  isRetry?: boolean;
}

export interface Lease {
  run: Pick<Run<unknown>, "transaction" | "progress" | "isCancelled">;
  /** Was the work told to stop? Then even its return is no end, for it may have swallowed what it was told. */
  wasStopped(): boolean;
  end(how: End): Promise<void>;
}

export const asOwner = <T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> =>
  database.transaction({ role: "owner" }, work);

/**
 * What a runner holds while it works: the right to write about this job, for as long as the row says so. It is asked
 * again before each step, so a runner that was thought dead and comes back stops at its next one and writes nothing.
 */
export function holdLease(
  database: Database,
  { id, attempts }: { id: string; attempts: number },
  stopping: AbortSignal,
  ended: Ended = async () => undefined,
): Lease {
  const told = { done: sql`done`, total: sql`total`, message: sql`message`, isNew: false };
  let isLost = false;
  let wasStopped = false;
  let openSteps = 0;
  let lastWrite = 0;
  let beating: Promise<void> | null = null;

  const write = async (more = sql`alive_at = now()`, isEnd = false): Promise<void> => {
    const { done, total, message } = told;
    told.isNew = false;
    lastWrite = performance.now();
    const isWritten = await asOwner(database, async (db) => {
      const { rows } =
        await db.execute(sql`update job set done = ${done}, total = ${total}, message = ${message}, ${more}
        where id = ${id} and state = 'running' and attempts = ${attempts} returning id`);
      if (isEnd && rows.length > 0) await ended(db, id);
      return rows.length > 0;
    });
    if (!isWritten) isLost = true;
  };
  const stopHere = () => {
    if (!isLost && !stopping.aborted) return;
    wasStopped = true;
    throw new Stopped();
  };
  const beat = () => {
    // A beat that fails is not the end: the next one, or the step's own statement, will tell.
    beating ??= write()
      .catch(() => undefined)
      .finally(() => {
        beating = null;
      });
  };
  const timer = setInterval(beat, beatEvery).unref();

  return {
    run: {
      transaction: async (as, work) => {
        stopHere();
        await write();
        stopHere();
        openSteps += 1;
        try {
          return await database.transaction(as, work);
        } finally {
          openSteps -= 1;
          if (openSteps === 0 && told.isNew) beat();
        }
      },
      progress: async (done, total, message) => {
        told.done = sql`${Math.trunc(done)}::integer`;
        if (total !== undefined) told.total = sql`${Math.trunc(total)}::integer`;
        if (message !== undefined) told.message = sql`${message}`;
        told.isNew = true;
        // The embedded database is one session: a second transaction would wait for the first, and the first for this.
        if (openSteps > 0) return;
        if (performance.now() - lastWrite >= writeEvery) await write();
        stopHere();
      },
      isCancelled: () => isLost,
    },
    wasStopped: () => wasStopped,
    end: async ({ state, message, result, isRetry = false }) => {
      clearInterval(timer);
      await beating;
      if (message !== undefined) told.message = sql`${message}`;
      const retry = isRetry ? sql`, attempts = attempts + 1, not_before = now() + interval '5 seconds'` : sql``;
      const isEnd = state !== "queued";
      await write(
        sql`state = ${state}, alive_at = null, result = ${result ? JSON.stringify(result) : null}::jsonb,
          finished_at = ${isEnd ? sql`now()` : sql`null`}${retry}`,
        isEnd,
      );
    },
  };
}
