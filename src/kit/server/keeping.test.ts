import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { manifestOf } from "./backup.ts";
import { type Database, openPglite } from "./database.ts";
import { keep, type Keeper, learn, listBackups, sweep } from "./keeping.ts";
import { migrate, readMigrations } from "./migrate.ts";

const root = mkdtempSync(join(tmpdir(), "luodi-keeping-"));
let database: Database;
let place: string;
let clock: Date;
let used: Date | null;
let keepers: Keeper[] = [];
const said: string[] = [];

beforeAll(async () => {
  database = await openPglite(null);
  await migrate(database, readMigrations("migrations"), new Date());
  await owner(sql`create table worn (id integer primary key, name text)`);
}, 60_000);
beforeEach(async () => {
  for (const keeper of keepers) await keeper.stop();
  keepers = [];
  said.length = 0;
  place = mkdtempSync(join(root, "place-"));
  clock = new Date("2026-03-05T02:00:00Z");
  used = null;
});
afterAll(async () => {
  await database.close();
  rmSync(root, { recursive: true, force: true });
});

const owner = (statement: ReturnType<typeof sql>) =>
  database.transaction({ role: "owner" }, (db) => db.execute(statement));
const begin = () => {
  const log = (message: string, error?: unknown) =>
    void said.push(error instanceof Error ? `${message}：${error.message}` : message);
  const keeper = keep({ database, place, now: () => clock, lastUsed: () => used, log });
  keepers.push(keeper);
  return keeper;
};
const pass = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
};
const days = async () => (await listBackups(place)).map(({ day }) => day);

describe("每日备份", () => {
  test("空闲时一天一份，只留最近七份，别的文件不动", async () => {
    mkdirSync(join(place, "backups"));
    writeFileSync(join(place, "backups", "手工.tar.gz"), "");
    const keeper = begin();
    for (let day = 0; day < 9; day++) {
      await keeper.look();
      await keeper.look();
      pass(24);
    }
    expect(await days()).toEqual(["13", "12", "11", "10", "09", "08", "07"].map((day) => `2026-03-${day}`));
    expect(readdirSync(join(place, "backups"))).toContain("手工.tar.gz");
    const [last] = await listBackups(place);
    expect(await manifestOf(last?.path ?? "")).toMatchObject({ product: "luodi", madeAt: "2026-03-13T02:00:00.000Z" });
    expect(said).toHaveLength(9);
  });

  test("有人在用就等一等，等得太久也要做", async () => {
    const keeper = begin();
    for (let hour = 0; hour < 36; hour++) {
      used = clock;
      await keeper.look();
      expect(await days()).toEqual([]);
      pass(1);
    }
    used = clock;
    await keeper.look();
    expect(await days()).toEqual(["2026-03-06"]);
  });

  test("做不成时说明，一小时后才再试", async () => {
    writeFileSync(join(place, "backups"), "挡住文件夹");
    const keeper = begin();
    await keeper.look();
    await keeper.look();
    expect(said).toEqual([expect.stringContaining("每日备份没有完成")]);
    rmSync(join(place, "backups"));
    pass(1);
    await keeper.look();
    expect(await days()).toEqual(["2026-03-05"]);
  });
});

describe("整理数据库", () => {
  const wear = async () => {
    await owner(
      sql`insert into worn select n, 'a' from generate_series(1, 3000) n on conflict (id) do update set name = excluded.name || 'b'`,
    );
    await owner(sql`update worn set name = name || 'c'`);
    // The engine reports its counts a moment after the commit.
    await vi.waitFor(async () => expect(await dead()).toBeGreaterThan(1000), { timeout: 15_000, interval: 100 });
  };
  const dead = async () => {
    const { rows } = await owner(sql`select n_dead_tup from pg_stat_user_tables where relname = 'worn'`);
    return Number(rows[0]?.n_dead_tup);
  };

  test("清理改动多的表，其余不动", async () => {
    await wear();
    expect(await sweep(database)).toBeGreaterThanOrEqual(1);
    await vi.waitFor(async () => expect(await dead()).toBe(0), { timeout: 15_000, interval: 100 });
    expect(await sweep(database)).toBe(0);
  });

  test("成批写入之后马上知道表有多大", async () => {
    const known = async () => {
      const { rows } = await owner(sql`select reltuples from pg_class where relname = 'grown'`);
      return Number(rows[0]?.reltuples);
    };
    await owner(sql`create table grown (id integer primary key)`);
    await owner(sql`insert into grown select generate_series(1, 5000)`);
    expect(await known()).toBeLessThan(5000);
    await learn(database);
    expect(await known()).toBe(5000);
  });

  test("一小时后空闲时做；一直有人用，六小时后做", async () => {
    mkdirSync(join(place, "backups"));
    writeFileSync(join(place, "backups", "luodi-2026-03-05.tar.gz"), "");
    utimesSync(join(place, "backups", "luodi-2026-03-05.tar.gz"), clock, clock);
    const outside = vi.spyOn(database, "outside");
    const keeper = begin();
    await keeper.look();
    expect(outside).not.toHaveBeenCalled();
    pass(1);
    await keeper.look();
    expect(outside).toHaveBeenLastCalledWith("checkpoint");
    outside.mockClear();
    for (let hour = 1; hour < 6; hour++) {
      pass(1);
      used = clock;
      await keeper.look();
    }
    expect(outside).not.toHaveBeenCalled();
    pass(1);
    used = clock;
    await keeper.look();
    expect(outside).toHaveBeenLastCalledWith("checkpoint");
    outside.mockRestore();
  });
});
