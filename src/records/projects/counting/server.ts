import { serve } from "#kit/server/serve.ts";
import { acceptCandidates, annulCounting, countProject } from "./actions.ts";
import { countingOperations } from "./contract.ts";
import { takeList } from "../libraries/actions.ts";
import { listOperations } from "../libraries/contract.ts";
import { countingsOfProject, listCandidates, listCountings, totalCountings } from "./queries.ts";
import { reconcilingOperations } from "../reconciling/contract.ts";
import { listUnmet, reconcileSchemes } from "../reconciling/queries.ts";
import { createScheme, updateScheme } from "../schemes/actions.ts";
import { schemeOperations } from "../schemes/contract.ts";
import { getSchemePage, listProposals, listSchemes } from "../schemes/queries.ts";

export const countingServer = [
  ...serve(schemeOperations, {
    list: listSchemes,
    get: getSchemePage,
    proposals: listProposals,
    create: createScheme,
    update: updateScheme,
  }),
  ...serve(countingOperations, {
    list: listCountings,
    totals: totalCountings,
    ofProject: countingsOfProject,
    candidates: listCandidates,
    count: countProject,
    accept: acceptCandidates,
    annul: annulCounting,
  }),
  ...serve(reconcilingOperations, { unmet: listUnmet, reconcile: reconcileSchemes }),
  ...serve(listOperations, { take: takeList }),
];
