import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { countOf, End, jsonOf, keyMark, type Manifest, manifestOf, textOf } from "./backup.ts";
import { contentTables, doorKeys, foreignKeys, quoteName, type Table } from "./catalog.ts";
import type { Database, Db } from "./database.ts";
import { filePath } from "./files.ts";
import { migrate, type readMigrations } from "./migrate.ts";
import { sqlState } from "./serve.ts";
import { damagedArchive, type Member, readTarball } from "./tarball.ts";

interface Says {
  migrations: ReturnType<typeof readMigrations>;
  now: Date;
  /** The installation's key as it is here, to be compared with the one the backup was sealed under. */
  key?: Buffer;
  progress?: (done: number, total: number) => void;
}

export interface RestoreReport {
  manifest: Manifest;
  rows: number;
  files: number;
  missing: string[];
  /** Does the key here open what was sealed there? Null when the backup does not say. */
  keyFits: boolean | null;
}

/**
 * 恢复: only into an empty database, all rows in one transaction. The schema is brought to where it stood when the
 * backup was made, filled, and then brought up to date, so an older backup restores into a newer program.
 */
export async function restore(database: Database, place: string, path: string, says: Says): Promise<RestoreReport> {
  const manifest = await manifestOf(path);
  const { schema } = manifest;
  const upTo = says.migrations.filter(({ number }) => number <= schema.number);
  const last = upTo.at(-1);
  if (last?.number !== schema.number) {
    throw new Failure("refused", "backup.newer", `备份的结构（${schema.name}）比本程序新。请先升级程序再恢复`);
  }
  if (last.digest !== schema.digest) {
    throw new Failure("refused", "backup.schema", `备份的结构（${schema.name}）与本程序的不同，不能恢复到这里`);
  }
  await database.transaction({ role: "owner", readOnly: true }, (db) => refuseUsed(db, schema.number));
  await migrate(database, upTo, says.now);
  const written: string[] = [];
  try {
    const { files, missing } = await database.transaction({ role: "owner" }, (db) =>
      load(db, { manifest, place, path, written, says }),
    );
    await migrate(database, says.migrations, says.now);
    const { mark } = manifest.key;
    const keyFits = mark === null || !says.key ? null : mark === keyMark(says.key);
    const rows = Object.values(manifest.tables).reduce((sum, count) => sum + count, 0);
    return { manifest, rows, files, missing, keyFits };
  } catch (error) {
    for (const file of written) await rm(file, { force: true });
    // A value or a reference the schema refuses cannot have come out of this schema.
    throw /^2[23]/.test(sqlState(error) ?? "") ? damagedArchive() : error;
  }
}

async function refuseUsed(db: Db, upTo: number): Promise<void> {
  const used = () =>
    new Failure("refused", "backup.used", "数据库里已有内容。恢复只能进行到空的数据库，请另建一个数据目录或数据库");
  const [found] = (
    await db.execute<{ schema: boolean }>(sql`select to_regclass('schema_migration') is not null as schema`)
  ).rows;
  if (!found?.schema) return;
  const [last] = (await db.execute<{ number: number | null }>(sql`select max(number) as number from schema_migration`))
    .rows;
  if ((last?.number ?? 0) > upTo) {
    throw new Failure("refused", "backup.older", "数据库的结构已比备份新。请用一个还没有建立结构的空数据库来恢复");
  }
  if (!last?.number) return;
  const { rows } = await db.execute(sql`select 1 from instance union all select 1 from history_head limit 1`);
  if (rows.length > 0) throw used();
}

interface Loading {
  manifest: Manifest;
  place: string;
  path: string;
  written: string[];
  says: Says;
}

