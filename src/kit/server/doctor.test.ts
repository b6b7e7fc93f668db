import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contextOf } from "#tests/support/context.ts";
import { testDatabase } from "#tests/support/database.ts";
import { backUp } from "./backup.ts";
import type { Database } from "./database.ts";
import { doctor } from "./doctor.ts";
import { addFile, filePath, type StoredFile, storeFile } from "./files.ts";
import type { Patient } from "./health.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { masterKey, secrets } from "./secrets.ts";

const agencyId = "0193a000-0000-7000-8000-00000000000a";
const account = "0193a000-0000-7000-8000-0000000000aa";
const migrations = readMigrations("migrations");
const root = mkdtempSync(join(tmpdir(), "luodi-doctor-"));
let database: Database;
let place: string;
let patient: Patient;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database, migrations, new Date());
}, 60_000);
beforeEach(() => {
  place = mkdtempSync(join(root, "place-"));
  masterKey(place, undefined);
  patient = { database, place, migrations, now: new Date() };
});
afterAll(async () => {
  await database.close();
  rmSync(root, { recursive: true, force: true });
});

const owner = (statement: ReturnType<typeof sql>) =>
  database.transaction({ role: "owner" }, (db) => db.execute(statement));
const about = async (title: string, changed: Partial<Patient> = {}) =>
  (await doctor({ ...patient, ...changed })).find((finding) => finding.title === title);
/** Something wrong for as long as it is looked at. */
const during = async <T>(
  wrong: ReturnType<typeof sql>,
  right: ReturnType<typeof sql>,
  look: () => Promise<T>,
): Promise<T> => {
  await owner(wrong);
  try {
    return await look();
  } finally {
    await owner(right);
  }
};

test("好的安装没有一项是坏的，除了还没有备份", async () => {
  const findings = await doctor(patient);
  expect(findings).toHaveLength(14);
  expect(findings.filter(({ state, title }) => state === "bad" && title !== "备份")).toEqual([]);
  for (const { message } of findings) expect(message).toMatch(/\p{Script=Han}|UTF8|PostgreSQL/u);
});

test("说明是哪一种数据库，以及怎样换", async () => {
  const finding = await about("数据库");
  expect(finding?.state).not.toBe("bad");
  expect(finding?.message).toContain(database.kind === "pglite" ? "断电" : "账号");
});

describe("数据库", () => {
  test("结构没有升级、被改动或更新，都看得出", async () => {
    const next = { number: 9999, name: "9999_next.sql", text: "", digest: "x" };
    expect(await about("数据库结构", { migrations: [...migrations, next] })).toMatchObject({
      state: "bad",
      message: expect.stringContaining("migrate"),
    });
    expect(await about("数据库结构", { migrations: migrations.slice(0, -1) })).toMatchObject({
      state: "bad",
      message: expect.stringContaining("升级程序"),
    });
    const changed = migrations.map((each) => ({ ...each, digest: "changed" }));
    expect(await about("数据库结构", { migrations: changed })).toMatchObject({
      state: "bad",
      message: expect.stringContaining("恢复原文件"),
    });
  });

  test("忘了行级安全的机构表被点名", async () => {
    const look = () => about("机构隔离");
    const created = sql`create table forgotten (agency_id uuid not null)`;
    expect(await during(created, sql`drop table forgotten`, look)).toMatchObject({
      state: "bad",
      message: expect.stringContaining("forgotten"),
    });
    const loosened = sql`alter table person no force row level security`;
    expect(await during(loosened, sql`alter table person force row level security`, look)).toMatchObject({
      state: "bad",
      message: expect.stringContaining("person"),
    });
    const opened = sql`grant select on history_rest to luodi_app`;
    expect(await during(opened, sql`revoke select on history_rest from luodi_app`, look)).toMatchObject({
      state: "bad",
    });
    expect(await look()).toMatchObject({ state: "ok" });
  });

  test("时钟不准", async () => {
    expect(await about("时钟", { now: new Date(Date.now() - 30_000) })).toMatchObject({ state: "watch" });
    expect(await about("时钟", { now: new Date(Date.now() + 3_600_000) })).toMatchObject({ state: "bad" });
  });

  test("没有动静的任务", async () => {
    const silent = sql`insert into job (id, agency_id, account_id, kind, title, input, state, not_before, alive_at, created_at)
      values (${account}, ${agencyId}, ${account}, 'a.b', 't', '{}', 'running', now(), now() - interval '1 hour', now())`;
    expect(await during(silent, sql`delete from job`, () => about("任务"))).toMatchObject({ state: "watch" });
  });

  test("留痕链的末环被删，或与备份记得的不同", async () => {
    const link = (
      digest: string,
    ) => sql`insert into history_link (agency_id, number, command_id, operation, via, at, row_count, rows_digest, digest)
      values (${agencyId}, 1, ${account}, 'a.b', 'web', now(), 0, '', ${digest})`;
    await owner(sql`insert into history_head values (${agencyId}, 1, 'first')`);
    expect(await about("留痕链")).toMatchObject({ state: "bad", message: expect.stringContaining("链头与末环不符") });
    await owner(link("first"));
    expect(await about("留痕链")).toMatchObject({ state: "ok" });
    mkdirSync(join(place, "backups"));
    await backUp(database, place, join(place, "backups", "luodi-2026-01-01.tar.gz"), { now: new Date() });
    expect(await about("留痕链")).toMatchObject({
      state: "ok",
      message: expect.stringContaining("与 2026-01-01 的备份一致"),
    });
    // Whoever can rewrite the whole chain can also rewrite its head; only what was written elsewhere still knows.
    await owner(sql`truncate history_link`);
    await owner(link("other"));
    await owner(sql`update history_head set digest = 'other'`);
    expect(await about("留痕链")).toMatchObject({ state: "bad", message: expect.stringContaining("备份不符") });
    await owner(sql`truncate history_link, history_head`);
  });
});

