import { serve } from "#kit/server/serve.ts";
import { addApprover, delegate, replaceApprover, urge } from "./actions.ts";
import { handingOperations } from "./contract.ts";
import { listReceivers, listStuck } from "./queries.ts";

export const handingServer = serve(handingOperations, {
  delegate,
  addApprover,
  urge,
  choices: listReceivers,
  stuck: listStuck,
  replace: replaceApprover,
});
