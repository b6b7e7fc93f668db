import { and, asc, eq, inArray, sql, type SQL, sum } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { hundredths, isOffered } from "../rules.ts";
import { siteMovements, sites, siteStatuses } from "../tables.ts";
import type { SiteKind, SiteState } from "../words.ts";

/**
 * 结清: after sites were written, by whatever way, their facts follow. A state that is not the last one told becomes a
 * row of 状态变更; an area that is not the sum of the movements becomes a movement of the difference. So for every site
 *
 *   sum(movements) = what it holds now, by kind, region and planned use,
 *
 * for one form as for ten thousand imported rows, and nobody need work out a difference anywhere else.
 */
interface Said {
  happenedOn: string;
  reason: string;
}

export async function settle(ctx: Context, which: SQL, said: Said): Promise<void> {
  const { agencyId, now, db } = ctx;
  const typedAt = now.toISOString();
  const rows = await db
    .select({ ...measures, lastState })
    .from(sites)
    .where(and(eq(sites.agencyId, agencyId), which))
    .orderBy(asc(sites.id));
  const common = { agencyId, reason: said.reason, happenedOn: said.happenedOn, typedAt };
  const statuses = rows
    .filter((row) => row.state !== row.lastState)
    .map(({ id, state }) => ({ ...common, id: newId(), siteId: id, state, accountId: ctx.actor.accountId }));
  for (const part of inParts(statuses, 1000)) await db.insert(siteStatuses).values(part);
  const moved = await movedOf(ctx, rows);
  const movements = moved.map((movement) => ({ ...common, ...movement, id: newId() }));
  for (const part of inParts(movements, 1000)) await db.insert(siteMovements).values(part);
}

/** Names written out: in a selection of one table the builder drops them, and both tables have these columns. */
const lastState = sql<SiteState | null>`(select told.state from site_status told
  where told.agency_id = site.agency_id and told.site_id = site.id order by told.typed_at desc, told.id desc limit 1)`;

const measures = {
  id: sites.id,
  kind: sites.kind,
  region: sites.region,
  plannedUse: sites.plannedUse,
  officerId: sites.officerId,
  divisionId: sites.divisionId,
  state: sites.state,
  area: sites.area,
  takenArea: sites.takenArea,
  reservedArea: sites.reservedArea,
  freeHundredths: sites.freeHundredths,
};

interface Held {
  kind: SiteKind;
  state: SiteState;
  area: number | null;
  takenArea: number;
  reservedArea: number;
  freeHundredths: number;
}

/** 计入: finished and not withdrawn; what is reserved is neither free nor used. */
function stockOf({ kind, state, area, takenArea, reservedArea, freeHundredths }: Held) {
  if (!isOffered(kind) || state === "building" || state === "withdrawn") return { total: 0, used: 0, free: 0 };
  return {
    total: hundredths(area ?? 0),
    used: hundredths(takenArea) - hundredths(reservedArea),
    free: freeHundredths,
  };
}

type Row = { [Key in keyof typeof measures]: (typeof measures)[Key]["_"]["data"] | null } & Held & { id: string };

/** The differences between what each site holds and what its movements say so far, in hundredths until the very end. */
async function movedOf(ctx: Context, rows: Row[]) {
  const { agencyId, db } = ctx;
  const { siteId, region, plannedUse, total, used, free } = siteMovements;
  const known = [];
  for (const part of inParts(rows, 1000))
    known.push(
      ...(await db
        .select({ siteId, region, plannedUse, total: cents(total), used: cents(used), free: cents(free) })
        .from(siteMovements)
        .where(
          and(
            eq(siteMovements.agencyId, agencyId),
            inArray(
              siteId,
              part.map(({ id }) => id),
            ),
          ),
        )
        .groupBy(siteId, region, plannedUse)),
    );
  const bySite = new Map<string, typeof known>();
  for (const each of known) bySite.set(each.siteId, [...(bySite.get(each.siteId) ?? []), each]);
  return rows.flatMap((row) => {
    const own = bySite.get(row.id) ?? [];
    const here = (each: (typeof own)[number]) => each.region === row.region && each.plannedUse === row.plannedUse;
    const place = { siteId: row.id, kind: row.kind, officerId: row.officerId, divisionId: row.divisionId };
    const left = own
      .filter((each) => !here(each))
      .map((each) => ({ ...place, region: each.region, plannedUse: each.plannedUse, ...less(nothing, each) }));
    const now = {
      ...place,
      region: row.region,
      plannedUse: row.plannedUse,
      ...less(stockOf(row), own.find(here) ?? nothing),
    };
    return [...left, now].filter((each) => each.total !== 0 || each.used !== 0 || each.free !== 0);
  });
}

const nothing = { total: 0, used: 0, free: 0 };
type Stock = typeof nothing;

const less = (a: Stock, b: Stock): Stock => ({
  total: (a.total - b.total) / 100,
  used: (a.used - b.used) / 100,
  free: (a.free - b.free) / 100,
});

const cents = (column: PgColumn) => sql<number>`(${sum(column)} * 100)::float8`;
