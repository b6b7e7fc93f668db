import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#tests/support/database.ts";
import type { Database, Db } from "./database.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { isSealed, masterKey, secrets } from "./secrets.ts";
import { secretKeys } from "./tables.ts";

const agencyId = "0193a000-0000-7000-8000-00000000000a";
const [wang, li] = ["0193a000-0000-7000-8000-000000000001", "0193a000-0000-7000-8000-000000000002"];
const vault = secrets(Buffer.alloc(32, 7));
/** What the cipher says of a wrong key or a changed byte. */
const broken = "unable to authenticate";
let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await migrate(database, readMigrations("migrations"), new Date("2026-03-05T01:30:00Z"));
});
afterEach(() => database.transaction({ role: "owner" }, (db) => db.delete(secretKeys)));
afterAll(() => database.close());
const act = <T>(work: (db: Db) => Promise<T>) => database.transaction({ role: "app", agencyId }, work);

describe("敏感数据", () => {
  test("封存后看不出原文，同一内容两次封存也不同，打开还是原文", async () => {
    const texts = ["13800000000", "", "示例·𠮷", "x".repeat(5000)];
    for (const text of texts) {
      const [once, again] = [
        await act((db) => vault.seal(db, agencyId, wang, text)),
        await act((db) => vault.seal(db, agencyId, wang, text)),
      ];
      expect([isSealed(once), once === again, text !== "" && once.includes(text)]).toEqual([true, false, false]);
      expect(await act((db) => vault.open(db, agencyId, wang, once))).toBe(text);
    }
  });

  test("一个人的密钥打不开另一个人的；改动一个字节就打不开", async () => {
    const sealed = await act((db) => vault.seal(db, agencyId, wang, "13800000000"));
    await act((db) => vault.seal(db, agencyId, li, "x"));
    await expect(act((db) => vault.open(db, agencyId, li, sealed))).rejects.toThrow(broken);
    const bytes = Buffer.from(sealed.slice("sealed:".length), "base64");
    for (const place of [0, 14, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(act((db) => vault.open(db, agencyId, wang, `sealed:${changed.toString("base64")}`))).rejects.toThrow(
        broken,
      );
    }
  });

  test("丢掉一个人的密钥，他的内容再也打不开，别人的不受影响", async () => {
    const [his, hers] = [
      await act((db) => vault.seal(db, agencyId, wang, "甲")),
      await act((db) => vault.seal(db, agencyId, li, "乙")),
    ];
    await act((db) => db.delete(secretKeys).where(eq(secretKeys.subjectId, wang)));
    expect(await act((db) => vault.open(db, agencyId, wang, his))).toBeNull();
    expect(await act((db) => vault.open(db, agencyId, li, hers))).toBe("乙");
    // A new key for the same person does not bring the old words back.
    await act((db) => vault.seal(db, agencyId, wang, "新"));
    await expect(act((db) => vault.open(db, agencyId, wang, his))).rejects.toThrow(broken);
  });

  test("个人密钥本身也加密存放：换一把总钥匙就打不开", async () => {
    const sealed = await act((db) => vault.seal(db, agencyId, wang, "甲"));
    const stranger = secrets(Buffer.alloc(32, 8));
    await expect(act((db) => stranger.open(db, agencyId, wang, sealed))).rejects.toThrow(broken);
  });

  test("钥匙串与单个办理互通；没有密钥的说没有", async () => {
    const single = await act((db) => vault.seal(db, agencyId, wang, "甲"));
    const ring = await act((db) => vault.keyring(db, agencyId, [wang, li, li], "make"));
    expect(ring.open(wang, single)).toBe("甲");
    expect(await act((db) => vault.open(db, agencyId, li, ring.seal(li, "乙")))).toBe("乙");
    const without = await act((db) => vault.keyring(db, agencyId, ["0193a000-0000-7000-8000-000000000003"]));
    expect(without.open("0193a000-0000-7000-8000-000000000003", single)).toBeNull();
    expect(() => without.seal("0193a000-0000-7000-8000-000000000003", "x")).toThrow("no key");
  });

  test("盲索引：同文同值，异文异值，换总钥匙全变，不含原文", () => {
    const index = vault.blindIndex("13800000000");
    expect(vault.blindIndex("13800000000")).toBe(index);
    expect(
      new Set([index, vault.blindIndex("13800000001"), secrets(Buffer.alloc(32, 8)).blindIndex("13800000000")]).size,
    ).toBe(3);
    expect(index).not.toContain("138");
  });
});

describe("总钥匙", () => {
  const folder = mkdtempSync(join(tmpdir(), "luodi-key-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("首次启动自己造一把，只有本人可读，以后一直是它", () => {
    const key = masterKey(folder, undefined);
    expect([key.length, statSync(join(folder, "key")).mode & 0o777]).toEqual([32, 0o600]);
    expect(masterKey(folder, undefined)).toEqual(key);
    expect(readFileSync(join(folder, "key"), "utf8")).toBe(key.toString("base64"));
  });

  test("环境变量给的优先；长度不对说清怎么办", () => {
    const given = Buffer.alloc(32, 9);
    expect(masterKey(folder, given.toString("base64"))).toEqual(given);
    expect(() => masterKey(folder, "c2hvcnQ=")).toThrow("LUODI_KEY 应为 32 字节");
  });
});
