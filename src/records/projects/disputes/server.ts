import { serve } from "#kit/server/serve.ts";
import { decideDispute } from "./actions.ts";
import { disputeOperations } from "./contract.ts";
import { disputePage, listDisputes } from "./queries.ts";

export const disputeServer = serve(disputeOperations, { list: listDisputes, get: disputePage, decide: decideDispute });
