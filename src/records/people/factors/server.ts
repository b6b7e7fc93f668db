import { serve } from "#kit/server/serve.ts";
import { beginFactor, confirmFactor, removeFactor, renewCodes, resetFactor } from "./actions.ts";
import { factorOperations } from "./contract.ts";
import { listSafety, myFactor } from "./queries.ts";

export const factorServer = [
  ...serve(factorOperations, {
    mine: myFactor,
    begin: beginFactor,
    confirm: confirmFactor,
    renewCodes,
    remove: removeFactor,
    list: listSafety,
    reset: resetFactor,
  }),
];
