import { serve } from "#kit/server/serve.ts";
import { correctFact, recordFact, revealTaxes, voidFact } from "./actions.ts";
import { factOperations, taxOperations } from "./contract.ts";
import { listFacts } from "./queries.ts";

export const factServer = [
  ...serve(factOperations, { list: listFacts, record: recordFact, correct: correctFact, void: voidFact }),
  ...serve(taxOperations, { reveal: revealTaxes }),
];
