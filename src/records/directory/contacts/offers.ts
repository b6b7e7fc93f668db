import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Finder } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { nearest, weighed } from "../naming/queries.ts";
import { companies, contacts } from "../tables.ts";
import { contactBookOperations } from "./contract.ts";

export const findContacts: Finder = {
  kind: "contact",
  title: "联系人",
  permission: contactBookOperations.list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, position, companyId } = contacts;
    const ofCompany = and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, companyId));
    const own = and(eq(contacts.agencyId, ctx.agencyId), isNull(contacts.removedAt), visible(ctx, companies));
    const hits = ctx.db
      .select({ id, name, position, companyId, company: sql<string>`${companies.name}`.as("company_name") })
      .from(contacts)
      .innerJoin(companies, ofCompany)
      .where(and(own, found(ctx, "contact", id, text)))
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
      hint: [hit.position, hit.company].filter(Boolean).join(" · "),
      to: `contacts/${hit.id}`,
    }));
  },
  all: (text) => ({ to: "contacts", search: { search: text } }),
};
