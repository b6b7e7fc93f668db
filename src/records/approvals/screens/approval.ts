import type { Output } from "#kit/base/operation.ts";
import type { approvalOperations } from "../contract.ts";

export type Shown = Output<typeof approvalOperations.get>;
export type Step = Shown["steps"][number];
