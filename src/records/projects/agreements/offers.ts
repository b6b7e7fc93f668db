import type { Offers, Todo } from "#kit/server/offer.ts";
import { agreementOperations } from "./contract.ts";
import { listAgreements } from "./queries.ts";

const few = 3;

/** 待审查 within reach of whoever may conclude. */
const waiting: Todo = {
  code: "agreements.pending",
  title: "协议待公平竞争审查",
  permission: agreementOperations.judge.permission,
  read: async (ctx) => {
    const asked = agreementOperations.list.input.parse({ state: "pending", sort: "textOn", limit: few });
    const { rows, total } = await listAgreements(ctx, asked);
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, title, projectName }) => ({
        title: `${projectName} · ${title}`,
        dueOn: null,
        to: `agreements/${id}`,
      })),
      opens: { to: "agreements", search: { state: "pending" } },
    };
  },
};

export const agreementOffers: Offers = { todos: [waiting] };
