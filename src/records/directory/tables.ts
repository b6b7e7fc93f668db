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
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { CompanyState, CompanyTag, IndustrySection } from "./words.ts";

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
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("contact_company").on(t.agencyId, t.companyId),
    index("contact_phone").on(t.agencyId, t.phoneIndex),
  ],
);
inherits(contacts, { parent: companies, key: contacts.companyId, noun: "contacts" });

/** 行政区划: reference rows with their source and date. */
export const regions = pgTable("region", {
  code: text().primaryKey(),
  name: text().notNull(),
  source: text().notNull(),
  since: date().notNull(),
});
