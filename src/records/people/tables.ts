import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { FieldClass } from "#kit/base/classes.ts";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { AccountState, Awaited, Entry, ScopeKind } from "./words.ts";

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
  passwordSetAt: moment(),
  failures: integer().notNull().default(0),
  lockedUntil: moment(),
  lastSignedInAt: moment(),
});

export const sessions = pgTable(
  "session",
  {
    /** sha256 of the cookie: a stolen table signs nobody in. */
    digest: text().primaryKey(),
    /** What it is called by; the digest stays inside. */
    id: uuid().notNull().unique(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    csrf: text().notNull(),
    entry: text().$type<Entry>().notNull(),
    /** “Windows 电脑 · Edge 浏览器” */
    device: text().notNull(),
    address: text(),
    createdAt: moment().notNull(),
    seenAt: moment().notNull(),
    endedAt: moment(),
  },
  (t) => [index("session_account").on(t.accountId)],
);

/** 登录凭条: the password was right and something else is awaited; the next step brings it along. */
export const pendingSignIns = pgTable(
  "pending_sign_in",
  {
    digest: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    entry: text().$type<Entry>().notNull(),
    awaits: text().$type<Awaited>().notNull(),
    /** 第二因素 is done with: by a code of ours, or by the provider's word. */
    isProven: boolean().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index("pending_sign_in_account").on(t.accountId)],
);

/** 接口令牌 */
export const apiTokens = pgTable(
  "api_token",
  {
    id: uuid().primaryKey(),
    digest: text().notNull().unique(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
    permissions: jsonb().$type<string[]>().notNull(),
    canWrite: boolean().notNull(),
    createdAt: moment().notNull(),
    /** The last day it works. */
    until: date().notNull(),
    usedAt: moment(),
    endedAt: moment(),
  },
  (t) => [
    index("api_token_account").on(t.accountId),
    index("api_token_created").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
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
