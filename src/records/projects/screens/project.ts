import type { z } from "zod";
import type { ProjectPage } from "../contract.ts";

/** What the project's page is told at once. */
export type Page = z.output<typeof ProjectPage>;
export type RailStage = Page["rail"][number];
export type Fact = NonNullable<RailStage["fact"]>;
