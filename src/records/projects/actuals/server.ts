import { serve } from "#kit/server/serve.ts";
import { actualOperations } from "../commitments/contract.ts";
import { annulActual, recordActual } from "./actions.ts";

export const actualServer = serve(actualOperations, { record: recordActual, annul: annulActual });
