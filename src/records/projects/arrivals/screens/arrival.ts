import type { z } from "zod";
import type { arrivalOperations } from "../contract.ts";

/** What the panel is told at once. */
export type Answer = z.output<typeof arrivalOperations.list.output>;
export type Row = Answer["rows"][number];
export type Statistic = Answer["statistics"][number];
