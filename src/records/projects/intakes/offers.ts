import type { Offers, Todo } from "#kit/server/offer.ts";
import { manage, intakeOperations } from "./contract.ts";
import { listIntakes } from "./queries.ts";

const few = 3;

/** 来件待承接: everybody's who may take one on, the oldest first. */
const waiting: Todo = {
  code: "intakes.waiting",
  title: "公开来件待承接",
  permission: manage,
  read: async (ctx) => {
    const search = { state: "waiting" } as const;
    const { rows, total } = await listIntakes(ctx, intakeOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.dueOn ?? null,
      items: rows.map(({ id, companyName, dueOn }) => ({ title: companyName, dueOn, to: `intakes/${id}` })),
      opens: { to: "intakes", search },
    };
  },
};

export const intakeOffers: Offers = { todos: [waiting] };
