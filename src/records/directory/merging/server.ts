import { serve } from "#kit/server/serve.ts";
import { mergeCompanies, undoMerge } from "./actions.ts";
import { mergeOperations } from "./contract.ts";
import { forwardCompany, listMerges, previewMerge } from "./queries.ts";

export const mergeServer = serve(mergeOperations, {
  preview: previewMerge,
  merge: mergeCompanies,
  undo: undoMerge,
  list: listMerges,
  forward: forwardCompany,
});
