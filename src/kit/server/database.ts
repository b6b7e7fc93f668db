import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SQL } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { lockFolder } from "./lock.ts";
import { type Apart, type Engine, openHere, openInWorker, wire } from "./pglite.ts";
import { keeping } from "./statements.ts";

/** One open transaction. There is no other way to the database. */
export type Db = NodePgDatabase;

/**
 * As whom a transaction runs. The application roles own nothing, so the row-level policies bind them:
 * `app` one agency's records, `reader` figures over several agencies, `door` accounts and sessions, `owner` migrations only.
 */
export interface As {
  role: "app" | "reader" | "door" | "owner";
  agencyId?: string;
  agencyIds?: string[];
  readOnly?: boolean;
}

/** How a transaction ends that has one more statement to write, whose answer nobody needs: it travels with the commit. */
export class Ending<T> {
  readonly answer: T;
  readonly statement: SQL;
  constructor(answer: T, statement: SQL) {
    this.answer = answer;
    this.statement = statement;
  }
}

export interface Database {
  kind: "pglite" | "postgres";
  transaction<T>(as: As, work: (db: Db) => Promise<T | Ending<T>>): Promise<T>;
  /** Statements that cannot run inside a transaction (VACUUM), as the owner. */
  outside(statement: string): Promise<void>;
  close(): Promise<void>;
}

/** The instance itself (本系统) as an agency: its history chain holds sign-ins and set-up. */
export const instanceId = "00000000-0000-0000-0000-000000000000";

interface Lease {
  client: pg.ClientBase;
  release: (broken?: boolean) => void;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opening words of a transaction, sent as one step: a round trip saved on every operation. */
export function opening(begin: string, { role, agencyId, agencyIds, readOnly }: As): string {
  const ids = agencyIds ?? (agencyId ? [agencyId] : []);
  for (const id of ids) if (!uuid.test(id)) throw new Error("agency id is not a uuid");
  // A reader sees one moment: the rows of a page, its total and what is hidden add up although others go on writing.
  const words = [readOnly ? `${begin} isolation level repeatable read read only` : begin];
  if (role !== "owner") words.push(`set local role luodi_${role}`);
  if (agencyId) words.push(`set local app.agency_id = '${agencyId}'`);
  if (agencyIds) words.push(`set local app.agency_ids = '${agencyIds.join(",")}'`);
  // What a list looks for differs by thousands of rows from one time to the next: each is planned for what it was asked.
  if (readOnly) words.push("set local plan_cache_mode = force_custom_plan");
  return words.join("; ");
}

async function within<T>(lease: Lease, as: As, work: (db: Db) => Promise<T | Ending<T>>): Promise<T> {
  const { client } = lease;
  const { builder, send } = onWire(client);
  let broken = false;
  try {
    // The first statement travels with these words. Where they failed the database refuses all that follow, so nothing is
    // done in another role; what the work was answered then would only hide why.
    const [begun, worked] = await Promise.allSettled([
      client.query(opening("begin", as)),
      work(Object.create(builder) as Db),
    ]);
    if (begun.status === "rejected") throw begun.reason;
    if (worked.status === "rejected") throw worked.reason;
    const end = worked.value;
    // Where the last statement fails, the database answers the commit behind it with a rollback.
    const [last, committed] = await Promise.allSettled([
      end instanceof Ending ? send(end.statement) : null,
      client.query("commit"),
    ]);
    if (last.status === "rejected") throw last.reason;
    if (committed.status === "rejected") throw committed.reason;
    // After a statement that failed and was caught it does the same, and says no error.
    if (committed.value.command !== "COMMIT") throw new Error("transaction was rolled back by the database");
    return end instanceof Ending ? end.answer : end;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    lease.release(broken);
  }
}

const dialect = new PgDialect({ casing: "snake_case" });

interface Wired {
  /**
   * Works out the names of tables and columns once for a connection. Each transaction still gets an object of its own made
   * from it: what somebody remembers for one transaction must not be found in the next.
   */
  builder: Db;
  /** Sends a statement at once. */
  send: (statement: SQL) => Promise<unknown>;
}

const wired = new WeakMap<pg.ClientBase, Wired>();

function onWire(client: pg.ClientBase): Wired {
  const known = wired.get(client);
  if (known) return known;
  const kept = keeping(client);
  const send = (statement: SQL) => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    return kept.query({ text }, params);
  };
  const made = { builder: drizzle(kept as pg.Client, { casing: "snake_case" }), send };
  wired.set(client, made);
  return made;
}

/** PostgreSQL 15 and later, by its address. */
export function openPostgres(address: string, size = 10): Database {
  // Citus hands `set local` on to its workers only when told so; plain PostgreSQL accepts and ignores the setting.
  const pool = new pg.Pool({
    connectionString: address,
    max: size,
    pipeline: true,
    options: "-c citus.propagate_set_commands=local -c timezone=Asia/Shanghai",
  });
  // An idle connection that the server dropped is replaced by the pool; without a listener Node would end the process.
  pool.on("error", () => undefined);
  const lease = async (): Promise<Lease> => {
    const client = await pool.connect();
    return { client, release: (broken) => client.release(broken) };
  };
  return {
    kind: "postgres",
    transaction: async (as, work) => within(await lease(), as, work),
    outside: async (statement) => {
      await pool.query(statement);
    },
    close: () => pool.end(),
  };
}

/** PGlite over a folder (or in memory for null), behind its lock file. */
export async function openPglite(folder: string | null, apart?: Apart): Promise<Database> {
  if (!folder) return overEngine(await openHere(null));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  const home = join(folder, "pg");
  const engine = await (apart ? openInWorker(home, apart) : openHere(home)).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const database = await overEngine(engine);
  return {
    ...database,
    close: async () => {
      await database.close();
      unlock();
    },
  };
}

/** One wire, so transactions queue: the next begins when the one before has ended. */
export async function overEngine(engine: Engine): Promise<Database> {
  const client = new pg.Client({
    stream: () => wire(engine) as never,
    user: "postgres",
    database: "postgres",
    pipeline: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("set timezone = 'Asia/Shanghai'");
  let tail: Promise<void> = Promise.resolve();
  const lease = async (): Promise<Lease> => {
    const before = tail;
    let release = () => {};
    tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return { client, release };
  };
  return {
    kind: "pglite",
    transaction: async (as, work) => within(await lease(), as, work),
    outside: async (statement) => {
      const { release } = await lease();
      try {
        await client.query(statement);
      } finally {
        release();
      }
    },
    close: async () => {
      const { release } = await lease();
      await engine.close();
      release();
    },
  };
}
