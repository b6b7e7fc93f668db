import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { startJob } from "#kit/server/jobs.ts";
import { sheetOperations } from "./contract.ts";

export const sheetJob = {
  kind: sheetOperations.write.address,
  title: sheetOperations.write.title,
  isAwaited: true,
  input: sheetOperations.write.input,
};

export async function askSheet(ctx: Context, input: Input<typeof sheetOperations.write>) {
  return { jobId: await startJob(ctx, sheetJob, input) };
}
