import { serve } from "#kit/server/serve.ts";
import {
  createProspect,
  enrollProspect,
  linkProspect,
  moveProspect,
  unlinkProspect,
  updateProspect,
} from "./actions.ts";
import { prospectOperations } from "./contract.ts";
import { getProspectPage, listProspects } from "./queries.ts";

export const prospectServer = serve(prospectOperations, {
  list: listProspects,
  get: getProspectPage,
  create: createProspect,
  update: updateProspect,
  move: moveProspect,
  link: linkProspect,
  unlink: unlinkProspect,
  enroll: enrollProspect,
});
