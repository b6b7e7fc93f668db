import { sql } from "drizzle-orm";
import { openPglite } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { newId } from "#kit/base/ids.ts";
import { tokensOf } from "#kit/server/search.ts";
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
const db = await openPglite(null);
await migrate(db, readMigrations("migrations"), new Date());
const A = newId();
const as = { role: "app" as const, agencyId: A };
const N = 2000;
for (const mode of ["conflict", "plain", "plainsorted", "unnest", "unnestbig", "owner", "conflict"]) {
  const recs = Array.from({ length: N }, (_, i) => ({ id: newId(), t: tokensOf({ names: [`上海落地第${i}科技发展有限公司`], codes: [`91310000MA${i}`] }) }));
  const per = mode === "unnestbig" ? 500 : 100;
  const c = cpu(); let n = 0;
  for (let i = 0; i < N; i += per) {
    const rows = recs.slice(i, i + per).flatMap(({ id, t }) => t.map((x) => ({ t: x, i: id })));
    if (mode !== "conflict" && mode !== "plain") rows.sort((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : 0));
    n += rows.length;
    const oc = mode === "conflict" ? sql`on conflict do nothing` : sql``;
    await db.transaction(mode === "owner" ? { role: "owner", agencyId: A } : as, (d) => mode.startsWith("unnest") ? d.execute(sql`insert into search_token (agency_id, token, kind, id) select ${A}::uuid, r.t, 'company', r.i from unnest(${sql.param(rows.map((x) => x.t))}::text[], ${sql.param(rows.map((x) => x.i))}::uuid[]) as r(t, i)`)
      : d.execute(sql`insert into search_token (agency_id, token, kind, id) select ${A}::uuid, r.t, 'company', r.i from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(t text, i uuid) ${oc}`));
  }
  console.log(mode, n, "cpu", Math.round(cpu() - c));
}
const c = cpu(); for (let i = 0; i < 2000; i++) tokensOf({ names: [`上海落地第${i}科技发展有限公司`], codes: [`91310000MA${i}`] }); console.log("tokensOf 2000", Math.round(cpu() - c));
process.exit(0);
