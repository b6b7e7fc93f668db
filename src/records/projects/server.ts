import { serve } from "#kit/server/serve.ts";
import { createProject, updateProject } from "./actions.ts";
import { projectOperations } from "./contract.ts";
import { disputeServer } from "./disputes/server.ts";
import { introductionServer } from "./introductions/server.ts";
import { outcomeServer } from "./outcomes/server.ts";
import { getProjectPage, listProjects } from "./queries.ts";
import { referralServer } from "./referral/server.ts";

export const projectServer = [
  ...serve(projectOperations, {
    list: listProjects,
    get: getProjectPage,
    create: createProject,
    update: updateProject,
  }),
  ...referralServer,
  ...disputeServer,
  ...introductionServer,
  ...outcomeServer,
];
