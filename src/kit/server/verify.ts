import { and, asc, between, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { chained, digestRows, linkPayload } from "./history.ts";
import { histories, historyHeads, historyLinks } from "./tables.ts";

export interface ChainReport {
  links: number;
  rows: number;
  head: string | null;
  /** Chinese sentences, each naming the link or record; empty when the chain is whole. */
  problems: string[];
}

const pageSize = 500;

/** 验链: proves that no history row or link of this agency was changed, added or removed. */
export async function verifyChain(db: Db, agencyId: string): Promise<ChainReport> {
  const report: ChainReport = { links: 0, rows: 0, head: null, problems: [] };
  let digest = "";
  for (;;) {
    const links = await db
      .select()
      .from(historyLinks)
      .where(and(eq(historyLinks.agencyId, agencyId), gt(historyLinks.number, report.links)))
      .orderBy(asc(historyLinks.number))
      .limit(pageSize);
    if (links.length === 0) break;
    const rows = await rowsOf(db, agencyId, links);
    for (const { agencyId: _agency, number, digest: written, ...link } of links) {
      report.links += 1;
      if (number !== report.links) {
        report.problems.push(`第 ${report.links} 环缺失（其后为第 ${number} 环）`);
        report.links = number;
      }
      const own = rows.get(link.commandId) ?? [];
      report.rows += own.length;
      if (own.length !== link.rowCount)
        report.problems.push(
          `第 ${number} 环应有 ${link.rowCount} 条留痕，实有 ${own.length} 条（${link.at}，${link.operation}）`,
        );
      // The rows' moment stands in the link only.
      else if (own.some(({ at }) => at !== link.at) || digestRows(own) !== link.rowsDigest)
        report.problems.push(`第 ${number} 环的留痕内容被改动（${link.at}，${link.operation}）`);
      digest = chained(digest, linkPayload(link));
      if (digest !== written) {
        report.problems.push(`第 ${number} 环与前一环不衔接（${link.at}，${link.operation}）`);
        digest = written;
      }
    }
  }
  const [head] = await db.select().from(historyHeads).where(eq(historyHeads.agencyId, agencyId));
  report.head = head?.digest ?? null;
  if ((head?.number ?? 0) !== report.links || (head && head.digest !== digest))
    report.problems.push("链尾与链头记录不一致：末尾的留痕可能被删除");
  const stray = await db.execute<{
    count: string;
  }>(sql`select count(*) as count from history h where h.agency_id = ${agencyId}
    and not exists (select 1 from history_link l where l.agency_id = ${agencyId} and l.command_id = h.command_id)`);
  const strays = Number(stray.rows[0]?.count ?? 0);
  if (strays > 0) report.problems.push(`有 ${strays} 条留痕不属于任何一环`);
  return report;
}

/** Rows carry their command's moment, so only the years of these links are looked into; one that was moved is missing here. */
async function rowsOf(db: Db, agencyId: string, links: { commandId: string; at: string }[]) {
  const moments = links.map(({ at }) => at).sort();
  const rows = await db
    .select()
    .from(histories)
    .where(
      and(
        eq(histories.agencyId, agencyId),
        between(histories.at, moments[0] ?? "", moments.at(-1) ?? ""),
        inArray(
          histories.commandId,
          links.map(({ commandId }) => commandId),
        ),
      ),
    );
  const byCommand = new Map<string, typeof rows>();
  for (const row of rows) byCommand.set(row.commandId, [...(byCommand.get(row.commandId) ?? []), row]);
  return byCommand;
}
