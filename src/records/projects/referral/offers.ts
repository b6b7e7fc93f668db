import { addDays } from "#kit/base/dates.ts";
import type { Offers, Todo } from "#kit/server/offer.ts";
import { referralOperations } from "./contract.ts";
import { disputeOperations } from "./disputes/contract.ts";
import { listDisputes } from "./disputes/queries.ts";
import { referralPack } from "./pack.ts";
import { listReferrals } from "./queries.ts";

const few = 3;

/** 我的首谈: a report is due, or the protection ends. */
const ending: Todo = {
  code: "referrals.ending",
  title: "首谈要报进展或将到期",
  permission: referralOperations.report.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const endsBy = addDays(ctx.today, referralPack(ctx).remindDays);
    const search = { officerId: personId, state: "protected", endsBy };
    const asked = referralOperations.list.input.parse({ ...search, sort: "expiresOn", limit: few });
    const { rows, total } = await listReferrals(ctx, asked);
    const due = rows.map((row) => ({
      ...row,
      dueOn: row.reportDueOn < row.expiresOn ? row.reportDueOn : row.expiresOn,
    }));
    return {
      count: total,
      dueOn: due.map(({ dueOn }) => dueOn).sort()[0] ?? null,
      items: due.map(({ projectName, projectId, dueOn }) => ({
        title: projectName,
        dueOn,
        to: `projects/${projectId}`,
      })),
      opens: { to: "referrals", search },
    };
  },
};

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

export const referralOffers: Offers = { todos: [ending, disputed] };
