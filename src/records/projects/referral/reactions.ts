import { when } from "#kit/server/news.ts";
import { type Mover, movedRows } from "#records/directory/moving/actions.ts";
import { getProject } from "../queries.ts";
import { projectStageReached } from "../stages/actions.ts";
import type { Gate } from "../stages/queries.ts";
import { fulfilReferral } from "./actions.ts";
import { standingOf } from "./queries.ts";
import { findingsFor } from "./rules.ts";
import { referrals } from "./tables.ts";

/** 签约关口: first contact in dispute, or held by others. */
export const referralGate: Gate = {
  key: "referral",
  find: async (ctx, { project, stage }) => {
    if (stage !== "signed") return [];
    const stored = await getProject(ctx, project.id);
    return findingsFor(stage, { id: project.id, ...(await standingOf(ctx, stored)) });
  },
};

export const referralReactions = [
  when(projectStageReached, async (ctx, { project, stage }) => {
    if (stage === "signed") await fulfilReferral(ctx, project);
  }),
];

/** 两家企业并为一家: a filing for either is one for the company that stays. */
export const referralMovers: Mover[] = [
  movedRows(referrals, { key: "referrals", title: "首谈备案", column: "investorId", covers: ["referral.investor_id"] }),
];
