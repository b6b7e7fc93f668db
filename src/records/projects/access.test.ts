import { states } from "#tests/support/access.ts";

export const projectsAccess = states("招商项目", {
  permissions: {
    "projects.read": {
      opens: ["projects.list", "projects.get"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "projects.manage": {
      opens: ["projects.create", "projects.update", "stages.move"],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
  },
});
