import { readdirSync, writeFileSync } from "node:fs";
import { openPglite } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { declaredTables, differences, realTables } from "#tests/support/schema.ts";

/**
 * `npm run migration -- name`: drafts `migrations/NNNN_name.sql` from what the modules' tables.ts say and the migrations do
 * not yet make. Without a name the draft is only printed. It is a draft: finish foreign keys, policies and data by hand.
 */
const [name] = process.argv.slice(2);
if (name !== undefined && !/^[a-z][a-z0-9_]{1,39}$/.test(name)) {
  console.error("名称只用小写字母、数字和下划线，例如 company_website");
  process.exit(2);
}
const migrations = readMigrations("migrations");
const database = await openPglite(null);
await migrate(database, migrations, new Date());
const real = await database.transaction({ role: "owner", readOnly: true }, realTables);
const draft = differences(await declaredTables(), real);
await database.close();

if (draft.length === 0) console.log("tables.ts 与现有迁移一致，不需要新的迁移");
else {
  const text = `${draft.join("\n")}\n`;
  console.log(text);
  if (name) console.log(`已写出 written: ${write(name, text)}`);
}

function write(title: string, text: string): string {
  const last = Number(readdirSync("migrations").sort().at(-1)?.slice(0, 4) ?? 0);
  const file = `migrations/${String(last + 1).padStart(4, "0")}_${title}.sql`;
  writeFileSync(file, text, { flag: "wx" });
  return file;
}
