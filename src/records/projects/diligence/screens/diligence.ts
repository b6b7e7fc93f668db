import type { z } from "zod";
import type { diligenceOperations } from "../contract.ts";

export type Answer = z.output<(typeof diligenceOperations.ofProject)["output"]>;
export type DiligenceHeld = Answer["rows"][number];
export type FindingHeld = DiligenceHeld["findings"][number];
export type ConditionHeld = DiligenceHeld["conditions"][number];
