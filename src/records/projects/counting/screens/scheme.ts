import type { z } from "zod";
import type { schemeOperations } from "../../schemes/contract.ts";

/** What the page of a scheme is told. */
export type Answer = z.output<typeof schemeOperations.get.output>;
