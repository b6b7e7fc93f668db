import { serve } from "#kit/server/serve.ts";
import { addLeadStep, annulLeadStep } from "./actions.ts";
import { leadOperations, leadStepOperations } from "./contract.ts";
import { listLeads, showClocks } from "./queries.ts";

export const leadServer = [
  ...serve(leadOperations, { list: listLeads, clocks: showClocks }),
  ...serve(leadStepOperations, { add: addLeadStep, annul: annulLeadStep }),
];
