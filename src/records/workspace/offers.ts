import { and, desc, eq, gte } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import type { Context } from "#kit/server/context.ts";
import type { Offers, Todo } from "#kit/server/offer.ts";
import { jobs } from "#kit/server/tables.ts";
import { importOperations } from "./imports/contract.ts";
import { listBatches } from "./imports/queries.ts";
import { importStates } from "./imports/words.ts";
import { mine } from "./queries.ts";
import type { ImportKind } from "./staging/import.ts";

const { list } = importOperations;
const few = 3;
/** A failure is news for so long; then whoever still wants the file has started anew. */
const daysOfFailure = 3;

const waitingStates = { mapping: "导入等您对应列", previewed: "导入等您确认" } as const;

/** 导入 of one's own that stands still until one goes on with it. */
const imports = (kinds: readonly ImportKind[]): Todo[] =>
  (Object.keys(waitingStates) as (keyof typeof waitingStates)[]).map((state) => ({
    code: `imports.${state}`,
    title: waitingStates[state],
    permission: list.permission,
    read: async (ctx) => {
      const filter = { state, isMine: true };
      const { rows, total } = await listBatches(
        ctx,
        kinds,
        list.input.parse({ ...filter, descending: true, limit: few }),
      );
      return {
        count: total,
        dueOn: null,
        items: rows.map(({ id, fileName, state: now }) => ({
          title: `${fileName}（${importStates[now]}）`,
          dueOn: null,
          to: `imports/${id}`,
        })),
        opens: { to: "imports", search: filter },
      };
    },
  }));

async function failedJobs(ctx: Context) {
  const since = `${addDays(ctx.today, -daysOfFailure)}T00:00:00+08:00`;
  const own = and(eq(jobs.agencyId, ctx.agencyId), eq(jobs.accountId, mine(ctx)));
  const failed = and(own, eq(jobs.state, "failed"), gte(jobs.createdAt, since));
  const rows = await ctx.db
    .select({ title: jobs.title })
    .from(jobs)
    .where(failed)
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(50);
  return { count: rows.length, dueOn: null, items: [], opens: "taskCenter" as const };
}

export const workspaceOffers = ({ imports: kinds }: { imports: readonly ImportKind[] }): Offers => ({
  todos: [
    ...imports(kinds),
    { code: "jobs.failed", title: "任务没有完成", permission: "exports.create", read: failedJobs },
  ],
});
