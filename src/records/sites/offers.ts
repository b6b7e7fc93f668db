import { and, asc, inArray, min, ne, sql } from "drizzle-orm";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { siteOperations, siteSubject } from "./contract.ts";
import { freeFloor, freeLand } from "./metrics.ts";
import { isLapsing, listSites } from "./queries.ts";
import { stateWord } from "./rules.ts";
import { siteOccupations, sites } from "./tables.ts";
import { siteKinds } from "./words.ts";

const { list, create, update } = siteOperations;
const manage = create.permission;
const few = 3;

/** 预留与租约快到期 in the sites one looks after: to be renewed, settled or given back. */
const lapsing: Todo = {
  code: "sites.lapsing",
  title: "预留或租约快到期",
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { lapses: true, officerId: personId };
    const { rows, total } = await listSites(ctx, list.input.parse({ ...search, limit: few }));
    const days = await endsOf(
      ctx,
      rows.map(({ id }) => id),
    );
    const items = rows.map(({ id, name }) => ({ title: name, dueOn: days.get(id) ?? null, to: `sites/${id}` }));
    const dueOn = items.flatMap((item) => item.dueOn ?? []).toSorted()[0] ?? null;
    return { count: total, dueOn, items, opens: { to: "sites", search } };
  },
};

/** The first end in each site. */
async function endsOf(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ siteId: siteOccupations.siteId, untilOn: min(siteOccupations.untilOn) })
    .from(siteOccupations)
    .where(and(isLapsing(ctx), inArray(siteOccupations.siteId, ids)))
    .groupBy(siteOccupations.siteId);
  return new Map(rows.flatMap(({ siteId, untilOn }) => (untilOn ? [[siteId, untilOn] as const] : [])));
}

const findSites: Finder = {
  kind: siteSubject.kind,
  title: "空间资源",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, kind, state } = sites;
    const rows = await ctx.db
      .select({ id, name, kind, state })
      .from(sites)
      .where(and(visible(ctx, sites), ne(state, "withdrawn"), found(ctx, "site", id, text)))
      .orderBy(sql`starts_with(lower(${name}), ${normalize(text)}) desc`, sql`length(${name})`, asc(id))
      .limit(limit);
    return rows.map((site) => ({
      id: site.id,
      title: site.name,
      hint: `${siteKinds[site.kind]} · ${stateWord(site)}`,
      to: `sites/${site.id}`,
    }));
  },
  all: (text) => ({ to: "sites", search: { search: text } }),
};

export const siteOffers: Offers = {
  todos: [lapsing],
  finders: [findSites],
  stories: [{ subject: siteSubject, table: sites, title: sites.name, reach: (ctx) => visible(ctx, sites) }],
  headlines: [
    { metric: freeLand.code, group: "kind", values: ["landPlot"] },
    { metric: freeFloor.code, group: "kind", values: ["factorySpace", "officeSpace"] },
  ],
  forms: {
    [create.address]: { title: create.title, permission: manage, opens: () => ({ to: "sites/new" }) },
    [update.address]: { title: update.title, permission: manage, opens: (id) => ({ to: `sites/${id}/edit` }) },
  },
};
