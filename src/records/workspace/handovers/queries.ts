import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { importBatches } from "../imports/tables.ts";
import { type ImportState, importStates } from "../imports/words.ts";

export const batchKind = "importBatch";

/** Waiting for somebody: what has ended needs nobody, and what runs is its starter's until it stops. */
const waiting: ImportState[] = ["mapping", "previewed"];

/** 未完成的导入: batches that somebody must still check and commit. */
export async function batchesHeld({ db, agencyId }: Context, accountId: string | null): Promise<Held> {
  const rows = await db
    .select({
      subjectId: importBatches.id,
      title: importBatches.fileName,
      state: importBatches.state,
      version: importBatches.version,
    })
    .from(importBatches)
    .where(
      and(
        eq(importBatches.agencyId, agencyId),
        eq(importBatches.accountId, accountId ?? agencyId),
        inArray(importBatches.state, waiting),
      ),
    )
    .orderBy(asc(importBatches.createdAt), asc(importBatches.id));
  return {
    kind: batchKind,
    title: "未完成的导入",
    rows: rows.map(({ state, ...row }) => ({ ...row, note: importStates[state] })),
  };
}

export async function batchesMoving({ db, agencyId }: Context, { giver, items }: Moving): Promise<Stale[]> {
  const listed = items.get(batchKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select({ id: importBatches.id, accountId: importBatches.accountId, version: importBatches.version })
    .from(importBatches)
    .where(and(eq(importBatches.agencyId, agencyId), inArray(importBatches.id, ids)))
    .orderBy(asc(importBatches.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap(({ subjectId, title, version }) => {
    const row = found.get(subjectId);
    if (!row || row.accountId !== giver.accountId) return [{ title, why: "已不在移交人名下" }];
    return row.version === version ? [] : [{ title, why: "已有进展" }];
  });
}
