import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/** 数据目录: the tables as the database itself tells them, so that a module's new table is in every backup unasked. */
export interface Table {
  name: string;
  columns: Column[];
}

interface Column {
  name: string;
  type: string;
}

/** Tables whose rows are content: parents of partitions for their parts; without columns that compute themselves. */
export async function contentTables(db: Db): Promise<Table[]> {
  const { rows } = await db.execute<{ name: string; columns: Column[] }>(sql`
    select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
      order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in (${sql.join(
        withoutContent.map((name) => sql`${name}`),
        sql`, `,
      )})
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`);
  return rows;
}

/**
 * Sessions and one-time links are keys to the door, not content: restored, they would let in again whoever held one,
 * though it was ended or used after the backup was made.
 */
export const doorKeys = ["session", "one_time_link"];
/** The list of migrations is written by migrating. */
const withoutContent = ["schema_migration", ...doorKeys];

export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

export async function foreignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await db.execute<ForeignKey & Record<string, unknown>>(sql`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by conrelid, conname`);
  return rows;
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
