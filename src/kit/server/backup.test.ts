import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "#kit/base/ids.ts";
import { contextOf } from "#tests/support/context.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type BackupReport, backUp, manifestOf } from "./backup.ts";
import { contentTables, foreignKeys } from "./catalog.ts";
import { type Database, openPglite } from "./database.ts";
import { addFile, filePath, storeFile } from "./files.ts";
import { record, writeTrail } from "./history.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { restore } from "./restore.ts";
import { verifyChain } from "./verify.ts";

const odd = `
  create table odd (
    id integer primary key, above integer references odd (id), amount numeric(20,2), fen bigint generated always as ((amount * 100)::bigint) stored,
    body jsonb, words text[], bytes bytea, at timestamptz, day date, share double precision, span interval, name text, flag boolean
  );
  insert into odd (id, name) values (900, '结构文件自带的行');`;
const migrations = [...readMigrations("migrations"), { number: 9001, name: "9001_odd.sql", text: odd, digest: "odd" }];
const newer = [
  ...migrations,
  { number: 9002, name: "9002_more.sql", text: "alter table odd add column note text", digest: "more" },
];
const now = new Date("2023-03-05T02:00:00Z");
const [agencyId, neighbor] = ["0193a000-0000-7000-8000-00000000000a", "0193a000-0000-7000-8000-00000000000b"];
const account = "0193a000-0000-7000-8000-0000000000aa";
const key = Buffer.alloc(32, 7);
const root = mkdtempSync(join(tmpdir(), "luodi-backup-"));
const [place, archive] = [join(root, "source"), join(root, "backup.tar.gz")];

const owner = <T>(database: Database, work: Parameters<Database["transaction"]>[1]) =>
  database.transaction({ role: "owner" }, work) as Promise<T>;
const contentOf = (database: Database): Promise<Record<string, unknown[]>> =>
  owner(database, async (db) => {
    const all: Record<string, unknown[]> = {};
    for (const { name } of await contentTables(db)) {
      const { rows } = await db.execute<{ line: string }>(
        sql`select t::text as line from ${sql.identifier(name)} t order by 1`,
      );
      all[name] = rows.map(({ line }) => line);
    }
    return all;
  });

const subject = {
  kind: "thing",
  title: "事项",
  noun: "things",
  shape: z.object({ id: z.uuid(), name: z.string().meta({ title: "名称" }) }),
};

async function fill(database: Database): Promise<void> {
  await owner(database, async (db) => {
    await db.execute(sql`insert into instance values ('live', ${now.toISOString()})`);
    await db.execute(sql`insert into account (id, login, name, state) values (${account}, 'wang', '王敏', 'active')`);
    await db.execute(
      sql`insert into session (digest, id, account_id, csrf, entry, device, created_at, seen_at)
        values ('sessiondigest', ${account}, ${account}, 'c', 'password', '浏览器', now(), now())`,
    );
    // The child comes before its parent, as no order of rows would have it.
    await db.execute(sql`insert into odd (id, name) values (2, '父')`);
    await db.execute(sql`insert into odd values (1, 2, 12345678901234567.90, default, 'null'::jsonb, array['a,b', null, '“引号”'], '\\x00ff',
      '2023-03-05 02:00:00.123456+00', 'infinity', 0.1, '1 mon 2 days', E'换行\\n制表\\t反斜杠\\\\引号"', true)`);
    await db.execute(
      sql`insert into odd (id, name, body) select n, '批量' || n, jsonb_build_object('n', n) from generate_series(1000, 3500) n`,
    );
    await db.execute(sql`insert into job (id, agency_id, account_id, kind, title, input, state, not_before, created_at)
      values (${newId()}, ${agencyId}, ${account}, 'a.b', '报告', '{}', 'queued', now(), now())`);
  });
  for (const agency of [agencyId, neighbor]) {
    for (let step = 0; step < 3; step++) {
      await database.transaction({ role: "app", agencyId: agency }, async (db) => {
        const ctx = contextOf(db, agency, account, new Date(Date.UTC(2021 + step * 3, 5)));
        async function* bytes() {
          yield Buffer.from(`附件 ${step}`);
        }
        const file = await addFile(ctx, await storeFile(place, bytes(), { name: "附件.txt", maxBytes: 100 }));
        await record(ctx, {
          subject,
          id: file.id,
          before: null,
          after: { id: file.id, name: file.name },
          title: "新增附件",
        });
        await writeTrail(ctx);
      });
    }
  }
}

let source: Database;
let report: BackupReport;
const opened: Database[] = [];
const progress: [number, number][] = [];
const open = async (maker: () => Promise<Database>): Promise<Database> => {
  const database = await maker();
  opened.push(database);
  return database;
};

beforeAll(async () => {
  source = await open(testDatabase);
  await migrate(source, migrations, now);
  await fill(source);
  report = await backUp(source, place, archive, { now, key, progress: (done, total) => progress.push([done, total]) });
}, 60_000);
afterAll(async () => {
  for (const database of opened) await database.close();
  rmSync(root, { recursive: true, force: true });
});

