import { serve } from "#kit/server/serve.ts";
import {
  createIntermediary,
  declareIntermediary,
  removeIntermediary,
  restoreIntermediary,
  revealIntermediary,
  updateIntermediary,
} from "./actions.ts";
import { intermediaryOperations } from "./contract.ts";
import { endMandate, renewMandate, signMandate, updateMandate } from "./mandates/actions.ts";
import { mandateOperations } from "./mandates/contract.ts";
import { listMandates } from "./mandates/queries.ts";
import {
  achieveAtOutpost,
  closeOutpost,
  createOutpost,
  postMember,
  recallMember,
  spendAtOutpost,
  updateOutpost,
  voidEntry,
} from "./outposts/actions.ts";
import { outpostOperations } from "./outposts/contract.ts";
import { getOutpostPage, listOutposts } from "./outposts/queries.ts";
import { getIntermediaryPage, listIntermediaries } from "./queries.ts";

export const intermediaryServer = [
  ...serve(intermediaryOperations, {
    list: listIntermediaries,
    get: getIntermediaryPage,
    create: createIntermediary,
    update: updateIntermediary,
    declare: declareIntermediary,
    remove: removeIntermediary,
    restore: restoreIntermediary,
    reveal: revealIntermediary,
  }),
  ...serve(mandateOperations, {
    list: listMandates,
    sign: signMandate,
    renew: renewMandate,
    update: updateMandate,
    end: endMandate,
  }),
  ...serve(outpostOperations, {
    list: listOutposts,
    get: getOutpostPage,
    create: createOutpost,
    update: updateOutpost,
    close: closeOutpost,
    post: postMember,
    recall: recallMember,
    spend: spendAtOutpost,
    achieve: achieveAtOutpost,
    voidEntry,
  }),
];
