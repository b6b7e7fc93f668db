import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { IndustrySection } from "#records/directory/words.ts";
import type { Datum, OccupationKind, PlannedUse, SiteKind, SiteState, SiteUtility } from "./words.ts";

const areas = () => numeric({ precision: 14, scale: 2, mode: "number" });
const fenOf = (column: string) =>
  bigint({ mode: "number" })
    .notNull()
    .generatedAlwaysAs((): SQL => sql.raw(`coalesce((${column} * 100)::bigint, -1)`));

export interface Attached {
  id: string;
  name: string;
  size: number;
}

/** 空间资源: parks, buildings, spaces and plots, one inside the other. */
export const sites = pgTable(
  "site",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<SiteKind>().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    code: text(),
    parentId: uuid(),
    /** The park it stands in, by however many steps; null for a park and for what stands alone. */
    parkId: uuid(),
    region: text(),
    address: text().notNull().default(""),
    area: areas(),
    isDivisible: boolean().notNull().default(true),
    leastArea: areas(),
    /** The sum of the open occupations; kept with them under the lock of this row. */
    takenArea: areas().notNull().default(0),
    reservedArea: areas().notNull().default(0),
    floor: text(),
    ceilingHeight: numeric({ precision: 8, scale: 2, mode: "number" }),
    floorLoad: numeric({ precision: 8, scale: 2, mode: "number" }),
    powerCapacity: numeric({ precision: 12, scale: 2, mode: "number" }),
    utilities: jsonb().$type<SiteUtility[]>().notNull().default([]),
    rent: numeric({ precision: 20, scale: 2 }),
    rentFen: fenOf("rent"),
    landPrice: numeric({ precision: 20, scale: 2 }),
    landPriceFen: fenOf("land_price"),
    plannedUse: text().$type<PlannedUse>(),
    termYears: integer(),
    plotRatio: text(),
    industries: jsonb().$type<IndustrySection[]>().notNull().default([]),
    industryNote: text().notNull().default(""),
    environmentLimit: text().notNull().default(""),
    energyLimit: text().notNull().default(""),
    availableOn: date(),
    ownerId: uuid(),
    ownerName: text(),
    longitude: numeric({ precision: 9, scale: 6, mode: "number" }),
    latitude: numeric({ precision: 9, scale: 6, mode: "number" }),
    datum: text().$type<Datum>().notNull().default("cgcs2000"),
    outline: text().notNull().default(""),
    officerId: uuid(),
    divisionId: uuid(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    note: text().notNull().default(""),
    state: text().$type<SiteState>().notNull(),
    stateSince: date().notNull(),
    /** 空闲面积 in hundredths: what lists sort and cut by. */
    freeHundredths: bigint({ mode: "number" })
      .notNull()
      .generatedAlwaysAs(
        (): SQL => sql`case
    when kind in ('factorySpace', 'officeSpace', 'landPlot') and state in ('free', 'negotiating')
    then ((coalesce(area, 0) - taken_area) * 100)::bigint else 0 end`,
      ),
    createdOn: date().notNull(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("site_code").on(t.agencyId, t.code),
    index("site_created").on(t.agencyId, t.createdOn, t.id),
    index("site_name").on(t.agencyId, t.sortName, t.id),
    index("site_free").on(t.agencyId, t.freeHundredths, t.id),
    index("site_rent").on(t.agencyId, t.rentFen, t.id),
    index("site_land_price").on(t.agencyId, t.landPriceFen, t.id),
    index("site_kind").on(t.agencyId, t.kind, t.state),
    index("site_parent").on(t.agencyId, t.parentId),
    index("site_park").on(t.agencyId, t.parkId),
    index("site_owner").on(t.agencyId, t.ownerId),
    index("site_officer").on(t.agencyId, t.officerId),
    index("site_division").on(t.agencyId, t.divisionId),
    check("site_taken_area", sql`taken_area >= 0 and taken_area <= coalesce(area, 0) and reserved_area <= taken_area`),
  ],
);
scoped(sites, { noun: "sites", officer: sites.officerId, division: sites.divisionId, id: sites.id });

/** 状态变更 */
export const siteStatuses = pgTable(
  "site_status",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    siteId: uuid().notNull(),
    state: text().$type<SiteState>().notNull(),
    reason: text().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    accountId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("site_status_site").on(t.agencyId, t.siteId, t.typedAt)],
);
inherits(siteStatuses, { parent: sites, key: siteStatuses.siteId });

/** 占用 */
export const siteOccupations = pgTable(
  "site_occupation",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    siteId: uuid().notNull(),
    kind: text().$type<OccupationKind>().notNull(),
    area: areas().notNull(),
    companyId: uuid(),
    userName: text(),
    fromOn: date().notNull(),
    untilOn: date(),
    note: text().notNull().default(""),
    endedOn: date(),
    endReason: text().notNull().default(""),
    voidedAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("site_occupation_site").on(t.agencyId, t.siteId),
    index("site_occupation_company").on(t.agencyId, t.companyId),
    index("site_occupation_until").on(t.agencyId, t.untilOn),
  ],
);
inherits(siteOccupations, { parent: sites, key: siteOccupations.siteId });

/**
 * 面积变动: facts to count stocks from. Their sum is always what the sites hold now; what a figure groups by, and whose
 * it was, is copied onto the fact. A correction is a further movement, so `voidedAt` stays empty.
 */
export const siteMovements = pgTable(
  "site_movement",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    siteId: uuid().notNull(),
    kind: text().$type<SiteKind>().notNull(),
    region: text(),
    plannedUse: text().$type<PlannedUse>(),
    officerId: uuid(),
    divisionId: uuid(),
    total: areas().notNull(),
    used: areas().notNull(),
    free: areas().notNull(),
    reason: text().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("site_movement_day").on(t.agencyId, t.happenedOn),
    index("site_movement_site").on(t.agencyId, t.siteId),
  ],
);
scoped(siteMovements, {
  noun: "sites",
  officer: siteMovements.officerId,
  division: siteMovements.divisionId,
  id: siteMovements.siteId,
});
