import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { intermediarySubject } from "../contract.ts";
import { outpostSubject } from "../outposts/contract.ts";
import { outposts } from "../outposts/tables.ts";
import { intermediaries } from "../tables.ts";
import { intermediariesMoving, intermediaryKind, outpostKind, outpostsMoving } from "./queries.ts";

/** 中介随人移交, those that are on the list. */
export async function moveIntermediaries(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(intermediaryKind)) return [];
  const { rows, stale } = await intermediariesMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const { personId: officerId, divisionId } = moving.receiver;
  const { agencyId, db } = ctx;
  await db
    .update(intermediaries)
    .set({ officerId, divisionId, version: sql`${intermediaries.version} + 1` })
    .where(
      and(
        eq(intermediaries.agencyId, agencyId),
        inArray(
          intermediaries.id,
          rows.map(({ id }) => id),
        ),
      ),
    );
  for (const before of rows)
    await record(ctx, {
      subject: intermediarySubject,
      id: before.id,
      before,
      after: { ...before, officerId, divisionId, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}

/** 驻外机构随人移交: named on the list like everything else, told on each one's page. */
export async function moveOutposts(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(outpostKind)) return [];
  const { rows, stale } = await outpostsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const { personId: officerId, divisionId } = moving.receiver;
  const { agencyId, db } = ctx;
  const ids = rows.map(({ id }) => id);
  await db
    .update(outposts)
    .set({ officerId, divisionId, version: sql`${outposts.version} + 1` })
    .where(and(eq(outposts.agencyId, agencyId), inArray(outposts.id, ids)));
  for (const before of rows)
    await record(ctx, {
      subject: outpostSubject,
      id: before.id,
      before,
      after: { ...before, officerId, divisionId, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}
