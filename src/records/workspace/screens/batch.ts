import type { Output } from "#kit/base/operation.ts";
import type { importOperations } from "../imports/contract.ts";

/** What the parts of the import page pass to each other. */
export type Batch = Output<typeof importOperations.get>;
export type SheetHead = Batch["sheets"][number];
/** Field → column. */
export type Mapping = Record<string, number>;
