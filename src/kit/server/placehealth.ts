import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { filePath } from "./files.ts";
import { type Answer, bad, type Check, ok, type Patient, watch } from "./health.ts";
import { listBackups } from "./keeping.ts";
import { masterKey, secrets } from "./secrets.ts";

export const placeChecks: Check[] = [
  { title: "数据目录", look: folder },
  { title: "密钥", look: key },
  { title: "磁盘空间", look: disk },
  { title: "备份", look: backups },
  { title: "附件", look: attachments },
];

async function folder({ place }: Patient): Promise<Answer> {
  const { mode, uid } = await stat(place);
  if ((mode & 0o077) !== 0) return bad(`${place} 对本机其他用户开放。请执行 chmod 700 ${place}`);
  if (process.getuid && uid !== process.getuid()) return watch(`${place} 属于另一个用户，请确认服务以它的所有者运行`);
  return ok(`${place} 只有运行服务的用户可以进入`);
}

/** Is there a key, is it kept close, and does it open what is sealed here? */
async function key({ place, database, keyFromEnvironment }: Patient): Promise<Answer> {
  const path = join(place, "key");
  const found = await stat(path).catch(() => null);
  if (!keyFromEnvironment && !found)
    return bad("没有密钥。启动服务会新建一把；如果这里恢复过备份，请先把原来的密钥放回 key 文件");
  if (!keyFromEnvironment && found && (found.mode & 0o077) !== 0)
    return bad(`密钥文件对本机其他用户开放。请执行 chmod 600 ${path}`);
  const master = masterKey(place, keyFromEnvironment);
  const fits = await database.transaction({ role: "owner", readOnly: true }, async (db) => {
    const { rows } = await db.execute<{ agency_id: string; subject_id: string }>(
      sql`select agency_id, subject_id from secret_key limit 1`,
    );
    const [row] = rows;
    if (!row) return true;
    // Sealing for somebody who has a key already opens that key and writes nothing.
    return secrets(master)
      .seal(db, row.agency_id, row.subject_id, "")
      .then(
        () => true,
        () => false,
      );
  });
  if (!fits) return bad("密钥与数据不符，加密的内容无法读取。请放回原来的密钥");
  return ok("密钥在，与数据相符。它不在备份里，请另存一份在别处");
}

async function disk({ place }: Patient): Promise<Answer> {
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const words = `剩余 ${(free / 1024 ** 3).toFixed(1)} GB`;
  if (free < 1024 ** 3) return bad(`${words}，随时可能写不下。请立即清理或扩容`);
  return free < 5 * 1024 ** 3 ? watch(`${words}，请尽快清理或扩容`) : ok(words);
}

async function backups({ place, database, now }: Patient): Promise<Answer> {
  const [last] = await listBackups(place);
  if (!last) {
    if (database.kind === "postgres")
      return watch("数据目录里没有备份。请确认数据库与附件另有备份，或定期运行 luodi backup");
    return bad("还没有备份。服务空闲时会自动做一份，也可以现在运行 luodi backup");
  }
  const days = Math.floor((now.getTime() - last.madeAt.getTime()) / 86_400_000);
  if (days < 2) return ok(`最近一份是 ${last.day} 的，请另存一份到别的机器`);
  return days < 7 ? watch(`最近一份备份已有 ${days} 天`) : bad(`最近一份备份已有 ${days} 天，请运行 luodi backup`);
}

const sample = 200;
const readAtMost = 50 * 1024 * 1024;

/** The newest rows and a draw of the others: is the content there, of this size, unchanged? And one folder the other way round. */
async function attachments({ place, database }: Patient): Promise<Answer> {
  const rows = await database.transaction({ role: "owner", readOnly: true }, async (db) => {
    const half = sample / 2;
    const found = await db.execute<{ digest: string; size: string; name: string }>(sql`
      (select digest, size, name from file order by uploaded_at desc limit ${half})
      union all (select digest, size, name from file order by md5(digest || current_date::text) limit ${half})`);
    return found.rows;
  });
  let read = 0;
  for (const { digest, size, name } of rows) {
    const path = filePath(place, digest);
    const found = await stat(path).catch(() => null);
    if (found?.size !== Number(size)) return bad(`附件“${name}”等的内容不在盘上或不完整。请从备份中恢复 files 目录`);
    if (read + found.size > readAtMost) continue;
    read += found.size;
    if ((await digestOf(path)) !== digest) return bad(`附件“${name}”的内容已变。请检查磁盘，并从备份中恢复 files 目录`);
  }
  const strays = await straysIn(place, database);
  if (strays > 0)
    return ok(
      `抽查 ${new Set(rows.map(({ digest }) => digest)).size} 个都完好；抽查的文件夹里有 ${strays} 个没有登记的，不影响使用`,
    );
  return ok(`抽查 ${new Set(rows.map(({ digest }) => digest)).size} 个都完好`);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function straysIn(place: string, database: Patient["database"]): Promise<number> {
  const folders = (await readdir(join(place, "files")).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const drawn = folders[Math.floor(Math.random() * folders.length)];
  if (drawn === undefined) return 0;
  const names = (await readdir(join(place, "files", drawn))).slice(0, sample);
  const { rows } = await database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.execute<{ digest: string }>(
      sql`select distinct digest from file where digest = any(${sql.param(names)}::text[])`,
    ),
  );
  return names.length - rows.length;
}
