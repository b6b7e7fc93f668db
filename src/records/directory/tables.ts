import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { agencyWide, inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type {
  CompanyState,
  CompanyTag,
  ConsentState,
  ContactRole,
  FactKind,
  IndustrySection,
  RegistryState,
} from "./words.ts";

export const companies = pgTable(
  "company",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    /** 拼音序: full pinyin and the name, so that lists are in the order of a Chinese dictionary on every database. */
    sortName: text().notNull(),
    creditCode: text(),
    formerNames: jsonb().$type<string[]>().notNull().default([]),
    /** 曾用代码: of records that were merged into this one; their rows still hold them, so that nobody enters them anew. */
    formerCodes: jsonb().$type<string[]>().notNull().default([]),
    tags: jsonb().$type<CompanyTag[]>().notNull().default([]),
    industry: text().$type<IndustrySection>(),
    region: text(),
    address: text().notNull().default(""),
    registeredCapital: numeric({ precision: 20, scale: 2 }),
    /** 分: what the list sorts and pages by; −1 where none is known, so that unknown sorts below zero. */
    registeredCapitalFen: bigint({ mode: "number" })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce((registered_capital * 100)::bigint, -1)`),
    foundedOn: date(),
    officerId: uuid(),
    divisionId: uuid(),
    note: text().notNull().default(""),
    state: text().$type<CompanyState>().notNull().default("active"),
    createdOn: date().notNull(),
    createdAt: moment().notNull(),
    /** 并入: the record that stands for this one, once it is merged. */
    mergedIntoId: uuid(),
    version: integer().notNull().default(1),
    industryCode: text(),
    registryState: text().$type<RegistryState>(),
    /** Of the 集团 it stands in, whatever its place there; written with the tree only. */
    groupId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("company_credit_code").on(t.agencyId, t.creditCode),
    index("company_created").on(t.agencyId, t.state, t.createdOn, t.id),
    index("company_name").on(t.agencyId, t.state, t.sortName, t.id),
    index("company_capital").on(t.agencyId, t.state, t.registeredCapitalFen, t.id),
    index("company_division").on(t.agencyId, t.divisionId),
    index("company_officer").on(t.agencyId, t.officerId),
    index("company_merged_into").on(t.agencyId, t.mergedIntoId),
    index("company_group_member").on(t.agencyId, t.groupId),
  ],
);
scoped(companies, {
  noun: "companies",
  officer: companies.officerId,
  division: companies.divisionId,
  id: companies.id,
});

/**
 * 标签事实: when a company got a tag and when it was taken back; append-only but for the void, so that any past day can be
 * counted again. What figures group by, and whose it was, is copied onto the fact.
 */
export const companyTaggings = pgTable(
  "company_tagging",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    companyId: uuid().notNull(),
    tag: text().$type<CompanyTag>().notNull(),
    region: text(),
    officerId: uuid(),
    divisionId: uuid(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("company_tagging_day").on(t.agencyId, t.happenedOn),
    index("company_tagging_company").on(t.agencyId, t.companyId),
  ],
);
scoped(companyTaggings, {
  noun: "companies",
  officer: companyTaggings.officerId,
  division: companyTaggings.divisionId,
  id: companyTaggings.companyId,
});

export const contacts = pgTable(
  "contact",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    companyId: uuid().notNull(),
    name: text().notNull(),
    position: text().notNull().default(""),
    /** Sealed; the index beside it answers “is this number known” without opening anything. */
    phone: text(),
    phoneIndex: text(),
    email: text(),
    note: text().notNull().default(""),
    removedAt: moment(),
    version: integer().notNull().default(1),
    sortName: text().notNull().default(""),
    role: text().$type<ContactRole>(),
    consent: text().$type<ConsentState>().notNull().default("none"),
    consentOn: date(),
    consentHow: text().notNull().default(""),
    consentEvidence: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("contact_company").on(t.agencyId, t.companyId),
    index("contact_phone").on(t.agencyId, t.phoneIndex),
    index("contact_name").on(t.agencyId, t.sortName, t.id),
  ],
);
inherits(contacts, { parent: companies, key: contacts.companyId, noun: "contacts" });

/** 集团: what is held for all its companies at its head, tier and lead; known to the whole agency, its members are not. */
export const companyGroups = pgTable(
  "company_group",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    headId: uuid().notNull(),
    name: text().notNull(),
    sortName: text().notNull(),
    /** 分级包联, a code of the rule pack. */
    tier: text(),
    leadId: uuid(),
    team: jsonb().$type<string[]>().notNull().default([]),
    note: text().notNull().default(""),
    createdOn: date().notNull(),
    /** Since when its head stands in another group. */
    endedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("company_group_head").on(t.agencyId, t.headId).where(sql`ended_on is null`),
    index("company_group_name").on(t.agencyId, t.sortName, t.id),
  ],
);
agencyWide(companyGroups);

/** 外部数据: append-only but for the void, so that any past day can be counted again; a correction is a new row. */
export const companyFacts = pgTable(
  "company_fact",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    companyId: uuid().notNull(),
    year: integer().notNull(),
    kind: text().$type<FactKind>().notNull(),
    /** 元, or 人 for 用工人数. */
    value: numeric({ precision: 20, scale: 2 }).notNull(),
    issuer: text().notNull(),
    queriedOn: date(),
    document: text().notNull().default(""),
    region: text(),
    industry: text().$type<IndustrySection>(),
    happenedOn: date().notNull(),
    typedAt: moment().notNull(),
    voidedAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex("company_fact_current").on(t.agencyId, t.companyId, t.year, t.kind).where(sql`voided_at is null`),
    index("company_fact_day").on(t.agencyId, t.kind, t.happenedOn),
    index("company_fact_company").on(t.agencyId, t.companyId),
  ],
);
inherits(companyFacts, { parent: companies, key: companyFacts.companyId });

/** 行政区划: reference rows with their source and date. */
export const regions = pgTable("region", {
  code: text().primaryKey(),
  name: text().notNull(),
  source: text().notNull(),
  since: date().notNull(),
});
