import { and, asc, count, desc, eq, gte, inArray, isNull, lte, ne, not, type SQL, sql, sum } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { addDays } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import { fen } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, type Owned, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { accounts, divisions, persons } from "#records/people/tables.ts";
import { companyPlaces } from "#records/directory/queries.ts";
import { regions } from "#records/directory/tables.ts";
import { timeline } from "#kit/server/timeline.ts";
import type { siteFilter, siteOperations } from "./contract.ts";
import { hundredths, missingOf, whyNotMove, whyNotOccupy, whyNotUpdate } from "./rules.ts";
import { sitesPack } from "./pack.ts";
import { siteMovements, siteOccupations, sites, siteStatuses } from "./tables.ts";
import { areaUnits, offeredKinds, type SiteKind } from "./words.ts";

/** A site as its contract shows it. */
export const siteColumns = {
  id: sites.id,
  kind: sites.kind,
  name: sites.name,
  code: sites.code,
  parentId: sites.parentId,
  parkId: sites.parkId,
  region: sites.region,
  address: sites.address,
  area: sites.area,
  isDivisible: sites.isDivisible,
  leastArea: sites.leastArea,
  takenArea: sites.takenArea,
  reservedArea: sites.reservedArea,
  freeArea: sql<number>`(${sites.freeHundredths}::numeric / 100)::float8`,
  floor: sites.floor,
  ceilingHeight: sites.ceilingHeight,
  floorLoad: sites.floorLoad,
  powerCapacity: sites.powerCapacity,
  utilities: sites.utilities,
  rent: sites.rent,
  landPrice: sites.landPrice,
  plannedUse: sites.plannedUse,
  termYears: sites.termYears,
  plotRatio: sites.plotRatio,
  industries: sites.industries,
  industryNote: sites.industryNote,
  environmentLimit: sites.environmentLimit,
  energyLimit: sites.energyLimit,
  availableOn: sites.availableOn,
  ownerId: sites.ownerId,
  ownerName: sites.ownerName,
  longitude: sites.longitude,
  latitude: sites.latitude,
  datum: sites.datum,
  outline: sites.outline,
  officerId: sites.officerId,
  divisionId: sites.divisionId,
  files: sites.files,
  note: sites.note,
  state: sites.state,
  stateSince: sites.stateSince,
  createdOn: sites.createdOn,
  version: sites.version,
};

const parks = alias(sites, "park");

/** What is told beside a site: the names of what it points to. */
const nameColumns = {
  parkName: parks.name,
  officerName: persons.name,
  divisionName: divisions.name,
  regionName: regions.name,
};

const joined = ({ agencyId }: Context) => ({
  park: and(eq(parks.agencyId, agencyId), eq(parks.id, sites.parkId)),
  officer: and(eq(persons.agencyId, agencyId), eq(persons.id, sites.officerId)),
  division: and(eq(divisions.agencyId, agencyId), eq(divisions.id, sites.divisionId)),
  region: eq(regions.code, sites.region),
});

/** Sites with the names that are told beside them: what lists, matches and sheets are read from. */
export function selectSites<More extends Record<string, SQL | SQL.Aliased>>(ctx: Context, more: More) {
  const on = joined(ctx);
  return ctx.db
    .select({ ...siteColumns, ...nameColumns, ...more })
    .from(sites)
    .leftJoin(parks, on.park)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(regions, on.region);
}

export const withUnit = <S extends { kind: SiteKind }>(site: S) => ({ ...site, areaUnit: areaUnits[site.kind] });

const sortColumns = {
  createdOn: sites.createdOn,
  name: sites.sortName,
  freeArea: sites.freeHundredths,
  rent: sites.rentFen,
  landPrice: sites.landPriceFen,
};

