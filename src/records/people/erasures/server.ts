import { serve } from "#kit/server/serve.ts";
import { confirmErasure, rejectErasure, requestFormer } from "./actions.ts";
import { erasureOperations, formerOperations } from "./contract.ts";
import { getErasurePage, listErasures, printReceipt } from "./queries.ts";

export const erasureServer = [
  ...serve(erasureOperations, {
    list: listErasures,
    get: getErasurePage,
    receipt: printReceipt,
    confirm: confirmErasure,
    reject: rejectErasure,
  }),
  ...serve(formerOperations, { requestErasure: requestFormer }),
];
