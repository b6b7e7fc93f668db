import { serve } from "#kit/server/serve.ts";
import { createDelegation, endDelegation } from "./actions.ts";
import { delegationOperations } from "./contract.ts";
import { listDelegations, readChoices } from "./queries.ts";

export const delegationServer = serve(delegationOperations, {
  list: listDelegations,
  choices: readChoices,
  create: createDelegation,
  end: endDelegation,
});
