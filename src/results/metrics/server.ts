import { serve } from "#kit/server/serve.ts";
import { metricOperations } from "./contract.ts";
import { figure, figureEvidence, figureTable, listMetrics } from "./queries.ts";

export const metricServer = serve(metricOperations, {
  list: listMetrics,
  figure,
  table: figureTable,
  evidence: figureEvidence,
});
