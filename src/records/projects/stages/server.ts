import { serve } from "#kit/server/serve.ts";
import { annulStage, correctStage, moveProject, recognizeStage, verifyStage } from "./actions.ts";
import { stageOperations } from "./contract.ts";

export const stageServer = serve(stageOperations, {
  move: moveProject,
  verify: verifyStage,
  recognize: recognizeStage,
  correct: correctStage,
  annul: annulStage,
});
