import { servePaper } from "#kit/server/papers.ts";
import { serve } from "#kit/server/serve.ts";
import { concludeAgreement, createAgreement, judgeHit, reviseAgreement, withdrawAgreement } from "./actions.ts";
import { agreementOperations } from "./contract.ts";
import { composeReviewSheet, getAgreementPage, listAgreements } from "./queries.ts";

const { sheet, ...others } = agreementOperations;

export const agreementServer = [
  ...serve(others, {
    list: listAgreements,
    get: getAgreementPage,
    create: createAgreement,
    revise: reviseAgreement,
    judge: judgeHit,
    conclude: concludeAgreement,
    withdraw: withdrawAgreement,
  }),
  servePaper(sheet, composeReviewSheet),
];
