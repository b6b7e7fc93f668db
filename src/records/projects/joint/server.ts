import { serve } from "#kit/server/serve.ts";
import { agreeJointly, annulJoint } from "./actions.ts";
import { jointOperations } from "./contract.ts";
import { listJoint, projectJoint } from "./queries.ts";

export const jointServer = serve(jointOperations, {
  list: listJoint,
  ofProject: projectJoint,
  agree: agreeJointly,
  annul: annulJoint,
});
