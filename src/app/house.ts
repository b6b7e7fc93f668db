import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import type { Database } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { loadPacks, packInForce, readPacks } from "#kit/server/packs.ts";
import { masterKey, secrets } from "#kit/server/secrets.ts";
import type { House, Served } from "#kit/server/serve.ts";
import { directoryServer } from "#records/directory/server.ts";
import { peopleServer } from "#records/people/server.ts";
import { metricServer } from "#results/metrics/server.ts";

/** The clone or the unpacked bundle: the nearest folder above this file that holds the migrations. */
export function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "migrations"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("找不到 migrations 目录，程序文件不完整，请重新解压");
    folder = above;
  }
  return folder;
}

/** Every operation of every module, in floor order. */
export const served: Served[] = [...peopleServer, ...directoryServer, ...metricServer];

interface Place {
  database: Database;
  /** Where the key and the files live. */
  folder: string;
  instance: "live" | "demo";
  now?: () => Date;
}

/** Opens the installation over a database: schema, rule packs, key. */
export async function openHouse({ database, folder, instance, now = () => new Date() }: Place): Promise<House> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = rootFolder();
  await migrate(database, readMigrations(join(root, "migrations")), now());
  const packs = readPacks(join(root, "packs"));
  await loadPacks(database, packs, now());
  return {
    database,
    secrets: secrets(masterKey(folder, process.env.LUODI_KEY)),
    reactions: [],
    pack: (year) => packInForce(packs, ["national"], year),
    instance,
    now,
  };
}
