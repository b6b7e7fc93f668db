import { isNotNull, isNull } from "drizzle-orm";
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
import type {
  AccountState,
  Awaited,
  BudgetLevel,
  Entry,
  LeaveKind,
  PostKind,
  ScopeKind,
  StaffKind,
  UnitNature,
} from "./words.ts";

/** 机构: a tenant. */
export const agencies = pgTable("agency", {
  id: uuid().primaryKey(),
  code: text().notNull().unique(),
  name: text().notNull(),
  region: text().notNull(),
  createdAt: moment().notNull(),
  version: integer().notNull().default(1),
  level: text().$type<BudgetLevel>().notNull().default("first"),
  nature: text().$type<UnitNature>(),
  /** 主管单位 of a second-level unit. */
  superiorName: text(),
  /** 小型单位: roles may be hosted elsewhere, and the menu is shorter. */
  isSmall: boolean().notNull().default(false),
  hiddenGroups: jsonb().$type<string[]>().notNull().default([]),
});

/** 账号: global; a person of one or several agencies signs in with one. */
export const accounts = pgTable("account", {
  id: uuid().primaryKey(),
  login: text().notNull().unique(),
  name: text().notNull(),
  state: text().$type<AccountState>().notNull(),
  version: integer().notNull().default(1),
  /** The agency that made it: only there it is renewed, disabled or taken back. */
  homeId: uuid(),
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
    /** Among those of the same parent. */
    position: integer().notNull(),
    version: integer().notNull().default(1),
    parentId: uuid(),
    /** 负责人 */
    headId: uuid(),
    openedOn: date(),
    closedOn: date(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("division_name").on(t.agencyId, t.name).where(isNull(t.closedOn)),
  ],
);

export const persons = pgTable(
  "person",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    /** Where the person works today; what it was on another day says `person_service`. */
    divisionId: uuid(),
    version: integer().notNull().default(1),
    sortName: text().notNull().default(""),
    /** 身份证件号, sealed; two people with one number are told by its blind index. */
    idNumber: text(),
    idIndex: text(),
    /** 托管: a person of another body, never counted among this agency's staff. */
    hostingId: uuid(),
    leftOn: date(),
    leaveKind: text().$type<LeaveKind>(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("person_id_index").on(t.agencyId, t.idIndex).where(isNotNull(t.idIndex)),
    index("person_name").on(t.agencyId, t.sortName, t.id),
    index("person_division_id").on(t.agencyId, t.divisionId),
  ],
);

/** 任职经历: where somebody works as what, from one day to another; on any day at most one. */
export const personServices = pgTable(
  "person_service",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    personId: uuid().notNull(),
    divisionId: uuid(),
    staffKind: text().$type<StaffKind>(),
    postId: uuid(),
    fromOn: date().notNull(),
    /** The last day. */
    toOn: date(),
    document: text().notNull().default(""),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("person_service_person").on(t.agencyId, t.personId, t.fromOn),
    index("person_service_day").on(t.agencyId, t.fromOn),
  ],
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
    id: uuid().notNull().defaultRandom(),
    /** 三员: the pack's role that bounds what this one may hold; null for a business role. */
    administrator: text(),
    version: integer().notNull().default(1),
    /** 机构改过: it no longer follows the rule pack. */
    isChanged: boolean().notNull().default(false),
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
    /** The last day. */
    toOn: date(),
    hostingId: uuid(),
    document: text().notNull().default(""),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("posting_account").on(t.agencyId, t.accountId),
    index("posting_person_id").on(t.agencyId, t.personId),
  ],
);

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

/** 托管: a role of this agency that a person of another body holds; at most one host for a role at a time. */
export const hostings = pgTable(
  "hosting",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    roleCode: text().notNull(),
    hostName: text().notNull(),
    sinceOn: date().notNull(),
    untilOn: date(),
    contactTitle: text().notNull(),
    document: text().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("hosting_role").on(t.agencyId, t.roleCode).where(isNull(t.untilOn)),
  ],
);

agencyWide(divisions, persons, personServices, roles, postings, posts, establishments, hostings);
