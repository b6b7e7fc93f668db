import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database, Db } from "./database.ts";

interface Migration {
  number: number;
  name: string;
  text: string;
  digest: string;
}

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return { number: Number(name.slice(0, 4)), name, text, digest: createHash("sha256").update(text).digest("hex") };
    });
}

/**
 * Brings the schema up to these migrations, all in one transaction: a start that fails half-way leaves the schema as it was.
 * A schema that is newer than the program, or was changed under it, is refused in words instead of guessed at.
 */
export async function migrate(database: Database, migrations: Migration[], now: Date): Promise<number> {
  return database.transaction({ role: "owner" }, async (db) => {
    // Servers started side by side take turns here.
    await db.execute(sql`select pg_advisory_xact_lock(7210)`);
    await db.execute(sql`create table if not exists schema_migration (
      number integer primary key, name text not null, digest text not null, applied_at timestamptz not null)`);
    const applied = (
      await db.execute<{ number: number; name: string; digest: string }>(
        sql`select number, name, digest from schema_migration`,
      )
    ).rows;
    for (const row of applied) {
      const known = migrations.find(({ number }) => number === row.number);
      if (!known) throw new Error(`数据库由更新的版本建立（结构 ${row.name}），本程序不认识它。请升级程序后再启动。`);
      if (known.digest !== row.digest)
        throw new Error(`结构文件 ${row.name} 与建库时不同。请恢复原文件；改动应写成新的结构文件。`);
    }
    const waiting = migrations.filter(({ number }) => !applied.some((row) => row.number === number));
    for (const migration of waiting) {
      await db.execute(sql.raw("set local citus.multi_shard_modify_mode = 'sequential'"));
      await db.execute(sql.raw("set local citus.enable_unsafe_triggers = on"));
      await db.execute(sql.raw(migration.text));
      await db.execute(
        sql`insert into schema_migration values (${migration.number}, ${migration.name}, ${migration.digest}, ${now.toISOString()})`,
      );
    }
    await keepPartitions(db, now.getFullYear());
    return waiting.length;
  });
}

/** 留痕分区: this year's and the next; a default partition catches the rest. */
async function keepPartitions(db: Db, year: number): Promise<void> {
  for (const each of [year, year + 1]) {
    const found = await db.execute(sql`select to_regclass(${`history_${each}`}) as found`);
    if (found.rows[0]?.found) continue;
    // Rows of that year that an injected clock already put into the default partition would forbid a new one.
    const early = await db.execute(
      sql`select 1 from history_rest where at >= ${`${each}-01-01T00:00:00+08:00`} and at < ${`${each + 1}-01-01T00:00:00+08:00`} limit 1`,
    );
    if (early.rows.length > 0) continue;
    await db.execute(
      sql.raw(
        `create table history_${each} partition of history for values from ('${each}-01-01T00:00:00+08:00') to ('${each + 1}-01-01T00:00:00+08:00')`,
      ),
    );
  }
}
