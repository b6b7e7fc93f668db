import { serve } from "#kit/server/serve.ts";
import { changeStanding } from "./actions.ts";
import { standingOperations } from "./contract.ts";

export const standingServer = serve(standingOperations, { change: changeStanding });
