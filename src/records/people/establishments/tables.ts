import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { StaffKind } from "../staff/words.ts";
import type { PostKind } from "./words.ts";

/** 岗位 */
export const posts = pgTable(
  "post",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    title: text().notNull(),
    kind: text().$type<PostKind>().notNull(),
    divisionId: uuid(),
    closedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] })],
);

/** 编制批复: how many of a kind are approved from a day on. Corrected by voiding and a new row. */
export const establishments = pgTable(
  "establishment",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<StaffKind>().notNull(),
    number: integer().notNull(),
    approvedOn: date().notNull(),
    document: text().notNull(),
    note: text().notNull().default(""),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("establishment_day").on(t.agencyId, t.kind, t.approvedOn)],
);

agencyWide(posts, establishments);
