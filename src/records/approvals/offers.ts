import { and, count, desc, eq, lt } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Finder, Offers, Tally, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { approvalOperations, approvalSubject } from "./contract.ts";
import { handingOperations } from "./handing/contract.ts";
import { listStuck } from "./handing/queries.ts";
import { memoOperations, memoSubject } from "./memos/contract.ts";
import { memos } from "./memos/tables.ts";
import { listApprovals } from "./reading/queries.ts";
import { reached } from "./standing/queries.ts";
import { approvals } from "./tables.ts";
import { approvalStates } from "./words.ts";

const { list } = approvalOperations;
const few = 3;

async function approvalsWaiting(ctx: Context, filter: { tab: "todo" | "started"; state?: "returned" }) {
  const { rows, total } = await listApprovals(ctx, list.input.parse({ ...filter, sort: "dueOn", limit: few }));
  const items = rows.map(({ id, title, starterName, dueOn, state }) => ({
    title: state === "returned" ? title : `${title}（${starterName}）`,
    // Of what came back, the step's limit is over with the step.
    dueOn: state === "pending" ? dueOn : null,
    to: `approvals/${id}`,
  }));
  return { count: total, dueOn: items[0]?.dueOn ?? null, items };
}

/** 待我审批, the most urgent first. Each tab of the list keeps its filters under its own name. */
const mine: Todo = {
  code: "approvals.mine",
  title: "等您审批",
  permission: list.permission,
  read: async (ctx) => ({ ...(await approvalsWaiting(ctx, { tab: "todo" })), opens: { to: "approvals" } }),
};

const returned: Todo = {
  code: "approvals.returned",
  title: "退回给您的审批",
  permission: list.permission,
  read: async (ctx) => ({
    ...(await approvalsWaiting(ctx, { tab: "started", state: "returned" })),
    opens: { to: "approvals", search: { tab: "started", "started.state": "returned" } },
  }),
};

const stuck: Todo = {
  code: "approvals.stuck",
  title: "审批卡住了",
  permission: handingOperations.stuck.permission,
  read: async (ctx) => {
    const rows = await listStuck(ctx);
    return { count: rows.length, dueOn: null, items: [], opens: { to: "approvals/stuck" } };
  },
};

const findApprovals: Finder = {
  kind: approvalSubject.kind,
  title: "审批",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const rows = await ctx.db
      .select({ id: approvals.id, title: approvals.title, flowTitle: approvals.flowTitle, state: approvals.state })
      .from(approvals)
      .where(and(reached(ctx), found(ctx, "approval", approvals.id, text)))
      .orderBy(desc(approvals.startedAt), desc(approvals.id))
      .limit(limit);
    return rows.map(({ id, title, flowTitle, state }) => ({
      id,
      title,
      hint: `${flowTitle} · ${approvalStates[state]}`,
      to: `approvals/${id}`,
    }));
  },
  all: (text) => ({ to: "approvals", search: { tab: "all", "all.search": text } }),
};

const lateByDivision: Tally = {
  code: "approvals.late",
  title: "审批超时",
  permission: list.permission,
  read: (ctx) =>
    ctx.db
      .select({ divisionId: approvals.divisionId, count: count() })
      .from(approvals)
      .where(and(visible(ctx, approvals), eq(approvals.state, "pending"), lt(approvals.dueOn, ctx.today)))
      .groupBy(approvals.divisionId),
  opens: (divisionId) => ({
    to: "approvals",
    search: { tab: "all", "all.isLate": true, "all.divisionId": divisionId },
  }),
};

const { submit, update } = memoOperations;

export const approvalOffers: Offers = {
  todos: [mine, returned, stuck],
  finders: [findApprovals],
  stories: [
    { subject: approvalSubject, table: approvals, title: approvals.title, reach: reached },
    { subject: memoSubject, table: memos, title: memos.title, reach: (ctx) => visible(ctx, memos) },
  ],
  tallies: [lateByDivision],
  forms: {
    [submit.address]: { title: submit.title, permission: submit.permission, opens: () => ({ to: "memos/new" }) },
    [update.address]: {
      title: update.title,
      permission: update.permission,
      opens: (id) => ({ to: `memos/${id}/edit` }),
    },
  },
};
