import { serve } from "#kit/server/serve.ts";
import { askOverride, decideOverride } from "./actions.ts";
import { overrideOperations } from "./contract.ts";
import { listOverrides } from "./queries.ts";

export const overrideServer = serve(overrideOperations, {
  list: listOverrides,
  ask: askOverride,
  decide: decideOverride,
});
