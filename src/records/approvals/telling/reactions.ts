import type { Context, Reaction } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { standInsOf } from "#records/people/delegations/queries.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { approvalSubject } from "../contract.ts";
import { approvalAssigned, approvalDecided, approvalUrged, copyIdsOf, type Outcome, tasksOf } from "../queries.ts";
import { starterOfCase } from "./queries.ts";

interface Awaiting {
  approvalId: string;
  title: string;
  stepTitle: string;
  personIds: string[];
}

/** 轮到谁, by name of the case alone; and whoever stands in for one of them today, unless they may not decide it. */
async function tellAwaited(ctx: Context, kind: "approvalWaiting" | "approvalUrged", told: Awaiting): Promise<void> {
  const { approvalId, title, stepTitle, personIds } = told;
  const shared = { kind, subject: { kind: approvalSubject.kind, id: approvalId }, except: ctx.actor.accountId };
  const head = kind === "approvalUrged" ? "催办：" : "";
  await notify(ctx, { ...shared, to: { persons: personIds }, title: `${head}“${title}”等您审批（${stepTitle}）` });
  const standIns = await standInsOf(ctx, personIds, "approvals.decide");
  if (standIns.length === 0) return;
  const parts = await partsIn(ctx, approvalId);
  const free = standIns.filter((each) => !parts.has(each));
  await notify(ctx, { ...shared, to: { persons: free }, title: `${head}“${title}”等您受托审批（${stepTitle}）` });
}

/** Who began the case or has a part in it: they do not decide it for others. */
async function partsIn(ctx: Context, approvalId: string): Promise<Set<string | null>> {
  const tasks = (await tasksOf(ctx, approvalId)).filter(({ voidedAt }) => voidedAt === null);
  return new Set([
    await starterOfCase(ctx, approvalId),
    ...tasks.flatMap(({ personId, decidedById }) => [personId, decidedById]),
  ]);
}

const ends: Record<Outcome, string> = {
  approved: "已同意",
  rejected: "未获同意",
  returned: "已退回给您，请修改后重新提交",
  withdrawn: "已撤回",
};

export const tellingReactions: Reaction[] = [
  when(approvalAssigned, (ctx, told) => tellAwaited(ctx, "approvalWaiting", told)),
  when(approvalUrged, (ctx, told) => tellAwaited(ctx, "approvalUrged", told)),
  when(approvalDecided, async (ctx, { approvalId, outcome, title, starterId, waited }) => {
    const shared = {
      kind: "approvalEnded",
      subject: { kind: approvalSubject.kind, id: approvalId },
      except: ctx.actor.accountId,
    } as const;
    await notify(ctx, { ...shared, to: { persons: [starterId] }, title: `“${title}”${ends[outcome]}` });
    if (outcome === "withdrawn")
      await notify(ctx, { ...shared, to: { persons: waited }, title: `“${title}”已由发起人撤回，无需再办` });
    if (outcome === "approved")
      await notify(ctx, {
        ...shared,
        to: { persons: (await copyIdsOf(ctx, approvalId)).filter((id) => id !== starterId) },
        title: `“${title}”已同意，抄送您`,
      });
  }),
];
