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
        "arrivals.list",
        "commitments.list",
        "commitments.show",
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
        "arrivals.create",
        "arrivals.correct",
        "arrivals.annul",
        "projectStatistics.record",
        "projectStatistics.annul",
        "commitments.create",
        "commitments.keep",
        "commitments.annul",
        "commitmentActuals.record",
        "commitmentActuals.annul",
        "commitmentHandlings.record",
        "commitmentHandlings.annul",
      ],
      roles: { head: "agency", chief: "division", officer: "division" },
    },
    "projects.verify": {
      opens: ["stages.verify", "stages.recognize", "arrivals.verify"],
      roles: { head: "agency", chief: "division", performance: "agency" },
    },
    "projects.override": {
      opens: ["overrides.decide"],
      roles: { head: "agency", chief: "division" },
    },
  },
  fields: [
    {
      class: "tax",
      seenBy: ["head", "finance"],
      out: { "commitments.show": ["rows.[].taxTarget"], "commitments.keep": ["taxTarget"] },
      in: { "commitments.keep": ["taxTarget"] },
    },
  ],
});
