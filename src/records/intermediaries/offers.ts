import { and, asc } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { intermediaryOperations, intermediarySubject, manage, read } from "./contract.ts";
import { mandateOperations } from "./mandates/contract.ts";
import { listMandates } from "./mandates/queries.ts";
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
  todos: [ending],
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
