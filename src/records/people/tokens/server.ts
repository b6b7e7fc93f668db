import { serve } from "#kit/server/serve.ts";
import { createToken, revokeToken, withdrawToken } from "./actions.ts";
import { tokenOperations } from "./contract.ts";
import { listTokens, myTokens } from "./queries.ts";

export const tokenServer = [
  ...serve(tokenOperations, {
    mine: myTokens,
    create: createToken,
    revoke: revokeToken,
    list: listTokens,
    withdraw: withdrawToken,
  }),
];
