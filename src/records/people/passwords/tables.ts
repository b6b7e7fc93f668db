import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "#kit/server/tables.ts";
import { accounts } from "../tables.ts";

/** 用过的密码, the present one among them: as hashes, and only as many as the pack forbids to use again. */
export const pastPasswords = pgTable(
  "past_password",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    setAt: moment().notNull(),
    passwordHash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.setAt] })],
);
