import { serve } from "#kit/server/serve.ts";
import { timingOperations } from "./contract.ts";
import { readTiming } from "./queries.ts";

export const timingServer = serve(timingOperations, { timing: readTiming });
