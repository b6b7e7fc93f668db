import { createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import { contentTables, quoteName, type Table } from "./catalog.ts";
import type { Database, Db } from "./database.ts";
import { filePath } from "./files.ts";
import { damagedArchive, type Member, readTarball, type Tarball, writeTarball } from "./tarball.ts";

/**
 * 备份 (decision 19): one tar.gz, logical, so that what PGlite wrote PostgreSQL reads and the other way round.
 *
 *   manifest.json              what this is, of which schema, how many rows, where each agency's history chain ends
 *   tables/<table>/<n>.ndjson  a thousand rows, one JSON object a line, every value as PostgreSQL's own text
 *   files/<ab>/<digest>        the attachments
 *   end.json                   how many files, and which the disk no longer had
 *
 * Text, because it is exact: a numeric keeps its digits, and a JSON null inside a column stays apart from no value.
 * All rows come from one snapshot; the files follow after it, because a stored file never changes. The manifest's chain
 * heads, kept elsewhere, also show a history whose tail was cut off.
 * **The key is not in it** (`data/key`): who finds the archive cannot read what is sealed. Keep the key in another place.
 */
const formatVersion = 1;
const pageSize = 1_000;

const Manifest = z.object({
  product: z.literal("luodi"),
  format: z.int(),
  madeAt: z.iso.datetime(),
  instance: z.string().nullable(),
  schema: z.object({ number: z.int(), name: z.string(), digest: z.string() }),
  key: z.object({ included: z.literal(false), mark: z.string().nullable() }),
  tables: z.record(z.string(), z.int()),
  heads: z.array(z.object({ agencyId: z.uuid(), number: z.int(), digest: z.string() })),
  files: z.int(),
});
export type Manifest = z.infer<typeof Manifest>;

export const End = z.object({ files: z.int(), missing: z.array(z.string()) });

interface Says {
  now: Date;
  /** The installation's key: only its mark goes into the manifest, to tell at the restore whether the right one is there. */
  key?: Buffer;
  progress?: (done: number, total: number) => void;
}

export interface BackupReport {
  manifest: Manifest;
  rows: number;
  files: number;
  /** Digests of attachments the disk no longer had. */
  missing: string[];
}

export async function backUp(database: Database, place: string, path: string, says: Says): Promise<BackupReport> {
  const tarball = writeTarball(path);
  try {
    const { manifest, digests } = await database.transaction({ role: "owner", readOnly: true }, (db) =>
      addRows(db, tarball, says),
    );
    const rows = total(manifest.tables);
    const missing: string[] = [];
    for (const [done, digest] of digests.entries()) {
      const file = filePath(place, digest);
      const size = (await stat(file).catch(() => null))?.size;
      if (size === undefined) missing.push(digest);
      else await tarball.add(`files/${digest.slice(0, 2)}/${digest}`, size, createReadStream(file));
      says.progress?.(rows + done + 1, rows + digests.length);
    }
    const files = digests.length - missing.length;
    await addText(tarball, "end.json", JSON.stringify({ files, missing } satisfies z.infer<typeof End>));
    await tarball.finish();
    return { manifest, rows, files, missing };
  } catch (error) {
    await tarball.discard();
    if ((error as NodeJS.ErrnoException | null)?.code === "ENOSPC") {
      throw new Failure("refused", "backup.space", "磁盘空间不足，备份没有完成。请清理磁盘或换一个位置再试");
    }
    throw error;
  }
}

const total = (tables: Record<string, number>): number => Object.values(tables).reduce((sum, count) => sum + count, 0);

async function addText(tarball: Tarball, name: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  await tarball.add(name, bytes.length, [bytes]);
}

async function addRows(db: Db, tarball: Tarball, { now, key, progress }: Says) {
  // Before the first query: from here on everything is seen as of one moment.
  await db.execute(sql.raw("set transaction isolation level repeatable read"));
  await db.execute(
    sql.raw("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'"),
  );
  const tables = await contentTables(db);
  const manifest = await describe(db, tables, now, key);
  await addText(tarball, "manifest.json", JSON.stringify(manifest, null, 2));
  const rows = total(manifest.tables);
  let done = 0;
  for (const table of tables) {
    let number = 0;
    for await (const lines of pages(db, table)) {
      number += 1;
      await addText(tarball, `tables/${table.name}/${String(number).padStart(6, "0")}.ndjson`, `${lines.join("\n")}\n`);
      done += lines.length;
      progress?.(done, rows + manifest.files);
    }
  }
  const found = await db.execute<{ digest: string }>(sql`select distinct digest from file order by digest`);
  return { manifest, digests: found.rows.map(({ digest }) => digest) };
}

async function describe(db: Db, tables: Table[], now: Date, key: Buffer | undefined): Promise<Manifest> {
  const [schema] = (
    await db.execute<Manifest["schema"]>(
      sql`select number, name, digest from schema_migration order by number desc limit 1`,
    )
  ).rows;
  if (!schema) throw new Failure("refused", "backup.empty", "数据库还没有建立，没有可备份的内容");
  const [instance] = (await db.execute<{ kind: string }>(sql`select kind from instance`)).rows;
  const heads = await db.execute<{ agency_id: string; number: string; digest: string }>(
    sql`select agency_id, number, digest from history_head order by agency_id`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = await countOf(db, name);
  const [files] = (await db.execute<{ count: string }>(sql`select count(distinct digest) as count from file`)).rows;
  return {
    product: "luodi",
    format: formatVersion,
    madeAt: now.toISOString(),
    instance: instance?.kind ?? null,
    schema,
    key: { included: false, mark: key ? keyMark(key) : null },
    tables: counts,
    heads: heads.rows.map(({ agency_id, number, digest }) => ({ agencyId: agency_id, number: Number(number), digest })),
    files: Number(files?.count ?? 0),
  };
}

export async function countOf(db: Db, name: string): Promise<number> {
  const { rows } = await db.execute<{ count: string }>(sql`select count(*) as count from ${sql.identifier(name)}`);
  return Number(rows[0]?.count ?? 0);
}

export const keyMark = (key: Buffer): string =>
  createHmac("sha256", key).update("luodi key mark").digest("hex").slice(0, 16);

/** Rows as JSON lines, a page at a time through a cursor: memory stays the same however large the table. */
async function* pages(db: Db, { name, columns }: Table): AsyncGenerator<string[]> {
  const list = columns.map((column) => `${quoteName(column.name)}::text as ${quoteName(column.name)}`).join(", ");
  await db.execute(
    sql.raw(`declare backup_rows no scroll cursor for
    select row_to_json(r)::text as line from (select ${list} from ${quoteName(name)}) r`),
  );
  for (;;) {
    const { rows } = await db.execute<{ line: string }>(sql.raw(`fetch ${pageSize} from backup_rows`));
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < pageSize) break;
  }
  await db.execute(sql.raw("close backup_rows"));
}

/** What a backup says about itself, without reading the rest of it; refuses in words whatever is not a backup of ours. */
export async function manifestOf(path: string): Promise<Manifest> {
  const first = await firstMember(path).catch((error: unknown) => {
    if (error instanceof Failure) return null;
    throw error;
  });
  const parsed = Manifest.safeParse(first);
  if (!parsed.success) throw new Failure("invalid", "backup.foreign", "这不是落地的备份文件，没有恢复任何内容");
  if (parsed.data.format > formatVersion) {
    throw new Failure("refused", "backup.newer", "备份由更新的版本制作，本程序不认识它的格式。请先升级程序再恢复");
  }
  return parsed.data;
}

async function firstMember(path: string): Promise<unknown> {
  for await (const member of readTarball(path))
    return member.name === "manifest.json" ? jsonOf(await textOf(member)) : null;
  return null;
}

/** A page of rows is a few hundred kilobytes; what claims to be this large was not written by us. */
const longestText = 256 * 1024 * 1024;

export async function textOf({ size, bytes }: Member): Promise<string> {
  if (size > longestText) throw damagedArchive();
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
