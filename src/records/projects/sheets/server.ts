import { serve } from "#kit/server/serve.ts";
import { askSheet } from "./actions.ts";
import { sheetOperations } from "./contract.ts";
import { listProgress, sheetEvidence, showSheet } from "./queries.ts";

export const sheetServer = serve(sheetOperations, {
  show: showSheet,
  evidence: sheetEvidence,
  progress: listProgress,
  write: askSheet,
});
