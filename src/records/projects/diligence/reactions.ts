import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { type Mover, movedRows } from "#records/directory/moving/actions.ts";
import { stagesFrom } from "../queries.ts";
import type { Gate, StageAsked } from "../stages/queries.ts";
import type { Capital, InvestorKind } from "../words.ts";
import { diligenceSubject } from "./contract.ts";
import { diligencePack } from "./pack.ts";
import { diligencesOf } from "./queries.ts";
import { missingDiligence, stageIsReached } from "./rules.ts";
import { projectDiligences } from "./tables.ts";

/** 关口·尽职调查, asked before every step. */
async function findMissingDiligence(ctx: Context, { project, stage, on }: StageAsked) {
  const pack = diligencePack(ctx);
  const isReached = stageIsReached(stagesFrom(ctx, pack.stage), project.track, stage);
  if (!isReached) return [];
  const files = (await diligencesOf(ctx, project.id))
    .filter(({ annulledAt }) => annulledAt === null)
    .map(({ companyName, state, conditions, conclusions }) => {
      const last = conclusions.at(-1)?.id;
      const openCount = conditions.filter((each) => each.conclusionId === last && each.metOn === null).length;
      return { companyName, state, openCount };
    });
  const asked = {
    projectId: project.id,
    on,
    isReached,
    track: project.track,
    capital: project.capital as Capital | null,
    investorKind: project.investorKind as InvestorKind | null,
    totalInvestment: project.totalInvestment as string | null,
  };
  return missingDiligence(asked, files, pack);
}

/** 关口·尽职调查: what the pack asks, and what was begun; an exception by two people may lift it. */
export const diligenceGate: Gate = { key: "diligence", find: findMissingDiligence };

/** 两家企业并为一家: what was looked into goes over; the name it was done under stays. */
export const diligenceMovers: Mover[] = [
  movedRows(projectDiligences, {
    key: "diligences",
    title: "尽职调查",
    column: "companyId",
    covers: ["project_diligence.company_id"],
    record: (ctx, id, from, to) =>
      record(ctx, { subject: diligenceSubject, id, before: { companyId: from.id }, after: { companyId: to.id } }),
  }),
];
