import type { Offers, Todo } from "#kit/server/offer.ts";
import { disputeOperations } from "./contract.ts";
import { listDisputes } from "./queries.ts";

const few = 3;

const disputed: Todo = {
  code: "disputes.open",
  title: "首谈争议待裁定",
  permission: disputeOperations.decide.permission,
  read: async (ctx) => {
    const asked = disputeOperations.list.input.parse({ state: "open", limit: few });
    const { rows, total } = await listDisputes(ctx, asked);
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, investorName }) => ({ title: investorName, dueOn: null, to: `disputes/${id}` })),
      opens: { to: "disputes", search: { state: "open" } },
    };
  },
};

export const disputeOffers: Offers = { todos: [disputed] };
