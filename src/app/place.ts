import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Database, openPglite, openPostgres } from "#kit/server/database.ts";

/**
 * Where this installation's data is. Real work and the demo are two databases that never meet: `./data/live` and
 * `./data/demo`. Without a word said, what exists is opened; where nothing exists yet, the demo is.
 */
export interface Place {
  /** The key, the files, the lock and the embedded database. */
  folder: string;
  instance: "live" | "demo";
  databaseUrl: string | null;
}

export function placeOf(environment: NodeJS.ProcessEnv, root: string): Place {
  const data = resolve(root, environment.LUODI_DATA ?? "data");
  const wanted = environment.LUODI_DEMO;
  const databaseUrl = environment.DATABASE_URL ?? null;
  const isDemo = wanted === "1" || (wanted !== "0" && databaseUrl === null && !existsSync(join(data, "live")));
  const instance = isDemo ? "demo" : "live";
  return { folder: join(data, instance), instance, databaseUrl };
}

/** Opens the database of a place; the embedded one runs in a thread of its own where the program was built. */
export async function openPlace({ folder, databaseUrl }: Place): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (databaseUrl) return openPostgres(databaseUrl);
  const script = new URL("./pgliteworker.js", import.meta.url);
  return openPglite(folder, import.meta.url.endsWith(".ts") ? undefined : { script, lost: endWithDatabase });
}

/** Without its database a process can do nothing; begun anew it finds everything that was acknowledged. */
export function endWithDatabase(error: Error): never {
  process.stderr.write(`内嵌数据库停止了应答，程序已退出，已保存的内容不受影响：请重新启动。（${error.message}）\n`);
  process.exit(1);
}
