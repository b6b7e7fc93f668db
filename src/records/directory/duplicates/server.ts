import { serve } from "#kit/server/serve.ts";
import { dismissDuplicate, startSearch } from "./actions.ts";
import { duplicateOperations } from "./contract.ts";
import { getDuplicate, lastSearch, listDuplicates } from "./queries.ts";

export const duplicateServer = serve(duplicateOperations, {
  list: listDuplicates,
  get: getDuplicate,
  dismiss: dismissDuplicate,
  search: startSearch,
  lastSearch,
});
