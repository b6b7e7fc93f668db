import { inWorker, workerBeside } from "#kit/documents/reading/isolated.ts";
import type { CheckReport } from "./contract.ts";

/** 读并核对一份文件, in a thread of its own that may be ended at any moment; see checkworker.ts. */
export const checkFile = (bytes: Uint8Array, name: string): Promise<CheckReport> =>
  inWorker<CheckReport>(workerBeside("checkworker", import.meta.url), { bytes, name }, { seconds: 10, megabytes: 512 });
