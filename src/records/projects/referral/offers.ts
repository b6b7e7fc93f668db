import { addDays } from "#kit/base/dates.ts";
import type { Offers, Todo } from "#kit/server/offer.ts";
import { referralOperations } from "./contract.ts";
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

export const referralOffers: Offers = { todos: [ending] };
