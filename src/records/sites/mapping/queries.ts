import { and, asc, isNotNull, ne, or } from "drizzle-orm";
import { centerOf, parseOutline, type Point } from "#kit/base/coordinates.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { filtered, siteColumns } from "../queries.ts";
import { sites } from "../tables.ts";
import { areaUnits } from "../words.ts";
import type { mapOperations } from "./contract.ts";

/** What one map draws smoothly on a phone. */
const mostShown = 5000;

export async function mapSites(ctx: Context, input: Input<typeof mapOperations.map>, tiles: string | null) {
  const where = filtered(ctx, input);
  const isPlaced = or(and(isNotNull(sites.longitude), isNotNull(sites.latitude)), ne(sites.outline, ""));
  const { id, kind, name, state, area, freeArea, longitude, latitude, outline } = siteColumns;
  const rows = await ctx.db
    .select({ id, kind, name, state, area, freeArea, longitude, latitude, outline })
    .from(sites)
    .where(and(where, isPlaced))
    .orderBy(asc(sites.createdOn), asc(sites.id))
    .limit(mostShown);
  const placed = await ctx.db.$count(sites, and(where, isPlaced));
  const all = await ctx.db.$count(sites, where);
  return {
    sites: rows.map(({ longitude: x, latitude: y, outline: text, ...site }) => {
      const parsed = parseOutline(text);
      const points = "points" in parsed ? parsed.points.map(([a, b]): [number, number] => [a, b]) : [];
      const [a, b]: Point = x !== null && y !== null ? [x, y] : centerOf(points);
      return { ...site, areaUnit: areaUnits[site.kind], at: [a, b] as [number, number], outline: points };
    }),
    unplaced: all - placed,
    more: placed - rows.length,
    tiles,
  };
}
