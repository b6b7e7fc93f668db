import { servePaper } from "#kit/server/papers.ts";
import { serve } from "#kit/server/serve.ts";
import { confirmErasure, rejectErasure, requestFormer } from "./actions.ts";
import { erasureOperations, formerOperations } from "./contract.ts";
import { composeReceipt, getErasurePage, listErasures } from "./queries.ts";

const { receipt, ...others } = erasureOperations;

export const erasureServer = [
  ...serve(others, {
    list: listErasures,
    get: getErasurePage,
    confirm: confirmErasure,
    reject: rejectErasure,
  }),
  servePaper(receipt, composeReceipt),
  ...serve(formerOperations, { requestErasure: requestFormer }),
];
