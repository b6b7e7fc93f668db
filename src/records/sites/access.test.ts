import { states } from "#tests/support/access.ts";

export const sitesAccess = states("空间资源", {
  permissions: {
    "sites.read": {
      opens: ["sites.list", "sites.get", "sites.stock", "sites.match", "sites.map", "sites.sheet"],
      roles: { head: "agency", chief: "agency", officer: "agency", performance: "agency", finance: "agency" },
    },
    "sites.manage": {
      opens: ["sites.create", "sites.update", "sites.move", "sites.occupy", "sites.vacate", "sites.voidOccupation"],
      roles: { head: "agency", chief: "agency", officer: "division" },
    },
  },
});
