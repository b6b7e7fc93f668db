import { serve } from "#kit/server/serve.ts";
import { concludeAgreement, createAgreement, judgeHit, reviseAgreement, withdrawAgreement } from "./actions.ts";
import { agreementOperations } from "./contract.ts";
import { getAgreementPage, listAgreements, writeReviewSheet } from "./queries.ts";

export const agreementServer = serve(agreementOperations, {
  list: listAgreements,
  get: getAgreementPage,
  create: createAgreement,
  revise: reviseAgreement,
  judge: judgeHit,
  conclude: concludeAgreement,
  withdraw: withdrawAgreement,
  sheet: writeReviewSheet,
});
