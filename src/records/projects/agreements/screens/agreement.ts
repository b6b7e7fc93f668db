import type { Output } from "#kit/base/operation.ts";
import type { agreementOperations } from "../contract.ts";

export type Page = Output<typeof agreementOperations.get>;
export type Hit = Page["hits"][number];
