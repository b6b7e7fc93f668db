import type { Offers, Todo } from "#kit/server/offer.ts";
import { commitmentOperations } from "./contract.ts";
import { listCommitments } from "./queries.ts";

const few = 3;
const { list, create } = commitmentOperations;

/** 履约预警 of the projects one answers for: late or broken, until it is made good or the project has ended. */
const alerts: Todo = {
  code: "commitments.alert",
  title: "我的项目履约预警",
  permission: create.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { officerId: personId, isAlert: true };
    const { rows, total } = await listCommitments(ctx, list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.dueOn ?? null,
      items: rows.map(({ projectName, why, dueOn, projectId }) => ({
        title: `${projectName}：${why}`,
        dueOn,
        to: `projects/${projectId}`,
      })),
      opens: { to: "commitments", search },
    };
  },
};

export const commitmentOffers: Offers = { todos: [alerts] };
