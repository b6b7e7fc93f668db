import { and, eq, gt, isNull, or } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { siteOccupations } from "../tables.ts";

/** What takes area away now: neither given back nor struck out. */
export async function openOccupations({ db, agencyId }: Context, siteId: string) {
  return db
    .select({ kind: siteOccupations.kind, area: siteOccupations.area })
    .from(siteOccupations)
    .where(
      and(
        eq(siteOccupations.agencyId, agencyId),
        eq(siteOccupations.siteId, siteId),
        isNull(siteOccupations.endedOn),
        isNull(siteOccupations.voidedAt),
      ),
    );
}

/** What took area away on that day or has since. */
export async function occupationsSince({ db, agencyId }: Context, siteId: string, fromOn: string) {
  const { area, fromOn: from, endedOn } = siteOccupations;
  return db
    .select({ area, fromOn: from, endedOn })
    .from(siteOccupations)
    .where(
      and(
        eq(siteOccupations.agencyId, agencyId),
        eq(siteOccupations.siteId, siteId),
        isNull(siteOccupations.voidedAt),
        or(isNull(endedOn), gt(endedOn, fromOn)),
      ),
    );
}

/** The one way to an occupation by its id; asked only by commands. */
export async function getOccupation(ctx: Context, id: string) {
  const [occupation] = await ctx.db
    .select()
    .from(siteOccupations)
    .where(and(eq(siteOccupations.id, id), visible(ctx, siteOccupations)));
  if (!occupation) throw new Failure("missing", "sites.occupation.missing", "这条占用不存在，或不在您的数据范围内");
  return occupation;
}
