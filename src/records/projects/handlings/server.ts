import { serve } from "#kit/server/serve.ts";
import { handlingOperations } from "../commitments/contract.ts";
import { annulHandling, recordHandling } from "./actions.ts";

export const handlingServer = serve(handlingOperations, { record: recordHandling, annul: annulHandling });
