import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment } from "#kit/server/tables.ts";
import { accounts } from "../tables.ts";

/** 外部身份: who an account is at the provider. */
export const outsideIdentities = pgTable(
  "outside_identity",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    issuer: text().notNull(),
    /** What the provider calls the person; an administrator knows only this. */
    name: text(),
    /** What never changes there; empty until the name has come in for the first time. */
    subject: text(),
    linkedAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [
    uniqueIndex("outside_identity_subject").on(t.issuer, t.subject).where(sql`subject is not null`),
    uniqueIndex("outside_identity_name").on(t.issuer, t.name).where(sql`subject is null`),
    index("outside_identity_account").on(t.accountId),
  ],
);

/** A round gone out to the provider and not yet back; `digest` is that of the browser's own half. */
export const outsideRounds = pgTable("outside_round", {
  digest: text().primaryKey(),
  /** Who links an identity to the own account; empty for a sign-in. */
  accountId: uuid().references(() => accounts.id),
  redirect: text().notNull(),
  nonce: text().notNull(),
  verifier: text().notNull(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
});
