import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { projectsPack } from "../pack.ts";
import { sizeOf } from "../rules.ts";
import { whyNotOpen } from "../schemes/rules.ts";
import { schemeSubject } from "../schemes/contract.ts";
import { getScheme } from "../schemes/queries.ts";
import { countings } from "../schemes/tables.ts";
import { type listOperations, listSubject } from "./contract.ts";
import { newsOf, whyNotList } from "./rules.ts";

/**
 * 登记上级库名单: an upper library's list is handed in as it stands, as often as it comes; only what is new in it is written.
 * One line that contradicts the ledger stops all of it.
 */
export async function takeList(ctx: Context, { schemeId, rows }: Input<typeof listOperations.take>) {
  const scheme = await getScheme(ctx, schemeId);
  refuseIf(whyNotOpen(scheme) ?? whyNotList(scheme, rows));
  const known = await knownOf(
    ctx,
    schemeId,
    rows.map(({ entryNumber }) => entryNumber),
  );
  const { sizes } = projectsPack(ctx);
  const common = {
    agencyId: ctx.agencyId,
    schemeId,
    schemeCode: scheme.code,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
    reason: "按上级库名单登记",
  };
  const problems: string[] = [];
  const written: (typeof countings.$inferInsert)[] = [];
  for (const listed of rows) {
    const news = newsOf(scheme, listed, known.get(listed.entryNumber) ?? [], ctx.today);
    if ("code" in news) {
      problems.push(news.message);
      continue;
    }
    const { entryNumber, name, capital, industry, amount } = listed;
    const size = sizeOf(sizes, { totalInvestment: amount, agreedInvestment: amount });
    for (const row of news)
      written.push({ ...common, ...row, id: newId(), entryNumber, name, capital, industry, size });
  }
  if (problems.length > 0) {
    const shown = problems.slice(0, 10).join("；");
    throw new Failure("refused", "lists.rows", `有 ${problems.length} 行不能登记，全部没有登记：${shown}`);
  }
  for (const part of inParts(written, 1000)) await ctx.db.insert(countings).values(part);
  const counted = (kind: string) => written.filter((row) => row.kind === kind).length;
  const taken = {
    enteredCount: counted("entered"),
    landedCount: counted("landed"),
    exitedCount: counted("exited"),
    sameCount: rows.length - new Set(written.map(({ entryNumber }) => entryNumber)).size,
  };
  if (written.length > 0)
    await record(ctx, {
      subject: listSubject,
      id: newId(),
      before: null,
      after: taken,
      title: `登记名单：新入库 ${taken.enteredCount}，新落地 ${taken.landedCount}，新出库 ${taken.exitedCount}`,
      on: { subject: schemeSubject, id: schemeId },
    });
  return taken;
}

/** The rows that stand of these numbers, as they were typed. */
async function knownOf(ctx: Context, schemeId: string, entryNumbers: string[]) {
  const known = new Map<string, (typeof countings.$inferSelect)[]>();
  for (const part of inParts(entryNumbers, 1000)) {
    const rows = await ctx.db
      .select()
      .from(countings)
      .where(
        and(
          eq(countings.agencyId, ctx.agencyId),
          eq(countings.schemeId, schemeId),
          inArray(countings.entryNumber, part),
          isNull(countings.voidedAt),
        ),
      )
      .orderBy(asc(countings.id));
    for (const row of rows) known.set(row.entryNumber ?? "", [...(known.get(row.entryNumber ?? "") ?? []), row]);
  }
  return known;
}
