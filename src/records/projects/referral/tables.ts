import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { agencyWide, inherits } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import { counted, projects } from "../tables.ts";
import type { DisputeState, ReferralMatch, ReferralOutcome } from "./words.ts";

/**
 * 首谈首报: who talked with an investor first. The moment is the server's, and who the investor is was copied as it was that
 * day, so that a later change of the project cannot claim what was not filed.
 */
export const referrals = pgTable(
  "referral",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    projectId: uuid().notNull(),
    /** S2026-0001 */
    number: text().notNull(),
    investorId: uuid(),
    creditCode: text(),
    /** 名称的键: what is left of the name without form and place (directory/naming). */
    investorKey: text().notNull(),
    reporterRegion: text(),
    contactedOn: date().notNull(),
    contactNote: text().notNull(),
    scope: text().notNull(),
    files: jsonb().$type<Attached[]>().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    expiresOn: date().notNull(),
    reportDueOn: date().notNull(),
    extensionCount: integer().notNull().default(0),
    /** 争议自哪天起; null while nobody disputes it. */
    disputedOn: date(),
    outcome: text().$type<ReferralOutcome>(),
    outcomeOn: date(),
    outcomeReason: text().notNull().default(""),
    ...counted(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("referral_number").on(t.agencyId, t.number),
    index("referral_project").on(t.agencyId, t.projectId, t.id),
    index("referral_typed").on(t.agencyId, t.typedAt, t.id),
    index("referral_expires").on(t.agencyId, t.expiresOn, t.id),
    index("referral_investor").on(t.agencyId, t.investorId),
    index("referral_credit_code").on(t.agencyId, t.creditCode),
    index("referral_investor_key").on(t.agencyId, t.investorKey),
    index("referral_day").on(t.agencyId, t.happenedOn),
  ],
);
inherits(referrals, { parent: projects, key: referrals.projectId });

/** 进展报告: keeps the protection alive; one that asks for more time says until when. */
export const referralReports = pgTable(
  "referral_report",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    referralId: uuid().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    byId: uuid(),
    content: text().notNull(),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    extendedTo: date(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("referral_report_referral").on(t.agencyId, t.referralId, t.id),
  ],
);
inherits(referralReports, { parent: referrals, key: referralReports.referralId });

/** 记功: whose credit a filing is, by percent; what stands of one filing is a hundred. A transfer voids and writes anew. */
export const referralShares = pgTable(
  "referral_share",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    referralId: uuid().notNull(),
    personId: uuid(),
    divisionId: uuid(),
    percent: integer().notNull(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    note: text().notNull().default(""),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("referral_share_referral").on(t.agencyId, t.referralId, t.id),
    index("referral_share_person").on(t.agencyId, t.personId),
  ],
);
inherits(referralShares, { parent: referrals, key: referralShares.referralId });

/** 首谈争议: two filings for one investor. The office's; the parties are told of it on their own project. */
export const referralDisputes = pgTable(
  "referral_dispute",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    firstId: uuid().notNull(),
    secondId: uuid().notNull(),
    match: text().$type<ReferralMatch>().notNull(),
    state: text().$type<DisputeState>().notNull().default("open"),
    raisedAt: moment().notNull(),
    decidedAt: moment(),
    decidedById: uuid(),
    upheldId: uuid(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("referral_dispute_raised").on(t.agencyId, t.raisedAt, t.id),
    index("referral_dispute_first").on(t.agencyId, t.firstId),
    index("referral_dispute_second").on(t.agencyId, t.secondId),
  ],
);
agencyWide(referralDisputes);

/** 备案号 of the year: its row is locked until the filing is committed, so two filings for one investor see each other. */
export const referralCounters = pgTable(
  "referral_counter",
  { agencyId: uuid().notNull(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.agencyId, t.year] })],
);
agencyWide(referralCounters);
