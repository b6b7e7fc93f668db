import { serve } from "#kit/server/serve.ts";
import { answerSupport, closeSupport, raiseSupport } from "./actions.ts";
import { supportOperations } from "./contract.ts";
import { listSupports } from "./queries.ts";

export const supportServer = serve(supportOperations, {
  list: listSupports,
  raise: raiseSupport,
  answer: answerSupport,
  close: closeSupport,
});
