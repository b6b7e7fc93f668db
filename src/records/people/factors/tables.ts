import { bigint, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "#kit/server/tables.ts";
import { accounts } from "../tables.ts";

/** 第二因素: readable to the door role only. */
export const secondFactors = pgTable("second_factor", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  /** Sealed with a key of the account's own; empty until a first code was right. */
  secret: text(),
  /** Offered, and in force once a code from it was right: until then the one before still is. */
  nextSecret: text(),
  confirmedAt: moment(),
  /** The last time step a code was taken for: none is taken twice. */
  lastStep: bigint({ mode: "number" }).notNull().default(0),
});

/** 恢复码, as keyed digests. */
export const recoveryCodes = pgTable(
  "recovery_code",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    digest: text().notNull(),
    usedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.digest] })],
);
