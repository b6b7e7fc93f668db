import type { z } from "zod";
import type { commitmentOperations } from "../contract.ts";

/** What the panel is told at once. */
export type Answer = z.output<typeof commitmentOperations.show.output>;
export type Row = Answer["rows"][number];

/** What somebody is about to void. */
export interface Annulled {
  of: "commitment" | "actual" | "handling";
  id: string;
  title: string;
}
