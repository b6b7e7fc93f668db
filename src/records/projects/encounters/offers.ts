import { addDays } from "#kit/base/dates.ts";
import type { Offers, Todo } from "#kit/server/offer.ts";
import { encounterOperations, manage, read } from "./contract.ts";
import { listEncounters } from "./queries.ts";

const few = 3;
/** What falls due within so many days is on the desk already. */
const ahead = 7;

const nextSteps: Todo = {
  code: "encounters.next",
  title: "对接的下一步到期",
  permission: read,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { nextOwnerId: personId, isOpen: true, nextDueBy: addDays(ctx.today, ahead) };
    const asked = encounterOperations.list.input.parse({ ...search, sort: "nextDueOn", limit: few });
    const { rows, total } = await listEncounters(ctx, asked);
    return {
      count: total,
      dueOn: rows[0]?.nextDueOn ?? null,
      items: rows.map(({ id, nextStep, companyNames, projectNames, nextDueOn }) => ({
        title: `${nextStep}（${companyNames || projectNames}）`,
        dueOn: nextDueOn,
        to: `encounters/${id}`,
      })),
      opens: { to: "encounters", search: { ...search, sort: "nextDueOn" } },
    };
  },
};

const { create } = encounterOperations;

export const encounterOffers: Offers = {
  todos: [nextSteps],
  forms: { [create.address]: { title: create.title, permission: manage, opens: () => ({ to: "encounters/new" }) } },
};
