import type { Offers, Todo } from "#kit/server/offer.ts";
import { diligenceConditionOperations } from "./contract.ts";
import { conditionsFor } from "./queries.ts";

const few = 3;

/** 尽调条件 of one's own, the earliest first. */
const conditions: Todo = {
  code: "diligences.conditions",
  title: "尽调条件待落实",
  permission: diligenceConditionOperations.meet.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const rows = await conditionsFor(ctx, personId);
    const [first] = rows;
    const to = (projectId: string) => ({ to: `projects/${projectId}`, search: { panel: "diligence" } });
    return {
      count: rows.length,
      dueOn: first?.dueOn ?? null,
      items: rows.slice(0, few).map(({ content, projectName, projectId, dueOn }) => ({
        title: `${projectName} · ${content}`,
        dueOn,
        ...to(projectId),
      })),
      opens: first ? to(first.projectId) : { to: "projects" },
    };
  },
};

export const diligenceOffers: Offers = { todos: [conditions] };
