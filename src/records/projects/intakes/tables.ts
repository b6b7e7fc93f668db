import { sql } from "drizzle-orm";
import { date, index, integer, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { AsideReason, IntakeLinkState, IntakeOutcome, IntakeState, IntakeTiming } from "./words.ts";

/** 公开线索表单: whoever holds its link may hand in. Only the digest of the link is kept. */
export const intakeLinks = pgTable(
  "intake_link",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    title: text().notNull(),
    intro: text().notNull().default(""),
    consent: text().notNull(),
    dailyLimit: integer().notNull(),
    closesOn: date(),
    state: text().$type<IntakeLinkState>().notNull().default("open"),
    digest: text().notNull(),
    createdOn: date().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("intake_link_digest").on(t.agencyId, t.digest),
    index("intake_link_created").on(t.agencyId, t.createdOn, t.id),
  ],
);

/** 公开来件: the agency's, nobody's in particular, until it is taken on. */
export const intakes = pgTable(
  "intake",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    linkId: uuid().notNull(),
    /** Digest of the slip drawn with the form. */
    slip: text().notNull(),
    receivedOn: date().notNull(),
    receivedAt: moment().notNull(),
    companyName: text().notNull(),
    /** 企业名称 without place and form: how two of one company are told. */
    companyKey: text().notNull(),
    creditCode: text(),
    brief: text().notNull(),
    amount: numeric({ precision: 20, scale: 2 }),
    sourcePlace: text().notNull().default(""),
    contactName: text().notNull(),
    /** Sealed; null once erased. */
    phone: text(),
    consent: text().notNull(),
    state: text().$type<IntakeState>().notNull().default("waiting"),
    projectId: uuid(),
    asideReason: text().$type<AsideReason>(),
    note: text().notNull().default(""),
    handledById: uuid(),
    handledOn: date(),
    clearedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("intake_slip").on(t.agencyId, t.slip),
    index("intake_received").on(t.agencyId, t.receivedOn, t.id),
    index("intake_state").on(t.agencyId, t.state, t.receivedOn, t.id),
    index("intake_by_link").on(t.agencyId, t.linkId, t.receivedOn),
    index("intake_company").on(t.agencyId, t.companyKey),
    index("intake_project").on(t.agencyId, t.projectId),
  ],
);

/** 来件事实: that one came in, and by which form; never who wrote it. */
export const intakeReceipts = pgTable(
  "intake_receipt",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    intakeId: uuid().notNull(),
    form: text().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("intake_receipt_day").on(t.agencyId, t.happenedOn),
    index("intake_receipt_of").on(t.agencyId, t.intakeId),
  ],
);

/** 办理事实: taken on or put aside, and whether in time; what was put aside and taken on after all is void and another. */
export const intakeHandlings = pgTable(
  "intake_handling",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    intakeId: uuid().notNull(),
    form: text().notNull(),
    outcome: text().$type<IntakeOutcome>().notNull(),
    timing: text().$type<IntakeTiming>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("intake_handling_day").on(t.agencyId, t.happenedOn),
    uniqueIndex("intake_handling_once").on(t.agencyId, t.intakeId).where(sql`voided_at is null`),
  ],
);
agencyWide(intakeLinks, intakes, intakeReceipts, intakeHandlings);
