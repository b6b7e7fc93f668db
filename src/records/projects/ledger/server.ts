import { serve } from "#kit/server/serve.ts";
import { askLedger } from "./actions.ts";
import { ledgerOperations } from "./contract.ts";

export const ledgerServer = serve(ledgerOperations, { write: askLedger });
