import { serve } from "#kit/server/serve.ts";
import { outcomeOperations } from "./contract.ts";
import { outcomeOf } from "./queries.ts";

export const outcomeServer = serve(outcomeOperations, { ofEvent: outcomeOf });
