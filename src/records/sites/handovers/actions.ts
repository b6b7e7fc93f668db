import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { siteSubject } from "../contract.ts";
import { sites } from "../tables.ts";
import { siteKind, sitesMoving } from "./queries.ts";

/** 空间随人移交: contact and division change; movements keep the owner they were counted for. */
export async function moveSites(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(siteKind)) return [];
  const { rows, stale } = await sitesMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const owner = { officerId: moving.receiver.personId, divisionId: moving.receiver.divisionId };
  for (const part of inParts(rows, 1000))
    await ctx.db
      .update(sites)
      .set({ ...owner, version: sql`${sites.version} + 1` })
      .where(
        and(
          eq(sites.agencyId, ctx.agencyId),
          inArray(
            sites.id,
            part.map(({ id }) => id),
          ),
        ),
      );
  for (const before of rows)
    await record(ctx, {
      subject: siteSubject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，联系人变更",
      link: moving.link,
    });
  return [];
}
