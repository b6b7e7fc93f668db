import { serve } from "#kit/server/serve.ts";
import { traceOperations } from "./contract.ts";
import { traceOutpost } from "./queries.ts";

export const traceServer = serve(traceOperations, { ofOutpost: traceOutpost });
