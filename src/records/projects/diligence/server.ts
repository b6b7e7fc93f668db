import { serve } from "#kit/server/serve.ts";
import {
  addFinding,
  annulDiligence,
  concludeDiligence,
  correctFinding,
  meetDiligence,
  openDiligence,
  verifyFinding,
} from "./actions.ts";
import { diligenceConditionOperations, diligenceOperations, findingOperations } from "./contract.ts";
import { listDiligences, showDiligences } from "./queries.ts";

export const diligenceServer = [
  ...serve(diligenceOperations, {
    list: listDiligences,
    ofProject: showDiligences,
    open: openDiligence,
    conclude: concludeDiligence,
    annul: annulDiligence,
  }),
  ...serve(findingOperations, { add: addFinding, correct: correctFinding, verify: verifyFinding }),
  ...serve(diligenceConditionOperations, { meet: meetDiligence }),
];
