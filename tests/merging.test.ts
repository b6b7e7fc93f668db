import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyMovers, served } from "#app/house.ts";
import type { Database, Db } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { rehearse, testDatabase } from "./support/database.ts";
import { onStage, openStage } from "./support/people.ts";

/*
 * 合并不漏: whatever points to a company must say what becomes of it when two become one. What points there is asked of
 * the database itself: every foreign key to `company`, and every column that is called after it.
 */
let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await migrate(database, readMigrations("migrations"), new Date("2026-03-05T09:30:00+08:00"));
}, 60_000);
afterAll(() => database.close());

async function pointing(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ place: string }>(sql`
    select distinct c.conrelid::regclass || '.' || a.attname as place
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'company'::regclass and a.attname <> 'agency_id'
    union
    select t.relname || '.' || a.attname from pg_class t join pg_attribute a on a.attrelid = t.oid
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
        and a.attname ~ '(^|_)company_id$' and not a.attisdropped
    order by 1`);
  return rows.map(({ place }) => place);
}

const covered = companyMovers.flatMap(({ covers }) => covers);
const uncovered = async (db: Db) => (await pointing(db)).filter((place) => !covered.includes(place));

describe("合并企业：每一处指向企业的列都有人管", () => {
  test("外键和名叫 company_id 的列，都由某个模块的归并照管；没有多写的", () =>
    database.transaction({ role: "owner", readOnly: true }, async (db) => {
      expect(await uncovered(db)).toEqual([]);
      expect(covered.toSorted()).toEqual((await pointing(db)).toSorted());
      const keys = companyMovers.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }));

  test("新加一张指向企业的表而没有写归并，会被指出；不写外键也躲不过", async () => {
    const { database: planted, rollback } = await rehearse(database);
    await planted.transaction({ role: "owner" }, async (db) => {
      await db.execute(sql`create table planted_visit (agency_id uuid not null, id uuid not null, host_id uuid not null,
        primary key (agency_id, id), foreign key (agency_id, host_id) references company (agency_id, id))`);
      await db.execute(sql`create table planted_note (agency_id uuid not null, id uuid not null, company_id uuid)`);
      expect(await uncovered(db)).toEqual(["planted_note.company_id", "planted_visit.host_id"]);
    });
    await rollback();
  });
});

test("以前某日的数，合并和撤销前后问都一样；合并后的日子不重计", async () => {
  const stage = await openStage();
  const { head } = stage.jia.people;
  const on = (house: House, days: number): House => ({
    ...house,
    now: () => new Date(stage.house.now().getTime() + days * 86_400_000),
  });
  await onStage(stage, async (house, say) => {
    const tagged = { tags: ["unicorn" as const], duplicateReason: "演练" };
    const survivor = await say(head, companyOperations.create, { name: "示例云帆科技有限公司", ...tagged });
    const merged = await say(head, companyOperations.create, { name: "示例云帆科技（北京）有限公司", ...tagged });
    const figures = async (days: number) =>
      Promise.all(
        [0, 1, 2].slice(0, days + 1).map(async (day) => {
          const asOf = `2026-03-0${5 + day}T10:00:00+08:00`;
          const asked = { metric: "companies.tagged", year: 2026, params: { tag: "unicorn" }, asOf };
          return (await ask(on(house, days), served, head, metricOperations.figure, asked)).value;
        }),
      );
    expect(await figures(0)).toEqual(["2"]);
    const both = { survivorId: survivor.id, mergedId: merged.id, survivorVersion: 1, mergedVersion: 1 };
    const { id } = await ask(on(house, 1), served, head, mergeOperations.merge, { ...both, reason: "演练" });
    expect(await figures(1)).toEqual(["2", "1"]);
    await ask(on(house, 2), served, head, mergeOperations.undo, { id, reason: "演练" });
    expect(await figures(2)).toEqual(["2", "1", "2"]);
  });
  await stage.close();
}, 60_000);
