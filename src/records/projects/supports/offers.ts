import { calendarProblem, addWorkdays } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays } from "#kit/base/dates.ts";
import type { Todo } from "#kit/server/offer.ts";
import { supportOperations } from "./contract.ts";
import { listSupports } from "./queries.ts";
import { supportKinds } from "./words.ts";

const few = 3;
/** What falls due within so many working days is on the desk already. */
const ahead = 5;

/** 要素保障到期 of one's own projects. */
export const dueSupports: Todo = {
  code: "supports.due",
  title: "要素保障到期",
  permission: supportOperations.raise.permission,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const soon = calendarProblem(ctx.today, addDays(ctx.today, 20), knownCalendars)
      ? addDays(ctx.today, ahead)
      : addWorkdays(ctx.today, ahead, knownCalendars);
    const search = { officerId: personId, state: "open", dueBy: soon };
    const { rows, total } = await listSupports(ctx, supportOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.dueOn ?? null,
      items: rows.map(({ projectId, projectName, kind, department, dueOn }) => ({
        title: `${projectName} · ${supportKinds[kind]}（${department}）`,
        dueOn,
        to: `projects/${projectId}`,
      })),
      opens: { to: "projects/supports", search },
    };
  },
};
