import { states } from "#tests/support/access.ts";

export const projectsAccess = states("招商项目", {
  permissions: {
    "projects.read": {
      opens: [
        "projects.list",
        "projects.get",
        "projects.funnel",
        "overrides.list",
        "signings.list",
        "members.list",
        "schemes.list",
        "schemes.get",
        "countings.list",
        "countings.totals",
        "countings.ofProject",
        "countings.candidates",
        "countings.unmet",
        "countings.reconcile",
      ],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
    "projects.manage": {
      opens: [
        "projects.create",
        "projects.update",
        "stages.move",
        "stages.correct",
        "stages.annul",
        "overrides.ask",
        "standings.change",
        "signings.create",
        "signings.annul",
        "members.add",
        "members.end",
        "instructions.add",
        "instructions.annul",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
    "projects.verify": {
      opens: ["stages.verify", "stages.recognize"],
      roles: { head: "agency", chief: "division", performance: "agency" },
    },
    "projects.count": {
      opens: ["countings.count", "countings.accept", "countings.annul"],
      roles: { head: "agency", chief: "division", performance: "agency" },
    },
    "projects.schemes": {
      opens: ["schemes.proposals", "schemes.create", "schemes.update", "countings.takeList"],
      roles: { head: "agency", performance: "agency" },
    },
    "projects.override": {
      opens: ["overrides.decide"],
      roles: { head: "agency", chief: "division" },
    },
  },
});
