import { serve } from "#kit/server/serve.ts";
import { createProject, updateProject } from "./actions.ts";
import { projectOperations } from "./contract.ts";
import { getProjectPage, listProjects } from "./queries.ts";

export const projectServer = serve(projectOperations, {
  list: listProjects,
  get: getProjectPage,
  create: createProject,
  update: updateProject,
});
