import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import type { Subject } from "#kit/base/subject.ts";
import { unwrap } from "#kit/base/unwrap.ts";
import type { Context } from "./context.ts";
import { canonical } from "./history.ts";
import { isSealed } from "./secrets.ts";
import { histories, historyLinks } from "./tables.ts";

/**
 * 同字段冲突: a change says on which version of the record it was based. It is refused only where somebody has changed
 * one of the same fields since, and then with both values, so that the person can choose.
 */
interface Based {
  id: string;
  version: number;
  changes: Record<string, unknown>;
}

export async function refuseConflict(
  ctx: Context,
  subject: Subject,
  sent: Based,
  current: Record<string, unknown> & { version: number },
): Promise<void> {
  if (sent.version === current.version) return;
  if (sent.version > current.version)
    throw new Failure("invalid", `${subject.kind}.version`, "记录的版本号不存在，请刷新后再试");
  const since = await ctx.db
    .select({
      changes: histories.changes,
      at: histories.at,
      by: sql<string | null>`(select name from account where account.id = ${historyLinks.accountId})`,
    })
    .from(histories)
    .innerJoin(
      historyLinks,
      and(eq(historyLinks.agencyId, ctx.agencyId), eq(historyLinks.commandId, histories.commandId)),
    )
    .where(
      and(eq(histories.agencyId, ctx.agencyId), eq(histories.subjectId, sent.id), gt(histories.version, sent.version)),
    )
    .orderBy(asc(histories.version));
  const conflicts = Object.entries(sent.changes).flatMap(([field, mine]) => {
    const touched = since.filter(({ changes }) => changes.some((change) => change.field === field));
    const last = touched.at(-1);
    if (!last || canonical(mine ?? null) === canonical(current[field] ?? null)) return [];
    const before = touched[0]?.changes.find((change) => change.field === field)?.before ?? null;
    // A sealed value stays sealed: who may see it looks it up where looking is recorded.
    const base = isSealed(before) ? null : before;
    const member = subject.shape.shape[field] as z.ZodType | undefined;
    const title = (member && unwrap(member).meta.title) ?? field;
    return [{ field, title, base, mine, theirs: current[field] ?? null, by: last.by, at: last.at }];
  });
  if (conflicts.length === 0) return;
  const titles = conflicts.map(({ title }) => title).join("、");
  throw new Failure("refused", `${subject.kind}.conflict`, `您修改期间，他人也改了“${titles}”，请选择保留哪一个`, {
    fields: conflicts.map(({ field, title }) => ({ path: `changes.${field}`, message: `他人也改了“${title}”` })),
    details: { version: current.version, conflicts },
  });
}
