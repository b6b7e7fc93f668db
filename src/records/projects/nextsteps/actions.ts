import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { encounterSubject } from "../encounters/contract.ts";
import { encounters } from "../encounters/tables.ts";
import { nextKind, nextMoving } from "./queries.ts";

/** 下一步随人移交. */
export async function moveNext(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(nextKind)) return [];
  const { rows, stale } = await nextMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const ids = rows.map(({ id }) => id);
  await ctx.db
    .update(encounters)
    .set({ nextOwnerId: moving.receiver.personId, version: sql`${encounters.version} + 1` })
    .where(and(eq(encounters.agencyId, ctx.agencyId), inArray(encounters.id, ids)));
  for (const id of ids)
    await record(ctx, {
      subject: encounterSubject,
      id,
      before: null,
      after: {},
      title: "轮岗交接，下一步换人办理",
      link: moving.link,
    });
  return [];
}
