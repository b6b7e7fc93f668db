import { serve } from "#kit/server/serve.ts";
import { matchOperations } from "./contract.ts";
import { matchSites } from "./queries.ts";

export const matchServer = serve(matchOperations, { match: matchSites });
