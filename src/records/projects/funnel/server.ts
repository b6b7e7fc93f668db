import { serve } from "#kit/server/serve.ts";
import { funnelOperations } from "./contract.ts";
import { showFunnel } from "./queries.ts";

export const funnelServer = serve(funnelOperations, { show: showFunnel });
