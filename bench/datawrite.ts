import { sql } from "drizzle-orm";
import type { Db } from "#kit/server/database.ts";

/** Rows whose keys are column names, in one statement. */
export async function insertMany(db: Db, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.raw(Object.keys(first).join(", "));
  await db.execute(sql`insert into ${sql.raw(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows)}::json)`);
}
