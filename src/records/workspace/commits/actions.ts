import { and, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { recordMany, replan } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Prepared } from "#kit/server/trail.ts";
import { change, importSubject, noCounts, workedOn } from "../imports/actions.ts";
import { kindOf } from "../imports/queries.ts";
import { rowsInWords } from "../imports/rules.ts";
import { importRecords, type Pass } from "../imports/tables.ts";
import { notify } from "../notices/actions.ts";
import type { ImportKind } from "../staging/import.ts";
import { historyFrom, stagedFrom } from "./queries.ts";

type Kinds = readonly ImportKind[];

/** Back to reading: what was previewed is no longer what would happen. */
export async function restage(ctx: Context, kinds: Kinds, id: string): Promise<void> {
  const batch = await workedOn(ctx, kinds, id, "committing");
  await change(ctx, batch, { state: "staging", counts: noCounts });
}

interface Final {
  pass: Pass;
  prepared: Prepared;
  reason: string | null;
}

/**
 * 一次写入: everything is ready in the staging table, so this is a handful of statements whatever the number of rows.
 * Answers with the rows whose record was changed meanwhile; then nothing is written.
 */
export async function writeStaged(
  ctx: Context,
  kinds: Kinds,
  id: string,
  { pass, prepared, reason }: Final,
): Promise<number[]> {
  const batch = await workedOn(ctx, kinds, id, pass === "commit" ? "committing" : "reverting");
  const kind = kindOf(ctx, kinds, batch.kind);
  const from = stagedFrom(ctx, id, pass);
  await replan(ctx);
  const changed = await kind.changed(ctx, from);
  if (changed.length > 0) return changed;
  const written = await kind.write(ctx, from);
  if (written !== prepared.rowCount) throw new Failure("refused", raced, "有人正在修改其中的记录，请稍后再试");
  await recordMany(ctx, historyFrom(ctx, id, pass), prepared, reason);
  const at = ctx.now.toISOString();
  const state = pass === "commit" ? "committed" : "reverted";
  await change(ctx, batch, { state, message: null, ...(pass === "commit" ? { committedAt: at } : { revertedAt: at }) });
  const told = {
    kindTitle: kind.title,
    fileName: batch.fileName,
    created: batch.counts.create,
    updated: batch.counts.update,
  };
  await record(ctx, {
    subject: importSubject,
    id,
    before: { ...told, state: pass === "commit" ? "previewed" : "committed", message: "", amended: "" },
    after: { ...told, state, message: "", amended: "" },
    ...(reason ? { reason } : {}),
  });
  const owners = (await kind.owners?.(ctx, from)) ?? [];
  for (const owner of owners) await tellOwner(ctx, kind, pass, batch.fileName, owner);
  return [];
}

/** 名下的记录被他人成批改动: told to each officer once, with how many. */
function tellOwner(
  ctx: Context,
  kind: ImportKind,
  pass: Pass,
  fileName: string,
  { personId, count }: { personId: string; count: number },
) {
  const done = pass === "commit" ? `已由他人经导入“${fileName}”写入` : `因导入“${fileName}”被撤销而变动`;
  const { page } = kind.subjects[0] ?? {};
  return notify(ctx, {
    to: { persons: [personId] },
    kind: "imported",
    title: `您名下 ${count} 条${kind.title}记录${done}`,
    ...(page && { page }),
    except: ctx.actor.accountId,
  });
}

/** Somebody changed a record between the check and the write; only a server with several connections can lose this race. */
export const raced = "imports.raced";

/** Answers a revert that would undo somebody's later work. */
export const touched = (numbers: number[]): Failure =>
  new Failure(
    "refused",
    "imports.revert.touched",
    `${rowsInWords(numbers)}的记录在导入后已被修改，不能撤销；请逐条更正，或先恢复这些记录`,
  );

/** Takes back what an earlier attempt to revert staged. */
export async function clearRevert(ctx: Context, batchId: string): Promise<void> {
  const pass: Pass = "revert";
  await ctx.db
    .delete(importRecords)
    .where(
      and(eq(importRecords.agencyId, ctx.agencyId), eq(importRecords.batchId, batchId), eq(importRecords.pass, pass)),
    );
}
