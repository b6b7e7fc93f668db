import type { z } from "zod";
import type { IntakePage } from "../contract.ts";

export type Page = z.output<typeof IntakePage>;

export const intakeTags = { waiting: "watch", taken: "done", aside: "plain" } as const;
