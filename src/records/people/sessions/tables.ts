import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "#kit/server/tables.ts";
import { accounts } from "../tables.ts";
import type { Entry } from "../words.ts";
import type { SignInOutcome } from "./words.ts";

/** 登录记录: every try at a known account, and what came of it; only ever added to. */
export const signIns = pgTable(
  "sign_in",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    at: moment().notNull(),
    outcome: text().$type<SignInOutcome>().notNull(),
    entry: text().$type<Entry>().notNull(),
    device: text().notNull(),
    address: text(),
  },
  (t) => [
    index("sign_in_at").on(t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sign_in_account").on(t.accountId, t.at.desc().nullsFirst()),
  ],
);
