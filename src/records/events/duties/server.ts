import { serve } from "#kit/server/serve.ts";
import { addDuty, finishDuty, removeDuty, updateDuty } from "./actions.ts";
import { dutyOperations } from "./contract.ts";
import { listDuties } from "./queries.ts";

export const dutyServer = serve(dutyOperations, {
  list: listDuties,
  add: addDuty,
  update: updateDuty,
  finish: finishDuty,
  remove: removeDuty,
});
