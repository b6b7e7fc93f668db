import { sql } from "drizzle-orm";
import type { Db } from "#kit/server/database.ts";

/** What the database itself says about its tables. */
export interface TableFacts {
  name: string;
  isTenant: boolean;
  isPartition: boolean;
  isGuarded: boolean;
  columns: { name: string; type: string; generated: boolean }[];
  policies: string[];
  /** Role → what it may do with the whole table. */
  grants: Record<string, string[]>;
}

export async function readTables(db: Db): Promise<TableFacts[]> {
  const { rows } = await db.execute<Record<string, unknown> & TableFacts>(sql`
    select c.relname as name, c.relispartition as "isPartition",
      c.relrowsecurity and c.relforcerowsecurity as "isGuarded",
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped) as "isTenant",
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'generated', a.attgenerated <> '' or a.attidentity <> '') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select jsonb_agg(format('%s %s %s | %s', p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid),
          pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname) from pg_policy p where p.polrelid = c.oid), '[]') as policies,
      (select jsonb_object_agg(r.role, coalesce((select jsonb_agg(v.verb order by v.verb) from
          unnest(array['DELETE', 'INSERT', 'SELECT', 'TRUNCATE', 'UPDATE']) v(verb)
          where has_table_privilege(r.role, c.oid, v.verb)), '[]'))
        from unnest(array['luodi_app', 'luodi_door', 'luodi_reader']) r(role)) as grants
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`);
  return rows;
}

const values: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: "md5(random()::text)",
  "text[]": "array[md5(random()::text)]",
  integer: "1 + floor(random() * 1e9)",
  bigint: "1 + floor(random() * 1e9)",
  numeric: "1",
  jsonb: "'{}'",
  date: "'2026-03-05'",
  boolean: "false",
  "timestamp with time zone": "'2026-03-05T00:00:00Z'",
};

/** An insert of one row of this agency with something in every column. */
export function rowFor({ name, columns }: TableFacts, agencyId: string) {
  const written = columns.filter(({ generated }) => !generated);
  const value = ({ name: column, type }: (typeof written)[number]) => {
    if (column === "agency_id") return `'${agencyId}'`;
    const made = values[type];
    if (!made) throw new Error(`no value for ${name}.${column} of type ${type}: add one to tests/support/wall.ts`);
    return made;
  };
  return sql.raw(
    `insert into ${name} (${written.map((each) => `"${each.name}"`).join(", ")}) values (${written.map(value).join(", ")}) on conflict do nothing`,
  );
}
