import { serve } from "#kit/server/serve.ts";
import { changePassword } from "./actions.ts";
import { passwordOperations } from "./contract.ts";

export const passwordServer = [...serve(passwordOperations, { change: changePassword })];
