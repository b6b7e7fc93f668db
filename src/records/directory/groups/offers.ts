import { and, asc, isNull } from "drizzle-orm";
import type { Finder, Offers } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { nearest } from "../naming/queries.ts";
import { tierTitles } from "../pack.ts";
import { companyGroups } from "../tables.ts";
import { groupOperations, groupSubject } from "./contract.ts";

const { list, update } = groupOperations;

export const findGroups: Finder = {
  kind: groupSubject.kind,
  title: groupSubject.title,
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, tier, endedOn } = companyGroups;
    const rows = await ctx.db
      .select({ id, name, tier })
      .from(companyGroups)
      .where(and(visible(ctx, companyGroups), isNull(endedOn), found(ctx, "group", id, text)))
      .orderBy(...nearest(name, text), asc(id))
      .limit(limit);
    const titles = tierTitles(ctx);
    return rows.map((group) => ({
      id: group.id,
      title: group.name,
      hint: group.tier && (titles.get(group.tier) ?? group.tier),
      to: `groups/${group.id}`,
    }));
  },
  all: (text) => ({ to: "groups", search: { search: text } }),
};

export const groupForms: Offers["forms"] = {
  [update.address]: { title: update.title, permission: update.permission, opens: (id) => ({ to: `groups/${id}` }) },
};
