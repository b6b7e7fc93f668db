import { serve } from "#kit/server/serve.ts";
import { annulIntroduction, fileIntroduction } from "./actions.ts";
import { introductionOperations } from "./contract.ts";
import { contributionOf, listIntroductions, projectIntroduction } from "./queries.ts";

export const introductionServer = serve(introductionOperations, {
  list: listIntroductions,
  ofProject: projectIntroduction,
  file: fileIntroduction,
  annul: annulIntroduction,
  contribution: contributionOf,
});
