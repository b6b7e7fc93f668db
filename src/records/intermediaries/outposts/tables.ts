import { date, index, integer, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { OutpostCost, OutpostKind, OutpostResult } from "./words.ts";

/** 驻外: a station, a team, an agent or an office away from home. */
export const outposts = pgTable(
  "outpost",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<OutpostKind>().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    place: text().notNull(),
    /** 批准文件或委托依据 */
    basis: text().notNull().default(""),
    tasks: text().notNull().default(""),
    intermediaryId: uuid(),
    fromOn: date().notNull(),
    /** 任期届满: how long its mandate runs. */
    mandatedUntil: date(),
    toOn: date(),
    closeReason: text().notNull().default(""),
    officerId: uuid(),
    divisionId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("outpost_name").on(t.agencyId, t.sortName, t.id),
    index("outpost_intermediary").on(t.agencyId, t.intermediaryId),
    index("outpost_mandated").on(t.agencyId, t.mandatedUntil, t.id),
    index("outpost_officer").on(t.agencyId, t.officerId),
  ],
);
scoped(outposts, {
  noun: "intermediaries",
  officer: outposts.officerId,
  division: outposts.divisionId,
  id: outposts.id,
});

/** 驻外人员 with their dates; of the agency, or by name alone. */
export const outpostMembers = pgTable(
  "outpost_member",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    outpostId: uuid().notNull(),
    personId: uuid(),
    name: text().notNull(),
    task: text().notNull().default(""),
    fromOn: date().notNull(),
    toOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("outpost_member_outpost").on(t.agencyId, t.outpostId),
    index("outpost_member_person").on(t.agencyId, t.personId),
  ],
);
inherits(outpostMembers, { parent: outposts, key: outpostMembers.outpostId });

/** 年度费用与年度成果: append-only but for the void; a correction is a new row. */
export const outpostEntries = pgTable(
  "outpost_entry",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    outpostId: uuid().notNull(),
    year: integer().notNull(),
    /** One of the two: what was spent, or what came of it. */
    cost: text().$type<OutpostCost>(),
    amount: numeric({ precision: 20, scale: 2 }),
    result: text().$type<OutpostResult>(),
    quantity: integer(),
    evidence: text().notNull().default(""),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
    voidReason: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("outpost_entry_outpost").on(t.agencyId, t.outpostId, t.year),
  ],
);
inherits(outpostEntries, { parent: outposts, key: outpostEntries.outpostId });
