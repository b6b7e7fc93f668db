import { and, asc, count, eq, ne } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Finder, Offers, Tally, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { findContacts } from "./contacts/offers.ts";
import { companyOperations, companySubject } from "./contract.ts";
import { duplicateOperations } from "./duplicates/contract.ts";
import { listDuplicates } from "./duplicates/queries.ts";
import { groupSubject } from "./groups/contract.ts";
import { findGroups, groupForms } from "./groups/offers.ts";
import { companiesTagged } from "./metrics.ts";
import { nearest, weighed } from "./naming/queries.ts";
import { prospectSubject } from "./prospects/contract.ts";
import { findProspects, prospectForms, untouched } from "./prospects/offers.ts";
import { prospects } from "./prospects/tables.ts";
import { lacking, listCompanies } from "./queries.ts";
import { companies, companyGroups } from "./tables.ts";
import { companyStates, type CompanyTag } from "./words.ts";

const { list, create, update } = companyOperations;
const manage = create.permission;
const few = 3;

/** A list of companies as to-do: the first ones, how many in all, and the list itself. */
async function companiesWaiting(ctx: Context, filter: Record<string, string>) {
  const { rows, total } = await listCompanies(ctx, list.input.parse({ ...filter, descending: true, limit: few }));
  return {
    count: total,
    dueOn: null,
    items: rows.map(({ id, name }) => ({ title: name, dueOn: null, to: `companies/${id}` })),
    opens: { to: "companies", search: filter },
  };
}

/** 本科室没有责任专员的企业; the agency's for whoever manages all of it. */
const unassigned: Todo = {
  code: "companies.unassigned",
  title: "企业没有责任专员",
  permission: manage,
  read: async (ctx) => {
    const { divisionId, grants } = ctx.actor;
    if (grants.get(manage) === "agency") return companiesWaiting(ctx, { lacks: "officerId" });
    return divisionId ? companiesWaiting(ctx, { lacks: "officerId", divisionId }) : null;
  },
};

const incomplete: Todo = {
  code: "companies.incomplete",
  title: "我的企业还有缺项",
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    return personId ? companiesWaiting(ctx, { lacks: "any", officerId: personId }) : null;
  },
};

const duplicates: Todo = {
  code: "duplicates.open",
  title: "疑似重复待核实",
  permission: duplicateOperations.list.permission,
  read: async (ctx) => {
    const asked = duplicateOperations.list.input.parse({ sort: "score", descending: true, limit: few });
    const { rows, total } = await listDuplicates(ctx, asked);
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, oneName, otherName }) => ({
        title: `${oneName} · ${otherName}`,
        dueOn: null,
        to: `duplicates/${id}`,
      })),
      opens: { to: "duplicates" },
    };
  },
};

const findCompanies: Finder = {
  kind: companySubject.kind,
  title: "企业",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, creditCode, state } = companies;
    const hits = ctx.db
      .select({ id, name, creditCode, state })
      .from(companies)
      .where(and(visible(ctx, companies), ne(state, "merged"), found(ctx, "company", id, text)))
      .limit(weighed)
      .as("hit");
    const rows = await ctx.db
      .select()
      .from(hits)
      .orderBy(...nearest(hits.name, text), asc(hits.id))
      .limit(limit);
    return rows.map((hit) => ({
      id: hit.id,
      title: hit.name,
      hint: hit.state === "active" ? hit.creditCode : companyStates[hit.state],
      to: `companies/${hit.id}`,
    }));
  },
  all: (text) => ({ to: "companies", search: { search: text } }),
};

/** 责任专员: leads to the companies of that person. */
const findOfficers: Finder = {
  kind: "officer",
  title: "责任专员",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const rows = await ctx.db
      .select({ id: persons.id, name: persons.name, divisionName: divisions.name })
      .from(persons)
      .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, persons.divisionId)))
      .where(and(visible(ctx, persons), found(ctx, "person", persons.id, text)))
      .orderBy(asc(persons.name), asc(persons.id))
      .limit(limit);
    return rows.map(({ id, name, divisionName }) => ({
      id,
      title: name,
      hint: [divisionName, "负责的企业"].filter(Boolean).join(" · "),
      to: "companies",
      search: { officerId: id },
    }));
  },
};

const unassignedByDivision: Tally = {
  code: "companies.unassigned",
  title: "企业无专员",
  permission: manage,
  read: (ctx) =>
    ctx.db
      .select({ divisionId: companies.divisionId, count: count() })
      .from(companies)
      .where(and(visible(ctx, companies), eq(companies.state, "active"), lacking("officerId")))
      .groupBy(companies.divisionId),
  opens: (divisionId) => ({ to: "companies", search: { lacks: "officerId", divisionId } }),
};

const incompleteByDivision: Tally = {
  code: "companies.incomplete",
  title: "企业缺项",
  permission: manage,
  read: (ctx) =>
    ctx.db
      .select({ divisionId: companies.divisionId, count: count() })
      .from(companies)
      .where(and(visible(ctx, companies), eq(companies.state, "active"), lacking("any")))
      .groupBy(companies.divisionId),
  opens: (divisionId) => ({ to: "companies", search: { lacks: "any", divisionId } }),
};

const shownTags: CompanyTag[] = ["fortune500", "highTech", "aboveScale", "foreign"];

export const directoryOffers: Offers = {
  todos: [unassigned, incomplete, duplicates, untouched],
  finders: [findCompanies, findContacts, findGroups, findProspects, findOfficers],
  stories: [
    { subject: companySubject, table: companies, title: companies.name, reach: (ctx) => visible(ctx, companies) },
    {
      subject: groupSubject,
      table: companyGroups,
      title: companyGroups.name,
      reach: (ctx) => visible(ctx, companyGroups),
    },
    { subject: prospectSubject, table: prospects, title: prospects.name, reach: (ctx) => visible(ctx, prospects) },
  ],
  tallies: [unassignedByDivision, incompleteByDivision],
  headlines: [{ metric: companiesTagged.code, group: "tag", values: shownTags }],
  forms: {
    [create.address]: { title: create.title, permission: manage, opens: () => ({ to: "companies/new" }) },
    [update.address]: { title: update.title, permission: manage, opens: (id) => ({ to: `companies/${id}/edit` }) },
    ...prospectForms,
    ...groupForms,
    "contacts.create": { title: "新增联系人", permission: manage, opens: (id) => ({ to: `companies/${id}` }) },
  },
};
