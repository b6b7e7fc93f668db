import { serve } from "#kit/server/serve.ts";
import { annulSigning, createSigning } from "./actions.ts";
import { signingOperations } from "./contract.ts";
import { listSignings } from "./queries.ts";

export const signingServer = serve(signingOperations, {
  list: listSignings,
  create: createSigning,
  annul: annulSigning,
});
