import { serve, type Served } from "#kit/server/serve.ts";
import type { Flow } from "../queries.ts";
import { approve, reject, resubmit, returnTo, withdraw } from "./actions.ts";
import { decidingOperations } from "./contract.ts";

export function decidingServer(flows: () => readonly Flow[]): Served[] {
  return serve(decidingOperations, {
    approve,
    reject,
    returnTo,
    resubmit: (ctx, input) => resubmit(ctx, flows(), input),
    withdraw,
  });
}
