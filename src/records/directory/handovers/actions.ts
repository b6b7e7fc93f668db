import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { companySubject } from "../contract.ts";
import { companies } from "../tables.ts";
import { companiesMoving, companyKind } from "./queries.ts";

/**
 * 企业随人移交: officer and division change, contacts follow their company. Facts that were counted keep the owner they
 * were counted for, so figures of earlier days stay as they were; what is counted from now on is the receiver's.
 */
export async function moveCompanies(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(companyKind)) return [];
  const { rows, stale } = await companiesMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const owner = { officerId: moving.receiver.personId, divisionId: moving.receiver.divisionId };
  for (const part of inParts(rows, 1000))
    await ctx.db
      .update(companies)
      .set({ ...owner, version: sql`${companies.version} + 1` })
      .where(
        and(
          eq(companies.agencyId, ctx.agencyId),
          inArray(
            companies.id,
            part.map(({ id }) => id),
          ),
        ),
      );
  for (const before of rows)
    await record(ctx, {
      subject: companySubject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}
