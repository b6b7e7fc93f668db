import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FieldClass } from "#kit/base/classes.ts";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { MailRhythm, NoticeKind } from "./words.ts";

/** 消息: one for each account it is meant for; a row without `plannedAt` has yet to be looked at by the outbox. */
export const notices = pgTable(
  "notice",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    /** One and the same for all who are told of the same thing. */
    eventId: uuid().notNull(),
    accountId: uuid().notNull(),
    kind: text().$type<NoticeKind>().notNull(),
    class: text().$type<FieldClass>().notNull(),
    title: text().notNull(),
    /** Under agency and year: `jobs`. Of a record, its page is asked for when the notice is read. */
    page: text(),
    subjectKind: text(),
    subjectId: uuid(),
    createdAt: moment().notNull(),
    readAt: moment(),
    plannedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("notice_account").on(t.agencyId, t.accountId, t.createdAt, t.id),
    index("notice_created").on(t.createdAt),
  ],
);

export const noticePreferences = pgTable(
  "notice_preference",
  {
    agencyId: uuid().notNull(),
    accountId: uuid().notNull(),
    /** Sealed with the account's key. */
    mailAddress: text(),
    mailKinds: jsonb().$type<NoticeKind[]>().notNull(),
    wecomKinds: jsonb().$type<NoticeKind[]>().notNull(),
    dingtalkKinds: jsonb().$type<NoticeKind[]>().notNull(),
    feishuKinds: jsonb().$type<NoticeKind[]>().notNull(),
    rhythm: text().$type<MailRhythm>().notNull(),
    dailyAt: integer().notNull(),
    quietFrom: integer(),
    quietTo: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.accountId] })],
);

// Both are one's own: every query binds the account as well.
agencyWide(notices, noticePreferences);
