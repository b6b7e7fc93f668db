import { serve } from "#kit/server/serve.ts";
import { sheetOperations } from "./contract.ts";
import { writeOffer } from "./queries.ts";

export const sheetServer = serve(sheetOperations, { sheet: writeOffer });
