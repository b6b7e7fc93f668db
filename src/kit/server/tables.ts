import { isNotNull } from "drizzle-orm";
import {
  bigint,
  customType,
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

/** Moments leave the database as ISO text in UTC, so that no machine's own time zone can slip in. */
export const moment = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (text) => new Date(text).toISOString(),
});

export const instances = pgTable("instance", { kind: text().primaryKey(), createdAt: moment().notNull() });

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** 代办: for which person, by which delegation. */
export interface Behalf {
  delegationId: string;
  personId: string;
}

/** 留痕: what one command changed about one record. */
export const histories = pgTable(
  "history",
  {
    agencyId: uuid().notNull(),
    at: moment().notNull(),
    id: uuid().notNull(),
    commandId: uuid().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    action: text().notNull(),
    /** 改后版本: tells which fields were changed since a version somebody still has on the screen. */
    version: integer(),
    changes: jsonb().$type<Change[]>().notNull(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.at, t.id] }),
    index("history_subject").on(t.agencyId, t.subjectId, t.at.desc().nullsFirst()),
    index("history_command").on(t.agencyId, t.commandId),
  ],
);

/** 链: one link per command over the digest of its history rows. */
export const historyLinks = pgTable(
  "history_link",
  {
    agencyId: uuid().notNull(),
    number: bigint({ mode: "number" }).notNull(),
    commandId: uuid().notNull(),
    operation: text().notNull(),
    accountId: uuid(),
    via: text().notNull(),
    at: moment().notNull(),
    rowCount: integer().notNull(),
    rowsDigest: text().notNull(),
    digest: text().notNull(),
    /** 代办: for whom, by which delegation; null where it lay within the actor's own roles. */
    behalf: jsonb().$type<Behalf[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.number] }),
    uniqueIndex("history_link_command").on(t.agencyId, t.commandId),
  ],
);

export const historyHeads = pgTable("history_head", {
  agencyId: uuid().primaryKey(),
  number: bigint({ mode: "number" }).notNull(),
  digest: text().notNull(),
});

export const timelineEntries = pgTable(
  "timeline_entry",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    accountId: uuid(),
    kind: text().notNull(),
    permission: text().notNull(),
    class: text().$type<FieldClass>().notNull(),
    title: text().notNull(),
    link: text(),
    forPersons: jsonb().$type<string[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("timeline_entry_subject").on(
      t.agencyId,
      t.subjectId,
      t.happenedOn.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("timeline_entry_typed").on(t.agencyId, t.typedAt, t.id),
  ],
);

export const searchTokens = pgTable(
  "search_token",
  {
    agencyId: uuid().notNull(),
    kind: text().notNull(),
    token: text().notNull(),
    /** The same piece as its pinyin initials are typed. */
    initials: text().notNull(),
    id: uuid().notNull(),
    /** On one row of each set that was written for a record: all tokens of the set. */
    tokens: text().array(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.kind, t.token, t.id] }),
    index("search_token_initials").on(t.agencyId, t.kind, t.initials, t.id),
    index("search_token_record").on(t.agencyId, t.id).where(isNotNull(t.tokens)),
  ],
);

export const recordGrants = pgTable(
  "record_grant",
  {
    agencyId: uuid().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    accountId: uuid().notNull(),
    until: date().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.accountId, t.subjectKind, t.subjectId] })],
);

export const secretKeys = pgTable(
  "secret_key",
  { agencyId: uuid().notNull(), subjectId: uuid().notNull(), wrapped: text().notNull() },
  (t) => [primaryKey({ columns: [t.agencyId, t.subjectId] })],
);

export const files = pgTable(
  "file",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    digest: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    class: text().$type<FieldClass>().notNull(),
    accountId: uuid(),
    uploadedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] })],
);

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export const jobs = pgTable(
  "job",
  {
    id: uuid().primaryKey(),
    agencyId: uuid().notNull(),
    accountId: uuid().notNull(),
    kind: text().notNull(),
    title: text().notNull(),
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text().$type<JobState>().notNull(),
    done: integer().notNull().default(0),
    total: integer(),
    message: text(),
    result: jsonb().$type<Record<string, unknown>>(),
    attempts: integer().notNull().default(0),
    notBefore: moment().notNull(),
    aliveAt: moment(),
    createdAt: moment().notNull(),
    startedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    index("job_account").on(t.agencyId, t.accountId, t.createdAt.desc().nullsFirst()),
    index("job_finished").on(t.finishedAt),
  ],
);

export const rulePacks = pgTable(
  "rule_pack",
  {
    region: text().notNull(),
    year: integer().notNull(),
    version: integer().notNull(),
    digest: text().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    loadedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.year, t.version] })],
);
