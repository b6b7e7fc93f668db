import { serve } from "#kit/server/serve.ts";
import { alikeOperations } from "./contract.ts";
import { alikeCompanies } from "./queries.ts";

export const alikeServer = serve(alikeOperations, { alike: alikeCompanies });
