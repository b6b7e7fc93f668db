import { serve, type Served } from "#kit/server/serve.ts";
import { approvalOperations } from "../contract.ts";
import type { Flow } from "../queries.ts";
import { getApprovalPage, listApprovals } from "./queries.ts";

export function approvalServer(flows: () => readonly Flow[]): Served[] {
  return serve(approvalOperations, {
    list: listApprovals,
    get: (ctx, input) => getApprovalPage(ctx, flows(), input),
  });
}
