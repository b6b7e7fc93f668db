import { serve } from "#kit/server/serve.ts";
import { createSite, moveSite, updateSite } from "./actions.ts";
import { siteOperations } from "./contract.ts";
import { getSitePage, listSites, readStock } from "./queries.ts";

export const siteServer = serve(siteOperations, {
  list: listSites,
  get: getSitePage,
  create: createSite,
  update: updateSite,
  move: moveSite,
  stock: readStock,
});
