import { type Served, serve } from "#kit/server/serve.ts";
import { mapOperations } from "./contract.ts";
import { mapSites } from "./queries.ts";

/** `tiles` as app/house.ts read it from the settings of the installation. */
export const mapServer = (tiles: string | null): Served[] =>
  serve(mapOperations, { map: (ctx, input) => mapSites(ctx, input, tiles) });
