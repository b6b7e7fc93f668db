import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { openHouse, rootFolder } from "#app/house.ts";
import { today } from "#kit/base/dates.ts";
import type { Actor } from "#kit/server/context.ts";
import { type Database, openPglite, openPostgres } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import type { House } from "#kit/server/serve.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { benchNow, fill, generation, type Size, sizes } from "./dataset.ts";

/**
 * A filled installation to measure on. The data of a size are made once (a folder of the embedded database, or a
 * template database on the server named by BENCH_DATABASE_URL) and copied for every run, so that each begins alike.
 */
export interface Stage {
  house: House;
  /** The key and the files. */
  folder: string;
  sizeName: string;
  size: Size;
  databaseName: string;
  /** The owner's own connection: the floor. On the embedded database it is the one wire there is. */
  floor: pg.ClientBase;
  people: { head: Actor; officer: Actor };
  close: () => Promise<void>;
}

const root = rootFolder();
const cache = join(root, ".cache/bench");

interface Kept {
  open: () => Promise<{ database: Database; folder: string; floor: pg.ClientBase | null; close: () => Promise<void> }>;
}

/** Both sides of a ratio run in this process, and so does the embedded database. */
export async function openStage(sizeName: string, say: (words: string) => void): Promise<Stage> {
  const size = sizes[sizeName];
  if (!size) throw new Error(`没有这个规模：${sizeName}。可选：${Object.keys(sizes).join("、")}`);
  const { open } = await keep(sizeName, size, say);
  const { database, folder, floor, close } = await open();
  const house = await houseOver(database, folder);
  const client = floor ?? (await wireOf(database));
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  const actorOf = (post: string) =>
    database.transaction({ role: "door" }, async (db) => {
      const standing = await standingOfLogin(db, `bench-1-${post}`, null, today(benchNow), "web");
      if (!standing) throw new Error(`no posting for ${post}`);
      return standing.actor;
    });
  return {
    house,
    folder,
    sizeName,
    size,
    databaseName: `${database.kind === "pglite" ? "PGlite" : "PostgreSQL"} ${rows[0]?.version.split(" ")[0] ?? ""}`,
    floor: client,
    people: { head: await actorOf("head"), officer: await actorOf("officer-1") },
    close,
  };
}

/** Makes the data of a size unless they are there. */
export function keep(sizeName: string, size: Size, say: (words: string) => void): Promise<Kept> {
  const address = process.env.BENCH_DATABASE_URL;
  return address ? keepOnServer(address, sizeName, size, say) : keepInFolder(sizeName, size, say);
}

async function keepInFolder(sizeName: string, size: Size, say: (words: string) => void): Promise<Kept> {
  if (sizeName === "province") throw new Error("province 规模只在 PostgreSQL 上测：请设置 BENCH_DATABASE_URL");
  const kept = join(cache, keyOf(sizeName));
  if (!existsSync(kept)) {
    const making = `${kept}.making`;
    for (const old of existsSync(cache) ? readdirSync(cache) : [])
      if (old.startsWith(`${sizeName}-`)) rmSync(join(cache, old), { recursive: true, force: true });
    const database = await openPglite(making);
    await make(database, making, size, say);
    await database.outside("checkpoint");
    await database.close();
    renameSync(making, kept);
  }
  return {
    open: async () => {
      const folder = join(cache, `run-${process.pid}`);
      cpSync(kept, folder, { recursive: true });
      const database = await openPglite(folder);
      const close = async () => {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      };
      return { database, folder, floor: null, close };
    },
  };
}

async function keepOnServer(
  address: string,
  sizeName: string,
  size: Size,
  say: (words: string) => void,
): Promise<Kept> {
  const kept = `luodi_bench_${keyOf(sizeName).replaceAll("-", "_")}`;
  const folder = join(cache, kept);
  const at = (name: string) => Object.assign(new URL(address), { pathname: `/${name}` }).toString();
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const { rowCount } = await admin(`select from pg_database where datname = '${kept}'`);
  if (rowCount === 0 || !existsSync(folder)) {
    const making = `${kept}_making`;
    const old = await admin(`select datname from pg_database where datname like 'luodi\\_bench\\_${sizeName}\\_%'`);
    for (const { datname } of old.rows) await admin(`drop database ${datname}`);
    await admin(`create database ${making} template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' encoding 'UTF8'`);
    mkdirSync(folder, { recursive: true });
    const database = openPostgres(at(making), 2);
    await make(database, folder, size, say);
    await database.close();
    await admin(`alter database ${making} rename to ${kept}`);
  }
  return {
    open: async () => {
      const run = `luodi_bench_run_${process.pid}`;
      await admin(`create database ${run} template ${kept} strategy file_copy`);
      const database = openPostgres(at(run));
      const floor = new pg.Client({ connectionString: at(run), options: "-c timezone=Asia/Shanghai" });
      await floor.connect();
      const close = async () => {
        await floor.end();
        await database.close();
        await admin(`drop database ${run} with (force)`);
      };
      return { database, folder, floor, close };
    },
  };
}

async function make(database: Database, folder: string, size: Size, say: (words: string) => void): Promise<void> {
  const migrations = readMigrations(join(root, "migrations"));
  // An installation that has lived for ten years was started in each of them, and has a part of the history for each.
  for (let year = 2016; year < 2026; year++)
    await migrate(database, migrations, new Date(`${year}-02-01T00:00:00+08:00`));
  await fill(await houseOver(database, folder), size, say);
}

const houseOver = (database: Database, folder: string): Promise<House> =>
  openHouse({ database, folder, instance: "demo", now: () => benchNow });

/** Other data, another schema or other code that derives data from data make another key. */
function keyOf(sizeName: string): string {
  const text = readdirSync(join(root, "migrations"))
    .sort()
    .map((name) => readFileSync(join(root, "migrations", name), "utf8"));
  const digest = createHash("sha256")
    .update(JSON.stringify([generation, sizes[sizeName], text]))
    .digest("hex");
  return `${sizeName}-${digest.slice(0, 10)}`;
}

async function wireOf(database: Database): Promise<pg.ClientBase> {
  return database.transaction({ role: "owner" }, async (db) => (db as unknown as { $client: pg.ClientBase }).$client);
}