export async function listSites(ctx: Context, input: Input<typeof siteOperations.list>) {
  const answer = await page(input, {
    sorts: sortColumns,
    id: sites.id,
    where: filtered(ctx, input),
    rows: ({ where, orderBy, limit, total }) =>
      selectSites(ctx, { sortKey: sql<string | number>`${sortColumns[input.sort]}`, total })
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(sites).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: answer.rows.map(withUnit) };
}

type Filter = { [Field in keyof typeof siteFilter]: z.output<(typeof siteFilter)[Field]> };

/** The same rows for the list and the map. */
export function filtered(ctx: Context, input: Partial<Filter>): SQL | undefined {
  const { kind, state, parkId, region, officerId, divisionId } = input;
  return and(
    visible(ctx, sites),
    found(ctx, "site", sites.id, input.search),
    kind ? eq(sites.kind, kind) : undefined,
    state ? eq(sites.state, state) : ne(sites.state, "withdrawn"),
    parkId ? eq(sites.parkId, parkId) : undefined,
    region ? and(gte(sites.region, region), lte(sites.region, `${region}~`)) : undefined,
    officerId ? eq(sites.officerId, officerId) : undefined,
    divisionId ? eq(sites.divisionId, divisionId) : undefined,
    input.industry ? sql`${sites.industries} @> ${JSON.stringify([input.industry])}::jsonb` : undefined,
    measured(input),
    input.lapses === undefined ? undefined : input.lapses ? holdsLapsing(ctx) : not(holdsLapsing(ctx)),
  );
}

/** 快到期或已到期: open occupations whose end lies within the days the pack says. */
export function isLapsing(ctx: Context): SQL {
  const { lapseDays } = sitesPack(ctx.pack(Number(ctx.today.slice(0, 4))));
  const { agencyId, endedOn, voidedAt, untilOn } = siteOccupations;
  return and(
    eq(agencyId, ctx.agencyId),
    isNull(endedOn),
    isNull(voidedAt),
    lte(untilOn, addDays(ctx.today, lapseDays)),
  ) as SQL;
}

const holdsLapsing = (ctx: Context): SQL =>
  sql`${sites.id} in (select ${siteOccupations.siteId} from ${siteOccupations} where ${isLapsing(ctx)})`;

function measured(input: Partial<Filter>): SQL | undefined {
  const { freeFrom, freeTo, rentTo, landPriceTo, heightFrom, loadFrom, powerFrom } = input;
  const upTo = (column: PgColumn, money: string | undefined) =>
    money === undefined ? undefined : and(lte(column, Number(fen(money))), gte(column, 0));
  return and(
    freeFrom === undefined ? undefined : gte(sites.freeHundredths, hundredths(freeFrom)),
    freeTo === undefined ? undefined : and(lte(sites.freeHundredths, hundredths(freeTo)), isOfferedRow),
    upTo(sites.rentFen, rentTo),
    upTo(sites.landPriceFen, landPriceTo),
    heightFrom === undefined ? undefined : gte(sites.ceilingHeight, heightFrom),
    loadFrom === undefined ? undefined : gte(sites.floorLoad, loadFrom),
    powerFrom === undefined ? undefined : gte(sites.powerCapacity, powerFrom),
  );
}

export const isOfferedRow = inArray(sites.kind, Object.keys(offeredKinds) as SiteKind[]);

const missing = () => new Failure("missing", "sites.missing", "这处空间不存在，或不在您的数据范围内");

/** The one way to a site by its id: an unseen one is missing, so it cannot be changed either; a command locks it. */
export async function getSite(ctx: Context, id: string) {
  const read = ctx.db
    .select(siteColumns)
    .from(sites)
    .where(and(eq(sites.id, id), visible(ctx, sites, { granted: true })));
  const [site] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!site) throw missing();
  return site;
}
export type StoredSite = Awaited<ReturnType<typeof getSite>>;

/** As others point at them: by name, and open to whom their page is. */
export async function sitePlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: sites.id, name: sites.name, isSeen: sql<boolean>`(${visible(ctx, sites, { granted: true })})` })
    .from(sites)
    .where(and(eq(sites.agencyId, ctx.agencyId), inArray(sites.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `sites/${id}` : null }));
}

/** 占用 stand on the page of their site. */
export async function occupationPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: siteOccupations.id, siteId: siteOccupations.siteId })
    .from(siteOccupations)
    .where(and(eq(siteOccupations.agencyId, ctx.agencyId), inArray(siteOccupations.id, ids)));
  const places = await sitePlaces(ctx, [...new Set(rows.map(({ siteId }) => siteId))]);
  return rows.flatMap(({ id, siteId }) => {
    const place = places.find((each) => each.id === siteId);
    return place ? [{ ...place, id, name: `${place.name}的占用` }] : [];
  });
}

