import { serve, type Served } from "#kit/server/serve.ts";
import type { Flow } from "../queries.ts";
import { flowOperations } from "./contract.ts";
import { listFlows } from "./queries.ts";

export function flowServer(flows: () => readonly Flow[]): Served[] {
  return serve(flowOperations, { flows: (ctx) => listFlows(ctx, flows()) });
}
