import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { declaredTables, differences, realTables, type TableShape } from "./support/schema.ts";
import { testDatabase } from "./support/database.ts";

let database: Database;
let declared: TableShape[];
let real: TableShape[];
beforeAll(async () => {
  database = await testDatabase();
  await migrate(database, readMigrations("migrations"), new Date("2026-03-05T09:30:00+08:00"));
  declared = await declaredTables();
  real = await database.transaction({ role: "owner", readOnly: true }, realTables);
});
afterAll(() => database.close());

/** The declared tables with one of them changed, as if somebody had edited a tables.ts. */
const planted = (name: string, change: (table: TableShape) => void): TableShape[] => {
  const copy = structuredClone(declared);
  const table = copy.find((each) => each.name === name);
  if (!table) throw new Error(`no table ${name}`);
  change(table);
  return copy;
};
const drafted = (name: string, change: (table: TableShape) => void) => differences(planted(name, change), real);
const drop = (all: { name: string | null }[], name: string) =>
  all.splice(
    all.findIndex((each) => each.name === name),
    1,
  );
const columnOf = (table: TableShape, name: string) => {
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
};

describe("表结构：tables.ts 与迁移后的数据库一致", () => {
  test("没有差异，而且每张表都读到了", () => {
    expect(differences(declared, real)).toEqual([]);
    expect(declared.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["account", "company", "history", "import_row", "job"]),
    );
    expect(real.length).toBeGreaterThan(20);
  });

  test("新的列写成 add column；没有默认值的必填列有提醒", () => {
    const hint = { name: "planted_hint", type: "text", isNullable: true, filled: "nothing", expression: "" } as const;
    expect(drafted("company", ({ columns }) => columns.push(hint))).toEqual([
      "alter table company add column planted_hint text;",
    ]);
    const kind = { ...hint, name: "planted_kind", isNullable: false };
    expect(drafted("company", ({ columns }) => columns.push(kind))[0]).toMatch(
      /^alter table company add column planted_kind text not null; -- /,
    );
    const open = { ...kind, filled: "default", expression: " default 'open'" } as const;
    expect(drafted("company", ({ columns }) => columns.push(open))).toEqual([
      "alter table company add column planted_kind text not null default 'open';",
    ]);
  });

  test("类型、可空、默认值的改变各是一句", () => {
    expect(
      drafted("company", (table) => Object.assign(columnOf(table, "name"), { type: "integer", isNullable: true })),
    ).toEqual([
      "alter table company alter column name type integer; -- 原为 text",
      "alter table company alter column name drop not null;",
    ]);
    expect(
      drafted("company", (table) => Object.assign(columnOf(table, "state"), { filled: "nothing", expression: "" })),
    ).toEqual(["alter table company alter column state drop default;"]);
    expect(
      drafted("company", (table) => Object.assign(columnOf(table, "registered_capital_fen"), { filled: "nothing" })),
    ).toEqual(["-- company.registered_capital_fen: generated → nothing，须另建一列"]);
  });

  test("删去的列与表只作提示，不写成可执行的语句", () => {
    expect(drafted("company", (table) => drop(table.columns, "note"))).toEqual([
      "-- alter table company drop column note; （tables.ts 里已没有）",
    ]);
    const without = declared.filter(({ name }) => name !== "draft");
    expect(differences(without, real)).toEqual(["-- drop table draft; （tables.ts 里已没有）"]);
  });

  test("主键、唯一索引、普通索引和降序都比对", () => {
    expect(drafted("company", ({ key }) => key.reverse())).toEqual([
      "-- company: 主键 (agency_id, id) → (id, agency_id)",
    ]);
    expect(drafted("company", ({ indexes }) => drop(indexes, "company_officer"))).toEqual([
      "drop index company_officer;",
    ]);
    const index = { name: "planted_index", columns: ["agency_id", "address"], isUnique: true, isPartial: false };
    expect(drafted("company", ({ indexes }) => indexes.push(index))).toEqual([
      "create unique index planted_index on company (agency_id, address);",
    ]);
    const ascending = (table: TableShape) => {
      for (const each of table.indexes) each.columns = each.columns.map((column) => column.replace(" desc", ""));
    };
    expect(drafted("job", ascending)).toEqual([
      "drop index job_account;",
      "create index job_account on job (agency_id, account_id, created_at);",
    ]);
  });

  test("新的机构表按次序写出：建表、分布、外键、行级安全", () => {
    const [company] = declared.filter(({ name }) => name === "company");
    const fresh = { ...(company as TableShape), name: "planted_table", indexes: [] };
    const text = differences([...declared, fresh], real).join("\n");
    expect(text).toMatch(
      /^create table planted_table \([\s\S]+primary key \(agency_id, id\)[\s\S]+luodi_distribute\('planted_table'\)[\s\S]+外键[\s\S]+luodi_tenant\('planted_table'\)/,
    );
  });
});
