import { states } from "#tests/support/access.ts";

export const workspaceAccess = states("工作空间", {
  signedIn: [
    "drafts.get",
    "drafts.save",
    "drafts.drop",
    "views.list",
    "views.save",
    "views.drop",
    "jobs.list",
    "jobs.cancel",
    "files.get",
    "timeline.list",
  ],
  permissions: {
    "imports.manage": {
      opens: [
        "imports.kinds",
        "imports.start",
        "imports.map",
        "imports.get",
        "imports.rows",
        "imports.commit",
        "imports.revert",
        "imports.failedRows",
        "imports.template",
        "imports.list",
        "imports.discard",
      ],
      roles: { head: "agency", chief: "agency", officer: "agency", systemAdministrator: "agency" },
    },
    "exports.create": {
      opens: ["exports.start"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency" },
    },
    "history.read": { opens: ["history.list", "history.choices"], roles: { auditAdministrator: "agency" } },
  },
});
