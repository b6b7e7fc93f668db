import { and, asc } from "drizzle-orm";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { nearest, weighed } from "../naming/queries.ts";
import { prospectOperations, prospectSubject } from "./contract.ts";
import { listProspects } from "./queries.ts";
import { prospects } from "./tables.ts";
import { prospectStates } from "./words.ts";

const { list, create, update } = prospectOperations;
const few = 3;

/** 我的目标企业还没有接触: of this year, for whoever is to win them. */
export const untouched: Todo = {
  code: "prospects.untouched",
  title: "目标企业还没有接触",
  permission: update.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const filter = { state: "untouched", officerId: personId, year: ctx.today.slice(0, 4) };
    const asked = list.input.parse({ ...filter, year: Number(filter.year), limit: few });
    const { rows, total } = await listProspects(ctx, asked);
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, name }) => ({ title: name, dueOn: null, to: `prospects/${id}` })),
      opens: { to: "prospects", search: filter },
    };
  },
};

export const findProspects: Finder = {
  kind: prospectSubject.kind,
  title: prospectSubject.title,
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, year, theme, state } = prospects;
    const hits = ctx.db
      .select({ id, name, year, theme, state })
      .from(prospects)
      .where(and(visible(ctx, prospects), found(ctx, "prospect", id, text)))
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
      hint: [`${hit.year} 年`, hit.theme, prospectStates[hit.state]].filter(Boolean).join(" · "),
      to: `prospects/${hit.id}`,
    }));
  },
  all: (text) => ({ to: "prospects", search: { search: text } }),
};

export const prospectForms: Offers["forms"] = {
  [create.address]: { title: create.title, permission: create.permission, opens: () => ({ to: "prospects" }) },
  [update.address]: { title: update.title, permission: update.permission, opens: (id) => ({ to: `prospects/${id}` }) },
};
