import type { Context } from "#kit/server/context.ts";
import type { Offers, Todo } from "#kit/server/offer.ts";
import { leadOperations, leadStepOperations } from "./contract.ts";
import { listLeads } from "./queries.ts";

const permission = leadStepOperations.add.permission;
const few = 3;

const mine = (code: string, title: string, flag: "isLate" | "isSilent"): Todo => ({
  code,
  title,
  permission,
  read: async (ctx: Context) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { officerId: personId, [flag]: true };
    const asked = leadOperations.list.input.parse({ ...search, sort: "receivedOn", limit: few });
    const { rows, total } = await listLeads(ctx, asked);
    return {
      count: total,
      dueOn: flag === "isLate" ? (rows[0]?.nextDueOn ?? null) : null,
      items: rows.map(({ id, name, lightText, activeOn, nextDueOn }) => ({
        title: flag === "isLate" ? `${name}：${lightText}` : `${name}（${activeOn} 后没有进展）`,
        dueOn: flag === "isLate" ? nextDueOn : null,
        to: `projects/${id}`,
      })),
      opens: { to: "leads", search: { ...search, sort: "receivedOn" } },
    };
  },
});

export const leadOffers: Offers = {
  todos: [mine("leads.late", "我的线索超期", "isLate"), mine("leads.silent", "线索建议转休眠", "isSilent")],
};
