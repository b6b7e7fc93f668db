import { sql } from "drizzle-orm";
import type { Db } from "#kit/server/database.ts";
import { canonical, chained, digestRows } from "#kit/server/history.ts";
import type { HistoryRow } from "#kit/server/trail.ts";
import type { MadeCompany } from "./datarows.ts";
import { insertMany } from "./datawrite.ts";
import { type Dice, dice, idOf } from "./names.ts";

const from = Date.UTC(2016, 2, 7, 1);
const span = 3_640 * 86_400_000;

/** Ten years of history with a chain that verifies: nine commands in ten changed one record, the tenth ten of them. */
export async function makeHistory(
  write: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  agencyId: string,
  companies: MadeCompany[],
  count: number,
): Promise<void> {
  const d = dice(`history of ${companies.length}`);
  const head = await write(async (db) => {
    const { rows } = await db.execute<{ number: string; digest: string }>(
      sql`select number, digest from history_head where agency_id = ${agencyId}`,
    );
    return { number: Number(rows[0]?.number ?? 0), digest: rows[0]?.digest ?? "" };
  });
  for (let made = 0; made < count; ) {
    const rows: Record<string, unknown>[] = [];
    const links: Record<string, unknown>[] = [];
    while (rows.length < 5_000 && made < count) {
      const moment = from + Math.floor((made / count) * span);
      const at = new Date(moment).toISOString();
      const commandId = idOf(d, moment);
      const own = Array.from({ length: d.roll() < 0.1 ? 10 : 1 }, () =>
        changeOf(d, moment, d.pick(companies).id, made + 1),
      );
      made += own.length;
      for (const { subjectKind, subjectId, ...row } of own)
        rows.push({
          agency_id: agencyId,
          at,
          command_id: commandId,
          subject_kind: subjectKind,
          subject_id: subjectId,
          ...row,
        });
      const link = {
        commandId,
        operation: "companies.update",
        accountId: null,
        via: "web",
        at,
        rowCount: own.length,
        rowsDigest: digestRows(own),
      };
      head.number += 1;
      head.digest = chained(head.digest, canonical(link));
      links.push({
        agency_id: agencyId,
        number: head.number,
        command_id: commandId,
        operation: link.operation,
        via: link.via,
        at,
        row_count: link.rowCount,
        rows_digest: link.rowsDigest,
        digest: head.digest,
      });
    }
    await write(async (db) => {
      await insertMany(db, "history", rows);
      await insertMany(db, "history_link", links);
      await db.execute(
        sql`update history_head set number = ${head.number}, digest = ${head.digest} where agency_id = ${agencyId}`,
      );
    });
  }
}

const changeOf = (d: Dice, moment: number, subjectId: string, n: number): HistoryRow => ({
  id: idOf(d, moment),
  subjectKind: "company",
  subjectId,
  action: "companies.update",
  version: 1,
  changes: [{ field: "note", before: `第 ${n - 1} 次走访`, after: `第 ${n} 次走访：企业计划扩建二期厂房` }],
  reason: null,
});
