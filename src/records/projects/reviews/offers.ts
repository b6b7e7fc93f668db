import type { Offers, Todo } from "#kit/server/offer.ts";
import { reviewOperations } from "./contract.ts";
import { conditionsFor, listReviews } from "./queries.ts";

const few = 3;
const { list, decide, meet } = reviewOperations;

/** 等结论的评审: at 合法性审核 or 上会, for whoever may conclude. */
const waiting = (step: "legality" | "meeting", title: string): Todo => ({
  code: `reviews.${step}`,
  title,
  permission: decide.permission,
  read: async (ctx) => {
    const filter = { state: "open", step } as const;
    const { rows, total } = await listReviews(ctx, list.input.parse({ ...filter, sort: "openedOn", limit: few }));
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, projectName, purpose }) => ({
        title: `${projectName} · ${purpose}`,
        dueOn: null,
        to: `reviews/${id}`,
      })),
      opens: { to: "reviews", search: filter },
    };
  },
});

/** 附带条件 of one's own, the earliest first. */
const conditions: Todo = {
  code: "reviews.conditions",
  title: "评审附带条件待落实",
  permission: meet.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const rows = await conditionsFor(ctx, personId);
    const [first] = rows;
    return {
      count: rows.length,
      dueOn: first?.dueOn ?? null,
      items: rows.slice(0, few).map(({ content, projectName, dueOn, reviewId }) => ({
        title: `${projectName} · ${content}`,
        dueOn,
        to: `reviews/${reviewId}`,
      })),
      opens: { to: first ? `reviews/${first.reviewId}` : "reviews" },
    };
  },
};

export const reviewOffers: Offers = {
  todos: [waiting("legality", "评审待合法性审核"), waiting("meeting", "评审待登记会议决定"), conditions],
};
