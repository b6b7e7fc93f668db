import { serve } from "#kit/server/serve.ts";
import { extendReferral, fileReferral, reportReferral, transferReferral, withdrawReferral } from "./actions.ts";
import { referralOperations } from "./contract.ts";
import { alikeReferrals, listReferrals, projectReferral } from "./queries.ts";

export const referralServer = serve(referralOperations, {
  list: listReferrals,
  ofProject: projectReferral,
  alike: alikeReferrals,
  file: fileReferral,
  report: reportReferral,
  extend: extendReferral,
  withdraw: withdrawReferral,
  transfer: transferReferral,
});
