import type { Operation } from "#kit/base/operation.ts";
import { serve } from "#kit/server/serve.ts";
import { packOperations } from "./contract.ts";
import { comparePacks, getPack, showPacks, type PackSection } from "./queries.ts";

export const packServer = (sections: readonly PackSection[], operations: () => readonly Operation[]) =>
  serve(packOperations, {
    list: (ctx) => showPacks(ctx, { sections, operations: operations() }),
    get: (ctx, input) => getPack(ctx, input, { sections, operations: operations() }),
    compare: (ctx, input) => comparePacks(ctx, input, { sections, operations: operations() }),
  });
