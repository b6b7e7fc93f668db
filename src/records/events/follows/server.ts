import { serve } from "#kit/server/serve.ts";
import { dropFollow, finishFollow, moveFollow, planFollows } from "./actions.ts";
import { followOperations } from "./contract.ts";
import { listFollows } from "./queries.ts";

export const followServer = serve(followOperations, {
  list: listFollows,
  plan: planFollows,
  finish: finishFollow,
  drop: dropFollow,
  move: moveFollow,
});
