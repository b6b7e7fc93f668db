import { and, asc } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { intermediaryOperations, intermediarySubject, manage, read } from "./contract.ts";
import { mandateOperations } from "./mandates/contract.ts";
import { listMandates } from "./mandates/queries.ts";
import { outpostOperations } from "./outposts/contract.ts";
import { listOutposts } from "./outposts/queries.ts";
import { intermediariesPack } from "./pack.ts";
import { intermediaries } from "./tables.ts";
import { intermediaryKinds } from "./words.ts";

const few = 3;

const ending: Todo = {
  code: "mandates.ending",
  title: "委托协议将到期",
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = {
      officerId: personId,
      state: "inForce",
      endsBy: addDays(ctx.today, intermediariesPack(ctx).endingDays),
    };
    const { rows, total } = await listMandates(ctx, mandateOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.toOn ?? null,
      items: rows.map(({ intermediaryId, intermediaryName, toOn }) => ({
        title: intermediaryName,
        dueOn: toOn,
        to: `intermediaries/${intermediaryId}`,
      })),
      opens: { to: "mandates", search },
    };
  },
};

/** 驻外机构任期将满, those already over among them. */
const outpostsEnding: Todo = {
  code: "outposts.ending",
  title: "驻外机构任期将届满",
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const endsBy = addDays(ctx.today, intermediariesPack(ctx).outpostEndingDays);
    const search = { officerId: personId, isOpen: true, endsBy };
    const { rows, total } = await listOutposts(ctx, outpostOperations.list.input.parse({ ...search, limit: 100 }));
    // The list goes by name; the desk begins with what ends first.
    const first = rows.toSorted((a, b) => ((a.mandatedUntil ?? "") < (b.mandatedUntil ?? "") ? -1 : 1)).slice(0, few);
    return {
      count: total,
      dueOn: first[0]?.mandatedUntil ?? null,
      items: first.map(({ id, name, mandatedUntil }) => ({ title: name, dueOn: mandatedUntil, to: `outposts/${id}` })),
      opens: { to: "outposts", search },
    };
  },
};

const findIntermediaries: Finder = {
  kind: intermediarySubject.kind,
  title: "中介机构",
  permission: read,
  find: async (ctx, text, limit) => {
    const { id, name, kind } = intermediaries;
    const rows = await ctx.db
      .select({ id, name, kind })
      .from(intermediaries)
      .where(and(visible(ctx, intermediaries), found(ctx, "intermediary", id, text)))
      .orderBy(asc(intermediaries.sortName), asc(id))
      .limit(limit);
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      hint: intermediaryKinds[row.kind],
      to: `intermediaries/${row.id}`,
    }));
  },
  all: (text) => ({ to: "intermediaries", search: { search: text } }),
};

const { create } = intermediaryOperations;

export const intermediaryOffers: Offers = {
  todos: [ending, outpostsEnding],
  finders: [findIntermediaries],
  stories: [
    {
      subject: intermediarySubject,
      table: intermediaries,
      title: intermediaries.name,
      reach: (ctx) => visible(ctx, intermediaries),
    },
  ],
  forms: { [create.address]: { title: create.title, permission: manage, opens: () => ({ to: "intermediaries" }) } },
};
