import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import {
  type As,
  type Database,
  type Db,
  Ending,
  openPglite,
  openPostgres,
  opening,
  overEngine,
} from "#kit/server/database.ts";
import { engineOf } from "#kit/server/pglite.ts";

/**
 * The database of an operation test: PGlite in memory, or the PostgreSQL that LUODI_TEST_DATABASE_URL names.
 * On PostgreSQL each test file gets a database of its own on that server, so that files can run side by side.
 * Begun from a template it holds what the template held.
 */
export async function testDatabase(from: Template | null = null): Promise<Database> {
  if (from && "dump" in from) {
    const dump = new Blob([readFileSync(from.dump)]);
    return overEngine(engineOf(await PGlite.create({ dataDir: "memory://", loadDataDir: dump })));
  }
  const address = process.env.LUODI_TEST_DATABASE_URL;
  if (!address) return openPglite(null);
  const name = await createDatabase(address, from?.name ?? null);
  const database = openPostgres(Object.assign(new URL(address), { pathname: `/${name}` }).toString(), 4);
  return {
    ...database,
    close: async () => {
      await database.close();
      await dropDatabase(address, name);
    },
  };
}

/** 模板: a database that many begin from, so that each need not be set up anew. */
export type Template = { dump: string } | { name: string };

/** Sets one up and keeps what it then holds: in a file of this folder, or as a database of the server. */
export async function makeTemplate(folder: string, setUp: (database: Database) => Promise<void>): Promise<Template> {
  const address = process.env.LUODI_TEST_DATABASE_URL;
  if (address) {
    const name = await createDatabase(address, null);
    const database = openPostgres(Object.assign(new URL(address), { pathname: `/${name}` }).toString(), 4);
    await setUp(database);
    await database.close();
    return { name };
  }
  const lite = await PGlite.create("memory://");
  const database = await overEngine(engineOf(lite));
  await setUp(database);
  const dump = join(folder, "stage.tar");
  writeFileSync(dump, Buffer.from(await (await lite.dumpDataDir("none")).arrayBuffer()));
  await database.close();
  return { dump };
}

async function createDatabase(address: string, template: string | null): Promise<string> {
  const name = `luodi_test_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6).toString(36)}`;
  const words = template ?? "template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' encoding 'UTF8'";
  await asAdmin(address, `create database ${name} template ${words}`);
  return name;
}

export const dropDatabase = (address: string, name: string) => asAdmin(address, `drop database ${name} with (force)`);

async function asAdmin(address: string, statement: string) {
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

/** A database every change to which can be taken back: what begins in here ends in `rollback`. */
export interface Rehearsal {
  database: Database;
  rollback: () => Promise<void>;
}

/**
 * One test's own view of a shared database: everything happens inside one outer transaction that is rolled back,
 * so tests need not tidy up. The transactions of the code under test become savepoints.
 */
export async function rehearse(database: Database): Promise<Rehearsal> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let outer: Promise<void> = Promise.resolve();
  const client = await new Promise<pg.Client>((begun) => {
    outer = database
      .transaction({ role: "owner" }, async (db) => {
        begun((db as unknown as { $client: pg.Client }).$client);
        await ended;
        throw new Rollback();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Rollback)) throw error;
      });
  });
  let depth = 0;
  let tail: Promise<unknown> = Promise.resolve();
  const nested = async <T>(as: As, work: (db: Db) => Promise<T | Ending<T>>): Promise<T> => {
    depth += 1;
    const point = `step_${depth}`;
    await client.query(opening(`savepoint ${point}`, { ...as, readOnly: false }));
    if (as.readOnly) await client.query("set local transaction_read_only = on");
    try {
      const db = drizzle(client, { casing: "snake_case" });
      const end = await work(db);
      if (end instanceof Ending) await db.execute(end.statement);
      // Rolling a reader back restores the role and the write permission in one word.
      if (as.readOnly) await client.query(`rollback to savepoint ${point}`);
      await client.query(
        `release savepoint ${point}; set local role none; select set_agency(null), set_agencies(null)`,
      );
      return end instanceof Ending ? end.answer : end;
    } catch (error) {
      await client.query(`rollback to savepoint ${point}`);
      throw error;
    }
  };
  return {
    database: {
      ...database,
      transaction: (as, work) => {
        const turn = tail.then(() => nested(as, work));
        tail = turn.catch(() => undefined);
        return turn as never;
      },
    },
    rollback: async () => {
      end();
      await outer;
    },
  };
}

class Rollback extends Error {}
