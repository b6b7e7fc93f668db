import { serve } from "#kit/server/serve.ts";
import type { ImportKind } from "../staging/import.ts";
import {
  commitImport,
  discardImport,
  makeTemplate,
  mapImport,
  returnFailedRows,
  revertImport,
  startImport,
} from "./actions.ts";
import { importOperations } from "./contract.ts";
import { getBatch, listBatches, listKinds, listRows } from "./queries.ts";

export const importServer = (kinds: readonly ImportKind[]) =>
  serve(importOperations, {
    kinds: (ctx) => listKinds(ctx, kinds),
    start: (ctx, input) => startImport(ctx, kinds, input),
    map: (ctx, input) => mapImport(ctx, kinds, input),
    get: (ctx, { id }) => getBatch(ctx, kinds, id),
    rows: (ctx, input) => listRows(ctx, kinds, input),
    commit: (ctx, input) => commitImport(ctx, kinds, input),
    revert: (ctx, input) => revertImport(ctx, kinds, input),
    failedRows: (ctx, input) => returnFailedRows(ctx, kinds, input),
    template: (ctx, input) => makeTemplate(ctx, kinds, input),
    list: (ctx, input) => listBatches(ctx, kinds, input),
    discard: (ctx, input) => discardImport(ctx, kinds, input),
  });
