import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { is, SQL, sql } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import { getTableConfig, type Index, PgDialect, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "#kit/server/database.ts";

/**
 * 表结构核对: what the modules declare in `tables.ts` against what the migrations really made, told as the SQL that would
 * take the one to the other. Policies, grants, distribution and foreign keys are finished by hand and not compared.
 */
export interface TableShape {
  name: string;
  columns: ColumnShape[];
  /** Columns of the primary key, in its order. */
  key: string[];
  indexes: IndexShape[];
}

interface ColumnShape {
  name: string;
  type: string;
  isNullable: boolean;
  /** `default …` or `generated …` as a draft would write it; in the catalog only whether there is one. */
  filled: "nothing" | "default" | "generated";
  expression: string;
}

interface IndexShape {
  /** Null for a `.unique()` on a column: PostgreSQL and drizzle name it differently. */
  name: string | null;
  /** `created_at desc`; an expression as its text. */
  columns: string[];
  isUnique: boolean;
  isPartial: boolean;
}

const root = path.join(import.meta.dirname, "../..");
const casing = new CasingCache("snake_case");
const dialect = new PgDialect({ casing: "snake_case" });

/** Every table that any `tables.ts` below `src` declares. */
export async function declaredTables(): Promise<TableShape[]> {
  const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" });
  const tables: PgTable[] = [];
  for (const file of files.filter((each) => path.basename(each) === "tables.ts").sort()) {
    const exported = (await import(pathToFileURL(path.join(root, "src", file)).href)) as Record<string, unknown>;
    tables.push(...Object.values(exported).filter((each) => is(each, PgTable)));
  }
  return tables.map(shapeOf).sort(byName);
}

function shapeOf(table: PgTable): TableShape {
  const { name, columns, primaryKeys, indexes } = getTableConfig(table);
  const own = columns.filter(({ primary }) => primary);
  return {
    name,
    columns: columns.map(columnOf),
    key: (primaryKeys[0]?.columns ?? own).map((column) => casing.getColumnCasing(column)),
    indexes: [...columns.filter(({ isUnique }) => isUnique).map(uniqueOf), ...indexes.map(indexOf)],
  };
}

function columnOf(column: PgColumn): ColumnShape {
  const made = column.generated?.as;
  const shape = {
    name: casing.getColumnCasing(column),
    type: plainType(column.getSQLType()),
    isNullable: !column.notNull,
  };
  if (made !== undefined)
    return { ...shape, filled: "generated", expression: ` generated always as (${written(made)}) stored` };
  if (column.default === undefined) return { ...shape, filled: "nothing", expression: "" };
  return { ...shape, filled: "default", expression: ` default ${written(column.default)}` };
}

/** A default or a generating expression as SQL text. */
function written(value: unknown): string {
  const told: unknown = typeof value === "function" ? value() : value;
  if (is(told, SQL)) return dialect.sqlToQuery(told.inlineParams()).sql.replaceAll(/"\w+"\./g, "");
  if (typeof told === "number" || typeof told === "boolean") return String(told);
  return `'${(typeof told === "string" ? told : JSON.stringify(told)).replaceAll("'", "''")}'`;
}

const uniqueOf = (column: PgColumn): IndexShape => ({
  name: null,
  columns: [casing.getColumnCasing(column)],
  isUnique: true,
  isPartial: false,
});

function indexOf({ config }: Index): IndexShape {
  const columns = config.columns.map((column) => {
    if (is(column, SQL)) return written(column);
    const { name = "", indexConfig } = column as { name?: string; indexConfig?: { order?: string; nulls?: string } };
    const { order = "asc", nulls } = indexConfig ?? {};
    // Said or not, ascending ends with nulls and descending begins with them.
    const strange = nulls !== undefined && (nulls === "first") !== (order === "desc") ? ` nulls ${nulls}` : "";
    return `${snake(name)}${order === "desc" ? " desc" : ""}${strange}`;
  });
  return { name: config.name ?? null, columns, isUnique: config.unique, isPartial: config.where !== undefined };
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const plainType = (type: string): string => type.replaceAll(", ", ",");

/** The tables as the migrations made them; parts of a partitioned table and the list of migrations are not anybody's. */
export async function realTables(db: Db): Promise<TableShape[]> {
  const { rows } = await db.execute<Record<string, unknown> & Omit<TableShape, never>>(sql`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isNullable', not a.attnotnull, 'expression', '',
          'filled', case when a.attgenerated <> '' then 'generated' when a.atthasdef then 'default' else 'nothing' end)
          order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(a.attname order by k.place), '[]')
        from pg_index i, unnest(i.indkey::int2[]) with ordinality as k (number, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number) as key,
      (select coalesce(json_agg(json_build_object('name', n.relname, 'isUnique', i.indisunique,
          'isPartial', i.indpred is not null, 'columns', (
            select json_agg(pg_get_indexdef(i.indexrelid, k.place::int, true)
              || case i.indoption[k.place - 1] when 1 then ' desc nulls last' when 2 then ' nulls first' when 3 then ' desc' else '' end
              order by k.place)
            from generate_series(1, i.indnkeyatts) as k (place)))), '[]')
        from pg_index i join pg_class n on n.oid = i.indexrelid
        where i.indrelid = c.oid and not i.indisprimary) as indexes
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'schema_migration' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`);
  return rows
    .map(({ name, columns, key, indexes }) => ({
      name,
      columns: columns.map((column) => ({ ...column, type: plainType(column.type) })),
      key,
      indexes,
    }))
    .sort(byName);
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** A draft of the migration, one statement or remark each; empty when tables.ts and the catalog agree. */
export function differences(declared: TableShape[], real: TableShape[]): string[] {
  const gone = real.filter(({ name }) => !declared.some((each) => each.name === name));
  return [
    ...declared.flatMap((table) => {
      const there = real.find(({ name }) => name === table.name);
      return there
        ? [...columnDrafts(table, there), ...keyDrafts(table, there), ...indexDrafts(table, there)]
        : newTable(table);
    }),
    ...gone.map(({ name }) => `-- drop table ${name}; （tables.ts 里已没有）`),
  ];
}

const told = ({ name, type, isNullable, expression }: ColumnShape): string =>
  `${quoted(name)} ${type}${isNullable ? "" : " not null"}${expression}`;

/** In the order of a migration: table, indexes, distribution, foreign keys (by hand), row-level security. */
function newTable(table: TableShape): string[] {
  const { name, columns, key } = table;
  const lines = [...columns.map(told), ...(key.length > 0 ? [`primary key (${key.map(quoted).join(", ")})`] : [])];
  const isTenant = columns.some((column) => column.name === "agency_id");
  return [
    `create table ${name} (\n  ${lines.join(",\n  ")}\n);`,
    ...indexDrafts(table, { ...table, indexes: [] }),
    `select ${isTenant ? "luodi_distribute" : "luodi_reference"}('${name}');`,
    "-- 外键写在这里：alter table … add constraint … foreign key (agency_id, …) references … (agency_id, id);",
    isTenant ? `select luodi_tenant('${name}');` : `grant select on ${name} to luodi_app, luodi_reader, luodi_door;`,
  ];
}

function columnDrafts({ name, columns }: TableShape, real: TableShape): string[] {
  const alter = `alter table ${name}`;
  const gone = real.columns.filter((column) => !columns.some((each) => each.name === column.name));
  return [
    ...columns.flatMap((column) => {
      const there = real.columns.find((each) => each.name === column.name);
      if (!there) return [`${alter} add column ${told(column)};${needsValue(column)}`];
      const at = `${alter} alter column ${quoted(column.name)}`;
      if (there.filled !== column.filled && [there.filled, column.filled].includes("generated"))
        return [`-- ${name}.${column.name}: ${there.filled} → ${column.filled}，须另建一列`];
      return [
        ...(there.type === column.type ? [] : [`${at} type ${column.type}; -- 原为 ${there.type}`]),
        ...(there.filled === column.filled
          ? []
          : [`${at} ${column.filled === "default" ? `set${column.expression}` : "drop default"};`]),
        ...(there.isNullable === column.isNullable ? [] : [`${at} ${column.isNullable ? "drop" : "set"} not null;`]),
      ];
    }),
    ...gone.map((column) => `-- ${alter} drop column ${quoted(column.name)}; （tables.ts 里已没有）`),
  ];
}

const needsValue = ({ isNullable, filled }: ColumnShape): string =>
  isNullable || filled !== "nothing" ? "" : " -- 已有的行没有值：给默认值，或分三步（可空、填写、not null）";

function keyDrafts({ name, key }: TableShape, real: TableShape): string[] {
  return key.join() === real.key.join() ? [] : [`-- ${name}: 主键 (${real.key.join(", ")}) → (${key.join(", ")})`];
}

/** Indexes are told apart by name, those of a `.unique()` by their column. */
function indexDrafts({ name, indexes }: TableShape, real: TableShape): string[] {
  const isSame = (a: IndexShape, b: IndexShape) =>
    a.isUnique === b.isUnique &&
    a.isPartial === b.isPartial &&
    a.columns.join() === b.columns.join() &&
    (a.name === null || b.name === null || a.name === b.name);
  const missing = indexes.filter((index) => !real.indexes.some((each) => isSame(index, each)));
  // A partial index (where …) may be a migration's own: its condition is finished by hand.
  const gone = real.indexes.filter((index) => !index.isPartial && !indexes.some((each) => isSame(each, index)));
  return [
    ...gone.map((index) => `drop index ${index.name};`),
    ...missing.map(({ name: own, columns, isUnique, isPartial }) => {
      const called = own ?? `${name}_${columns.join("_")}`;
      return `create ${isUnique ? "unique " : ""}index ${called} on ${name} (${columns.join(", ")})${isPartial ? " where …" : ""};`;
    }),
  ];
}

const reserved = new Set(["values", "order", "group", "user", "table", "column", "default", "check", "limit", "end"]);
const quoted = (name: string): string => (reserved.has(name) ? `"${name}"` : name);
