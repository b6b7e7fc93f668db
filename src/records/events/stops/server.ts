import { serve } from "#kit/server/serve.ts";
import { addStop, removeStop, updateStop } from "./actions.ts";
import { stopOperations } from "./contract.ts";
import { listStops } from "./queries.ts";

export const stopServer = serve(stopOperations, {
  list: listStops,
  add: addStop,
  update: updateStop,
  remove: removeStop,
});
