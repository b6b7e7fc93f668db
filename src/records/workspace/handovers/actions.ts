import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { importSubject } from "../imports/actions.ts";
import { importBatches } from "../imports/tables.ts";
import { batchesMoving, batchKind } from "./queries.ts";

/** 未完成的导入随人移交: the receiver checks and commits them; the file stays with the batch. */
export async function moveBatches(ctx: Context, moving: Moving): Promise<Stale[]> {
  const listed = moving.items.get(batchKind) ?? [];
  if (listed.length === 0) return [];
  const stale = await batchesMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const { accountId } = moving.receiver;
  if (!accountId) throw new Error("the receiver has no account");
  const ids = listed.map(({ subjectId }) => subjectId);
  await ctx.db
    .update(importBatches)
    .set({ accountId, version: sql`${importBatches.version} + 1` })
    .where(and(eq(importBatches.agencyId, ctx.agencyId), inArray(importBatches.id, ids)));
  for (const { subjectId, title } of listed)
    await record(ctx, {
      subject: importSubject,
      id: subjectId,
      before: null,
      after: { fileName: title },
      reason: "轮岗交接，改由接收人办理",
    });
  return [];
}
