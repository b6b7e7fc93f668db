import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "#kit/base/currencies.ts";
import { agencyWide, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { IndustrySection } from "#records/directory/words.ts";
import type { Capital, InvestorKind, Size, Source, Stage, Standing, Track } from "./words.ts";

const money = () => numeric({ precision: 20, scale: 2 });

/**
 * 招商项目, from the first hint on: a lead is a project at stage `lead`, the same row. Stage, standing, size and the agreed
 * amount are what the facts say (project_stage, project_standing, project_signing), kept here for lists in the same transaction.
 */
export const projects = pgTable(
  "project",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    /** P2023-0042 */
    code: text().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    brief: text().notNull().default(""),
    track: text().$type<Track>().notNull(),
    stage: text().$type<Stage>().notNull(),
    /** The day it reached its stage. */
    stageOn: date().notNull(),
    standing: text().$type<Standing>().notNull().default("ongoing"),
    standingReason: text(),
    standingOn: date(),
    /** 投资方: a company of the directory, or only a name while it is a lead. */
    investorId: uuid(),
    investorName: text().notNull(),
    investorKind: text().$type<InvestorKind>(),
    capital: text().$type<Capital>(),
    /** 来源地: province and city, or the country. */
    sourcePlace: text().notNull().default(""),
    industry: text().$type<IndustrySection>(),
    /** 意向落位 */
    region: text(),
    currency: text().$type<Currency>().notNull().default("CNY"),
    /** In that currency; null where it is yuan. */
    originalInvestment: money(),
    exchangeRate: numeric({ precision: 18, scale: 8 }),
    ratedOn: date(),
    rateSource: text().notNull().default(""),
    totalInvestment: money(),
    /** 分: what lists sort and page by; −1 where none is known. */
    totalInvestmentFen: bigint({ mode: "number" })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce((total_investment * 100)::bigint, -1)`),
    /** What the formal agreements say; written by signings alone. */
    agreedInvestment: money(),
    fixedAssetInvestment: money(),
    size: text().$type<Size>().notNull().default("unknown"),
    siteWish: text().notNull().default(""),
    siteId: uuid(),
    officerId: uuid(),
    divisionId: uuid(),
    qualityKeeperId: uuid(),
    source: text().$type<Source>().notNull(),
    sourceNote: text().notNull().default(""),
    eventId: uuid(),
    intermediaryId: uuid(),
    /** 报送线索的驻外机构 */
    outpostId: uuid(),
    receivedOn: date().notNull(),
    expectedOn: date(),
    landedCompanyId: uuid(),
    landedOn: date(),
    note: text().notNull().default(""),
    /** 最近进展: the last day something happened; what 停滞 is counted from. */
    activeOn: date().notNull(),
    createdAt: moment().notNull(),
    version: integer().notNull().default(1),
    /** 撤销导入: taken back with the import it came by. Its facts are void; the row stays for the history. */
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("project_code").on(t.agencyId, t.code),
    index("project_received").on(t.agencyId, t.receivedOn, t.id),
    index("project_name").on(t.agencyId, t.sortName, t.id),
    index("project_amount").on(t.agencyId, t.totalInvestmentFen, t.id),
    index("project_active").on(t.agencyId, t.activeOn, t.id),
    index("project_stage_on").on(t.agencyId, t.stage, t.stageOn, t.id),
    index("project_officer").on(t.agencyId, t.officerId),
    index("project_division").on(t.agencyId, t.divisionId),
    index("project_investor").on(t.agencyId, t.investorId),
    index("project_landed_company").on(t.agencyId, t.landedCompanyId),
    index("project_event").on(t.agencyId, t.eventId),
    index("project_intermediary").on(t.agencyId, t.intermediaryId),
    index("project_outpost").on(t.agencyId, t.outpostId),
  ],
);
scoped(projects, {
  noun: "projects",
  officer: projects.officerId,
  division: projects.divisionId,
  id: projects.id,
  removedAt: projects.removedAt,
});

/** 随事实抄下: what figures group by, as it was that day. Every fact table of this module spreads these. */
export const counted = () => ({
  track: text().$type<Track>().notNull(),
  capital: text().$type<Capital>(),
  industry: text(),
  region: text(),
  source: text().$type<Source>().notNull(),
  size: text().$type<Size>().notNull(),
  /** 元, 计划总投资 at that time. */
  amount: money(),
  officerId: uuid(),
  divisionId: uuid(),
});

/** 编号: the last number of each year; its row is locked until the project that took one is committed. */
export const projectCounters = pgTable(
  "project_counter",
  { agencyId: uuid().notNull(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.agencyId, t.year] })],
);
agencyWide(projectCounters);
