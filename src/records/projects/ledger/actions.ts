import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { startJob } from "#kit/server/jobs.ts";
import { ledgerOperations } from "./contract.ts";

export const ledgerJob = {
  kind: ledgerOperations.write.address,
  title: ledgerOperations.write.title,
  isAwaited: true,
  input: ledgerOperations.write.input,
};

export async function askLedger(ctx: Context, input: Input<typeof ledgerOperations.write>) {
  return { jobId: await startJob(ctx, ledgerJob, input) };
}
