import { and, count, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { sqlState } from "#kit/server/serve.ts";
import { whyNotReshape, whyNotScheme } from "./rules.ts";
import { countings, countingSchemes } from "./tables.ts";
import { type schemeOperations, schemeSubject } from "./contract.ts";
import { getScheme } from "./queries.ts";

/** 新建口径: the agency's own from now on, whatever it began from. */
export async function createScheme(ctx: Context, typed: Input<typeof schemeOperations.create>) {
  refuseIf(whyNotScheme(typed));
  const id = newId();
  await ctx.db
    .insert(countingSchemes)
    .values({ ...typed, agencyId: ctx.agencyId, id, createdAt: ctx.now.toISOString() })
    .catch(refuseTaken);
  const after = await getScheme(ctx, id);
  await record(ctx, { subject: schemeSubject, id, before: null, after, title: `新建“${after.name}”` });
  return after;
}

export async function updateScheme(ctx: Context, sent: Input<typeof schemeOperations.update>) {
  const before = await getScheme(ctx, sent.id);
  await refuseConflict(ctx, schemeSubject, sent, before);
  const changes = Object.fromEntries(
    Object.entries(sent.changes).filter(([, value]) => value !== undefined),
  ) as Partial<typeof before>;
  const after = { ...before, ...changes, version: before.version + 1 };
  refuseIf(whyNotScheme(after) ?? whyNotReshape(before, after, await rowsIn(ctx, before.id)));
  await ctx.db
    .update(countingSchemes)
    .set({ ...changes, version: after.version })
    .where(and(eq(countingSchemes.agencyId, ctx.agencyId), eq(countingSchemes.id, before.id)))
    .catch(refuseTaken);
  const title = `修改：${changedTitles(schemeSubject, before, after)}`;
  await record(ctx, { subject: schemeSubject, id: before.id, before, after, title });
  return after;
}

async function rowsIn(ctx: Context, schemeId: string): Promise<number> {
  const [rows] = await ctx.db
    .select({ total: count() })
    .from(countings)
    .where(and(eq(countings.agencyId, ctx.agencyId), eq(countings.schemeId, schemeId)));
  return rows?.total ?? 0;
}

function refuseTaken(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  const message = "这个代号已有口径使用，请换一个代号（例如加上年度）";
  throw new Failure("refused", "schemes.code.taken", message, { fields: [{ path: "code", message }] });
}