describe("备份", () => {
  test("说明它是什么：结构、行数、每个机构的链头；不含密钥，也不含登录", async () => {
    const manifest = await manifestOf(archive);
    expect(manifest).toEqual(report.manifest);
    expect(manifest).toMatchObject({
      instance: "live",
      schema: { number: 9001, digest: "odd" },
      key: { included: false },
      files: 3,
    });
    expect(manifest.tables).toMatchObject({ odd: 2504, account: 1, history: 6, file: 6 });
    expect(manifest.tables).not.toHaveProperty("session");
    expect(manifest.heads.map(({ agencyId: agency, number }) => [agency, number])).toEqual([
      [agencyId, 3],
      [neighbor, 3],
    ]);
    const all = gunzipSync(readFileSync(archive));
    for (const hidden of ["sessiondigest", key.toString("base64"), key.toString("hex")])
      expect(all.includes(hidden)).toBe(false);
  });

  test("只有本人可读，进度走到底，途中的文件不留下", () => {
    expect(statSync(archive).mode & 0o077).toBe(0);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
    expect(readdirSync(root).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("写不到目标位置时说明，不留下半份", async () => {
    const nowhere = join(root, "no", "where.tar.gz");
    await expect(backUp(source, place, nowhere, { now })).rejects.toThrow("ENOENT");
    expect(existsSync(nowhere)).toBe(false);
  });

  test("备份期间的改动不会混进来", async () => {
    const path = join(root, "snapshot.tar.gz");
    const late: Promise<unknown>[] = [];
    const during = () => {
      if (late.length > 0) return;
      late.push(owner(source, (db) => db.execute(sql`insert into odd (id, name) values (5000, '迟到')`)));
    };
    const snapshot = await backUp(source, place, path, { now, progress: during });
    expect(late).toHaveLength(1);
    await Promise.all(late);
    expect(snapshot.manifest.tables.odd).toBe(2504);
    expect(gunzipSync(readFileSync(path)).includes("迟到")).toBe(false);
    await owner(source, (db) => db.execute(sql`delete from odd where id = 5000`));
  });

  test("备份不取序列的当前值，所以结构中不得有序列", async () => {
    const { rows } = await owner<{ rows: unknown[] }>(source, (db) =>
      db.execute(sql`select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`),
    );
    expect(rows).toEqual([]);
  });
});

/** Each starts an embedded database of its own, which takes seconds on a busy machine. */
const slow = 120_000;

describe("恢复", () => {
  const says = { migrations, now, key };

  test(
    "到空的内嵌数据库，内容、附件与留痕链分毫不差",
    async () => {
      const target = await open(() => openPglite(null));
      const there = mkdtempSync(join(root, "target-"));
      const restored = await restore(target, there, archive, says);
      expect(restored).toMatchObject({ rows: report.rows, files: 3, missing: [], keyFits: true });
      const [before, after] = [await contentOf(source), await contentOf(target)];
      expect(Object.keys(after)).toEqual(Object.keys(before));
      const { job: _left, ...rest } = before;
      expect(after).toMatchObject(rest);
      expect(after.job).toEqual([expect.stringContaining("请核对后重新发起")]);
      for (const agency of [agencyId, neighbor]) {
        expect(await owner(target, (db) => verifyChain(db, agency))).toMatchObject({ links: 3, rows: 3, problems: [] });
      }
      expect(await owner(target, foreignKeys)).toEqual(await owner(source, foreignKeys));
      const { rows } = await owner<{ rows: { digest: string }[] }>(target, (db) =>
        db.execute(sql`select digest from file`),
      );
      for (const { digest } of rows)
        expect(readFileSync(filePath(there, digest))).toEqual(readFileSync(filePath(place, digest)));
      const sessions = await owner<{ rows: unknown[] }>(target, (db) => db.execute(sql`select 1 from session`));
      expect(sessions.rows).toEqual([]);
    },
    slow,
  );

  test.runIf(process.env.LUODI_TEST_DATABASE_URL)(
    "从 PostgreSQL 到内嵌数据库再回来，内容分毫不差",
    async () => {
      const [middle, there, again] = [
        await open(() => openPglite(null)),
        join(root, "middle"),
        join(root, "again.tar.gz"),
      ];
      await restore(middle, there, archive, says);
      await backUp(middle, there, again, { now, key });
      const back = await open(testDatabase);
      await restore(back, join(root, "back"), again, says);
      expect(await contentOf(back)).toEqual(await contentOf(middle));
      const { job: _left, ...rest } = await contentOf(source);
      expect(await contentOf(back)).toMatchObject(rest);
    },
    slow,
  );

  test(
    "旧版本的备份恢复到新版本的程序，并告知密钥不符",
    async () => {
      const target = await open(() => openPglite(null));
      const restored = await restore(target, mkdtempSync(join(root, "target-")), archive, {
        ...says,
        migrations: newer,
        key: Buffer.alloc(32, 8),
      });
      expect(restored.keyFits).toBe(false);
      const { rows } = await owner<{ rows: unknown[] }>(target, (db) =>
        db.execute(sql`select note from odd where id = 900`),
      );
      expect(rows).toEqual([{ note: null }]);
      await expect(restore(target, root, archive, says)).rejects.toMatchObject({ code: "backup.older" });
    },
    slow,
  );

  test("新版本的备份、改动过的结构、已有内容的数据库，都以文字拒绝", async () => {
    const older = migrations.slice(0, -1);
    const changed = [...older, { number: 9001, name: "9001_odd.sql", text: odd, digest: "changed" }];
    await expect(restore(source, root, archive, { ...says, migrations: older })).rejects.toMatchObject({
      code: "backup.newer",
    });
    await expect(restore(source, root, archive, { ...says, migrations: changed })).rejects.toMatchObject({
      code: "backup.schema",
    });
    await expect(restore(source, root, archive, says)).rejects.toMatchObject({ code: "backup.used" });
  });

  describe("损坏的备份被拒绝，什么也不留下", () => {
    let target: Database;
    const there = join(root, "untouched");
    beforeAll(async () => {
      target = await open(() => openPglite(null));
      await migrate(target, migrations, now);
    }, 60_000);
    const bytes = () => readFileSync(archive);
    const packed = (change: (tar: Buffer) => Buffer) => gzipSync(change(gunzipSync(bytes())));
    const swap = (from: string, to: string) => (tar: Buffer) =>
      Buffer.from(tar.toString("latin1").replace(from, to), "latin1");
    const without = (name: string) => (tar: Buffer) => {
      const at = tar.indexOf(name);
      const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8);
      return Buffer.concat([tar.subarray(0, at), tar.subarray(at + 512 + Math.ceil(size / 512) * 512)]);
    };
    const headDigest = () => report.manifest.heads[0]?.digest ?? "";
    const flipped = (digest: string) => (digest.startsWith("0") ? "1" : "0") + digest.slice(1);

    test.each<[string, string, () => Buffer]>([
      ["别的文件", "backup.foreign", () => Buffer.from("这是一份文本")],
      ["空文件", "backup.foreign", () => Buffer.alloc(0)],
      ["别的压缩包", "backup.foreign", () => gzipSync("hello")],
      ["截断的备份", "backup.damaged", () => bytes().subarray(0, bytes().length - 2000)],
      [
        "末尾坏了一个字节的备份",
        "backup.damaged",
        () => {
          const copy = bytes();
          copy.writeUInt8(copy.readUInt8(copy.length - 6) ^ 1, copy.length - 6);
          return copy;
        },
      ],
      ["少了一页的表", "backup.damaged", () => packed(without("tables/odd/000002.ndjson"))],
      ["少了一个附件", "backup.damaged", () => packed(without("files/"))],
      ["没有结尾", "backup.damaged", () => packed(without("end.json"))],
      [
        "附件被改",
        "backup.damaged",
        () => packed(swap(Buffer.from("附件 0").toString("latin1"), Buffer.from("附件 9").toString("latin1"))),
      ],
      ["数值被改坏", "backup.damaged", () => packed(swap("12345678901234567.90", "1234567890123456x.90"))],
      ["引用落空", "backup.damaged", () => packed(swap('"above":"2"', '"above":"7"'))],
      ["链头对不上", "backup.damaged", () => packed(swap(headDigest(), flipped(headDigest())))],
    ])("%s", async (_what, code, make) => {
      const path = join(root, "bad.tar.gz");
      writeFileSync(path, make());
      await expect(restore(target, there, path, says)).rejects.toMatchObject({ name: "Failure", code });
      const content = await contentOf(target);
      expect(content.odd).toHaveLength(1);
      expect([content.account, content.history, content.file, content.instance]).toEqual([[], [], [], []]);
      const left = existsSync(there)
        ? readdirSync(there, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
        : [];
      expect(left).toEqual([]);
      expect(await owner(target, foreignKeys)).toEqual(await owner(source, foreignKeys));
    });

    test("盘上已丢失的附件不挡住备份，两头都说得出是哪一份", async () => {
      const partial = join(root, "partial");
      cpSync(place, partial, { recursive: true });
      const { rows } = await owner<{ rows: { digest: string }[] }>(source, (db) =>
        db.execute(sql`select digest from file order by digest limit 1`),
      );
      const lost = rows[0]?.digest ?? "";
      rmSync(filePath(partial, lost));
      const path = join(root, "partial.tar.gz");
      expect(await backUp(source, partial, path, { now })).toMatchObject({ files: 2, missing: [lost] });
      const restored = await restore(target, mkdtempSync(join(root, "target-")), path, says);
      expect(restored).toMatchObject({ files: 2, missing: [lost], keyFits: null });
    });
  });
});