export async function getSitePage(ctx: Context, { id }: { id: string }) {
  const [site] = await selectSites(ctx, {}).where(and(eq(sites.id, id), visible(ctx, sites, { granted: true })));
  if (!site) throw missing();
  const above = [...new Set([site.parkId, site.parentId])].filter((each) => each !== null);
  const parents = await sitePlaces(ctx, above);
  const [owner] = site.ownerId ? await companyPlaces(ctx, [site.ownerId]) : [];
  return {
    site: withUnit(site),
    parents: above.flatMap((each) => parents.find((place) => place.id === each) ?? []),
    owner: owner ?? null,
    holds: await heldIn(ctx, site),
    occupations: await listOccupations(ctx, id),
    statuses: await listStatuses(ctx, id),
    timeline: await timeline(ctx, "site", id),
    missing: missingOf(site),
    may: {
      update: mayManage(ctx, site) ?? whyNotUpdate(site),
      move: mayManage(ctx, site) ?? whyNotMove(site),
      occupy: mayManage(ctx, site) ?? whyNotOccupy(site),
    },
  };
}

function mayManage(ctx: Context, site: Owned) {
  return isReached(ctx.actor, "sites.manage", site)
    ? null
    : { code: "sites.scope", message: "这处空间不在您的办理范围内，请联系它的联系人" };
}

/** What stands in a park or a building, by kind. */
function heldIn({ db, agencyId }: Context, { id, kind }: StoredSite) {
  const within = kind === "park" ? eq(sites.parkId, id) : eq(sites.parentId, id);
  return db
    .select({
      kind: sites.kind,
      count: count(),
      area: sql<number>`coalesce(sum(${sites.area}), 0)::float8`,
      freeArea: sql<number>`(sum(${sites.freeHundredths}) / 100)::float8`,
    })
    .from(sites)
    .where(and(eq(sites.agencyId, agencyId), within, ne(sites.state, "withdrawn")))
    .groupBy(sites.kind)
    .orderBy(sites.kind);
}

async function listOccupations(ctx: Context, siteId: string) {
  const rows = await ctx.db
    .select()
    .from(siteOccupations)
    .where(and(visible(ctx, siteOccupations, { granted: true }), eq(siteOccupations.siteId, siteId)))
    .orderBy(desc(siteOccupations.fromOn), desc(siteOccupations.id))
    .limit(200);
  const places = await companyPlaces(
    ctx,
    rows.flatMap(({ companyId }) => companyId ?? []),
  );
  return rows.map(({ agencyId: _own, voidedAt, ...row }) => {
    const place = places.find(({ id }) => id === row.companyId);
    return { ...row, isVoided: voidedAt !== null, companyPage: place?.page ?? null };
  });
}

function listStatuses(ctx: Context, siteId: string) {
  return ctx.db
    .select({
      id: siteStatuses.id,
      state: siteStatuses.state,
      happenedOn: siteStatuses.happenedOn,
      typedAt: siteStatuses.typedAt,
      reason: siteStatuses.reason,
      by: accounts.name,
    })
    .from(siteStatuses)
    .leftJoin(accounts, eq(accounts.id, siteStatuses.accountId))
    .where(and(visible(ctx, siteStatuses, { granted: true }), eq(siteStatuses.siteId, siteId)))
    .orderBy(desc(siteStatuses.typedAt), desc(siteStatuses.id))
    .limit(100);
}

/** 空间存量 as of a day, by kind. */
export async function readStock(ctx: Context, { on = ctx.today }: Input<typeof siteOperations.stock>) {
  const { total, used, free, kind } = siteMovements;
  const summed = (column: PgColumn) => sql<number>`coalesce(${sum(column)}, 0)::float8`;
  const rows = await ctx.db
    .select({ kind, total: summed(total), used: summed(used), free: summed(free) })
    .from(siteMovements)
    .where(and(visible(ctx, siteMovements), lte(siteMovements.happenedOn, on), isNull(siteMovements.voidedAt)))
    .groupBy(kind)
    .orderBy(asc(kind));
  return {
    on,
    rows: rows.map((row) => ({ ...withUnit(row), rate: row.total > 0 ? row.used / row.total : null })),
  };
}

/** 附件: whether somebody may open a stored file because it lies with a site he may read. */
export async function opensSiteFile(ctx: Context, fileId: string): Promise<boolean> {
  if (!ctx.actor.grants.has("sites.read")) return false;
  const [one] = await ctx.db
    .select({ id: sites.id })
    .from(sites)
    .where(and(visible(ctx, sites), sql`${sites.files} @> ${JSON.stringify([{ id: fileId }])}::jsonb`))
    .limit(1);
  return one !== undefined;
}
