import { serve, serveApart } from "#kit/server/serve.ts";
import { concludeAgreement, createAgreement, judgeHit, reviseAgreement, withdrawAgreement } from "./actions.ts";
import { agreementOperations, encodedLength, readingOperations } from "./contract.ts";
import { getAgreementPage, listAgreements } from "./queries.ts";
import { type ReadFile, readSent } from "../reading/queries.ts";
import { writeReviewSheet } from "../reviewsheets/queries.ts";

const kibibyte = 1024;

export const agreementServer = (readFile: ReadFile) => [
  ...serve(agreementOperations, {
    list: listAgreements,
    get: getAgreementPage,
    create: createAgreement,
    revise: reviseAgreement,
    judge: judgeHit,
    conclude: concludeAgreement,
    withdraw: withdrawAgreement,
    sheet: writeReviewSheet,
  }),
  ...serveApart(readingOperations, {
    read: {
      work: readSent(readFile),
      load: { bytes: encodedLength + 4 * kibibyte, strangers: { times: 10, minutes: 10 } },
    },
  }),
];
