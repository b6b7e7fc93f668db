import { serve } from "#kit/server/serve.ts";
import { moveProject } from "./actions.ts";
import { stageOperations } from "./contract.ts";

export const stageServer = serve(stageOperations, { move: moveProject });
