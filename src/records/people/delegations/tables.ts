import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";

/** 委托: who has whose business rights on which days. The permissions are written down, the giver's own of each day decide. */
export const delegations = pgTable(
  "delegation",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    fromPersonId: uuid().notNull(),
    fromDivisionId: uuid(),
    toPersonId: uuid().notNull(),
    permissions: jsonb().$type<string[]>().notNull(),
    /** 全部业务权限: all there were on the day it was given. */
    isWhole: boolean().notNull(),
    fromOn: date().notNull(),
    untilOn: date().notNull(),
    reason: text().notNull(),
    endedOn: date(),
    endReason: text(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("delegation_from").on(t.agencyId, t.fromPersonId, t.untilOn),
    index("delegation_to").on(t.agencyId, t.toPersonId, t.untilOn),
    index("delegation_day").on(t.agencyId, t.fromOn, t.id),
  ],
);
scoped(delegations, {
  noun: "delegations",
  officer: delegations.fromPersonId,
  division: delegations.fromDivisionId,
  id: delegations.id,
  parties: [delegations.toPersonId],
});