describe("数据目录", () => {
  test("对别人开放的目录与密钥，没有的密钥", async () => {
    chmodSync(place, 0o755);
    expect(await about("数据目录")).toMatchObject({ state: "bad", message: expect.stringContaining("chmod 700") });
    chmodSync(join(place, "key"), 0o644);
    expect(await about("密钥")).toMatchObject({ state: "bad", message: expect.stringContaining("chmod 600") });
    rmSync(join(place, "key"));
    expect(await about("密钥")).toMatchObject({ state: "bad", message: expect.stringContaining("没有密钥") });
  });

  test("密钥打不开这里的数据", async () => {
    const own = secrets(masterKey(place, undefined));
    await database.transaction({ role: "app", agencyId }, (db) => own.seal(db, agencyId, account, "13800000000"));
    expect(await about("密钥")).toMatchObject({ state: "ok" });
    expect(await about("密钥", { keyFromEnvironment: Buffer.alloc(32, 1).toString("base64") })).toMatchObject({
      state: "bad",
      message: expect.stringContaining("不符"),
    });
    await owner(sql`delete from secret_key`);
  });

  test("备份太旧", async () => {
    mkdirSync(join(place, "backups"));
    writeFileSync(join(place, "backups", "luodi-2026-01-01.tar.gz"), "");
    const inDays = (days: number) => about("备份", { now: new Date(Date.now() + days * 86_400_000) });
    expect(await inDays(1)).toMatchObject({ state: "ok" });
    expect(await inDays(3)).toMatchObject({ state: "watch", message: expect.stringContaining("3 天") });
    expect(await inDays(8)).toMatchObject({ state: "bad" });
  });

  test("附件不在、变了，都看得出；没有登记的只是说一声", async () => {
    const put = (text: string): Promise<StoredFile> => {
      async function* bytes() {
        yield Buffer.from(text);
      }
      return storeFile(place, bytes(), { name: "说明.txt", maxBytes: 100 });
    };
    const stored = await put("内容");
    const path = filePath(place, stored.digest);
    expect((await about("附件"))?.message).toContain("1 个没有登记");
    await database.transaction({ role: "app", agencyId }, (db) =>
      addFile(contextOf(db, agencyId, account, new Date()), stored),
    );
    expect(await about("附件")).toMatchObject({ state: "ok", message: "抽查 1 个都完好" });
    const was = readFileSync(path);
    writeFileSync(path, "内客");
    expect(await about("附件")).toMatchObject({ state: "bad", message: expect.stringContaining("已变") });
    writeFileSync(path, was);
    rmSync(path);
    expect(await about("附件")).toMatchObject({ state: "bad", message: expect.stringContaining("不在盘上") });
    await owner(sql`delete from file`);
  });

  test("一项查不成，其余照查", async () => {
    const findings = await doctor({ ...patient, place: join(place, "nowhere") });
    expect(findings).toHaveLength(14);
    expect(findings.find(({ title }) => title === "数据目录")).toMatchObject({
      state: "bad",
      message: expect.stringContaining("没有查成"),
    });
  });
});
