import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Channel } from "../channels/words.ts";
import type { NoticeKind } from "../notices/words.ts";
import type { DeliveryState } from "./words.ts";

/** 投递: one message that is to leave, or has left. */
export const deliveries = pgTable(
  "delivery",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    /** Which notice by which channel (to a group: which event): never put here twice. */
    key: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    kind: text().$type<NoticeKind | "test">().notNull(),
    /** To whom; of a group, for whose sake. */
    accountId: uuid(),
    noticeId: uuid(),
    /** Where a test goes, sealed. */
    address: text(),
    /** Gathered with others into one daily mail. */
    isDaily: boolean().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempts: integer().notNull().default(0),
    reason: text(),
    notBefore: moment().notNull(),
    takenAt: moment(),
    createdAt: moment().notNull(),
    sentAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("delivery_key").on(t.agencyId, t.key),
    index("delivery_created").on(t.agencyId, t.createdAt, t.id),
    index("delivery_old").on(t.createdAt),
  ],
);

agencyWide(deliveries);
