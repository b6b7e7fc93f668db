import { states } from "#tests/support/access.ts";

export const encountersAccess = states("对接记录", {
  permissions: {
    "encounters.read": {
      opens: ["encounters.list", "encounters.get"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency" },
    },
    "encounters.manage": {
      opens: ["encounters.create", "encounters.update", "encounters.finish", "encounters.annul"],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
  },
});
