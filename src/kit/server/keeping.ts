import { mkdir, readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import { backUp } from "./backup.ts";
import { quoteName } from "./catalog.ts";
import type { Database } from "./database.ts";

/**
 * 日常维护 of the embedded database, which has no care of its own: it neither vacuums nor analyzes itself, and against a
 * power loss there is only the backup. Both hold its one session for a moment, so they wait for a quiet one; but not
 * for ever. A PostgreSQL server does the first itself, and has people for the second.
 */
interface Says {
  database: Database;
  place: string;
  now: () => Date;
  key?: Buffer;
  /** When somebody last asked for something. */
  lastUsed?: () => Date | null;
  log: (message: string, error?: unknown) => void;
}

export interface Keeper {
  /** What the timer does. */
  look(): Promise<void>;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

const minute = 60_000;
const hour = 60 * minute;
const rhythm = {
  look: 5 * minute,
  quietFor: 2 * minute,
  sweep: 1 * hour,
  /** From here on it is done although people are working. */
  sweepOverdue: 6 * hour,
  backupOverdue: 36 * hour,
  retry: 1 * hour,
};
const keptBackups = 7;

export function keep(says: Says): Keeper {
  const { database, now, log } = says;
  if (database.kind !== "pglite") return { look: async () => {}, stop: async () => {} };
  const started = now().getTime();
  const nextTry = { sweep: 0, backup: 0 };
  let swept = started;
  let under: Promise<void> | null = null;

  const attempt = async (what: "sweep" | "backup", title: string, work: () => Promise<unknown>) => {
    if (now().getTime() < nextTry[what]) return;
    try {
      await work();
    } catch (error) {
      nextTry[what] = now().getTime() + rhythm.retry;
      log(`${title}没有完成，一小时后再试`, error);
    }
  };
  const once = async () => {
    const at = now().getTime();
    const used = says.lastUsed?.()?.getTime() ?? 0;
    const isQuiet = at - used >= rhythm.quietFor;
    if (at - swept >= (isQuiet ? rhythm.sweep : rhythm.sweepOverdue)) {
      await attempt("sweep", "整理数据库", async () => {
        await sweep(database);
        swept = now().getTime();
      });
    }
    const [last] = await listBackups(says.place);
    const isDue = isQuiet
      ? last?.day !== today(now())
      : at - (last?.madeAt.getTime() ?? started) >= rhythm.backupOverdue;
    if (isDue) await attempt("backup", "每日备份", () => backUpToday(says));
  };
  const look = (): Promise<void> => {
    under ??= once()
      .catch((error: unknown) => log("日常维护没有完成", error))
      .finally(() => {
        under = null;
      });
    return under;
  };
  const timer = setInterval(() => void look(), rhythm.look).unref();
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await under;
    },
  };
}

/** Table by table, so that whoever comes meanwhile waits for one of them and not for all; then the log is written through. */
export async function sweep(database: Database): Promise<number> {
  const names = await changedTables(database);
  for (const name of names) await database.outside(`vacuum (analyze) ${quoteName(name)}`);
  await database.outside("checkpoint");
  return names.length;
}

/**
 * 成批写入之后: until it looks again a database plans for the few rows it knew before ten thousand came in, and every list and
 * search reads all of them: the embedded one until its next sweep, a PostgreSQL server for about a minute. So it is told at once.
 */
export async function learn(database: Database): Promise<void> {
  // The engine reports what a commit changed only a moment later, unless asked.
  await database.outside("select pg_stat_force_next_flush()");
  for (const name of await changedTables(database)) await database.outside(`analyze ${quoteName(name)}`);
}

async function changedTables(database: Database): Promise<string[]> {
  const { rows } = await database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.execute<{ name: string }>(sql`select relname as name from pg_stat_user_tables where schemaname = 'public'
      and (n_dead_tup > 200 + n_live_tup / 10 or n_mod_since_analyze > 200 + n_live_tup / 10) order by relname`),
  );
  return rows.map(({ name }) => name);
}

export interface KeptBackup {
  path: string;
  /** The day in its name. */
  day: string;
  madeAt: Date;
  size: number;
}

const namePattern = /^luodi-(\d{4}-\d\d-\d\d)\.tar\.gz$/;

/** The automatic backups beside the data, newest first. */
export async function listBackups(place: string): Promise<KeptBackup[]> {
  const folder = join(place, "backups");
  const kept: KeptBackup[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const day = namePattern.exec(name)?.[1];
    const path = join(folder, name);
    const found = day ? await stat(path).catch(() => null) : null;
    if (day && found) kept.push({ path, day, madeAt: found.mtime, size: found.size });
  }
  return kept.sort((a, b) => (a.day < b.day ? 1 : -1));
}

async function backUpToday({ database, place, now, key, log }: Says): Promise<void> {
  const folder = join(place, "backups");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await listBackups(place);
  const disk = await statfs(folder);
  const wanted = 2 * (before[0]?.size ?? 0) + 200 * 1024 * 1024;
  if (disk.bavail * disk.bsize < wanted) throw new Error("磁盘空间不足");
  const path = join(folder, `luodi-${today(now())}.tar.gz`);
  const report = await backUp(database, place, path, { now: now(), ...(key && { key }) });
  log(`已备份 ${report.rows} 行、${report.files} 个附件到 ${path}`);
  for (const { path: old } of (await listBackups(place)).slice(keptBackups)) await rm(old, { force: true });
}
