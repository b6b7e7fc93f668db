import { serve } from "#kit/server/serve.ts";
import { attachCompany, createGroup, detachCompany, updateGroup } from "./actions.ts";
import { groupOperations } from "./contract.ts";
import { getGroupPage, getPlace, listGroups, listTiers } from "./queries.ts";

export const groupServer = serve(groupOperations, {
  list: listGroups,
  get: getGroupPage,
  place: getPlace,
  tiers: listTiers,
  create: createGroup,
  update: updateGroup,
  attach: attachCompany,
  detach: detachCompany,
});
