import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { FieldClass } from "#kit/base/classes.ts";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { AccountState, ScopeKind } from "./words.ts";

/** 机构: a tenant. */
export const agencies = pgTable("agency", {
  id: uuid().primaryKey(),
  code: text().notNull().unique(),
  name: text().notNull(),
  region: text().notNull(),
  createdAt: moment().notNull(),
  version: integer().notNull().default(1),
});

/** 账号: global; a person of one or several agencies signs in with one. */
export const accounts = pgTable("account", {
  id: uuid().primaryKey(),
  login: text().notNull().unique(),
  name: text().notNull(),
  state: text().$type<AccountState>().notNull(),
  version: integer().notNull().default(1),
});

/** 口令: readable to the door role only. */
export const credentials = pgTable("credential", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  passwordHash: text(),
  failures: integer().notNull().default(0),
  lockedUntil: moment(),
  lastSignedInAt: moment(),
});

export const sessions = pgTable(
  "session",
  {
    /** sha256 of the cookie: a stolen table signs nobody in. */
    digest: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    csrf: text().notNull(),
    createdAt: moment().notNull(),
    seenAt: moment().notNull(),
    endedAt: moment(),
  },
  (t) => [index("session_account").on(t.accountId)],
);

export const oneTimeLinks = pgTable("one_time_link", {
  digest: text().primaryKey(),
  accountId: uuid()
    .notNull()
    .references(() => accounts.id),
  expiresAt: moment().notNull(),
  usedAt: moment(),
});

export const demoPeople = pgTable("demo_person", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  position: integer().notNull(),
});

export const divisions = pgTable(
  "division",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), uniqueIndex("division_name").on(t.agencyId, t.name)],
);

export const persons = pgTable(
  "person",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    divisionId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] })],
);

export const roles = pgTable(
  "role",
  {
    agencyId: uuid().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    grants: jsonb().$type<Record<string, ScopeKind>>().notNull(),
    classes: jsonb().$type<FieldClass[]>().notNull(),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.code] })],
);

/** 任职: which account acts for this agency, as which person, in which role, since when. */
export const postings = pgTable(
  "posting",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    personId: uuid().notNull(),
    roleCode: text().notNull(),
    fromOn: date().notNull(),
    toOn: date(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("posting_account").on(t.agencyId, t.accountId)],
);

agencyWide(divisions, persons, roles, postings);
