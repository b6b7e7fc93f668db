import { serve } from "#kit/server/serve.ts";
import type { ImportKind } from "../staging/import.ts";
import { amendRow } from "./actions.ts";
import { amendOperations } from "./contract.ts";

export const amendServer = (kinds: readonly ImportKind[]) =>
  serve(amendOperations, { amend: (ctx, input) => amendRow(ctx, kinds, input) });
