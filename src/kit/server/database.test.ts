import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "#tests/support/database.ts";
import { type Database, type Db, Ending } from "./database.ts";
import { openHere, wire } from "./pglite.ts";
import pg from "pg";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await database.outside("create table note (id integer primary key)");
}, 60_000);
afterAll(() => database.close());

const asOwner = <T>(work: (db: Db) => Promise<T | Ending<T>>) => database.transaction({ role: "owner" }, work);
const countOf = async (db: Db, from: string) =>
  (await db.execute<{ count: number }>(sql.raw(`select count(*)::integer as count from ${from}`))).rows[0]?.count;

test("开场的话没有说成，跟在后面的语句一条也不办，说的是开场的错", async () => {
  const work = (db: Db) => db.execute(sql`insert into note values (1)`);
  const told = database.transaction({ role: "stranger" as never }, work);
  await expect(told).rejects.toThrow(/luodi_stranger/);
  const caught = database.transaction({ role: "stranger" as never }, (db) => work(db).catch(() => "吞下"));
  await expect(caught).rejects.toThrow(/luodi_stranger/);
  expect(await asOwner((db) => countOf(db, "note"))).toBe(0);
});

test("一起发出的语句依次办理；一条出错，整个事务不算", async () => {
  const add = (db: Db, id: number) => db.execute(sql`insert into note values (${id}::integer)`);
  await asOwner((db) => Promise.all([1, 2, 3].map((id) => add(db, id))));
  await expect(asOwner((db) => Promise.all([4, 4, 5].map((id) => add(db, id))))).rejects.toThrow(/insert into note/);
  const half = asOwner(async (db) => {
    await Promise.allSettled([6, 6, 7].map((id) => add(db, id)));
  });
  await expect(half).rejects.toThrow("rolled back");
  expect(await asOwner((db) => countOf(db, "note"))).toBe(3);
});

test("收尾的语句与提交一起发出：它出错，前面的也不算，说的是它的错", async () => {
  const add = (id: number) => sql`insert into note values (${id}::integer)`;
  const count = () => asOwner((db) => countOf(db, "note"));
  const before = (await count()) ?? 0;
  const both = asOwner(async (db) => {
    await db.execute(add(11));
    return new Ending("办成", add(12));
  });
  expect(await both).toBe("办成");
  expect(await count()).toBe(before + 2);
  const half = asOwner(async (db) => {
    await db.execute(add(13));
    return new Ending("没办成", add(12));
  });
  await expect(half).rejects.toMatchObject({ code: "23505" });
  expect(await count()).toBe(before + 2);
});

test("常用的语句备好一次，只用一次的不备，备的数量有上限", async () => {
  await asOwner(async (db) => {
    const kept = () => countOf(db, "pg_prepared_statements");
    const add = (n: number) => db.execute(sql`select ${1}::integer + ${sql.raw(String(n))} as sum`);
    const before = (await kept()) ?? 0;
    await add(0);
    expect(await kept()).toBe(before);
    for (let time = 0; time < 3; time++) expect((await add(0)).rows).toEqual([{ sum: 1 }]);
    expect(await kept()).toBe(before + 1);
    for (let n = 1; n < 300; n++) for (let time = 0; time < 2; time++) await add(n);
    expect(await kept()).toBe(200);
    expect((await add(299)).rows).toEqual([{ sum: 300 }]);
  });
});

test("内嵌数据库答过的内容不留在内存里", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const engine = await openHere(null);
  const client = new pg.Client({ stream: () => wire(engine) as never, user: "postgres", database: "postgres" });
  await client.connect();
  const read = () => client.query("select n, repeat('某', 50) as name from generate_series(1, 5000) n");
  await read();
  const before = used();
  for (let time = 0; time < 40; time++) expect((await read()).rows).toHaveLength(5000);
  expect(used() - before).toBeLessThan(30);
  await engine.close();
}, 60_000);