async function load(
  db: Db,
  { manifest, place, path, written, says }: Loading,
): Promise<{ files: number; missing: string[] }> {
  await db.execute(sql`select pg_advisory_xact_lock(7210)`);
  await refuseUsed(db, manifest.schema.number);
  await db.execute(
    sql.raw("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'"),
  );
  await db.execute(sql.raw("set local citus.multi_shard_modify_mode = 'sequential'"));
  const tables = new Map((await contentTables(db)).map((table) => [table.name, table]));
  const keys = await dropForeignKeys(db);
  // What migrations put there is in the backup as it was then.
  await db.execute(sql.raw(`truncate ${[...tables.keys(), ...doorKeys].map(quoteName).join(", ")}`));
  const total = Object.values(manifest.tables).reduce((sum, count) => sum + count, manifest.files);
  let [done, files] = [0, 0];
  let end: ReturnType<typeof End.parse> | null = null;
  for await (const member of readTarball(path)) {
    const [folder, name = "", part] = member.name.split("/");
    if (folder === "tables" && part) done += await loadRows(db, tables.get(name), member);
    else if (folder === "files" && part) {
      await loadFile(place, part, member, written);
      files += 1;
      done += 1;
    } else if (member.name === "end.json") end = End.safeParse(jsonOf(await textOf(member))).data ?? null;
    else if (member.name !== "manifest.json") throw damagedArchive();
    says.progress?.(done, total);
  }
  for (const { table, name, definition } of keys) {
    await db.execute(sql.raw(`alter table ${table} add constraint ${name} ${definition}`));
  }
  if (end?.files !== files || files + end.missing.length !== manifest.files) throw damagedArchive();
  await verify(db, manifest, [...tables.keys()]);
  // Nobody waits for them any more, and done a second time they might pay or publish again.
  await db.execute(sql`update job set state = 'failed', finished_at = ${says.now.toISOString()},
    message = '系统从备份恢复，任务没有做完，请核对后重新发起' where state in ('queued', 'running')`);
  return { files, missing: end.missing };
}

/** Set aside while loading, so that rows may come in any order, and put back over all of them at once. */
async function dropForeignKeys(db: Db) {
  const keys = await foreignKeys(db);
  for (const { table, name } of keys) await db.execute(sql.raw(`alter table ${table} drop constraint ${name}`));
  return keys;
}

async function loadRows(db: Db, table: Table | undefined, member: Member): Promise<number> {
  if (!table) throw damagedArchive();
  const lines = (await textOf(member)).trimEnd().split("\n");
  const names = table.columns.map(({ name }) => quoteName(name));
  const values = table.columns.map(({ name, type }) => `r.${quoteName(name)}::${type}`);
  const shape = names.map((name) => `${name} text`);
  await db.execute(
    sql`${sql.raw(`insert into ${quoteName(table.name)} (${names.join(", ")}) overriding system value
    select ${values.join(", ")} from json_to_recordset(`)}${`[${lines.join(",")}]`}${sql.raw(`::json) as r (${shape.join(", ")})`)}`,
  );
  return lines.length;
}

async function loadFile(place: string, digest: string, { bytes }: Member, written: string[]): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw damagedArchive();
  const path = filePath(place, digest);
  const isThere = await stat(path).catch(() => null);
  const arriving = `${path}.arriving`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(arriving, "w", 0o600);
  try {
    const hash = createHash("sha256");
    for await (const chunk of bytes) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (hash.digest("hex") !== digest) throw damagedArchive();
    await file.sync();
    await rename(arriving, path);
    if (!isThere) written.push(path);
  } finally {
    await file.close();
    await rm(arriving, { force: true });
  }
}

async function verify(db: Db, manifest: Manifest, tables: string[]): Promise<void> {
  if (tables.length !== Object.keys(manifest.tables).length) throw damagedArchive();
  for (const name of tables) if ((await countOf(db, name)) !== manifest.tables[name]) throw damagedArchive();
  const { rows } = await db.execute<{ agency_id: string; number: string; digest: string }>(
    sql`select h.agency_id, l.number, l.digest from history_head h join history_link l
      on l.agency_id = h.agency_id and l.number = h.number and l.digest = h.digest order by h.agency_id`,
  );
  const heads = rows.map(({ agency_id, number, digest }) => ({ agencyId: agency_id, number: Number(number), digest }));
  if (JSON.stringify(heads) !== JSON.stringify(manifest.heads)) throw damagedArchive();
}
